import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wakeToken } from "../../bot/rests/rests.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import type { Rest } from "../../coaching/selection/history.ts";
import { loadChoiceHistory } from "../../db/queries/choice-history.ts";
import { conversations } from "../../db/schema/chat.ts";
import { eventLog, recommendations } from "../../db/schema/coaching.ts";
import { ruleRests } from "../../db/schema/judgement.ts";
import { users } from "../../db/schema/people.ts";
import { fakeChat, joinAskedAt } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { ANSWERS, FeedbackModel, type SaidMessage } from "../support/feedback-model.ts";

const { db } = await testDatabase();
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FROM = new Date("2026-11-26T09:00:00Z");
const ZONE = "Europe/Berlin";

/** What was said to one person: the same thing several times, of today and of long ago, and about one shop and another. */
const messages: readonly SaidMessage[] = [
  { ruleId: "spending-spike", daysAgo: 0, subject: "" },
  { ruleId: "spending-spike", daysAgo: 7, subject: "" },
  { ruleId: "spending-spike", daysAgo: 400, subject: "" },
  { ruleId: "subscription-price-rise", daysAgo: 90, subject: "a-stream" },
  { ruleId: "subscription-price-rise", daysAgo: 91, subject: "a-stream" },
  { ruleId: "subscription-price-rise", daysAgo: 92, subject: "another-stream" },
];
const message = fc.nat({ max: messages.length - 1 });
const steps = fc.array(
  fc.record({
    does: fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          what: fc.constant("answer" as const),
          message,
          answer: fc.constantFrom(...ANSWERS),
        }),
      },
      { weight: 2, arbitrary: fc.record({ what: fc.constant("take-back" as const), message }) },
      {
        weight: 3,
        arbitrary: fc.record({ what: fc.constant("wake" as const), message, isWhole: fc.boolean() }),
      },
      { weight: 4, arbitrary: fc.record({ what: fc.constant("undo" as const), looksFirst: fc.boolean() }) },
    ),
    minutesBefore: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }) },
      { weight: 1, arbitrary: fc.integer({ min: 60, max: 400 * 60 }) },
    ),
  }),
  { minLength: 1, maxLength: 12, size: "max" },
);

/** Somebody to whom all of them were said. */
async function told() {
  const clock = { now: FROM };
  const chat = fakeChat({ db, clock, timezone: ZONE });
  await joinAskedAt(chat);
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  const ids: string[] = [];
  for (const { daysAgo, ...said } of messages) {
    const [row] = await db
      .insert(recommendations)
      .values({
        userId,
        timestamp: new Date(FROM.getTime() - daysAgo * DAY_MS),
        localDate: addDays("2026-11-26", -daysAgo),
        type: "financial",
        message: "said",
        riskLevel: "low",
        triggerSource: "spending_spike",
        ...said,
      })
      .returning({ id: recommendations.id });
    ids.push(row?.id ?? "");
  }
  chat.unread();
  const [{ memory } = { memory: {} }] = await db.select({ memory: conversations.memory }).from(conversations);
  return {
    chat,
    clock,
    userId,
    ids,
    /** As if nothing had ever been answered. */
    async beginAnew() {
      clock.now = FROM;
      await db.delete(ruleRests);
      await db.delete(eventLog).where(eq(eventLog.eventType, "rule_woken"));
      await db.update(recommendations).set({ userFeedback: null, feedbackAt: null });
      await db.update(conversations).set({ memory });
    },
  };
}

const sorted = (rests: readonly Rest[]) =>
  rests
    .map(({ ruleId, subject, reason, until }) =>
      [ruleId, subject, reason, until?.toISOString() ?? "for ever"].join(" "),
    )
    .sort();

test("whatever is answered, taken back and brought back, in any order and weeks apart, each message keeps its last answer, and exactly what that keeps still rests", async () => {
  const { chat, clock, userId, ids, beginAnew } = await told();
  await fc.assert(
    fc.asyncProperty(steps, async (done) => {
      await beginAnew();
      const model = new FeedbackModel(messages);
      for (const { does, minutesBefore } of done) {
        clock.now = new Date(clock.now.getTime() + minutesBefore * MINUTE_MS);
        switch (does.what) {
          case "answer":
            await chat.tapToken(`s1:${does.answer}:${ids[does.message]}`);
            model.answer(does.message, does.answer, clock.now);
            break;
          case "take-back":
            await chat.tapToken(`s1:feedback-undo:${ids[does.message]}`);
            model.takeBack(does.message, clock.now);
            break;
          case "wake": {
            const { ruleId = "", subject = "" } = messages[does.message] ?? {};
            const about = { ruleId, subject: does.isWhole ? "" : subject };
            await chat.tapToken(`s1:${wakeToken(about)}`);
            model.wake(about, clock.now);
            break;
          }
          case "undo":
            if (does.looksFirst) await chat.say("/rests");
            await chat.say("undo");
            model.undo(clock.now);
        }
      }
      for (const [index, id] of ids.entries()) {
        const [row] = await db
          .select({ userFeedback: recommendations.userFeedback, feedbackAt: recommendations.feedbackAt })
          .from(recommendations)
          .where(and(eq(recommendations.userId, userId), eq(recommendations.id, id)));
        expect(row).toEqual(model.stored(index));
      }
      // A little before and after the end of every rest.
      for (const after of [0, 13.9, 14.1, 59.9, 60.1]) {
        const now = new Date(clock.now.getTime() + after * DAY_MS);
        const today = now.toISOString().slice(0, 10);
        const { rests } = await loadChoiceHistory(db, userId, { now, today, zone: ZONE, slot: "evening" });
        expect(sorted(rests), `${after} days on`).toEqual(sorted(model.rests(now)));
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
