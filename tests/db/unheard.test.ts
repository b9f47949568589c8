import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createLimiter } from "../../bot/limiter.ts";
import { createOutbox } from "../../bot/outbox.ts";
import { queueMessages } from "../../db/queries/chat.ts";
import { logEvent } from "../../db/queries/events.ts";
import { markPlanFired, savePlan } from "../../db/queries/plans.ts";
import { forgetQuote, quotedNightsSince, quoteNight } from "../../db/queries/quoted-nights.ts";
import { saveRecommendation } from "../../db/queries/recommendations.ts";
import { markWishAsked, parkWish } from "../../db/queries/wishes.ts";
import { outbox } from "../../db/schema/chat.ts";
import { eventLog, recommendations } from "../../db/schema/coaching.ts";
import { parkedWishes, plans } from "../../db/schema/judgement.ts";
import { connections } from "../../db/schema/money.ts";
import { collectLog } from "../fakes/chat.ts";
import { createFakePlatform, type PlatformAnswer } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { queuedMessages, type TestChat } from "../support/queued-messages.ts";
import { createVirtualTime } from "../support/virtual-time.ts";

const { db } = await testDatabase();
const messages = queuedMessages(db);
const DAY = "2026-11-23";
const BEFORE = new Date("2026-11-22T08:00:00Z");
const AT = new Date("2026-11-23T08:00:00Z");
const LATER = new Date("2026-11-23T13:00:00Z");

const ID = "11111111-1111-4111-8111-111111111111";
const OTHER_ID = "22222222-2222-4222-8222-222222222222";

/** All that a turn at that instant can have told once, each beside something that was told the day before. */
async function tell({ userId }: TestChat): Promise<void> {
  const wish = { what: "shoes", amount: null, currency: "EUR", parkedAt: BEFORE, localDate: "2026-11-22" };
  await parkWish(db, userId, { id: ID, ...wish });
  await parkWish(db, userId, { id: OTHER_ID, ...wish });
  await markWishAsked(db, userId, OTHER_ID, BEFORE);
  await markWishAsked(db, userId, ID, AT);
  const plan = { words: "if it is late, park it", offer: "park it", condition: { all: [] } };
  await savePlan(db, userId, { id: ID, ...plan }, BEFORE);
  await markPlanFired(db, userId, ID, DAY);
  const connection = {
    userId,
    kind: "bank" as const,
    provider: "plaid",
    createdAt: BEFORE,
    updatedAt: BEFORE,
  };
  await db.insert(connections).values([
    { ...connection, externalId: "a", troubleToldAt: BEFORE },
    { ...connection, externalId: "b", troubleToldAt: AT },
  ]);
  await quoteNight(db, userId, { date: "2026-11-21", minutes: 400, saidAt: BEFORE });
  await quoteNight(db, userId, { date: "2026-11-22", minutes: 300, saidAt: BEFORE });
  await quoteNight(db, userId, { date: "2026-11-22", minutes: 360, saidAt: AT });
  await quoteNight(db, userId, { date: DAY, minutes: 420, saidAt: AT });
  const said = {
    userId,
    type: "energy" as const,
    message: "said",
    riskLevel: "low" as const,
    triggerSource: "low_sleep",
  };
  await saveRecommendation(db, { ...said, ruleId: "low-sleep", timestamp: BEFORE, localDate: "2026-11-22" });
  await saveRecommendation(db, { ...said, ruleId: "plan-fires", subject: ID, timestamp: AT, localDate: DAY });
  await saveRecommendation(db, {
    ...said,
    ruleId: "hrv-drop",
    timestamp: AT,
    localDate: DAY,
    isWithheld: true,
  });
  for (const at of [BEFORE, AT]) {
    await logEvent(db, userId, "morning_said", { date: at.toISOString().slice(0, 10) }, at);
    await logEvent(db, userId, "silent_device_told", { source: "oura", since: "2026-11-20" }, at);
    // What the person did is no news.
    await logEvent(db, userId, "checkin_done", {}, at);
  }
}

/** What counts as told of it. */
async function told({ userId }: TestChat) {
  const [wishes, fired, broken, nights, said, noted] = await Promise.all([
    db.select({ id: parkedWishes.id, at: parkedWishes.askedAt }).from(parkedWishes),
    db.select({ on: plans.lastFiredOn }).from(plans),
    db.select({ id: connections.externalId, at: connections.troubleToldAt }).from(connections),
    quotedNightsSince(db, userId, "2026-11-01"),
    db.select({ rule: recommendations.ruleId }).from(recommendations),
    db.select({ type: eventLog.eventType, at: eventLog.timestamp }).from(eventLog),
  ]);
  const askedOrTold = [...wishes, ...broken].flatMap(({ id, at }) => (at === null ? [] : [id]));
  return {
    askedOrTold: askedOrTold.sort(),
    fired: fired.map(({ on }) => on),
    nights: nights.map(({ minutes }) => minutes),
    said: said.map(({ rule }) => rule).sort(),
    noted: noted.filter(({ at }) => at >= AT).map(({ type }) => type),
  };
}

