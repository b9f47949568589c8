import { expect, test, vi } from "vitest";
import { addDays, dateOfDayNumber, dayNumber } from "../../coaching/model/local-date.ts";
import { nextRun, type Slot, type Wanted } from "../../coaching/schedule.ts";

vi.setConfig({ testTimeout: 120_000 });

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** 02:30, 00:00, 23:59 and 01:30, which clock changes hit most, and a morning. */
const MINUTES = [150, 0, 1439, 90, 450];

/** Years outside the ten in which a zone did something unusual. */
const UNUSUAL: readonly (readonly [zone: string, from: string, to: string])[] = [
  ["Pacific/Apia", "2009-01-01", "2012-12-31"],
  ["Pacific/Fakaofo", "2011-12-01", "2012-01-31"],
  ["Pacific/Kwajalein", "1993-08-01", "1993-09-10"],
  ["Pacific/Kwajalein", "1969-09-10", "1969-10-20"],
  ["Pacific/Kiritimati", "1994-12-01", "1995-01-31"],
  ["Pacific/Enderbury", "1994-12-01", "1995-01-31"],
  ["America/Caracas", "2007-11-01", "2008-01-31"],
  ["America/Caracas", "2016-04-01", "2016-06-30"],
  ["Asia/Pyongyang", "2015-07-01", "2015-09-30"],
  ["Asia/Kathmandu", "1985-12-01", "1986-02-01"],
  ["Africa/Casablanca", "2012-01-01", "2016-12-31"],
  ["Africa/Cairo", "2010-01-01", "2014-12-31"],
  ["Asia/Gaza", "2010-01-01", "2016-12-31"],
  ["America/St_Johns", "2005-01-01", "2008-12-31"],
  ["Antarctica/Casey", "2009-01-01", "2012-12-31"],
  ["Europe/Istanbul", "2014-01-01", "2016-12-31"],
  ["Europe/Volgograd", "2010-01-01", "2016-12-31"],
];

test("over ten years in every zone, each local day has one run, at its wall time or moved on by the gap", () => {
  const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])];
  expect(zones.length).toBeGreaterThan(400);
  const wrong: string[] = [];
  let compared = 0;
  for (const zone of zones) {
    const clock = clockOf(zone, "2017-01-01", "2027-12-31");
    for (const minute of MINUTES) {
      compared += compareRuns(clock, { cadence: "daily", zone, minute }, "2017-01-01", "2026-12-31", wrong);
    }
    if (wrong.length > 20) break;
  }
  expect(wrong).toEqual([]);
  expect(compared).toBe(zones.length * MINUTES.length * 3652);
});

test("in the years in which zones moved the date line or their clocks oddly, each existing day has one run", () => {
  const wrong: string[] = [];
  for (const [zone, from, to] of UNUSUAL) {
    const clock = clockOf(zone, addDays(from, -10), addDays(to, 10));
    for (const minute of [...MINUTES, 720, 30, 1]) {
      compareRuns(clock, { cadence: "daily", zone, minute }, from, to, wrong);
    }
  }
  expect(wrong).toEqual([]);
});

test("around each different clock change of ten years, each half hour and each edge of the change is right", () => {
  const seen = new Set<string>();
  const wrong: string[] = [];
  let compared = 0;
  const windows = [
    ...Intl.supportedValuesOf("timeZone").map((zone) => [zone, "2017-01-01", "2027-12-31"] as const),
    ...UNUSUAL,
  ];
  for (const [zone, from, to] of windows) {
    const clock = clockOf(zone, from, to);
    for (const [index, { start, offset }] of clock.entries()) {
      const before = clock[index - 1];
      // Zones that share a clock change show the same on both sides of it.
      const key = `${start} ${before?.offset} ${offset}`;
      if (before === undefined || seen.has(key)) continue;
      seen.add(key);
      compared += compareAround(clock, zone, before, { start, offset }, wrong);
    }
  }
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(300);
  expect(compared).toBeGreaterThan(50_000);
});

/** A stretch of time with one offset, from `start` to the next stretch. */
type Stretch = { readonly start: number; readonly offset: number };
type Clock = readonly Stretch[];

/** Walks from run to run and notes each that is not what the clock shows; returns how many were compared. */
function compareRuns(clock: Clock, wanted: Wanted, from: string, to: string, wrong: string[]): number {
  const first = dayNumber(from);
  const days = dayNumber(to) - first + 1;
  let served: Slot = {
    localDate: dateOfDayNumber(first - 1),
    at: new Date(runOn(clock, first - 1, wanted.minute)),
  };
  for (let day = first; day < first + days; day++) {
    if (!hasDay(clock, day)) continue;
    const next = nextRun(wanted, served.at, served);
    if (next.localDate !== dateOf(day) || next.at.getTime() !== runOn(clock, day, wanted.minute)) {
      wrong.push(`${wanted.zone} ${wanted.minute}: ${next.localDate} at ${next.at.toISOString()}`);
      return 0;
    }
    served = next;
  }
  return days;
}

