import { describe, expect, test } from "vitest";
import { activityHelpsMood } from "../../../coaching/rules/activity-helps-mood.ts";
import { lowMoodRun } from "../../../coaching/rules/low-mood-run.ts";
import { moodVolatile } from "../../../coaching/rules/mood-volatile.ts";
import type { KnownRelation } from "../../../coaching/rules/rule.ts";
import { factsOf, history, relation } from "../../support/rule-evidence.ts";

describe("low-mood-run", () => {
  test("given three low days up to today, then the run is named with its days", () => {
    const evidence = history((ago) => ({ mood: ago < 3 ? -2 : 2 }));
    expect(lowMoodRun.evaluate(evidence)).toMatchObject([
      { facts: { lowDays: 3 }, basis: { from: "2026-11-21", to: "2026-11-23", days: 3 } },
    ]);
  });

  test("given three low days and no check-in today, then the run ended yesterday still counts", () => {
    const evidence = history((ago) => ({ mood: ago === 0 ? null : ago < 4 ? -5 : 2 }));
    expect(lowMoodRun.evaluate(evidence)).toMatchObject([
      { basis: { from: "2026-11-20", to: "2026-11-22", days: 3 } },
    ]);
  });

  test.each([
    ["two low days", (ago: number) => ({ mood: ago < 2 ? -4 : 1 })],
    ["a day without a check-in between", (ago: number) => ({ mood: ago === 1 ? null : ago < 4 ? -4 : 1 })],
    ["a better day today", (ago: number) => ({ mood: ago === 0 ? 0 : -4 })],
    ["moods just above low", () => ({ mood: -1.9 })],
    ["no check-in at all", () => ({})],
  ])("given %s, then nothing is said", (_, make) => {
    expect(lowMoodRun.evaluate(history(make))).toEqual([]);
  });
});

/** Mood that swings by so much from day to day over two weeks, and by another much before. */
const swings = (lately: number, before: number) =>
  history((ago) => ({ mood: (ago % 2 === 0 ? 1 : -1) * ((ago < 14 ? lately : before) / 2) }));

describe("mood-volatile", () => {
  test("given swings over 1.4 times the usual, then the days and both ends of the scale of faces are told", () => {
    expect(factsOf(moodVolatile, swings(6, 2))).toEqual({ moodDays: 14, lowestFace: 2, highestFace: 6 });
  });

  test.each([
    ["swings of 1.4 times the usual", swings(2.8, 2)],
    ["a mood that grew steadier", swings(1, 4)],
    [
      "five check-ins in two weeks",
      history((ago) => ({ mood: ago > 4 && ago < 14 ? null : ago % 2 === 0 ? 4 : -4 })),
    ],
    [
      "nothing before these two weeks",
      history((ago) => ({ mood: ago > 14 ? null : ago % 2 === 0 ? 4 : -4 })),
    ],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(moodVolatile.evaluate(evidence)).toEqual([]);
  });
});

const lowerOnFewSteps = relation("steps_to_mood", {
  strength: 0.35,
  effect: { side: "below", threshold: 4000, exposedDays: 21, pairs: 80, shrunk: -0.8, low: -1.5, high: -0.2 },
});

const walked = (yesterday: number | null, relations: readonly KnownRelation[]) =>
  history((ago) => ({ steps: ago === 0 ? null : ago === 1 ? yesterday : 7000 }), { relations });

describe("activity-helps-mood", () => {
  test("given few steps yesterday and an own relation with lower mood, then its days are told", () => {
    expect(factsOf(activityHelpsMood, walked(3999, [lowerOnFewSteps]))).toEqual({
      yesterdaySteps: 3999,
      usualSteps: 7000,
      fewSteps: 4000,
      fewDays: 21,
      pairedDays: 80,
      stepsDay: "2026-11-22",
    });
  });

  test.each([
    ["no relation of their own", walked(1000, [])],
    ["another relation", walked(1000, [{ ...lowerOnFewSteps, type: "steps_to_energy" }])],
    ["as many steps as the cut", walked(4000, [lowerOnFewSteps])],
    ["no steps known of yesterday", walked(null, [lowerOnFewSteps])],
    [
      "a relation the other way round",
      walked(1000, [relation("steps_to_mood", { effect: { ...relation("x").effect, shrunk: 1 } as never })]),
    ],
    ["too few days of either kind", walked(1000, [{ ...lowerOnFewSteps, effect: null }])],
    [
      "thirteen days with steps",
      history((ago) => (ago > 14 ? {} : { steps: ago === 1 ? 1000 : 7000 }), {
        relations: [lowerOnFewSteps],
      }),
    ],
  ])("given %s, then nothing is said", (_, evidence) => {
    expect(activityHelpsMood.evaluate(evidence)).toEqual([]);
  });
});
