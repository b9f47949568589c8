import fc from "fast-check";
import { type DayRecord, emptyDay } from "../../../coaching/model/days.ts";
import { addDays } from "../../../coaching/model/local-date.ts";

/** A Thursday, so that the clock change in America/New_York of 2026-03-08 lies among the first ninety days. */
export const FIRST_DAY = "2026-01-01";

/** Days in a row from {@link FIRST_DAY}, each from its number. */
export function daysOf(count: number, values: (offset: number) => Partial<DayRecord>): DayRecord[] {
  return Array.from({ length: count }, (_, offset) => ({
    ...emptyDay(addDays(FIRST_DAY, offset)),
    ...values(offset),
  }));
}

export function dateAt(offset: number): string {
  return addDays(FIRST_DAY, offset);
}

/** A person's days with one of them changed. */
export function withDay(days: readonly DayRecord[], date: string, change: Partial<DayRecord>): DayRecord[] {
  return days.map((day) => (day.date === date ? { ...day, ...change } : day));
}

const gappy = (values: fc.Arbitrary<number>) => fc.option(values, { freq: 5, nil: null });

/** One day as the series may hold it: plausible values, a fifth of them missing, money known or not as a whole. */
const dayValues = fc.record({
  sleepMinutes: gappy(fc.integer({ min: 60, max: 960 })),
  sleepScore: gappy(fc.integer({ min: 0, max: 100 })),
  hrvMs: gappy(fc.double({ min: 3, max: 300, noNaN: true })),
  restingHeartRateBpm: gappy(fc.integer({ min: 25, max: 150 })),
  steps: gappy(fc.integer({ min: 0, max: 60_000 })),
  stressLevel: gappy(fc.integer({ min: 0, max: 100 })),
  mood: gappy(fc.double({ min: -5, max: 5, noNaN: true })),
  money: fc.option(
    fc.record({
      wishes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50_000 })),
      needs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200_000 })),
      impulseCount: fc.integer({ min: 0, max: 4 }),
      incomeMinor: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 500_000 })),
    }),
    { freq: 60, nil: null },
  ),
  baselineReset: fc.oneof({ weight: 60, arbitrary: fc.constant(false) }, fc.constant(true)),
});

/** Between `min` and `max` days in a row from {@link FIRST_DAY}. */
export function arbitraryDays(min: number, max: number): fc.Arbitrary<DayRecord[]> {
  return fc.array(dayValues, { minLength: min, maxLength: max, size: "max" }).map((drawn) =>
    daysOf(drawn.length, (offset) => {
      const values = drawn[offset];
      if (values === undefined) return {};
      const { money, ...body } = values;
      if (money === null) return body;
      const { wishes, needs, impulseCount, incomeMinor } = money;
      return {
        ...body,
        spentDiscretionaryMinor: wishes,
        spentTotalMinor: wishes + needs,
        impulseCount,
        incomeMinor,
      };
    }),
  );
}
