import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dateOfDayNumber, eachDay } from "../../../coaching/model/local-date.ts";
import { DATA_TYPES } from "../../../src/integrations/wearables/google-health/data-types.ts";
import {
  type HealthRequest,
  IDENTITY_REQUEST,
  requestsFor,
  withPage,
} from "../../../src/integrations/wearables/google-health/requests.ts";

const NIGHT = { from: "2026-11-10", to: "2026-11-10" };

test("given sleep, then it is found by its civil end, 25 at once", () => {
  expect(requestsFor("sleep", NIGHT)).toEqual([
    {
      method: "GET",
      path: "/v4/users/me/dataTypes/sleep/dataPoints",
      query: {
        filter:
          'sleep.interval.civil_end_time >= "2026-11-10" AND sleep.interval.civil_end_time < "2026-11-11"',
        pageSize: "25",
      },
    },
  ]);
});

test.each([
  ["daily-resting-heart-rate", "daily_resting_heart_rate"],
  ["daily-heart-rate-variability", "daily_heart_rate_variability"],
] as const)("given %s, then its filter is in snake case and by date", (type, name) => {
  expect(requestsFor(type, NIGHT)).toEqual([
    {
      method: "GET",
      path: `/v4/users/me/dataTypes/${type}/dataPoints`,
      query: { filter: `${name}.date >= "2026-11-10" AND ${name}.date < "2026-11-11"`, pageSize: "1440" },
    },
  ]);
});

test.each(["steps", "active-energy-burned"] as const)(
  "given %s, then its days are rolled up by the person's calendar",
  (type) => {
    expect(requestsFor(type, NIGHT)).toEqual([
      {
        method: "POST",
        path: `/v4/users/me/dataTypes/${type}/dataPoints:dailyRollUp`,
        body: {
          range: {
            start: { date: { year: 2026, month: 11, day: 10 } },
            end: { date: { year: 2026, month: 11, day: 11 } },
          },
          windowSizeDays: 1,
        },
      },
    ]);
  },
);

test("given a next page, then all else of the request stays as it was", () => {
  const [sleep] = requestsFor("sleep", NIGHT);
  const [steps] = requestsFor("steps", NIGHT);
  if (sleep?.method !== "GET" || steps?.method !== "POST") return expect.fail("no such request");
  expect(withPage(sleep, "abc")).toEqual({ ...sleep, query: { ...sleep.query, pageToken: "abc" } });
  expect(withPage(steps, "abc")).toEqual({ ...steps, body: { ...steps.body, pageToken: "abc" } });
  expect(IDENTITY_REQUEST.path).toBe("/v4/users/me/identity");
});

test("given a period that ends before it begins, or no day, then nothing is asked for", () => {
  expect(() => requestsFor("sleep", { from: "2026-11-10", to: "2026-11-09" })).toThrow(RangeError);
  expect(() => requestsFor("steps", { from: "0024-11-1", to: "2026-11-09" })).toThrow(RangeError);
});

test("given any period, then its roll-ups span at most 90 days each and every day stands in exactly one", () => {
  const dayOf = (part: { date: { year: number; month: number; day: number } }) =>
    Date.UTC(part.date.year, part.date.month - 1, part.date.day) / 86_400_000;
  const daysOf = (request: HealthRequest) => {
    if (request.method !== "POST") return expect.fail("no roll-up");
    const { start, end } = request.body.range;
    return eachDay(dateOfDayNumber(dayOf(start)), dateOfDayNumber(dayOf(end) - 1));
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 4000 }), (length, offset) => {
      const from = addDays("2020-01-01", offset);
      const to = addDays(from, length);
      const parts = requestsFor("steps", { from, to }).map(daysOf);
      expect(parts.every((days) => days.length >= 1 && days.length <= 90)).toBe(true);
      expect(parts.flat()).toEqual(eachDay(from, to));
    }),
  );
});

test("given each type, then no request is without a bound", () => {
  for (const type of DATA_TYPES) {
    for (const request of requestsFor(type, NIGHT)) {
      const asked = JSON.stringify(request);
      expect(asked).not.toContain("<=");
      expect(asked).not.toContain("start_time");
    }
  }
});
