import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { addDays, daysBetween, instantOfWallTime, localDateOf } from "../../coaching/model/local-date.ts";
import {
  CADENCES,
  type Cadence,
  dueSlots,
  nextRun,
  type Slot,
  type Wanted,
} from "../../coaching/schedule.ts";

vi.setConfig({ testTimeout: 60_000 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Both ends of the earth, both sides of the date line, every kind of clock change. */
const ZONES = [
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "Pacific/Pago_Pago",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Pacific/Honolulu",
  "America/Nuuk",
  "America/Santiago",
  "America/New_York",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Antarctica/Troll",
  "Europe/Berlin",
  "UTC",
];

const zone = fc.oneof(
  fc.constantFrom(...ZONES),
  fc.constantFrom("Pacific/Kiritimati", "Etc/GMT+12", "Pacific/Honolulu", "Pacific/Auckland"),
  fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
);
const minute = fc.oneof(
  fc.integer({ min: 0, max: 1439 }),
  fc.constantFrom(0, 1, 15, 90, 150, 1380, 1410, 1438, 1439),
);
const start = fc
  .integer({ min: Date.UTC(2017, 0) / 60_000, max: Date.UTC(2027, 0) / 60_000 })
  .map((minutes) => new Date(minutes * 60_000));
/** Where between the last run, or the last change, and the next run a person changes something: 0 at once, 1 in the last millisecond. */
const moment = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 1, 1));
const step = fc.record({ moment, zone, minute, runs: fc.constantFrom(0, 0, 0, 1, 1, 2, 5) });
const life = fc.record({ start, zone, minute, steps: fc.array(step, { minLength: 1, maxLength: 25 }) });
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

type Seen = { readonly served: Slot; readonly next: Slot; readonly wanted: Wanted; readonly now: Date };

/** Lives through runs and changes; `see` is told of each next run, `run` of each that came. */
function live(
  cadence: Cadence,
  { start, steps, ...first }: Life,
  see: (seen: Seen) => void,
): readonly Slot[] {
  let wanted: Wanted = { cadence, zone: first.zone, minute: first.minute };
  let served = nextRun(wanted, start, null);
  let now = served.at;
  let next = nextRun(wanted, now, served);
  const runs = [served];
  see({ served, next, wanted, now });
  const serve = () => {
    served = next;
    now = next.at;
    runs.push(served);
    next = nextRun(wanted, now, served);
    see({ served, next, wanted, now });
  };
  for (const change of steps) {
    const most = next.at.getTime() - 1 - now.getTime();
    now = new Date(now.getTime() + Math.floor(change.moment * most));
    wanted = { cadence, zone: change.zone, minute: change.minute };
    next = nextRun(wanted, now, served);
    see({ served, next, wanted, now });
    for (let run = 0; run < change.runs; run++) serve();
  }
  serve();
  return runs;
}

