import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import { baselineOf, zOf } from "../../../coaching/scores/baseline.ts";
import { SCORE_CONFIG } from "../../../coaching/scores/config.ts";
import { defaultScoreContext } from "../../../coaching/scores/context.ts";
import { scoreDay } from "../../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../../coaching/scores/score.ts";
import { scoreRows } from "../../../coaching/scores/score-rows.ts";
import { arbitraryDays, dateAt, FIRST_DAY } from "../model/day-help.ts";
import { entry, reading } from "../model/series-help.ts";
import { CONTEXT, lastOf, RUNS } from "./score-help.ts";

// What `properties.test.ts` and `missing-properties.test.ts` leave open of the nine properties: whole scores where it looks at one part.
vi.setConfig({ testTimeout: 60_000 });
const exactOf = (result: ScoreResult) => (result.kind === "scored" ? result.exact : result.reason);

test("5b. given any signal and its prior in another unit, then z is the same", () => {
  const { shapes } = SCORE_CONFIG.baseline;
  const config = SCORE_CONFIG.baseline;
  const signals = fc.constantFrom(...(Object.keys(shapes) as (keyof typeof shapes)[]));
  const value = fc.double({ min: 3, max: 20_000, noNaN: true });
  const unit = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(signals, fc.array(value, { maxLength: 60 }), value, unit, (signal, past, today, times) => {
      const shape = shapes[signal];
      // On a logarithmic scale a spread is a ratio and has no unit.
      const spreads = shape.scale === "log" ? 1 : times;
      const other = {
        ...shape,
        atLeast: shape.atLeast * times,
        populationUsual: shape.populationUsual * times,
        populationSpread: shape.populationSpread * spreads,
        spreadFloor: shape.spreadFloor * spreads,
      };
      const here = zOf(today, baselineOf(past, shape, config), shape, config);
      const scaled = past.map((one) => one * times);
      const there = zOf(today * times, baselineOf(scaled, other, config), other, config);
      expect(there).toBeCloseTo(here ?? Number.NaN, 6);
    }),
    RUNS,
  );
});

test("given the same amounts in a currency of other decimals, then every score and every point is the same", () => {
  const currencies = fc.constantFrom(["USD", 100] as const, ["KWD", 1000] as const);
  const settings = fc.record({
    weeklyBudgetMinor: fc.option(fc.integer({ min: 0, max: 100_000 })),
    liquidBalanceMinor: fc.option(fc.integer({ min: -10_000, max: 1_000_000 })),
  });
  fc.assert(
    fc.property(arbitraryDays(40, 80), currencies, settings, (days, [currency, times], set) => {
      const date = lastOf(days);
      const more = (minor: number | null) => (minor === null ? null : minor * times);
      const inOther = days.map((day) => ({
        ...day,
        spentTotalMinor: more(day.spentTotalMinor),
        spentDiscretionaryMinor: more(day.spentDiscretionaryMinor),
        incomeMinor: more(day.incomeMinor),
      }));
      const here = scoreDay(days, date, { ...defaultScoreContext("JPY"), ...set });
      const there = scoreDay(inOther, date, {
        ...defaultScoreContext(currency),
        weeklyBudgetMinor: more(set.weeklyBudgetMinor),
        liquidBalanceMinor: more(set.liquidBalanceMinor),
      });
      const pointsOf = (result: ScoreResult) =>
        result.kind === "scored"
          ? result.contributors.map(({ signal, points }) => `${signal} ${points.toFixed(6)}`)
          : [result.reason];
      for (const name of ["financial", "balance"] as const) {
        expect(pointsOf(there[name])).toEqual(pointsOf(here[name]));
      }
    }),
    RUNS,
  );
});

test("7b. given the rows of several sources in another order, then the scores are the same", () => {
  const values = fc.record({
    offset: fc.nat(50),
    source: fc.constantFrom("ring", "watch", "phone"),
    hrvKind: fc.constantFrom("rmssd", "sdnn", null),
    sleepMinutes: fc.option(fc.integer({ min: 200, max: 600 })),
    hrvMs: fc.option(fc.integer({ min: 20, max: 90 })),
    restingHeartRateBpm: fc.option(fc.integer({ min: 45, max: 80 })),
    steps: fc.option(fc.integer({ min: 0, max: 20_000 })),
    stressLevel: fc.option(fc.integer({ min: 0, max: 100 })),
  });
  const mood = fc.record({ offset: fc.nat(50), mood: fc.integer({ min: -5, max: 5 }) });
  const drawn = fc
    .tuple(fc.array(values, { maxLength: 120 }), fc.array(mood, { maxLength: 40 }))
    .chain(([readings, moods]) =>
      fc.tuple(
        fc.constant({ readings, moods }),
        fc.shuffledSubarray(readings, { minLength: readings.length }),
        fc.shuffledSubarray(moods, { minLength: moods.length }),
      ),
    );
  fc.assert(
    fc.property(drawn, ([{ readings, moods }, otherReadings, otherMoods]) => {
      const rowsOf = (some: typeof readings, answers: typeof moods) => ({
        zone: "America/New_York",
        currency: "USD",
        readings: some.map(({ offset, ...told }) => reading(dateAt(offset), told)),
        moodEntries: answers.map(({ offset, mood: told }) => entry(dateAt(offset), { mood: told })),
        transactions: [],
        accounts: [],
      });
      const dates = [dateAt(30), dateAt(50)];
      const context = () => CONTEXT;
      expect(scoreRows(rowsOf(otherReadings, otherMoods), dates, context)).toEqual(
        scoreRows(rowsOf(readings, moods), dates, context),
      );
    }),
    RUNS,
  );
});

test("9b. given days from before a clock change, on it and after, then what a signal is judged by is sixty days each time", () => {
  // 8 March 2026 has 23 hours in New York, 1 November 25: days are counted, never hours.
  fc.assert(
    fc.property(arbitraryDays(70, 80), fc.integer({ min: 0, max: 330 }), (days, by) => {
      const moved = days.map((day) => ({ ...day, date: addDays(day.date, by) }));
      expect(moved.map(({ date }) => date)).toEqual(
        eachDay(addDays(FIRST_DAY, by), addDays(FIRST_DAY, by + days.length - 1)),
      );
      const [here, there] = [scoreDay(days, lastOf(days), CONTEXT), scoreDay(moved, lastOf(moved), CONTEXT)];
      expect(exactOf(there.energy)).toBe(exactOf(here.energy));
      expect(exactOf(there.financial)).toBe(exactOf(here.financial));
    }),
    RUNS,
  );
});
