import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rules } from "../../coaching/rules/index.ts";
import type { Rule } from "../../coaching/rules/rule.ts";
import { loadChoiceHistory } from "../../db/queries/choice-history.ts";
import { createPerson } from "../../db/queries/people.ts";
import { renewRuleAggregates } from "../../db/queries/rule-aggregates.ts";
import { ruleAggregates } from "../../db/schema/judgement.ts";
import { testDatabase } from "../support/database.ts";
import { storeMessages, storeOthersTried } from "../support/tried-year.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-26T04:00:00Z");
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

const person = (sampleOf?: string) =>
  createPerson(db, {
    timezone: "UTC",
    currency: "EUR",
    ...(sampleOf === undefined ? {} : { sampleOf, sampleName: "maya" }),
  });

/** Answers on days one after another, up to the day before. */
function rate(
  userId: string,
  ruleId: string,
  answers: readonly ("helpful" | "not_helpful" | null)[],
  year = 2026,
) {
  return storeMessages(
    db,
    userId,
    ruleId,
    answers.map((userFeedback, index) => ({
      localDate: `${year}-11-${10 + index}`,
      userFeedback,
      feedbackAt: userFeedback === null ? null : new Date(`${year}-11-${10 + index}T09:00:00Z`),
    })),
  );
}

async function aggregateOf(ruleId: string) {
  const [row] = await db.select().from(ruleAggregates).where(eq(ruleAggregates.ruleId, ruleId));
  return row;
}

test("given answers of several people, then they are counted by rule: no silence, no sample person, no plan, nothing older than a year", async () => {
  const [one, other] = [await person(), await person()];
  await rate(one, "low-sleep", ["helpful", null, "not_helpful"]);
  await rate(other, "low-sleep", ["helpful", "helpful"]);
  await rate(other, "low-sleep", ["not_helpful"], 2024);
  await rate(other, "sleep-debt", ["not_helpful"]);
  await rate(one, "plan-fires", ["helpful"]);
  await rate(await person(one), "low-sleep", ["not_helpful", "not_helpful"]);
  expect(await renewRuleAggregates(db, NOW)).toBe(true);
  expect(await aggregateOf("low-sleep")).toMatchObject({ rated: 4, helpful: 3, effects: {} });
  expect(await aggregateOf("sleep-debt")).toMatchObject({ rated: 1, helpful: 0 });
  expect(await aggregateOf("hrv-drop")).toMatchObject({ rated: 0, helpful: 0 });
  expect(await aggregateOf("plan-fires")).toBeUndefined();
  expect(await db.$count(ruleAggregates)).toBe(rules.filter((rule: Rule) => rule.isAskedFor !== true).length);
});

test("given that they were made today, or that somebody is at it, then nobody makes them again before tomorrow", async () => {
  const someone = await person();
  const made = await Promise.all([1, 2, 3].map(() => renewRuleAggregates(db, NOW)));
  expect(made.filter(Boolean)).toHaveLength(1);
  await rate(someone, "low-sleep", ["helpful"]);
  expect(await renewRuleAggregates(db, later(22))).toBe(false);
  expect(await aggregateOf("low-sleep")).toMatchObject({ rated: 0 });
  expect(await renewRuleAggregates(db, later(24))).toBe(true);
  expect(await aggregateOf("low-sleep")).toMatchObject({ rated: 1 });
});

describe("given what a rule did to people", () => {
  test("then it is their mean by inverse variances; of fewer than five nothing is told", async () => {
    await storeOthersTried(db, "low-sleep", [0.5, -0.1, 0.2, 0, 0.4], NOW);
    await storeOthersTried(db, "spending-spike", [0.5, -0.1, 0.2, 0], NOW);
    await renewRuleAggregates(db, NOW);
    // All weigh the same: 1 / (1/51 + 1/9 + .15²) = 6.5255 each.
    expect(await aggregateOf("low-sleep")).toMatchObject({
      effects: {
        mood: {
          people: 5,
          benefit: expect.closeTo(0.2, 10),
          error: expect.closeTo(1 / Math.sqrt(5 * 6.5255), 4),
        },
      },
    });
    expect(await aggregateOf("spending-spike")).toMatchObject({ effects: {} });
  });
});

test("given somebody alone here, then what others say is nothing, and their own answers are not counted twice", async () => {
  const someone = await person();
  await rate(someone, "low-sleep", ["not_helpful", "not_helpful", "helpful"]);
  await renewRuleAggregates(db, NOW);
  expect(await aggregateOf("low-sleep")).toMatchObject({ rated: 3 });
  const moment = { now: NOW, zone: "UTC", today: "2026-11-26", slot: "morning" } as const;
  const own = await loadChoiceHistory(db, someone, moment);
  expect(own.rates["low-sleep"]).toEqual({ rated: 0, helpful: 0 });
  const anybody = await loadChoiceHistory(db, await person(), moment);
  expect(anybody.rates["low-sleep"]).toMatchObject({ rated: 3, helpful: 1 });
});
