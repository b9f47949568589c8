import { expect, test } from "vitest";
import { daysThatAllowLook, sundayBefore, sundaysNotLookedAt } from "../../../coaching/insights/sundays.ts";
import { daysBetween } from "../../../coaching/model/local-date.ts";

// 22 November 2026 is a Sunday.
test.each([
  ["2026-11-23", "2026-11-22"],
  ["2026-11-28", "2026-11-22"],
  ["2026-11-29", "2026-11-22"],
  ["2026-11-30", "2026-11-29"],
  ["2027-01-01", "2026-12-27"],
])("on %s the last Sunday that has ended is %s", (today, sunday) => {
  expect(sundayBefore(today)).toBe(sunday);
});

test("given nothing looked at, then half a year of Sundays is missing, oldest first", () => {
  const missing = sundaysNotLookedAt("2026-11-25", new Set());
  expect(missing).toHaveLength(26);
  expect([missing[0], missing.at(-1)]).toEqual(["2026-05-31", "2026-11-22"]);
  expect(missing.slice(1).map((sunday, at) => daysBetween(missing[at] ?? "", sunday))).toEqual(
    Array.from({ length: 25 }, () => 7),
  );
});

test("given looks, then those Sundays are left out, one in the middle too", () => {
  const looked = new Set(["2026-11-08", "2026-11-22"]);
  expect(sundaysNotLookedAt("2026-11-25", looked, 4)).toEqual(["2026-11-01", "2026-11-15"]);
});

test("a look needs something known within its 180 days, and 30 days before its end at the latest", () => {
  expect(daysThatAllowLook("2026-11-22")).toEqual({ from: "2026-05-27", to: "2026-10-24" });
});
