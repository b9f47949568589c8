import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { understandPerson } from "../../db/queries/understand.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { transactions } from "../../db/schema/money.ts";
import { merchantRules, transactionCorrections } from "../../db/schema/money-said.ts";
import { testDatabase } from "../support/database.ts";
import { atUniqlo, CLOTHES, GROCERIES, undoTokens } from "../support/payments.ts";

const { db } = await testDatabase();

test("the end of the product's day: one line makes the coat a need, with the words behind it as its note", async () => {
  const { chat, id } = await atUniqlo(db);
  const before = await chat.everything();
  expect(await chat.say("that uniqlo thing wasn't discretionary, winter coat")).toBe(
    "Changed: Uniqlo, 19 November, $89.90 is now a need.\nNoted with it: winter coat\nFor this purchase only?",
  );
  expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual(["only this", "Uniqlo always", "undo"]);
  expect(await chat.row(id)).toMatchObject({ isDiscretionary: false, notes: "winter coat" });
  expect(await db.select().from(transactionCorrections)).toMatchObject([
    { externalId: id, isDiscretionary: false, notes: "winter coat", category: null, splits: [] },
  ]);
  const dirty = await db.select().from(dirtyDays).where(eq(dirtyDays.date, "2026-11-19"));
  expect(dirty).toHaveLength(1);
  expect(chat.errands).toMatchObject([{ kind: "understand-money", userId: chat.userId }]);
  expect(await chat.tap("only this")).toBe("Okay, only this one.");
  expect(await chat.say("/undo")).toBe("Taken back: Uniqlo, 19 November, $89.90 is as it was before.");
  expect(await chat.everything()).toEqual(before);
});

test("given 'only this', then the others at the place stay as they were, and what is said anew teaches again", async () => {
  const { chat, id } = await atUniqlo(db);
  const other = await chat.paid("2026-10-02", "Uniqlo", "24.90", { sourceCategory: CLOTHES.subcategory });
  const understand = () => understandPerson(db, chat.userId, chat.clock.now);
  await understand();
  await chat.say("that uniqlo thing on 19 november wasn't discretionary");
  await understand();
  expect(await chat.row(other)).toMatchObject({ isDiscretionary: false });
  expect(await chat.tap("only this")).toBe("Okay, only this one.");
  await understand();
  expect(await chat.row(id)).toMatchObject({ isDiscretionary: false });
  expect(await chat.row(other)).toMatchObject({ isDiscretionary: true });
  await chat.tapToken(`s1:tx:choice:${id}`);
  expect(await db.select().from(transactionCorrections)).toMatchObject([{ isAlone: null }]);
  await chat.tap("undo");
  expect(await db.select().from(transactionCorrections)).toMatchObject([{ isAlone: true }]);
});

test("given several changes, then one undo after another takes them back, the newest first, and none from long ago", async () => {
  const { chat } = await atUniqlo(db);
  const minutes = (count: number) => {
    chat.clock.now = new Date(chat.clock.now.getTime() + count * 60_000);
  };
  await chat.say("/budget total 900");
  minutes(70);
  await chat.say("that uniqlo thing was a need");
  minutes(1);
  await chat.say("call it groceries");
  minutes(1);
  await chat.say("split 20 coffee");
  minutes(1);
  expect(await chat.say("/undo")).toMatch(/is whole again/);
  expect(await chat.say("/undo")).toMatch(/as it was before/);
  expect(await chat.say("undo")).toMatch(/as it was before/);
  expect(await db.select().from(transactionCorrections)).toEqual([]);
  expect(await chat.say("/undo")).toBe("There's nothing to take back.");
});

