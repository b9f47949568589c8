import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { addDays } from "../../../coaching/model/local-date.ts";
import { type EnergyPart, type FinancialPart, SCORE_CONFIG } from "../../../coaching/scores/config.ts";
import { scoreDay } from "../../../coaching/scores/day-scores.ts";
import { arbitraryDays, withDay } from "../model/day-help.ts";
import { CONTEXT, lastOf, RUNS, scoreLast } from "./score-help.ts";

// Hundreds of runs each: seconds where the cores are shared.
vi.setConfig({ testTimeout: 60_000 });

test("4a. given an energy contributor that is missing, then the score is the same as with its weight at 0", () => {
  const parts: readonly (readonly [EnergyPart, Partial<DayRecord>, number])[] = [
    ["sleep", { sleepMinutes: null }, 0],
    ["hrv", { hrvMs: null }, 0],
    ["resting-heart-rate", { restingHeartRateBpm: null }, 0],
    ["sleep-score", { sleepScore: null }, 0],
    ["stress", { stressLevel: null }, 1],
    ["activity", { steps: null }, 1],
  ];
  fc.assert(
    fc.property(arbitraryDays(20, 60), fc.constantFrom(...parts), (days, [part, gone, back]) => {
      const date = lastOf(days);
      // A debt over sixty other nights would change with the night itself, so it keeps out of this one.
      const base = { ...SCORE_CONFIG.energy.weights, "sleep-debt": part === "sleep" ? 0 : 0.15 };
      const weighted = (weights: Record<EnergyPart, number>) => ({
        ...SCORE_CONFIG,
        energy: { ...SCORE_CONFIG.energy, weights, carriedWeight: 0 },
      });
      const missing = withDay(days, addDays(date, -back), gone);
      const left = scoreLast(missing, weighted(base)).energy;
      const right = scoreLast(days, weighted({ ...base, [part]: 0 })).energy;
      if (left.kind === "unscored" || right.kind === "unscored") return;
      expect(left.exact).toBeCloseTo(right.exact, 9);
      expect(left.n).toBe(right.n);
    }),
    RUNS,
  );
});

test("4b. given a financial contributor that is missing, then the score is the same as with its weight at 0", () => {
  const parts = fc.constantFrom<FinancialPart>("pace", "impulse", "cushion", "saving");
  fc.assert(
    fc.property(arbitraryDays(40, 80), parts, (days, part) => {
      const weights = { ...SCORE_CONFIG.financial.weights, [part]: 0 };
      const config = { ...SCORE_CONFIG, financial: { ...SCORE_CONFIG.financial, weights } };
      const without = scoreLast(days, config).financial;
      const full = scoreLast(days).financial;
      if (without.kind === "unscored" || full.kind === "unscored") return;
      const rest = full.contributors.filter(({ signal }) => signal !== part);
      const known = rest.reduce((sum, { weight }) => sum + weight, 0);
      const mean = rest.reduce((sum, { weight, level }) => sum + weight * level, 0) / known;
      expect(without.exact).toBeCloseTo(mean, 9);
    }),
    RUNS,
  );
});

test("4c. given a sleep debt that cannot be told, then energy is the same as with its weight at 0", () => {
  const weights = { ...SCORE_CONFIG.energy.weights, "sleep-debt": 0 };
  const without = { ...SCORE_CONFIG, energy: { ...SCORE_CONFIG.energy, weights } };
  fc.assert(
    fc.property(arbitraryDays(20, 60), (days) => {
      const date = lastOf(days);
      const oneNight = days.map((day) => (day.date === date ? day : { ...day, sleepMinutes: null }));
      const missing = scoreDay(oneNight, date, CONTEXT).energy;
      const left = scoreDay(days, date, CONTEXT, without).energy;
      if (missing.kind === "unscored" || left.kind === "unscored") return;
      expect(missing.exact).toBeCloseTo(left.exact, 9);
    }),
    RUNS,
  );
});

