import { describe, expect, test } from "vitest";
import { rules as realRules } from "../../../coaching/rules/index.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import { judgeYear } from "../../support/judgement/judged-year.ts";
import { madePeople, sampledPeople, YEAR_2028 } from "../../support/judgement/people.ts";
import {
  nullRule,
  plantedBenefits,
  plantedIds,
  plantedRules,
  roomyPeople,
  worthwhileRule,
} from "../../support/judgement/planted.ts";
import { holdPromises } from "../../support/judgement/promises.ts";

// A part of what `npm run bench:truth -- judgement` lives through: there are 300 people and ten to the five days.
const rules: readonly Rule[] = realRules;
const year = YEAR_2028;
const seed = "test year";
/** Chances are looked at where everything is; draws for them would take most of the time. */
const quick = { ...SELECTION_CONFIG, draws: 2 };

describe("given a year of people with all that rules look at", () => {
  const logs = judgeYear(sampledPeople(seed, 4, year, rules, { recurringDays: 28, lookDays: 28 }), {
    seed,
    year,
    rules,
    config: SELECTION_CONFIG,
  });

  test.each(holdPromises(logs, rules))("then it is kept: $promise", ({ broken, looked }) => {
    expect(broken).toEqual([]);
    expect(looked).toBeGreaterThanOrEqual(0);
  });

  test("then every slot has a decision, and rules have spoken under check-ins, of mornings and of evenings", () => {
    for (const { slots } of logs) expect(slots.length).toBeGreaterThan(3 * year.days);
    const spoken = logs.flatMap((log) => log.rules.filter(({ isWithheld }) => !isWithheld));
    expect(spoken.some(({ isInCheckIn }) => isInCheckIn)).toBe(true);
    expect(spoken.some(({ isInCheckIn, slot }) => !isInCheckIn && slot === "morning")).toBe(true);
    expect(spoken.some(({ slot }) => slot === "evening")).toBe(true);
    expect(new Set(spoken.map(({ ruleId }) => ruleId)).size).toBeGreaterThan(rules.length / 3);
  });

  test("then what was chosen stands among its slot's candidates, and what was left out too", () => {
    for (const { slots } of logs) {
      for (const { kind, reason, candidates, isAgain } of slots) {
        const states = candidates.map(({ state }) => state);
        if (reason === "withheld") expect(states.filter((state) => state === "withheld")).toHaveLength(1);
        if (reason === "unlikely_to_help")
          expect(states.filter((state) => state === "skipped")).toHaveLength(1);
        // A morning that was said under a check-in tells in its slot what was chosen there.
        if (kind !== "evening_nudge" || isAgain || reason === null) continue;
        expect(states).not.toContain("chosen");
      }
    }
  });
});

describe("given a year of people who set anything, and on whose days rules find whatever comes", () => {
  const people = madePeople(seed, 12, year, rules);
  const logs = judgeYear(people, { seed, year, rules, config: quick });
  const promised = holdPromises(logs, rules).filter(
    ({ promise }) => promise !== "each choice tells its chances",
  );

  test.each(promised)("then it is kept: $promise", ({ broken, looked }) => {
    expect(broken).toEqual([]);
    expect(looked).toBeGreaterThan(0);
  });

  test("then everything has happened that may: moves, pauses, crises, silences, goodbyes, what was put off", () => {
    const slots = logs.flatMap((log) => log.slots);
    const reasons = new Set(slots.map(({ reason }) => reason));
    for (const reason of [
      "quiet_hours",
      "paused",
      "resting",
      "backing_off",
      "missed",
      "travelling",
    ] as const) {
      expect(reasons).toContain(reason);
    }
    expect(slots.some(({ isGoodbye }) => isGoodbye)).toBe(true);
    expect(slots.some(({ isAgain, reason }) => isAgain && reason === null)).toBe(true);
    expect(logs.some(({ rules: spoken }) => spoken.some(({ isWithheld }) => isWithheld))).toBe(true);
  });

  test("then the same seed gives the same year", () => {
    const [one] = people;
    if (one === undefined) throw new Error("expected somebody");
    const again = () => judgeYear([one], { seed, year: { ...year, days: 60 }, rules, config: quick });
    expect(again()).toEqual(again());
  }, 60_000);
});

test("given a coach that forgets its rests, then the promises are seen as broken", () => {
  const hasty = rules.map((rule) => ({ ...rule, restDays: 0, notWith: [] }));
  const config = { ...quick, sameRuleDays: 0, sensitiveDays: 0, notWithDays: 0 };
  const logs = judgeYear(madePeople(seed, 3, year, rules), {
    seed,
    year: { ...year, days: 120 },
    rules: hasty,
    config,
  });
  const broken = holdPromises(logs, rules).filter((one) => one.broken.length > 0);
  expect(broken.map(({ promise }) => promise)).toEqual(
    expect.arrayContaining([
      "no rule inside its own rest, nor twice in three days",
      "nothing beside what it must not stand beside",
      "what is sensitive at most once a week",
    ]),
  );
}, 60_000);

test("given a rule that does nothing and one that lifts the next day, then within the year the first stops for some and the second for none", () => {
  const people = roomyPeople(seed, madePeople(seed, 30, year, []));
  const planted = { rules: plantedRules, planted: plantedIds, benefits: plantedBenefits };
  const logs = judgeYear(people, { seed, year, config: quick, ...planted });
  const stoppedFor = (id: string) =>
    logs.filter(({ retired }) => retired.some(({ ruleId, why }) => ruleId === id && why === "does_nothing"));
  expect(stoppedFor(nullRule.id).length).toBeGreaterThan(0);
  expect(stoppedFor(worthwhileRule.id)).toEqual([]);
}, 120_000);