test("given 'always', then it holds for the merchant, and undo takes the rule and not the word back", async () => {
  const { chat, id } = await atUniqlo(db);
  await chat.say("that uniqlo thing wasn't discretionary");
  expect(await chat.tap("Uniqlo always")).toBe("From now on: what you pay at Uniqlo is a need.");
  expect(await db.select().from(merchantRules)).toMatchObject([
    { merchantKey: "UNIQLO", isDiscretionary: false, category: null, displayName: null },
  ]);
  expect(await chat.tap("Uniqlo always")).toBe("Uniqlo: noted like that already.");
  expect(await chat.say("/undo")).toBe("Taken back: Uniqlo is as it was before.");
  expect(await db.select().from(merchantRules)).toEqual([]);
  expect(await chat.row(id)).toMatchObject({ isDiscretionary: false });
});

test("given 'always' at a place with other payments, then they follow once they are understood, and undo frees them", async () => {
  const { chat, id } = await atUniqlo(db);
  const other = await chat.paid("2026-10-02", "Uniqlo", "24.90", { sourceCategory: CLOTHES.subcategory });
  await understandPerson(db, chat.userId, chat.clock.now);
  expect(await chat.row(other)).toMatchObject({ isDiscretionary: true });
  await chat.tapToken(`s1:tx:need:${id}`);
  expect(await chat.tap("Uniqlo always")).toBe(
    "From now on: what you pay at Uniqlo is a need.\n" +
      "That holds for the other payment there too, unless you said otherwise of it.",
  );
  await understandPerson(db, chat.userId, chat.clock.now);
  expect(await chat.row(other)).toMatchObject({ isDiscretionary: false });
  for (const token of undoTokens(chat)) await chat.tapToken(token);
  await understandPerson(db, chat.userId, chat.clock.now);
  expect(await chat.row(other)).toMatchObject({ isDiscretionary: true });
});

test("given a category by words and one by a tap, then each is read back and taken back", async () => {
  const { chat, id } = await atUniqlo(db);
  await chat.paid("2026-11-20", "Daily Basket", "40", GROCERIES);
  const before = await chat.everything();
  expect(await chat.say("the uniqlo thing is gifts")).toMatch(
    /^Changed: Uniqlo, 19 November, \$89\.90 is now gifts/,
  );
  expect(await chat.say("/undo")).toMatch(/^Taken back: Uniqlo/);
  expect(await chat.everything()).toEqual(before);
  await chat.say("/transactions uniqlo");
  await chat.say("1");
  expect(await chat.tap("another category")).toMatch(/^What was Uniqlo, 19 November, \$89\.90\? Tap one/);
  expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual(["groceries"]);
  expect(await chat.tap("groceries")).toMatch(/is now groceries\./);
  expect(await chat.row(id)).toMatchObject(GROCERIES);
  await chat.tap("undo");
  expect(await chat.everything()).toEqual(before);
  expect(await chat.tap("undo")).toBe("That was taken back before.");
});

test("given a category that nobody knows, then nothing changes and near ones are named", async () => {
  const { chat } = await atUniqlo(db);
  const before = await chat.everything();
  await chat.say("/transactions uniqlo");
  expect(await chat.say("put it under grosseries")).toMatch(/Uniqlo|category called "grosseries"/);
  await chat.say("/undo");
  expect(await chat.say("put it under zorbing")).toMatch(
    /^I don't know a category called "zorbing", so everything stayed as it was\./,
  );
  expect(await chat.everything()).toEqual(before);
});

test("given an impulse, and that one was none, then only that is said of it", async () => {
  const { chat, id } = await atUniqlo(db);
  const before = await chat.everything();
  expect(await chat.say("the uniqlo thing was an impulse buy")).toBe(
    "Changed: Uniqlo, 19 November, $89.90 is now a choice, and an impulse.",
  );
  expect(await chat.row(id)).toMatchObject({ isDiscretionary: true, impulseProbability: 1 });
  expect(await chat.say("that wasn't an impulse")).toBe(
    "Changed: Uniqlo, 19 November, $89.90 is no impulse.",
  );
  expect(await chat.row(id)).toMatchObject({ isDiscretionary: true, impulseProbability: 0 });
  expect(await chat.say("/undo")).toMatch(/^Taken back/);
  expect(await chat.row(id)).toMatchObject({ impulseProbability: 1 });
  await chat.tapToken(undoTokens(chat)[0] ?? "");
  expect(await chat.everything()).toEqual(before);
});

