import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addDays } from "../../coaching/model/local-date.ts";
import { loadChoiceHistory } from "../../db/queries/choice-history.ts";
import { judgeRulesOf } from "../../db/queries/judge-rules.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson, erasePerson } from "../../db/queries/people.ts";
import { retiredRules } from "../../db/queries/retirements.ts";
import { renewRuleAggregates } from "../../db/queries/rule-aggregates.ts";
import { wakeRule } from "../../db/queries/rule-rests.ts";
import { leaveTrials } from "../../db/queries/trials.ts";
import { ruleEffects, ruleRests } from "../../db/schema/judgement.ts";
import { seedAccount, seedPayments } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { agreeOn, storeMessages, storeOthersTried, storeTriedYear } from "../support/tried-year.ts";

const { db } = await testDatabase();
/** The night after a Sunday. */
const NIGHT = new Date("2026-11-23T03:00:00Z");
const SUNDAY = "2026-11-22";
const later = (days: number) => new Date(NIGHT.getTime() + days * 86_400_000);

const person = () => createPerson(db, { timezone: "Europe/London", currency: "GBP" });

async function tried(benefit: number): Promise<string> {
  const userId = await person();
  await agreeOn(db, userId, addDays(SUNDAY, -400));
  await storeTriedYear(db, userId, { ruleId: "low-sleep", to: SUNDAY, benefit });
  return userId;
}

const effectsOf = (userId: string) =>
  db.select().from(ruleEffects).where(eq(ruleEffects.userId, userId)).orderBy(asc(ruleEffects.outcome));
const rests = () => db.select().from(ruleRests);

describe("given a year in which a rule was said and left out by chance", () => {
  test("when it did nothing, as with others, then it retires, once", async () => {
    const userId = await tried(0);
    await storeOthersTried(db, "low-sleep", [0, 0.1, -0.1, 0.05, -0.05, 0], NIGHT);
    await renewRuleAggregates(db, NIGHT);
    expect(await judgeRulesOf(db, userId, NIGHT)).toBe(1);
    expect(await rests()).toMatchObject([
      { userId, ruleId: "low-sleep", subject: "", reason: "retired", until: null, createdAt: NIGHT },
    ]);
    expect(await retiredRules(db, userId)).toEqual([
      { ruleId: "low-sleep", cause: "does_nothing", said: 103, withheld: 18, isTold: false },
    ]);
    expect(await effectsOf(userId)).toMatchObject([
      { ruleId: "low-sleep", outcome: "mood", saidDays: 103, withheldDays: 18 },
    ]);
    expect(await judgeRulesOf(db, userId, later(7))).toBe(0);
    expect(await rests()).toHaveLength(1);
  });

  test("when it lifts the mood of the day after, then it stays, whatever it does to others", async () => {
    const userId = await tried(1);
    await storeOthersTried(db, "low-sleep", [0, 0.1, -0.1, 0.05, -0.05, 0], NIGHT);
    await renewRuleAggregates(db, NIGHT);
    expect(await judgeRulesOf(db, userId, NIGHT)).toBe(0);
    expect(await rests()).toEqual([]);
    const [effect] = await effectsOf(userId);
    // Moods of both kinds lie at three neighbouring steps in turn: one step is 1 / sqrt(2/3).
    expect(effect?.benefit).toBeCloseTo(1.22, 1);
  });

  test("when spending is known too, then it is an outcome of its own, less being better", async () => {
    const userId = await tried(1);
    const account = await seedAccount(db, userId, "Checking", SUNDAY, "GBP");
    const days = Array.from({ length: 121 }, (_, index) => addDays(SUNDAY, -363 + 3 * index + 1));
    await seedPayments(
      db,
      userId,
      account,
      days.map((date, index) => [
        date,
        "Cinema",
        index % 7 === 0 ? "60" : String(20 + (index % 3)),
        "ENTERTAINMENT_TV_AND_MOVIES",
        { isDiscretionary: true, discretionaryProbability: 1, currency: "GBP" },
      ]),
    );
    await judgeRulesOf(db, userId, NIGHT);
    const [mood, spending] = await effectsOf(userId);
    expect(mood).toMatchObject({ outcome: "mood" });
    expect(spending).toMatchObject({ outcome: "spending", saidDays: 103, withheldDays: 18 });
    expect(spending?.benefit).toBeGreaterThan(1);
  });

  test("when they brought it back, then it is judged by what comes later, and chosen without earlier answers", async () => {
    const userId = await tried(0);
    await storeOthersTried(db, "low-sleep", [0, 0.1, -0.1, 0.05, -0.05, 0], NIGHT);
    await renewRuleAggregates(db, NIGHT);
    await judgeRulesOf(db, userId, NIGHT);
    await storeMessages(db, userId, "sleep-debt", [
      { localDate: "2026-11-20", userFeedback: "not_helpful", feedbackAt: new Date("2026-11-20T09:00:00Z") },
    ]);
    await wakeRule(db, userId, { ruleId: "low-sleep", subject: "" }, later(1));
    await wakeRule(db, userId, { ruleId: "sleep-debt", subject: "" }, later(1));
    expect(await judgeRulesOf(db, userId, later(2))).toBe(0);
    expect(await effectsOf(userId)).toEqual([]);
    const moment = { now: later(2), zone: "Europe/London", today: "2026-11-25", slot: "morning" } as const;
    const history = await loadChoiceHistory(db, userId, moment);
    expect(history.rests).toEqual([]);
    expect(history.said.filter(({ rating }) => rating !== null)).toEqual([]);
  });

  test("when they take their consent back, then what was worked out is gone and stays so", async () => {
    const userId = await tried(1);
    await judgeRulesOf(db, userId, NIGHT);
    expect(await effectsOf(userId)).toHaveLength(1);
    await leaveTrials(db, userId, later(1));
    expect(await effectsOf(userId)).toEqual([]);
    await agreeOn(db, userId, "2026-11-24");
    await judgeRulesOf(db, userId, later(2));
    expect(await effectsOf(userId)).toEqual([]);
  });
});

