import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../coaching/model/local-date.ts";
import { loadChoiceHistory } from "../../db/queries/choice-history.ts";
import { recommendations } from "../../db/schema/coaching.ts";
import { ruleRests } from "../../db/schema/judgement.ts";
import { users } from "../../db/schema/people.ts";
import { fakeChat, joinAskedAt } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const DAY_MS = 86_400_000;
const FROM = new Date("2026-11-26T09:00:00Z");
const ZONE = "Europe/Berlin";

/** What was said to one person: of today, of a month ago, of more than a year ago, and about one shop. */
const messages = [
  { ruleId: "spending-spike", daysAgo: 0, subject: "" },
  { ruleId: "sleep-debt", daysAgo: 30, subject: "" },
  { ruleId: "payday-splurge", daysAgo: 400, subject: "" },
  { ruleId: "subscription-price-rise", daysAgo: 90, subject: "a-stream" },
] as const;
const answers = ["helpful", "not-helpful", "not-now", "normal", "feedback-undo"] as const;
type Answer = (typeof answers)[number];
/** Days that each keeps its rule still, and what is stored of it. */
const effects = {
  helpful: { days: 0, stored: "helpful" },
  "not-helpful": { days: 60, stored: "not_helpful" },
  "not-now": { days: 14, stored: null },
  normal: { days: Number.POSITIVE_INFINITY, stored: null },
  "feedback-undo": { days: 0, stored: null },
} as const satisfies Readonly<Record<Answer, unknown>>;

type Tap = { readonly message: number; readonly answer: Answer; readonly hoursBefore: number };

const taps: fc.Arbitrary<readonly Tap[]> = fc.array(
  fc.record({
    message: fc.nat({ max: messages.length - 1 }),
    answer: fc.constantFrom(...answers),
    hoursBefore: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 })),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Somebody to whom all of them were said. */
async function told() {
  const clock = { now: FROM };
  const chat = fakeChat({ db, clock, timezone: ZONE });
  await joinAskedAt(chat);
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  const rows = await db
    .insert(recommendations)
    .values(
      messages.map(({ daysAgo, ...message }) => ({
        userId,
        timestamp: new Date(FROM.getTime() - daysAgo * DAY_MS),
        localDate: addDays("2026-11-26", -daysAgo),
        type: "financial" as const,
        message: "said",
        riskLevel: "low" as const,
        triggerSource: "spending_spike",
        ...message,
      })),
    )
    .returning({ id: recommendations.id, ruleId: recommendations.ruleId });
  chat.unread();
  const ids = messages.map(({ ruleId }) => rows.find((row) => row.ruleId === ruleId)?.id ?? "");
  return { chat, clock, userId, ids };
}

test("whatever is tapped under new and old messages, in any order and weeks apart, each message keeps its last answer and has its effect alone", async () => {
  const { chat, clock, userId, ids } = await told();
  await fc.assert(
    fc.asyncProperty(taps, async (tapped) => {
      clock.now = FROM;
      await db.delete(ruleRests).where(eq(ruleRests.userId, userId));
      await db.update(recommendations).set({ userFeedback: null, feedbackAt: null });
      const last = new Map<number, { readonly answer: Answer; readonly at: Date }>();
      for (const { message, answer, hoursBefore } of tapped) {
        clock.now = new Date(clock.now.getTime() + hoursBefore * 3_600_000);
        await chat.tapToken(`s1:${answer}:${ids[message]}`);
        last.set(message, { answer, at: clock.now });
      }
      for (const [message, { ruleId, subject }] of messages.entries()) {
        const { answer, at } = last.get(message) ?? { answer: "feedback-undo", at: FROM };
        const { days, stored } = effects[answer];
        const [row] = await db
          .select({ userFeedback: recommendations.userFeedback, feedbackAt: recommendations.feedbackAt })
          .from(recommendations)
          .where(and(eq(recommendations.userId, userId), eq(recommendations.id, ids[message] ?? "")));
        expect(row).toEqual({ userFeedback: stored, feedbackAt: stored === null ? null : at });
        // A little before and after the end of every rest.
        for (const after of [0.5, 13.9, 14.1, 59.9, 60.1]) {
          const now = new Date(at.getTime() + after * DAY_MS);
          const today = now.toISOString().slice(0, 10);
          const { rests } = await loadChoiceHistory(db, userId, { now, today, zone: ZONE, slot: "evening" });
          const own = rests.filter((rest) => rest.ruleId === ruleId);
          expect(own.length > 0, `${answer} under ${ruleId}, ${after} days on`).toBe(after < days);
          for (const rest of own) expect(rest.subject).toBe(answer === "normal" ? subject : "");
        }
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);
