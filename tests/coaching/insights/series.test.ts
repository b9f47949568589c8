import { describe, expect, test } from "vitest";
import { seriesOf, windowOf } from "../../../coaching/insights/series.ts";
import { madeDate, madeDays } from "../../support/made-days.ts";

describe("the window of a look", () => {
  test("given 200 days, then the last 180 up to the date are seen, and nothing after it", () => {
    const days = madeDays(200, () => ({ mood: 1 }));
    const window = windowOf(days, madeDate(189));
    expect([window.length, window[0]?.date, window.at(-1)?.date]).toEqual([180, madeDate(10), madeDate(189)]);
  });

  test("given leading days of which nothing is known, then it begins after them", () => {
    const days = madeDays(60, (index) => ({
      steps: index === 20 || index > 40 ? 5000 : null,
      incomeMinor: 0,
    }));
    expect(windowOf(days, madeDate(59))[0]?.date).toBe(madeDate(20));
  });

  test("given days of which nothing at all is known, or none, then it is empty and so are the series", () => {
    expect(
      windowOf(
        madeDays(30, () => ({})),
        madeDate(29),
      ),
    ).toEqual([]);
    expect(seriesOf([], madeDate(0)).calendar).toEqual({ days: 0, firstWeekday: 0, isIncomeDay: null });
  });

  test("given a day twice, left out or out of order, then it is an error", () => {
    const days = madeDays(5, () => ({ mood: 1 }));
    const [first, second, third] = days;
    if (first === undefined || second === undefined || third === undefined) throw new Error("expected days");
    for (const list of [
      [first, first],
      [first, third],
      [second, first],
    ]) {
      expect(() => seriesOf(list, madeDate(4))).toThrow(/expected the next calendar day/);
    }
    // What lies after the date is not looked at.
    expect(seriesOf([first, second, second], madeDate(0)).calendar.days).toBe(1);
  });
});

describe("the series", () => {
  test("given a day that is tagged as away or ill, then all of it is missing but its income", () => {
    for (const tag of ["vacation", "travel", "sick", "ill"]) {
      const days = madeDays(3, (index) => ({
        mood: 1,
        spentDiscretionaryMinor: 500,
        incomeMinor: index === 1 ? 100 : 0,
        tags: index === 1 ? ["work", tag] : ["work"],
      }));
      const { values, calendar } = seriesOf(days, madeDate(2));
      expect([...values.mood]).toEqual([1, Number.NaN, 1]);
      expect([...values.spentDiscretionaryMinor]).toEqual([500, Number.NaN, 500]);
      expect(calendar).toEqual({ days: 3, firstWeekday: 0, isIncomeDay: [false, true, false] });
    }
  });

  test("given values that are no finite numbers, then they are missing", () => {
    const odd = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, -3];
    const days = madeDays(6, (index) => ({
      stressLevel: odd[index] ?? null,
      incomeMinor: odd[index] ?? null,
    }));
    const { values, calendar } = seriesOf(days, madeDate(5));
    const gap = Number.NaN;
    expect([...values.stressLevel]).toEqual([1, gap, gap, gap, gap, -3]);
    expect(calendar.isIncomeDay).toEqual([true, false, false, false, false, false]);
  });

  test("given nothing known of income, then no day is told apart by it; given a first day, then its weekday", () => {
    const days = madeDays(10, () => ({ mood: 0 }));
    expect(seriesOf(days, madeDate(9)).calendar).toEqual({ days: 10, firstWeekday: 0, isIncomeDay: null });
    expect(seriesOf(days.slice(3), madeDate(9)).calendar.firstWeekday).toBe(3);
  });
});