const dates = new Map<number, string>();

/** Millions of days are compared: each is written out once. */
function dateOf(day: number): string {
  const date = dates.get(day) ?? dateOfDayNumber(day);
  dates.set(day, date);
  return date;
}

/** Compares the runs of the days about a clock change; each starts from the run before it. */
function compareAround(clock: Clock, zone: string, before: Stretch, after: Stretch, wrong: string[]): number {
  const edges = [before.offset, after.offset].flatMap((offset) => {
    const minute = Math.floor((after.start + offset) / MINUTE_MS) % 1440;
    return [minute - 1, minute, minute + 1].map((value) => (value + 1440) % 1440);
  });
  const minutes = new Set([...Array.from({ length: 48 }, (_, half) => half * 30), ...edges]);
  const day = Math.floor((after.start + before.offset) / DAY_MS);
  for (const minute of minutes) {
    compareRuns(
      clock,
      { cadence: "daily", zone, minute },
      dateOfDayNumber(day - 1),
      dateOfDayNumber(day + 1),
      wrong,
    );
  }
  return minutes.size * 3;
}

/** The instant at which the clock first shows the minute of the day; skipped, as long after the change as it is into the gap. */
function runOn(clock: Clock, day: number, minute: number): number {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  for (let index = near(clock, wall); index < clock.length; index++) {
    const { start, offset } = clock[index]!;
    const end = clock[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const instant = wall - offset;
    if (instant >= start && instant < end) return instant;
    const next = clock[index + 1];
    // The clock jumps over the time at the end of this stretch.
    if (next !== undefined && end + offset <= wall && wall < end + next.offset)
      return end + (wall - (end + offset));
  }
  throw new Error(`no instant for ${new Date(wall).toISOString()}`);
}

/** Whether any stretch of the clock shows a time of the day. */
function hasDay(clock: Clock, day: number): boolean {
  const midnight = day * DAY_MS;
  for (let index = near(clock, midnight); index < clock.length; index++) {
    const { start, offset } = clock[index]!;
    const end = clock[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    if (end + offset > midnight) return start + offset < midnight + DAY_MS;
  }
  return false;
}

/** The last stretch that began two days before the time, by halving: none before it can show the time. */
function near(clock: Clock, wall: number): number {
  let low = 0;
  let high = clock.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (clock[middle]!.start + 2 * DAY_MS < wall) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * A zone's clock over some years, read off the runtime's own names for its offset, week by week and then by halving.
 *
 * It shares no code with what it judges, which takes dates apart day by day: a pair of changes within a week that this
 * does not see would show as a difference.
 */
function clockOf(zone: string, from: string, to: string): Clock {
  const key = `${zone} ${from} ${to}`;
  const clock = clocks.get(key) ?? readClock(zone, from, to);
  clocks.set(key, clock);
  return clock;
}

const clocks = new Map<string, Clock>();

function readClock(zone: string, from: string, to: string): Clock {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    timeZoneName: "longOffset",
    year: "numeric",
  });
  const read = (instant: number) => offsetIn(format.format(instant));
  const stretches: Stretch[] = [];
  const last = (dayNumber(to) + 3) * DAY_MS;
  let at = (dayNumber(from) - 3) * DAY_MS;
  let offset = read(at);
  stretches.push({ start: Number.NEGATIVE_INFINITY, offset });
  for (; at < last; at += WEEK_MS) {
    const nextWeek = read(at + WEEK_MS);
    if (nextWeek === offset) continue;
    let low = at;
    let high = at + WEEK_MS;
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / (2 * MINUTE_MS)) * MINUTE_MS;
      if (read(middle) === offset) low = middle;
      else high = middle;
    }
    stretches.push({ start: high, offset: nextWeek });
    offset = nextWeek;
  }
  return stretches;
}

const offsetsByText = new Map<string, number>();

function offsetIn(text: string): number {
  const name = text.slice(text.indexOf("GMT"));
  const known = offsetsByText.get(name);
  if (known !== undefined) return known;
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name);
  if (!match) throw new Error(`no offset in "${text}"`);
  const [, sign, hours = "0", minutes = "0"] = match;
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  offsetsByText.set(name, offset);
  return offset;
}
