import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadSaid, saveSaid } from "../../db/queries/corrections.ts";
import { mergeHandRow, unmergeHandRow } from "../../db/queries/hand-merging.ts";
import { conversations } from "../../db/schema/chat.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { transactions } from "../../db/schema/money.ts";
import { transactionCorrections } from "../../db/schema/money-said.ts";
import { userSettings } from "../../db/schema/people.ts";
import { sayMergeOffers } from "../../src/jobs/merge-offers.ts";
import { testDatabase } from "../support/database.ts";
import { type MoneyChat, moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();
const COFFEE = "FOOD_AND_DRINK_COFFEE";

/** As after a bank was read. @returns what was said of it */
async function afterSync(chat: MoneyChat): Promise<string> {
  await sayMergeOffers({ userId: chat.userId, subject: null }, { db, clock: () => chat.clock.now });
  await chat.dispatcher.outbox.deliverAll();
  return chat.unread();
}

const rows = () => db.select().from(transactions).orderBy(transactions.source, transactions.amount);

describe("given a coffee told by hand and the bank's row of it", () => {
  async function twice(): Promise<{ readonly chat: MoneyChat; readonly bankId: string }> {
    const chat = await moneyChat(db);
    await chat.say("12 coffee");
    const account = await chat.bank("2026-11-25");
    return { chat, bankId: await chat.shows(account, "2026-11-26", "Blue Cup", "12", null) };
  }

  test("when the bank was read, then it is offered to make them one, once", async () => {
    const { chat } = await twice();
    expect(await afterSync(chat)).toBe(
      'Your bank shows $12 at Blue Cup, today. Is that your "coffee", today? Until you say, both count.',
    );
    expect(await afterSync(chat)).toBe("");
    expect(await chat.sums()).toEqual({ USD: "24.00" });
  });

  test("when they are the same, then the bank's row stays with what was said, counted once, and undo brings both back", async () => {
    const { chat, bankId } = await twice();
    const before = await rows();
    await afterSync(chat);
    await db.delete(dirtyDays);
    expect(await chat.tap("the same one")).toBe(
      "One purchase now: Blue Cup, $12, today. What you said about it came along.",
    );
    expect(await rows()).toMatchObject([
      { id: bankId, amount: "12", category: "FOOD_AND_DRINK", subcategory: COFFEE, notes: "coffee" },
    ]);
    expect(await db.select().from(dirtyDays)).toMatchObject([{ date: "2026-11-26" }]);
    expect(await chat.say("/undo")).toBe("Taken back: they are two again.");
    const strip = (all: typeof before) => all.map(({ updatedAt: _, ...row }) => row);
    expect(strip(await rows())).toEqual(strip(before));
    expect(await db.select().from(transactionCorrections)).toEqual([]);
    expect(await afterSync(chat)).toBe("");
    expect(await chat.tap("undo")).toBe("That was taken back before.");
  });

  test("when they are two, then both stay, and this pair is never offered again", async () => {
    const { chat } = await twice();
    await afterSync(chat);
    expect(await chat.tap("two different ones")).toContain("Both stay");
    expect(await chat.sums()).toEqual({ USD: "24.00" });
    expect(await afterSync(chat)).toBe("");
  });

  test("when the hand-told one was taken back meanwhile, then nothing changes, and that is said", async () => {
    const { chat } = await twice();
    await afterSync(chat);
    await chat.say("/undo");
    expect(await chat.tap("the same one")).toContain("isn't there any more");
    expect(await chat.sums()).toEqual({ USD: "12" });
  });

  test("when it was split and corrected by hand, then all of that comes along, and the sum is the purchase's", async () => {
    const { chat, bankId } = await twice();
    const [hand] = await db.select().from(transactions).where(eq(transactions.source, "hand"));
    if (hand === undefined) throw new Error("expected the entry");
    const splits = [{ id: "part-1", amount: "5.00", category: "TRAVEL", notes: null }];
    const nothing = await loadSaid(db, chat.userId, hand);
    await saveSaid(
      db,
      chat.userId,
      hand,
      { ...nothing, isDiscretionary: false, notes: "with Ana", splits },
      chat.clock.now,
    );
    await db.update(transactions).set({ amount: "7.00" }).where(eq(transactions.id, hand.id));
    const { id: _, ...like } = hand;
    await db
      .insert(transactions)
      .values({ ...like, externalId: "split:part-1", source: "split", splitOf: hand.id, amount: "5.00" });
    await afterSync(chat);
    await chat.tap("the same one");
    expect(await rows()).toMatchObject([
      { id: bankId, amount: "7.00", notes: "with Ana", isDiscretionary: false },
      { source: "split", splitOf: bankId, amount: "5.00", category: "TRAVEL" },
    ]);
    await chat.say("/undo");
    expect(await rows()).toMatchObject([
      { id: bankId, amount: "12.00", notes: null },
      { id: hand.id, amount: "7.00" },
      { source: "split", splitOf: hand.id, amount: "5.00" },
    ]);
  });
});

test("given the bank's row came first, when it is told by hand, then it is asked at once", async () => {
  const chat = await moneyChat(db);
  await chat.shows(await chat.bank("2026-11-25"), "2026-11-26", "Blue Cup", "12", COFFEE);
  expect(await chat.say("12 coffee")).toBe(
    "Noted: coffee, $12, today.\n" +
      'Your bank shows $12 at Blue Cup, today. Is that your "coffee", today? Until you say, both count.',
  );
});

test("given a meal with a tip, then the offer says both amounts", async () => {
  const chat = await moneyChat(db);
  await chat.say("40 dinner yesterday");
  await chat.shows(
    await chat.bank("2026-11-25"),
    "2026-11-26",
    "Trattoria",
    "48",
    "FOOD_AND_DRINK_RESTAURANT",
  );
  expect(await afterSync(chat)).toBe(
    'Your bank shows $48 at Trattoria, today. Is that your "dinner" of $40, yesterday, with a tip? Until you say, both count.',
  );
  await chat.tap("the same one");
  expect(await chat.sums()).toEqual({ USD: "48" });
});

test("given five that were told twice, then each is offered once, and no row is in two offers", async () => {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  for (let round = 0; round < 5; round++) {
    await chat.say("3 coffee");
    await chat.shows(account, "2026-11-26", "Blue Cup", "3.01", COFFEE);
  }
  await afterSync(chat);
  await afterSync(chat);
  const offered = chat.sent.filter(({ buttons }) => buttons.some(({ label }) => label === "the same one"));
  expect(offered).toHaveLength(5);
  const offers = await db.select().from(eventLog).where(eq(eventLog.eventType, "hand_merge_offered"));
  expect(new Set(offers.flatMap(({ metadata }) => Object.values(Object(metadata)))).size).toBe(10);
  expect(await afterSync(chat)).toBe("");
});

test.each([
  [
    "in the night",
    async (chat: MoneyChat) => {
      chat.clock.now = new Date("2026-11-27T02:00:00Z");
    },
  ],
  [
    "while they paused messages",
    async (chat: MoneyChat) => {
      await chat.say("/pause 3");
    },
  ],
  [
    "while a crisis rests",
    async (chat: MoneyChat) => {
      await chat.rests(36);
    },
  ],
])("given the bank is read %s, then nothing is offered then, and the next time it is", async (_, before) => {
  const chat = await moneyChat(db);
  await chat.say("12 coffee");
  await chat.shows(await chat.bank("2026-11-25"), "2026-11-26", "Blue Cup", "12", COFFEE);
  await before(chat);
  expect(await afterSync(chat)).toBe("");
  chat.clock.now = new Date("2026-11-28T12:00:00Z");
  await db.update(conversations).set({ crisisUntil: null });
  await db.update(userSettings).set({ notificationPreferences: {} });
  expect(await afterSync(chat)).toContain("Your bank shows $12 at Blue Cup");
});

test("given another person's offer, when its button is forged, then it finds nothing", async () => {
  const chat = await moneyChat(db);
  expect(await chat.tapToken("s1:merge:same:00000000-0000-4000-8000-000000000000")).toContain("button");
  expect(await chat.tapToken("s1:merge:burn:nonsense")).toContain("button");
});

test("given any amounts and splits, when rows are merged and that is undone, then every sum is as it was", async () => {
  const chat = await moneyChat(db);
  const account = await chat.bank("2026-11-25");
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        told: fc.integer({ min: 2, max: 9_999 }),
        tip: fc.integer({ min: 0, max: 500 }),
        handPart: fc.option(fc.integer({ min: 1, max: 9_998 })),
        bankPart: fc.option(fc.integer({ min: 1, max: 9_998 })),
      }),
      async ({ told, tip, handPart, bankPart }) => {
        await db.delete(transactions);
        await db.delete(transactionCorrections);
        const decimal = (minor: number) => (minor / 100).toFixed(2);
        const store = async (source: "hand" | "bank", minor: number, part: number | null) => {
          const fits = part !== null && part < minor;
          const id = await chat.shows(
            account,
            "2026-11-26",
            "Blue Cup",
            decimal(minor - (fits ? part : 0)),
            COFFEE,
            {
              source,
              ...(source === "hand" ? { rawName: "coffee" } : {}),
            },
          );
          if (!fits) return id;
          const key = { accountId: account, externalId: id };
          const said = await loadSaid(db, chat.userId, key);
          const splits = [{ id: `${source}-part`, amount: decimal(part), category: null, notes: null }];
          await saveSaid(db, chat.userId, key, { ...said, splits }, chat.clock.now);
          await chat.shows(account, "2026-11-26", "Blue Cup", decimal(part), COFFEE, {
            source: "split",
            splitOf: id,
            externalId: `split:${source}-part`,
          });
          return id;
        };
        const handId = await store("hand", told, handPart);
        const bankId = await store("bank", told + tip, bankPart);
        const owner = { userId: chat.userId, timezone: "Europe/London", currency: "USD" };
        const snapshot = await mergeHandRow(db, chat.userId, { handId, bankId }, chat.clock.now);
        expect(Number((await chat.sums()).USD)).toBeCloseTo((told + tip) / 100, 6);
        if (snapshot === null) throw new Error("expected both rows");
        expect(await unmergeHandRow(db, owner, "By hand", snapshot, chat.clock.now)).toBe(true);
        expect(Number((await chat.sums()).USD)).toBeCloseTo((told + told + tip) / 100, 6);
      },
    ),
    { numRuns: 25 },
  );
});
