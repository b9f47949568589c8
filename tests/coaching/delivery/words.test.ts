import { expect, test } from "vitest";
import { endOfPause, readPause } from "../../../coaching/delivery/pause.ts";
import { DEFAULT_PREFERENCES } from "../../../coaching/delivery/preferences.ts";
import { NO_QUIET_HOURS, readQuietHours } from "../../../coaching/delivery/quiet-hours.ts";

// A Tuesday.
const TODAY = "2026-11-24";
const days = (count: number) => ({ unit: "days", count });

test.each([
  ["3", days(3)],
  ["3 days", days(3)],
  ["3d", days(3)],
  ["leave me alone for 3 days", days(3)],
  ["leave me alone for three days please", days(3)],
  ["for a week", days(7)],
  ["pause for the next 2 weeks", days(14)],
  ["2w", days(14)],
  ["a couple of days", days(2)],
  ["a few days", days(3)],
  ["one day", days(1)],
  ["an hour", { unit: "hours", count: 1 }],
  ["a month", days(30)],
  ["2 hours", { unit: "hours", count: 2 }],
  ["snooze for an hour", { unit: "hours", count: 1 }],
  ["0", days(0)],
  ["until friday", { until: "2026-11-27" }],
  ["until Tuesday", { until: "2026-12-01" }],
  ["till next monday", { until: "2026-11-30" }],
  ["until tomorrow", { until: "2026-11-25" }],
  ["until the weekend", { until: "2026-11-28" }],
  ["until 1 December", { until: "2026-12-01" }],
  ["until 2026-12-24", { until: "2026-12-24" }],
  ["until 3 January", { until: "2027-01-03" }],
  ["today", { until: "2026-11-25" }],
  ["the rest of the week", { until: "2026-11-30" }],
  ["", null],
  ["pause", null],
  ["stop messaging me", null],
  ["until I say so", null],
  ["-3", null],
  ["for ever and ever", null],
  ["a decade", null],
])('given "%s", then the pause is %j', (said, length) => {
  expect(readPause(said, TODAY)).toEqual(length);
});

const now = new Date("2026-10-23T07:00:00Z");
const { quiet } = DEFAULT_PREFERENCES;
test.each([
  ["three days, over the end of summer time", { unit: "days", count: 3 }, quiet, "2026-10-26T08:00:00Z"],
  ["five hours", { unit: "hours", count: 5 }, quiet, "2026-10-23T12:00:00Z"],
  ["until Monday", { until: "2026-10-26" }, quiet, "2026-10-26T06:30:00Z"],
  ["until Monday without quiet hours", { until: "2026-10-26" }, NO_QUIET_HOURS, "2026-10-25T23:00:00Z"],
  ["no day at all", { unit: "days", count: 0 }, quiet, null],
  ["until today", { until: "2026-10-23" }, quiet, null],
  ["a year", { unit: "days", count: 365 }, quiet, "2027-10-23T07:00:00Z"],
  ["more than a year", { unit: "days", count: 366 }, quiet, null],
] as const)(
  "given %s from a Berlin Friday 09:00, then it ends on the wall clock: %j",
  (_, length, hours, end) => {
    expect(endOfPause(length, now, "Europe/Berlin", hours)).toEqual(end === null ? null : new Date(end));
  },
);

test.each([
  ["22:00-08:00", { from: 1320, until: 480 }],
  ["22:00 – 08:00", { from: 1320, until: 480 }],
  ["from 10pm to 7am", { from: 1320, until: 420 }],
  ["quiet hours 22 to 8", { from: 1320, until: 480 }],
  ["between 9.30 pm and 6:45", { from: 1290, until: 405 }],
  ["midnight to noon", { from: 0, until: 720 }],
  ["25:00-08:00", null],
  ["22:00", null],
  ["22:00-08:75", null],
  ["sometimes", null],
])('given "%s", then the quiet hours are %j', (said, hours) => {
  expect(readQuietHours(said)).toEqual(hours);
});