test.each([[[0, 1, 2]], [[1, 0, 2]], [[2, 0, 1]], [[1, 2, 0]]])(
  "given three changes of one thing, taken back in the order %j, then it ends where it began",
  async (order) => {
    const { chat } = await atUniqlo(db);
    const before = await chat.everything();
    for (const words of ["the uniqlo thing is gifts", "call it groceries", "call it coffee"])
      await chat.say(words);
    const tokens = undoTokens(chat);
    expect(tokens).toHaveLength(3);
    for (const index of order) await chat.tapToken(tokens[index] ?? "");
    expect(await chat.everything()).toEqual(before);
  },
);

test("given the older of two changes taken back, then the newer one still holds", async () => {
  const { chat, id } = await atUniqlo(db);
  await chat.say("the uniqlo thing is gifts");
  await chat.say("call it groceries");
  expect(await chat.tapToken(undoTokens(chat)[0] ?? "")).toBe(
    "Taken back. What you said of Uniqlo, 19 November, $89.90 after that still holds.",
  );
  expect(await chat.row(id)).toMatchObject(GROCERIES);
});

test("given the row taken away by its bank, then undo still takes the word back", async () => {
  const { chat, id } = await atUniqlo(db);
  await chat.say("the uniqlo thing was a need");
  await db.delete(transactions).where(and(eq(transactions.userId, chat.userId), eq(transactions.id, id)));
  expect(await chat.say("/undo")).toBe("Taken back. That payment is no longer among yours.");
  expect(await db.select().from(transactionCorrections)).toEqual([]);
});

test("given a row that came back under another key, then undo finds it by its source's id", async () => {
  const { chat, id } = await atUniqlo(db);
  await chat.say("the uniqlo thing was a need");
  const row = await chat.row(id);
  await db.delete(transactions).where(eq(transactions.id, id));
  const again = await chat.paid("2026-11-19", "Uniqlo", "89.90", {
    externalId: row.externalId,
    isDiscretionary: false,
  });
  expect(await chat.say("/undo")).toMatch(/^Taken back: Uniqlo/);
  expect(await chat.row(again)).toMatchObject({ isDiscretionary: true });
});

test("given somebody else's buttons, then they find nothing", async () => {
  const { chat, id } = await atUniqlo(db);
  for (const action of ["open", "need", "category", "note", "split", "repeats"]) {
    const forged = `s1:tx:${action}:00000000-0000-4000-8000-000000000000`;
    expect(await chat.tapToken(forged)).toMatch(/no longer|can't|button/i);
  }
  expect(await chat.tapToken(`s1:tx:nonsense:${id}`)).toMatch(/no longer|can't|button/i);
  expect(await chat.tapToken("s1:money-undo:nothing")).toMatch(/no longer|can't|button/i);
  expect(await chat.tapToken("s1:tx:open:nothing")).toMatch(/no longer|can't|button/i);
  expect(await db.select().from(transactionCorrections)).toEqual([]);
});

test("given the coach at rest after a crisis, then nothing of money is shown or changed", async () => {
  const { chat, id } = await atUniqlo(db);
  await chat.say("I want to kill myself");
  for (const answer of [
    await chat.say("/transactions"),
    await chat.say("that uniqlo thing was a need"),
    await chat.tapToken(`s1:tx:open:${id}`),
    await chat.tapToken(`s1:tx:need:${id}`),
  ]) {
    expect(answer).not.toMatch(/Uniqlo|89/);
  }
  expect(await db.select().from(transactionCorrections)).toEqual([]);
});
