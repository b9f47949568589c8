import { describe, expect, test } from "vitest";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { SpendingItem } from "../../../coaching/questions/spending-ledger.ts";
import {
  madeByLarge,
  middleOf,
  sumByDate,
  sumByDayPart,
  sumByWeekday,
} from "../../../coaching/questions/spending-times.ts";

/** Monday 2 to Tuesday 17 November 2026: three Mondays and Tuesdays, two of each other day. */
const RANGE = { from: "2026-11-02", to: "2026-11-17" };

let count = 0;
function item(date: LocalDate, netMinor: number, minute: number | null = null): SpendingItem {
  return {
    id: `item-${count++}`,
    date,
    minute,
    merchantName: null,
    category: null,
    chargedMinor: netMinor,
    refundedMinor: 0,
    netMinor,
    isChoice: true,
    isPossibleImpulse: false,
    pending: false,
  };
}

describe("by weekday", () => {
  test("given weekdays that come unequally often, then each is by its own number of days", () => {
    // Mondays 3 × 30 = 90, which is 30 a day; Saturdays 2 × 40 = 80, which is 40 a day.
    const items = [
      item("2026-11-02", 3000),
      item("2026-11-09", 3000),
      item("2026-11-16", 3000),
      item("2026-11-07", 4000),
      item("2026-11-14", 4000),
    ];
    const [first, second, ...others] = sumByWeekday(items, RANGE);
    expect(first).toMatchObject({ weekday: 5, days: 2, rateMinor: 4000 });
    expect(second).toMatchObject({ weekday: 0, days: 3, rateMinor: 3000 });
    expect(others.map(({ rateMinor }) => rateMinor)).toEqual([0, 0, 0, 0, 0]);
  });

  test("given one payment that makes a weekday the first, then it is named with the weekday that else were", () => {
    const sofa = item("2026-11-05", 90_000);
    const items = [sofa, item("2026-11-12", 100), item("2026-11-07", 4000), item("2026-11-14", 4000)];
    expect(madeByLarge(items, RANGE)).toMatchObject({
      large: [sofa],
      without: { weekday: 5, rateMinor: 4000 },
    });
    expect(madeByLarge(items.slice(1), RANGE)).toBe(null);
    expect(madeByLarge([], RANGE)).toBe(null);
  });

  test("given the same large payment on two weekdays, and one of another, then all are left out before a weekday is named", () => {
    const rent = (date: LocalDate, minor: number) => ({ ...item(date, minor), merchantName: "Elm" });
    const large = [rent("2026-11-03", 90_000), rent("2026-11-05", 80_000), item("2026-11-06", 50_000)];
    const items = [...large, rent("2026-11-12", 1000), item("2026-11-07", 4000), item("2026-11-14", 4000)];
    expect(madeByLarge(items, RANGE)).toMatchObject({ large, without: { weekday: 5, rateMinor: 4000 } });
  });

  test("the middle of a weekday has its days without a payment among them", () => {
    const items = [item("2026-11-02", 9000), item("2026-11-09", 500)];
    // Mondays: 90, 5 and nothing.
    expect(middleOf(items, RANGE, 0)).toBe(500);
    expect(middleOf(items.slice(1), RANGE, 0)).toBe(0);
  });
});

test("by date, then the one with most comes first and of equal ones the later", () => {
  const items = [
    item("2026-11-05", 100),
    item("2026-11-06", 300),
    item("2026-11-05", 200),
    item("2026-11-07", 10),
  ];
  expect(sumByDate(items).map(({ name, sum }) => [name, sum.netMinor])).toEqual([
    ["2026-11-06", 300],
    ["2026-11-05", 300],
    ["2026-11-07", 10],
  ]);
});

test("by the part of the day, then each begins with its hour, the night goes past midnight, and what has no time is in none", () => {
  const clock = (hour: number, minute = 0) => hour * 60 + minute;
  const items = [
    item("2026-11-05", 1, clock(4, 59)),
    item("2026-11-05", 2, clock(5)),
    item("2026-11-05", 4, clock(11, 59)),
    item("2026-11-05", 8, clock(12)),
    item("2026-11-05", 16, clock(17, 59)),
    item("2026-11-05", 32, clock(18)),
    item("2026-11-05", 64, clock(20, 59)),
    item("2026-11-05", 128, clock(21)),
    item("2026-11-05", 100_000),
  ];
  expect(sumByDayPart(items).map(({ name, sum }) => [name, sum.netMinor])).toEqual([
    ["night", 129],
    ["evening", 96],
    ["afternoon", 24],
    ["morning", 6],
  ]);
});
