import { expect, test } from "vitest";
import { type CountedWish, sumWishes } from "../../../coaching/plans/parked-value.ts";

const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };
const wish = (changes: Partial<CountedWish>): CountedWish => ({
  amountMinor: 18_000,
  currency: "USD",
  localDate: "2026-11-20",
  outcome: null,
  closedAt: null,
  ...changes,
});

test("given wishes, then those parked and those closed in the month are counted, each currency by itself", () => {
  const sums = sumWishes(
    [
      wish({}),
      wish({ amountMinor: null }),
      wish({
        currency: "EUR",
        amountMinor: 9000,
        outcome: "dropped",
        closedAt: new Date("2026-11-22T09:00:00Z"),
      }),
      wish({ localDate: "2026-10-30", outcome: "bought", closedAt: new Date("2026-11-02T09:00:00Z") }),
      wish({ outcome: "bought", closedAt: new Date("2026-12-02T09:00:00Z") }),
    ],
    NOVEMBER,
    "UTC",
  );
  expect(sums).toEqual({
    parked: {
      count: 4,
      values: new Map([
        ["USD", 36_000],
        ["EUR", 9000],
      ]),
    },
    bought: { count: 1, values: new Map([["USD", 18_000]]) },
    dropped: { count: 1, values: new Map([["EUR", 9000]]) },
  });
});

test("given an answer at midnight between months, then the person's own day decides", () => {
  const closed = wish({ outcome: "dropped", closedAt: new Date("2026-11-30T22:30:00Z") });
  expect(sumWishes([closed], NOVEMBER, "Europe/London").dropped.count).toBe(1);
  expect(sumWishes([closed], NOVEMBER, "Europe/Athens").dropped.count).toBe(0);
});