describe("whatever a person changes, and however often", () => {
  test("a daily run comes once for a day, not before the day begins, and no later than 48 h after the last or the next day's start", () => {
    fc.assert(
      fc.property(life, (changes) => {
        const runs = live("daily", changes, ({ served, next, wanted, now }) => {
          const gap = next.at.getTime() - served.at.getTime();
          expect(next.at.getTime()).toBeGreaterThan(now.getTime());
          expect(daysBetween(served.localDate, next.localDate)).toBeGreaterThan(0);
          // A run that a gap moved past midnight is still its own day's.
          const days = daysBetween(next.localDate, localDateOf(next.at, wanted.zone));
          expect(days === 0 || days === 1).toBe(true);
          expect(gap).toBeLessThanOrEqual(50 * HOUR_MS);
          if (gap <= 48 * HOUR_MS) return;
          const before = new Date(next.at.getTime() - 1);
          const isDaysStart = localDateOf(before, wanted.zone) <= served.localDate;
          const isAtOnce = next.at.getTime() === now.getTime() + 1;
          expect(isDaysStart || isAtOnce).toBe(true);
        });
        expect(new Set(runs.map((run) => run.localDate)).size).toBe(runs.length);
      }),
      { numRuns: 1_500 },
    );
  });

  test("a daily run that can come within 48 h comes at the wanted time", () => {
    fc.assert(
      fc.property(life, (changes) => {
        live("daily", changes, ({ served, next, wanted, now }) => {
          const usual = firstWanted(wanted, now, served);
          if (usual.at.getTime() - served.at.getTime() <= 48 * HOUR_MS) expect(next).toEqual(usual);
          else expect(next.at.getTime()).toBeLessThanOrEqual(usual.at.getTime());
        });
      }),
      { numRuns: 1_500 },
    );
  });

  test("a weekly run comes once for each Monday, on that Monday or by the end of the day after", () => {
    fc.assert(
      fc.property(life, (changes) => {
        const runs = live("weekly", changes, inItsTwoDays);
        for (const [index, run] of runs.entries()) {
          expect(new Date(run.localDate).getUTCDay()).toBe(1);
          expect(run.localDate).toBe(addDays(runs[0]!.localDate, 7 * index));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("a monthly run comes once for each month, on the 1st or by the end of the 2nd", () => {
    fc.assert(
      fc.property(life, (changes) => {
        const runs = live("monthly", changes, inItsTwoDays);
        const first = new Date(runs[0]!.localDate);
        for (const [index, run] of runs.entries()) {
          const month = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1);
          expect(run.localDate).toBe(new Date(month).toISOString().slice(0, 10));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Not before its day begins where the person is, nor after the following day ended everywhere; at its time if that is ahead. */
function inItsTwoDays({ next, wanted, now }: Seen): void {
  expect(next.at.getTime()).toBeGreaterThan(now.getTime());
  expect(localDateOf(next.at, wanted.zone) >= next.localDate).toBe(true);
  expect(next.at.getTime()).toBeLessThanOrEqual(Date.parse(next.localDate) + 2 * DAY_MS + 12 * HOUR_MS);
  const usual = instantOfWallTime(wanted.zone, next.localDate, wanted.minute);
  if (usual > now) expect(next.at).toEqual(usual);
}

/** The first wanted time after an instant, for a day later than the one served, day by day with the exact rule. */
function firstWanted({ zone, minute }: Wanted, now: Date, served: Slot): Slot {
  for (let localDate = addDays(served.localDate, 1); ; localDate = addDays(localDate, 1)) {
    const at = instantOfWallTime(zone, localDate, minute);
    // No zone skips a whole day in these years.
    if (at > now) return { localDate, at };
  }
}

describe("catching up after downtime", () => {
  const cadence = fc.constantFrom(...CADENCES);
  const away = fc.integer({ min: 0, max: 60 * 24 });

  test("what is due is what single steps would have found, and what comes next is the first later one", () => {
    fc.assert(
      fc.property(cadence, zone, minute, start, away, (cadence, zone, minute, from, hours) => {
        const wanted = { cadence, zone, minute };
        const first = nextRun(wanted, from, null);
        const until = new Date(first.at.getTime() + (hours - 24) * HOUR_MS);
        const single: Slot[] = [];
        let next = first;
        while (next.at <= until) {
          single.push(next);
          next = nextRun(wanted, next.at, next);
        }
        expect(dueSlots(wanted, first, until, 1_000)).toEqual({ due: single, next });
      }),
      { numRuns: 500 },
    );
  });

  test("given a limit, then batch after batch finds each slot once", () => {
    fc.assert(
      fc.property(cadence, zone, minute, start, away, fc.integer({ min: 1, max: 9 }), (...values) => {
        const [cadence, zone, minute, from, hours, limit] = values;
        const wanted = { cadence, zone, minute };
        const first = nextRun(wanted, from, null);
        const until = new Date(first.at.getTime() + hours * HOUR_MS);
        const whole = dueSlots(wanted, first, until, 1_000);
        const found: Slot[] = [];
        let next = first;
        while (next.at <= until) {
          const batch = dueSlots(wanted, next, until, limit);
          expect(batch.due.length).toBeLessThanOrEqual(limit);
          found.push(...batch.due);
          next = batch.next;
        }
        expect({ due: found, next }).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});