test("4d. given a score of the three that is missing, then the composite is the same as with its weight at 0", () => {
  const gone = fc.constantFrom(
    ["mood", { mood: null }] as const,
    ["energy", { sleepMinutes: null, sleepScore: null, hrvMs: null, restingHeartRateBpm: null }] as const,
    [
      "financial",
      { spentTotalMinor: null, spentDiscretionaryMinor: null, impulseCount: null, incomeMinor: null },
    ] as const,
  );
  fc.assert(
    fc.property(arbitraryDays(40, 80), gone, (days, [part, nothing]) => {
      const date = lastOf(days);
      // Two mornings, as the day before may stand in for a missing one, and three days of money, as banks lag.
      const missing = days.map((day) => (day.date > addDays(date, -3) ? { ...day, ...nothing } : day));
      const left = scoreDay(missing, date, CONTEXT);
      if (left[part].kind === "scored") return;
      const weights = { ...CONTEXT.weights, [part]: 0 };
      const right = scoreDay(days, date, { ...CONTEXT, weights });
      if (left.balance.kind === "unscored" || right.balance.kind === "unscored") return;
      expect(left.balance.exact).toBeCloseTo(right.balance.exact, 9);
    }),
    RUNS,
  );
});

test("8a. given no body data for the last week, then energy has no score or less confidence, and money does not move", () => {
  const nothing = { sleepMinutes: null, sleepScore: null, hrvMs: null, restingHeartRateBpm: null };
  fc.assert(
    fc.property(arbitraryDays(30, 80), fc.constantFrom(0, 1), (days, back) => {
      const end = addDays(lastOf(days), -back);
      const gone = days.map((day) =>
        day.date > addDays(end, -7) && day.date <= end
          ? { ...day, ...nothing, stressLevel: null, steps: null }
          : day,
      );
      const full = scoreLast(days);
      const gap = scoreLast(gone);
      expect(gap.financial).toEqual(full.financial);
      expect(gap.mood).toEqual(full.mood);
      if (gap.energy.kind === "unscored") return;
      if (full.energy.kind === "unscored") expect.fail("a score out of nothing");
      expect(gap.energy.coverage).toBeLessThanOrEqual(full.energy.coverage);
      expect(gap.energy.confidence).toBeLessThanOrEqual(full.energy.confidence + 1e-12);
    }),
    RUNS,
  );
});

test("8b. given no sleep data for a week, then what is judged from other signals does not move", () => {
  fc.assert(
    fc.property(arbitraryDays(30, 80), fc.integer({ min: 0, max: 40 }), (days, back) => {
      const end = addDays(lastOf(days), -back);
      const gone = days.map((day) =>
        day.date > addDays(end, -7) && day.date <= end ? { ...day, sleepMinutes: null } : day,
      );
      const full = scoreLast(days).energy;
      const gap = scoreLast(gone).energy;
      if (full.kind === "unscored" || gap.kind === "unscored") return;
      const levels = (result: typeof full) =>
        result.contributors
          .filter(({ signal }) => signal !== "sleep" && signal !== "sleep-debt")
          .map(({ signal, level, value }) => ({ signal, level, value }));
      expect(levels(gap)).toEqual(levels(full));
    }),
    RUNS,
  );
});

test("8c. given a week that was never synced, then money has no score or less confidence, and energy does not move", () => {
  const nothing = {
    spentDiscretionaryMinor: null,
    spentTotalMinor: null,
    impulseCount: null,
    incomeMinor: null,
  };
  fc.assert(
    fc.property(arbitraryDays(40, 80), fc.integer({ min: 0, max: 20 }), (days, back) => {
      const end = addDays(lastOf(days), -back);
      const gone = days.map((day) =>
        day.date > addDays(end, -7) && day.date <= end ? { ...day, ...nothing } : day,
      );
      const full = scoreLast(days);
      const gap = scoreLast(gone);
      expect(gap.energy).toEqual(full.energy);
      expect(gap.mood).toEqual(full.mood);
      if (gap.financial.kind === "unscored") return;
      expect(gap.financial.confidence).toBeLessThanOrEqual(
        full.financial.kind === "scored" ? full.financial.confidence + 1e-12 : 1,
      );
    }),
    RUNS,
  );
});
