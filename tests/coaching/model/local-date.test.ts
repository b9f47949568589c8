import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  eachDay,
  instantOfWallTime,
  isTimeZone,
  localDateOf,
  localMinuteOf,
  monthEndOf,
  monthStartOf,
  weekdayOf,
  weekStartOf,
} from "../../../coaching/model/local-date.ts";

describe("calendar days", () => {
  test.each([
    ["1970-01-01", 0],
    ["1969-12-31", -1],
    // date -u -d 2026-11-23 +%s, divided by 86400
    ["2026-11-23", 20_780],
    ["2024-02-29", 19_782],
  ])("given %s, then it is day %i, and back", (date, number) => {
    expect(dayNumber(date)).toBe(number);
    expect(dateOfDayNumber(number)).toBe(date);
  });

  test.each(["2026-02-30", "2025-02-29", "2026-13-01", "2026-1-1", "", "today", "2026-11-23T00:00:00Z"])(
    "given %o, then it is refused by name",
    (text) => {
      expect(() => dayNumber(text)).toThrow(RangeError);
      expect(() => dayNumber(text)).toThrow(`unknown day "${text}"`);
    },
  );

  test("given the days of both clock changes, then arithmetic on days does not see them", () => {
    expect(addDays("2026-03-08", 1)).toBe("2026-03-09");
    expect(addDays("2026-11-01", 1)).toBe("2026-11-02");
    expect(daysBetween("2026-03-01", "2026-04-01")).toBe(31);
    expect(daysBetween("2026-04-01", "2026-03-01")).toBe(-31);
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  });

  test("given dates of a known calendar, then Monday is 0 and Sunday 6, also before 1970", () => {
    // cal(1): 2026-11-23 is a Monday, 1969-12-28 a Sunday
    expect(weekdayOf("2026-11-23")).toBe(0);
    expect(weekdayOf("2026-11-29")).toBe(6);
    expect(weekdayOf("1970-01-01")).toBe(3);
    expect(weekdayOf("1969-12-28")).toBe(6);
  });

  test("given a day, then its week starts on Monday and its month ends on its last day", () => {
    expect(weekStartOf("2026-11-29")).toBe("2026-11-23");
    expect(weekStartOf("2026-11-23")).toBe("2026-11-23");
    expect(weekStartOf("2026-01-01")).toBe("2025-12-29");
    expect(monthStartOf("2026-02-17")).toBe("2026-02-01");
    expect(["2026-02-17", "2024-02-01", "2026-12-31", "2026-04-30"].map(monthEndOf)).toEqual([
      "2026-02-28",
      "2024-02-29",
      "2026-12-31",
      "2026-04-30",
    ]);
  });

  test("given two ends, then every day between stands once, and none when they are swapped", () => {
    expect(eachDay("2026-02-27", "2026-03-02")).toEqual([
      "2026-02-27",
      "2026-02-28",
      "2026-03-01",
      "2026-03-02",
    ]);
    expect(eachDay("2026-03-02", "2026-03-02")).toEqual(["2026-03-02"]);
    expect(eachDay("2026-03-02", "2026-02-27")).toEqual([]);
  });

  test("given any day and step, then going there and back leads home", () => {
    const number = fc.integer({ min: -20_000, max: 60_000 });
    fc.assert(
      fc.property(number, fc.integer({ min: -9000, max: 9000 }), (day, step) => {
        const date = dateOfDayNumber(day);
        expect(dayNumber(date)).toBe(day);
        expect(addDays(addDays(date, step), -step)).toBe(date);
        expect(daysBetween(date, addDays(date, step))).toBe(step);
        expect(weekdayOf(addDays(date, 7 * step))).toBe(weekdayOf(date));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("instants on a person's calendar", () => {
  test.each([
    // Clocks go forward at 02:00 on 8 March 2026: the day runs from 05:00Z to 04:00Z, 23 hours.
    ["America/New_York", "2026-03-08T04:59:59Z", "2026-03-07"],
    ["America/New_York", "2026-03-08T05:00:00Z", "2026-03-08"],
    ["America/New_York", "2026-03-09T03:59:59Z", "2026-03-08"],
    ["America/New_York", "2026-03-09T04:00:00Z", "2026-03-09"],
    // Back at 02:00 on 1 November: from 04:00Z to 05:00Z, 25 hours.
    ["America/New_York", "2026-11-01T03:59:59Z", "2026-10-31"],
    ["America/New_York", "2026-11-01T04:00:00Z", "2026-11-01"],
    ["America/New_York", "2026-11-02T04:59:59Z", "2026-11-01"],
    ["America/New_York", "2026-11-02T05:00:00Z", "2026-11-02"],
    // Auckland: back on 5 April 2026 (from +13 to +12), forward on 27 September.
    ["Pacific/Auckland", "2026-04-04T10:59:59Z", "2026-04-04"],
    ["Pacific/Auckland", "2026-04-04T11:00:00Z", "2026-04-05"],
    ["Pacific/Auckland", "2026-04-05T11:59:59Z", "2026-04-05"],
    ["Pacific/Auckland", "2026-04-05T12:00:00Z", "2026-04-06"],
    ["Pacific/Auckland", "2026-09-26T11:59:59Z", "2026-09-26"],
    ["Pacific/Auckland", "2026-09-26T12:00:00Z", "2026-09-27"],
    ["Pacific/Auckland", "2026-09-27T10:59:59Z", "2026-09-27"],
    ["Pacific/Auckland", "2026-09-27T11:00:00Z", "2026-09-28"],
    ["Pacific/Kiritimati", "2026-01-01T10:00:00Z", "2026-01-02"],
    ["Pacific/Pago_Pago", "2026-01-01T10:59:59Z", "2025-12-31"],
    ["Asia/Kathmandu", "2026-01-01T18:15:00Z", "2026-01-02"],
  ])("given %s at %s, then the day is %s", (zone, instant, day) => {
    expect(localDateOf(new Date(instant), zone)).toBe(day);
  });

  test.each([
    ["America/New_York", "2026-03-08T06:59:00Z", 119],
    ["America/New_York", "2026-03-08T07:00:00Z", 180],
    ["America/New_York", "2026-11-01T05:30:00Z", 90],
    ["America/New_York", "2026-11-01T06:30:00Z", 90],
    ["Asia/Kathmandu", "2026-01-01T18:15:00Z", 0],
    ["UTC", "2026-01-01T23:59:59Z", 1439],
  ])("given %s at %s, then the clock shows minute %i", (zone, instant, minute) => {
    expect(localMinuteOf(new Date(instant), zone)).toBe(minute);
  });

  test("given an unknown zone or an instant that is none, then no day is made up", () => {
    const now = new Date("2026-01-01T12:00:00Z");
    expect(() => localDateOf(now, "Mars")).toThrow('unknown time zone "Mars": expected an IANA name');
    expect(() => localMinuteOf(now, "")).toThrow(RangeError);
    expect(() => localDateOf(new Date(Number.NaN), "UTC")).toThrow("unknown instant");
    expect(() => instantOfWallTime("Mars", "2026-01-01", 0)).toThrow('unknown time zone "Mars"');
  });

  test("given names of zones and of none, then only zones pass", () => {
    const known = ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"].map(isTimeZone);
    const unknown = ["Mars", "", "  ", "Europe/Atlantis"].map(isTimeZone);
    expect(known).toEqual([true, true, true]);
    expect(unknown).toEqual([false, false, false, false]);
  });
});
