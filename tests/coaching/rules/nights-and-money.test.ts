import { describe, expect, test } from "vitest";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { planAfterShortNight } from "../../../coaching/rules/plan-after-short-night.ts";
import { planFires } from "../../../coaching/rules/plan-fires.ts";
import type { Evidence, FiringPlan } from "../../../coaching/rules/rule.ts";
import { shortNightImpulses } from "../../../coaching/rules/short-night-impulses.ts";
import { shortNightSpendingDay } from "../../../coaching/rules/short-night-spending-day.ts";
import { shortNightUsuallyCosts } from "../../../coaching/rules/short-night-usually-costs.ts";
import { factsOf, firing, history, relation, spent, TODAY } from "../../support/rule-evidence.ts";

const slept = (last: number | null, relations: Evidence["relations"]) =>
  history((ago) => ({ sleepMinutes: ago === 0 ? last : 425 }), { relations });

const COSTS = relation("sleep_to_spending");
const withEffect = (changes: object) => ({
  ...COSTS,
  effect: COSTS.effect === null ? null : { ...COSTS.effect, ...changes },
});

describe("short-night-usually-costs", () => {
  test("given a short night and an own tested relation, then what it says stands with its interval and sample", () => {
    expect(shortNightUsuallyCosts.evaluate(slept(340, [COSTS]))).toMatchObject([
      {
        facts: {
          sleepMinutes: 340,
          usualMinutes: 425,
          shortBy: 85,
          sinceDate: "2026-08-03",
          othersChecked: 17,
          othersFound: 0,
          cutMinutes: 360,
          shortNights: 14,
          pairedDays: 83,
          moreSpendMinor: 3100,
          lowMinor: 900,
          highMinor: 5500,
        },
        basis: { from: "2026-08-03", to: "2026-11-22", days: 83 },
        strength: 0.4,
      },
    ]);
  });

  test.each([
    ["no relation of their own", slept(300, [])],
    ["one with possible impulses alone", slept(300, [relation("sleep_to_impulse")])],
    ["a night at the cut", slept(360, [COSTS])],
    ["no night", slept(null, [COSTS])],
    ["less spending on such days", slept(300, [withEffect({ shrunk: -10 })])],
    ["a range that begins at nothing", slept(300, [withEffect({ low: 0 })])],
    ["a relation that shows the day after", slept(300, [{ ...COSTS, lag: 1 }])],
    ["too few such nights for an effect", slept(300, [{ ...COSTS, effect: null }])],
    ["no usual yet", history((ago) => ({ sleepMinutes: ago < 4 ? 300 : null }), { relations: [COSTS] })],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(shortNightUsuallyCosts.evaluate(evidence)).toEqual([]);
  });
});

describe("short-night-impulses", () => {
  test("given the same with possible impulses, then no amount is told", () => {
    expect(factsOf(shortNightImpulses, slept(340, [relation("sleep_to_impulse")]))).toEqual({
      sleepMinutes: 340,
      usualMinutes: 425,
      shortBy: 85,
      sinceDate: "2026-08-03",
      othersChecked: 17,
      othersFound: 0,
      cutMinutes: 360,
      shortNights: 14,
      pairedDays: 83,
    });
  });

  test("given spending alone, then nothing is said of impulses", () => {
    expect(shortNightImpulses.evaluate(slept(340, [COSTS]))).toEqual([]);
  });
});

describe("plan-after-short-night", () => {
  const withPlan = (more: Partial<FiringPlan>, relations: Evidence["relations"] = [COSTS]) => ({
    ...slept(340, relations),
    plansThatFire: [firing({ isAboutNight: true, ...more })],
  });
  const said = (evidence: Evidence) =>
    [planFires, planAfterShortNight].flatMap((rule) => rule.evaluate(evidence));

  test("given a plan for such nights and an own tested relation, then both are told at once, and the plan not twice", () => {
    const found = said(withPlan({ isForEvening: true }, [COSTS, relation("steps_to_mood")]));
    expect(found).toMatchObject([
      {
        ruleId: "plan-after-short-night",
        subject: "1",
        facts: {
          shortBy: 85,
          othersChecked: 17,
          othersFound: 1,
          moreSpendMinor: 3100,
          offer: "park it",
          suchTime: "evening",
          thisTime: "evening",
        },
        basis: { from: "2026-08-03", to: "2026-11-22", days: 83 },
      },
    ]);
    expect(said(withPlan({}))[0]?.facts).toMatchObject({ suchTime: "day", thisTime: "day" });
  });

  test.each([
    ["no relation of their own", withPlan({}, [])],
    ["a relation that names no amount", withPlan({}, [withEffect({ low: 0 })])],
    ["a plan for something else", withPlan({ isAboutNight: false })],
  ])("given %s, then the plan is offered alone", (_, evidence) => {
    expect(said(evidence).map(({ ruleId }) => ruleId)).toEqual(["plan-fires"]);
  });
});

type Make = (ago: number, weekday: number) => Partial<DayRecord>;
const onMondays: Make = (_, weekday) => spent(weekday === 0 ? 6000 : 2000);

describe("short-night-spending-day", () => {
  test("given a short night before a usual spending day, then both are told with their numbers", () => {
    const evidence = history((ago, weekday) => ({
      sleepMinutes: ago === 0 ? 300 : 420,
      ...(ago === 0 ? {} : onMondays(ago, weekday)),
    }));
    expect(shortNightSpendingDay.evaluate(evidence)).toMatchObject([
      {
        ruleId: "short-night-spending-day",
        facts: {
          sleepMinutes: 300,
          usualMinutes: 420,
          shortByMinutes: 120,
          weekday: 0,
          weekdays: 8,
          usualSpendMinor: 6000,
          anyDaySpendMinor: 2000,
        },
        basis: { from: "2026-09-28", to: TODAY, days: 8 },
      },
    ]);
  });

  test("given that more spending after short nights was looked for and not found, then they are not put side by side", () => {
    const make: Make = (ago, day) => ({
      sleepMinutes: ago === 0 ? 300 : 420,
      ...(ago === 0 ? {} : onMondays(ago, day)),
    });
    const heard = (notFound: Evidence["notFound"]) =>
      shortNightSpendingDay.evaluate(history(make, { notFound })).length;
    expect([heard(["sleep_to_mood"]), heard(["sleep_to_spending"])]).toEqual([1, 0]);
  });

  test.each<[string, Make]>([
    ["a usual night", (ago, day) => ({ sleepMinutes: 420, ...(ago === 0 ? {} : onMondays(ago, day)) })],
    [
      "a day like any other",
      (ago) => ({ sleepMinutes: ago === 0 ? 300 : 420, ...(ago === 0 ? {} : spent(2000)) }),
    ],
    ["no night today", (ago, day) => ({ sleepMinutes: ago === 0 ? null : 420, ...onMondays(ago, day) })],
    [
      "six nights in all",
      (ago, day) => ({ sleepMinutes: ago === 0 ? 300 : ago < 7 ? 420 : null, ...onMondays(ago, day) }),
    ],
    ["spending not known", (ago) => ({ sleepMinutes: ago === 0 ? 300 : 420 })],
    [
      "nights that are all under six hours",
      (ago, day) => ({ sleepMinutes: ago === 0 ? 330 : 320, ...onMondays(ago, day) }),
    ],
  ])("given %s, then the night is not put beside the spending", (_, make) => {
    expect(shortNightSpendingDay.evaluate(history(make))).toEqual([]);
  });
});
