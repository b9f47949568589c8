import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { understandPerson } from "../../db/queries/understand.ts";
import { transactions } from "../../db/schema/money.ts";
import { merchantRules, recurringWords } from "../../db/schema/money-said.ts";
import { testDatabase } from "../support/database.ts";
import { atUniqlo, CLOTHES, GROCERIES, payingChat, undoTokens } from "../support/payments.ts";

const { db } = await testDatabase();

test("given a new name, then the bank's later rows have it too once they are understood", async () => {
  const chat = await payingChat(db);
  await chat.paid("2026-11-19", null, "20", { rawName: "AMZN MKTP US*2K4" });
  await understandPerson(db, chat.userId, chat.clock.now);
  const row = (await chat.say("/transactions")).split("\n")[1];
  expect(row).toMatch(/^1\. \$20 at Amazon,/);
  expect(await chat.say("call it Bookroom")).toBe(
    "Amazon is called Bookroom from now on, wherever it turns up.",
  );
  const later = await chat.paid("2026-11-22", null, "30", { rawName: "AMZN MKTP US*7T9" });
  await understandPerson(db, chat.userId, chat.clock.now);
  expect(await chat.row(later)).toMatchObject({ merchantName: "Bookroom" });
});

test("a note stands with the purchase and in the list, and is taken back", async () => {
  const { chat, id } = await atUniqlo(db);
  const before = await chat.everything();
  expect(await chat.say("note on the uniqlo one: for the trip to Oslo")).toBe(
    "Noted with Uniqlo, 19 November, $89.90: for the trip to Oslo",
  );
  expect(await chat.row(id)).toMatchObject({ notes: "for the trip to Oslo" });
  expect(await chat.say("/transactions")).toContain('"for the trip to Oslo"');
  expect(await chat.say("add a note: with Anna")).toMatch(/^Noted with Uniqlo/);
  for (const token of undoTokens(chat).toReversed()) await chat.tapToken(token);
  expect(await chat.everything()).toEqual(before);
});

test("given a split, then part and rest come to the purchase exactly, further ones too, and undo puts it together", async () => {
  const { chat, id } = await atUniqlo(db);
  const before = await chat.everything();
  await chat.say("/transactions uniqlo");
  expect(await chat.say("split 30 groceries")).toBe(
    "Split: of Uniqlo, 19 November, $89.90, $30 is groceries and $59.90 stays clothes.",
  );
  expect(await chat.say("split it in half")).toBe(
    "Split: of Uniqlo, 19 November, $59.90, $29.95 stands apart now and $29.95 is left.",
  );
  const parts = await db.select().from(transactions).where(eq(transactions.splitOf, id));
  expect(parts.map(({ amount }) => amount).sort()).toEqual(["29.95", "30.00"]);
  expect(parts).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...GROCERIES, source: "split", merchantName: "Uniqlo" }),
    ]),
  );
  await chat.say("/transactions uniqlo over 29");
  const detail = await chat.tapToken(`s1:tx:open:${id}`);
  expect(detail).toContain("Told apart from it: $30 groceries and $29.95 clothes.");
  expect(await chat.tapToken(`s1:tx:open:${parts[0]?.id}`)).toContain(
    "A part of Uniqlo, 19 November, $29.95.",
  );
  for (const token of undoTokens(chat)) await chat.tapToken(token);
  expect(await chat.everything()).toEqual(before);
});

test("given a part that is no part, then it is said and nothing changes", async () => {
  const { chat } = await atUniqlo(db);
  const before = await chat.everything();
  await chat.say("/transactions uniqlo");
  for (const part of ["89.90", "200", "0"]) {
    expect(await chat.say(`split ${part} groceries`)).toMatch(/That's no part of Uniqlo|split 30 groceries/);
  }
  expect(await chat.say("split it")).toMatch(/^Which part of Uniqlo, 19 November, \$89\.90\? Say it like/);
  expect(await chat.everything()).toEqual(before);
});

test("given 'that's a subscription', then its payments come back, and 'it isn't' is the later word", async () => {
  const chat = await payingChat(db);
  const ids = [];
  for (const month of ["08", "09", "10", "11"]) {
    ids.push(await chat.paid(`2026-${month}-03`, "Blue Gym", "29.90", { category: "PERSONAL_CARE" }));
  }
  const before = await chat.everything();
  expect(await chat.say("the blue gym is a subscription")).toBe(
    "Changed: Blue Gym, 3 November, $29.90 is now a payment that comes back.\n" +
      "The same goes for the 3 others like it there.",
  );
  for (const id of ids) expect(await chat.row(id)).toMatchObject({ isRecurring: true });
  expect(await db.select().from(recurringWords)).toMatchObject([
    { merchantKey: "BLUEGYM", cadence: "monthly", fromAmount: "23.92", toAmount: "37.38", isRecurring: true },
  ]);
  expect(await chat.say("it isn't a subscription")).toMatch(/is no longer a payment that comes back\./);
  expect(await chat.row(ids[0] ?? "")).toMatchObject({ isRecurring: false });
  const [first = "", second = ""] = undoTokens(chat);
  await chat.tapToken(first);
  expect(await chat.row(ids[0] ?? "")).toMatchObject({ isRecurring: false });
  await chat.tapToken(second);
  expect(await chat.everything()).toEqual(before);
});

test("given a bank's words and a name, then the merchant is called that everywhere, and undo brings the old names back", async () => {
  const chat = await payingChat(db);
  const first = await chat.paid("2026-11-19", "AMZN Mktp", "20", {
    sourceMerchant: null,
    rawName: "AMZN MKTP US*2K4",
  });
  const second = await chat.paid("2026-11-20", "AMZN Mktp", "30", {
    sourceMerchant: null,
    rawName: "AMZN MKTP US*9Z1",
  });
  const other = await chat.paid("2026-11-20", "Uniqlo", "30", CLOTHES);
  const before = await chat.everything();
  expect(await chat.say("call AMZN Mktp Bookroom")).toBe(
    "AMZN Mktp is called Bookroom from now on, wherever it turns up.",
  );
  for (const id of [first, second]) expect(await chat.row(id)).toMatchObject({ merchantName: "Bookroom" });
  expect(await chat.row(other)).toMatchObject({ merchantName: "Uniqlo" });
  expect(await db.select().from(merchantRules)).toMatchObject([{ displayName: "Bookroom" }]);
  expect(await chat.say("rename Bookroom to the bookroom")).toMatch(
    /called Bookroom already|called The bookroom/,
  );
  for (const token of undoTokens(chat).toReversed()) await chat.tapToken(token);
  expect(await chat.everything()).toEqual(before);
});

test("given 'call it' and a word that is no category, then it is the merchant's name", async () => {
  const { chat, id } = await atUniqlo(db);
  await chat.say("/transactions uniqlo");
  expect(await chat.say("call it Cosy Corner")).toBe(
    "Uniqlo is called Cosy Corner from now on, wherever it turns up.",
  );
  expect((await chat.row(id)).merchantName?.toLowerCase()).toBe("cosy corner");
});

test("given a name of several words, one of them a kind of spending, then it is a name all the same", async () => {
  const { chat } = await atUniqlo(db);
  await chat.say("/transactions uniqlo");
  expect(await chat.say("call it Blue Bar")).toMatch(/^Uniqlo is called Blue Bar from now on/);
  expect(await chat.say("call it coffee")).toMatch(/is now coffee\./);
});