test("given somebody who said to most of six messages, two months apart, that they did not help, then that rule retires, without any trial", async () => {
  const userId = await person();
  await storeMessages(
    db,
    userId,
    "sleep-debt",
    [0, 1, 2, 3, 4, 5].map((index) => {
      const localDate = addDays("2025-10-01", 64 * index);
      return {
        localDate,
        userFeedback: index === 1 ? "helpful" : "not_helpful",
        feedbackAt: new Date(`${localDate}T09:00:00Z`),
      } as const;
    }),
  );
  expect(await judgeRulesOf(db, userId, NIGHT)).toBe(1);
  expect(await retiredRules(db, userId)).toEqual([
    { ruleId: "sleep-debt", cause: "annoys", rated: 6, notHelpful: 5, isTold: false },
  ]);
  expect(await effectsOf(userId)).toEqual([]);
});

test("given two accounts that become one, then nothing from before tells, as chance may not have decided about the other", async () => {
  const [keeperId, otherId] = [await tried(1), await person()];
  await judgeRulesOf(db, keeperId, NIGHT);
  await db.transaction((tx) =>
    mergePeople(tx, { keeperId, otherId, askedEvent: "onboarded", now: later(1) }),
  );
  await judgeRulesOf(db, keeperId, later(2));
  expect(await effectsOf(keeperId)).toEqual([]);
});

test("given somebody who is gone, or who was told nothing, then nothing is judged", async () => {
  const gone = await person();
  await erasePerson(db, gone);
  expect(await judgeRulesOf(db, gone, NIGHT)).toBe(0);
  expect(await judgeRulesOf(db, await person(), NIGHT)).toBe(0);
});