const ALL = {
  askedOrTold: [ID, OTHER_ID, "a", "b"],
  fired: [DAY],
  nights: [400, 360, 420],
  said: ["hrv-drop", "low-sleep", "plan-fires"],
};
const BEFOREHAND = {
  askedOrTold: [OTHER_ID, "a"],
  fired: [null],
  nights: [400, 300],
  said: ["hrv-drop", "low-sleep"],
  noted: ["checkin_done"],
};

/** The messages of a turn, given to a platform that answers each in its way, and once more when what is unasked has expired. */
async function send(
  ada: TestChat,
  texts: Readonly<Record<string, PlatformAnswer>>,
  kind: "reply" | "morning_nudge",
) {
  for (const text of Object.keys(texts)) {
    await messages.queue(ada, text, {
      kind,
      at: AT,
      localDate: DAY,
      expiresAt: new Date("2026-11-23T12:00:00Z"),
    });
  }
  // A turn's messages are numbered.
  for (const [index, row] of (await db.select().from(outbox).orderBy(outbox.sequence)).entries()) {
    await db
      .update(outbox)
      .set({ dedupeKey: `turn/${index}` })
      .where(eq(outbox.id, row.id));
  }
  let now = AT;
  const { adapter } = createFakePlatform({ answer: ({ text }) => texts[text] ?? "ok" });
  const limiter = createLimiter(undefined, createVirtualTime());
  const box = createOutbox({ db, adapter, log: collectLog([]), clock: () => now, limiter, count: () => {} });
  await box.deliverAll();
  now = LATER;
  await box.deliverAll();
}

describe("given all that a message can tell once", () => {
  test.each<[string, "reply" | "morning_nudge", PlatformAnswer]>([
    ["is refused", "morning_nudge", "bad"],
    ["goes to a chat that is gone", "morning_nudge", "blocked"],
    ["waits until it has expired", "morning_nudge", "away"],
    ["is a reply and refused", "reply", "bad"],
    ["is a reply to a chat that is gone", "reply", "blocked"],
  ])(
    "when it %s, then nothing of it counts as told, and what was told before does",
    async (_, kind, answer) => {
      const ada = await messages.join("ada", BEFORE);
      await tell(ada);
      await send(ada, { only: answer }, kind);
      expect(await told(ada)).toEqual(BEFOREHAND);
      // Its name is free, so that it can be said again.
      const again = { userId: ada.userId, identityId: ada.identityId, kind, message: { text: [] } };
      await queueMessages(db, [{ ...again, id: ID, dedupeKey: "turn/0", createdAt: LATER, dueAt: LATER }]);
      expect(await db.$count(outbox)).toBe(2);
    },
  );

  test.each<[string, Readonly<Record<string, PlatformAnswer>>]>([
    ["it arrives", { only: "ok" }],
    ["it may have arrived", { only: "late" }],
    ["another message of its turn arrives", { first: "bad", second: "ok" }],
  ])("when %s, then all of it counts as told", async (_, texts) => {
    const ada = await messages.join("ada", BEFORE);
    await tell(ada);
    await send(ada, texts, "morning_nudge");
    expect(await told(ada)).toMatchObject(ALL);
  });

  test("when an earlier message of the day showed the same, then that stays said", async () => {
    const ada = await messages.join("ada", BEFORE);
    await tell(ada);
    const [row] = await db.select().from(recommendations).where(eq(recommendations.ruleId, "plan-fires"));
    await logEvent(db, ada.userId, "recommendation_shown", { recommendationId: row?.id ?? "" }, BEFORE);
    await send(ada, { only: "bad" }, "morning_nudge");
    expect(await told(ada)).toMatchObject({ fired: [DAY], said: ALL.said });
  });
});

test("given a reply that waits for its platform, then it counts as told, as it goes out in the end", async () => {
  const ada = await messages.join("ada", BEFORE);
  await tell(ada);
  await send(ada, { only: "away" }, "reply");
  expect(await told(ada)).toMatchObject(ALL);
});

test("given that a night was said to be gone and nobody heard it, then what was said of it before stands", async () => {
  const ada = await messages.join("ada", BEFORE);
  await quoteNight(db, ada.userId, { date: "2026-11-22", minutes: 300, saidAt: BEFORE });

  await forgetQuote(db, ada.userId, { date: "2026-11-22", saidAt: AT });
  expect(await quotedNightsSince(db, ada.userId, "2026-11-01")).toEqual([]);
  await send(ada, { only: "bad" }, "morning_nudge");
  expect(await quotedNightsSince(db, ada.userId, "2026-11-01")).toMatchObject([{ minutes: 300 }]);
});
