import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { understandPerson } from "../../db/queries/understand.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { transactions } from "../../db/schema/money.ts";
import { merchantRules, recurringWords, transactionCorrections } from "../../db/schema/money-said.ts";
import { testDatabase } from "../support/database.ts";
import { CLOTHES, COFFEE, GROCERIES, type PayingChat, payingChat } from "../support/payments.ts";

const { db } = await testDatabase();

const CHOICE = { isDiscretionary: true, discretionaryProbability: 0.9 };

/** With one purchase at Uniqlo, as in the product's own day. */
async function atUniqlo(): Promise<{ readonly chat: PayingChat; readonly id: string }> {
  const chat = await payingChat(db);
  const id = await chat.paid("2026-11-19", "Uniqlo", "89.90", { ...CLOTHES, ...CHOICE });
  return { chat, id };
}

test("the end of the product's day: one line makes the coat a need, with the words behind it as its note", async () => {
  const { chat, id } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
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
  const { chat } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
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

test("given an answer that names a purchase, then 'that' and 'it' mean it", async () => {
  const { chat, id } = await atUniqlo();
  await chat.paid("2026-11-20", "Daily Basket", "40", GROCERIES);
  await chat.say("what was my biggest purchase last week?");
  expect(await chat.say("that was a need")).toMatch(
    /^Changed: Uniqlo, 19 November, \$89\.90 is now a need\./,
  );
  expect(await chat.say("call it groceries")).toMatch(/^Changed: Uniqlo, .* is now groceries\./);
  expect(await chat.row(id)).toMatchObject({ ...GROCERIES, isDiscretionary: false });
});

test("given two that may be meant, then it is asked back with day and amount, and the tap makes the change", async () => {
  const { chat, id } = await atUniqlo();
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
  const { chat } = await atUniqlo();
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
  const { chat } = await atUniqlo();
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

test("given a category by words and one by a tap, then each is read back and taken back", async () => {
  const { chat, id } = await atUniqlo();
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
  const { chat } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
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

/** Tokens of every undo button so far, the oldest first. */
function undoTokens(chat: PayingChat): readonly string[] {
  const tokens = chat.sent.flatMap(({ buttons }) => buttons.map(({ token }) => token));
  return [...new Set(tokens.filter((token) => token.startsWith("s1:money-undo:")))];
}

test.each([[[0, 1, 2]], [[1, 0, 2]], [[2, 0, 1]], [[1, 2, 0]]])(
  "given three changes of one thing, taken back in the order %j, then it ends where it began",
  async (order) => {
    const { chat } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
  await chat.say("the uniqlo thing is gifts");
  await chat.say("call it groceries");
  expect(await chat.tapToken(undoTokens(chat)[0] ?? "")).toBe(
    "Taken back. What you said of Uniqlo, 19 November, $89.90 after that still holds.",
  );
  expect(await chat.row(id)).toMatchObject(GROCERIES);
});

test("a note stands with the purchase and in the list, and is taken back", async () => {
  const { chat, id } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
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
  const { chat } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
  await chat.say("/transactions uniqlo");
  expect(await chat.say("call it Cosy Corner")).toBe(
    "Uniqlo is called Cosy Corner from now on, wherever it turns up.",
  );
  expect((await chat.row(id)).merchantName?.toLowerCase()).toBe("cosy corner");
});

test("given a name of several words, one of them a kind of spending, then it is a name all the same", async () => {
  const { chat } = await atUniqlo();
  await chat.say("/transactions uniqlo");
  expect(await chat.say("call it Blue Bar")).toMatch(/^Uniqlo is called Blue Bar from now on/);
  expect(await chat.say("call it coffee")).toMatch(/is now coffee\./);
});

test("given the row taken away by its bank, then undo still takes the word back", async () => {
  const { chat, id } = await atUniqlo();
  await chat.say("the uniqlo thing was a need");
  await db.delete(transactions).where(and(eq(transactions.userId, chat.userId), eq(transactions.id, id)));
  expect(await chat.say("/undo")).toBe("Taken back. That payment is no longer among yours.");
  expect(await db.select().from(transactionCorrections)).toEqual([]);
});

test("given a row that came back under another key, then undo finds it by its source's id", async () => {
  const { chat, id } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
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
  const { chat, id } = await atUniqlo();
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

test("given a coffee among several kinds, then a kind's word finds it", async () => {
  const { chat } = await atUniqlo();
  await chat.paid("2026-11-21", "Tall Pine", "4.50", COFFEE);
  expect(await chat.say("the coffee was a need")).toMatch(
    /^Changed: Tall Pine, 21 November, \$4\.50 is now a need/,
  );
});
