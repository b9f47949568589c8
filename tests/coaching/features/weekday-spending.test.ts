import { describe, expect, test } from "vitest";
import { weekdaySpending } from "../../../coaching/features/weekday-spending.ts";
import { weekdayOf } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { dateAt, withDay } from "../model/day-help.ts";
import { measured, spending } from "./feature-help.ts";

describe("spending by weekday", () => {
  /** Eight weeks with $40 every Friday and $5 every other Sunday. */
  const days = spending(
    Array.from({ length: 57 }, (_, offset) => {
      const weekday = weekdayOf(dateAt(offset));
      return weekday === 4 ? 4000 : weekday === 6 && offset % 14 < 7 ? 500 : 0;
    }),
  );
  // The first of January 2026 is a Thursday: day 50 is a Friday, 52 a Sunday, 56 a Thursday.

  test("given a Friday, then it is a usual spending day with its median and sample", () => {
    const friday = weekdaySpending(days, dateAt(50));
    expect(friday).toMatchObject({ kind: "measured", n: 7, from: dateAt(1), to: dateAt(43) });
    expect(measured(friday)).toEqual({
      weekday: 4,
      typicalMinor: 4000,
      typicalAnyDayMinor: 0,
      spendingShare: 1,
      isUsualSpendingDay: true,
    });
  });

  test("given days with hardly any spending, then they are none", () => {
    expect(measured(weekdaySpending(days, dateAt(56)))).toMatchObject({
      typicalMinor: 0,
      isUsualSpendingDay: false,
    });
    const sunday = measured(weekdaySpending(days, dateAt(52)));
    expect(sunday.spendingShare).toBeCloseTo(4 / 7, 12);
    // Four of seven above most days and below the Fridays: z = 1.8, which one of seven weekdays has by chance.
    expect(sunday).toMatchObject({ typicalMinor: 500, isUsualSpendingDay: false });
  });

  test("given the same spending every day, then no weekday stands out", () => {
    const even = spending(Array(57).fill(1000));
    expect(measured(weekdaySpending(even, dateAt(50))).isUsualSpendingDay).toBe(false);
  });

  test("given the same to a person, however surely, then no weekday stands out", () => {
    const close = spending(
      Array.from({ length: 57 }, (_, offset) => (weekdayOf(dateAt(offset)) === 4 ? 1200 : 1000)),
    );
    expect(measured(weekdaySpending(close, dateAt(50))).isUsualSpendingDay).toBe(false);
  });

  test("given days of pure chance, then hardly anybody has a weekday that stands out", () => {
    const random = seededRandom("weekdays of chance");
    const PEOPLE = 400;
    let standingOut = 0;
    for (let person = 0; person < PEOPLE; person++) {
      const chance = spending(
        Array.from({ length: 70 }, () => (random() < 0.3 ? 0 : Math.round(-Math.log(1 - random()) * 2000))),
      );
      const week = Array.from({ length: 7 }, (_, ago) => measured(weekdaySpending(chance, dateAt(69 - ago))));
      if (week.some(({ isUsualSpendingDay }) => isUsualSpendingDay)) standingOut++;
    }
    expect(standingOut / PEOPLE).toBeLessThan(0.03);
  });

  test("given the day itself, then its own spending is not looked at", () => {
    const spree = withDay(days, dateAt(50), { spentDiscretionaryMinor: 900_000 });
    expect(weekdaySpending(spree, dateAt(50))).toEqual(weekdaySpending(days, dateAt(50)));
  });

  test("given three such weekdays, or none synced, then nothing can be told", () => {
    expect(weekdaySpending(days, dateAt(22))).toEqual({
      kind: "missing",
      reason: "not_enough_days",
      have: 3,
      need: 4,
    });
    expect(weekdaySpending([], dateAt(22))).toMatchObject({ reason: "not_synced", have: 0 });
  });
});
