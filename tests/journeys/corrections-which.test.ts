import { expect, test } from "vitest";
import { transactionCorrections } from "../../db/schema/money-said.ts";
import { testDatabase } from "../support/database.ts";
import { atUniqlo, CLOTHES, COFFEE, GROCERIES } from "../support/payments.ts";

const { db } = await testDatabase();

test("given an answer that names a purchase, then 'that' and 'it' mean it", async () => {
  const { chat, id } = await atUniqlo(db);
  await chat.paid("2026-11-20", "Daily Basket", "40", GROCERIES);
  await chat.say("what was my biggest purchase last week?");
  expect(await chat.say("that was a need")).toMatch(
    /^Changed: Uniqlo, 19 November, \$89\.90 is now a need\./,
  );
  expect(await chat.say("call it groceries")).toMatch(/^Changed: Uniqlo, .* is now groceries\./);
  expect(await chat.row(id)).toMatchObject({ ...GROCERIES, isDiscretionary: false });
});

test("given two that may be meant, then it is asked back with day and amount, and the tap makes the change", async () => {
  const { chat, id } = await atUniqlo(db);
  const other = await chat.paid("2026-11-12", "Uniqlo", "14.90", CLOTHES);
  expect(await chat.say("the uniqlo thing was a need, socks")).toBe("Which one?");
  expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual([
    "Uniqlo, 19 November, $89.90",
    "Uniqlo, 12 November, $14.90",
  ]);
  expect(await chat.say("2")).toMatch(
    /^Changed: Uniqlo, 12 November, \$14\.90 is now a need\.\nNoted with it: socks/,
  );
  expect(await chat.row(other)).toMatchObject({ isDiscretionary: false, notes: "socks" });
  expect(await chat.row(id)).toMatchObject({ isDiscretionary: true, notes: null });
});

test("given a day or an amount beside the name, then it is told by that", async () => {
  const { chat } = await atUniqlo(db);
  await chat.paid("2026-11-12", "Uniqlo", "14.90", CLOTHES);
  expect(await chat.say("the 14.90 uniqlo one was a need")).toMatch(
    /^Changed: Uniqlo, 12 November, \$14\.90/,
  );
  await chat.paid("2026-11-22", "Uniqlo", "5.90", CLOTHES);
  expect(await chat.say("the uniqlo thing yesterday was a need")).toMatch(
    /^Changed: Uniqlo, yesterday, \$5\.90/,
  );
});

test("given nothing that fits, then that is said with what to try", async () => {
  const { chat } = await atUniqlo(db);
  expect(await chat.say("that was a need")).toMatch(
    /^Which purchase\? Name it, like "the uniqlo one was a need"/,
  );
  expect(await chat.say("the unicolo thing was a need")).toBe(
    'I find no purchase like "unicolo". Near it there is Uniqlo.',
  );
  expect(await chat.say("the bazaarly thing was a need")).toBe(
    'I find no purchase like "bazaarly". The places you pay most often: Uniqlo.',
  );
  expect(await db.select().from(transactionCorrections)).toEqual([]);
});

test("given a coffee among several kinds, then a kind's word finds it", async () => {
  const { chat } = await atUniqlo(db);
  await chat.paid("2026-11-21", "Tall Pine", "4.50", COFFEE);
  expect(await chat.say("the coffee was a need")).toMatch(
    /^Changed: Tall Pine, 21 November, \$4\.50 is now a need/,
  );
});
