import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { addDays, localDateOf, localMinuteOf } from "../../coaching/model/local-date.ts";
import { type Cadence, dueSlots, nextRun, type Slot, type Wanted } from "../../coaching/schedule.ts";

const ZONES = [
  "UTC",
  "America/New_York",
  "America/Los_Angeles",
  "America/Santiago",
  "Europe/London",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Apia",
];

test("over more than a year of any zone and time, each local day is served once and at its wall time or moved on by a gap", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 1439 }), (zone, minute) => {
      let at = new Date("2025-12-31T12:00:00Z");
      let served: Slot | null = null;
      for (let day = 0; day < 400; day++) {
        const next = nextRun(daily(zone, minute), at, served);
        expect(next.at.getTime()).toBeGreaterThan(at.getTime());
        if (served !== null) expect(next.localDate).toBe(addDays(served.localDate, 1));
        const wall = localMinuteOf(next.at, zone);
        const moved = wall - minute;
        expect(
          moved === 0 || (moved > 0 && moved <= 60),
          `${zone} ${next.localDate} ${minute} -> ${wall}`,
        ).toBe(true);
        expect(localDateOf(next.at, zone)).toBe(next.localDate);
        at = next.at;
        served = next;
      }
    }),
    { numRuns: 12 },
  );
}, 20_000);

test("given a day that was served, then it is not served again after a move westwards", () => {
  const served = slot("2026-11-23", "2026-11-23T07:30:00Z");
  const next = nextRun(daily("America/Los_Angeles", 450), new Date("2026-11-23T08:00:00Z"), served);
  expect(next).toEqual({ localDate: "2026-11-24", at: new Date("2026-11-24T15:30:00Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

const HOUR_MS = 3_600_000;

function daily(zone: string, minute: number): Wanted {
  return { cadence: "daily", zone, minute };
}

function slot(localDate: string, at: string): Slot {
  return { localDate, at: new Date(at) };
}

describe("a clock change", () => {
  test.each([
    [
      "given a time that spring skips, then it is moved on",
      "America/New_York",
      150,
      "2026-03-07T07:30:00Z",
      "2026-03-08",
      "2026-03-08T07:30:00Z",
    ],
    [
      "given the day after, then the wanted time is back",
      "America/New_York",
      150,
      "2026-03-08T07:30:00Z",
      "2026-03-09",
      "2026-03-09T06:30:00Z",
    ],
    [
      "given a time that comes twice, then the first counts",
      "America/New_York",
      90,
      "2026-10-31T05:30:00Z",
      "2026-11-01",
      "2026-11-01T05:30:00Z",
    ],
    [
      "given midnight skipped, then the day's run is at one",
      "America/Santiago",
      0,
      "2026-09-05T04:00:00Z",
      "2026-09-06",
      "2026-09-06T04:00:00Z",
    ],
    [
      "given half an hour skipped, then it is moved by that",
      "Australia/Lord_Howe",
      135,
      "2026-10-02T15:45:00Z",
      "2026-10-04",
      "2026-10-03T15:45:00Z",
    ],
    [
      "given a move past midnight, then it stays its day's run",
      "America/Nuuk",
      1410,
      "2025-03-29T01:30:00Z",
      "2025-03-29",
      "2025-03-30T01:30:00Z",
    ],
    [
      "given a day that Samoa skipped, then it has no run",
      "Pacific/Apia",
      450,
      "2011-12-29T17:30:00Z",
      "2011-12-31",
      "2011-12-30T17:30:00Z",
    ],
    [
      "given a day that Kwajalein skipped, then it has no run",
      "Pacific/Kwajalein",
      450,
      "1993-08-20T19:30:00Z",
      "1993-08-22",
      "1993-08-21T19:30:00Z",
    ],
    [
      "given hours that Kwajalein repeated, then they have one run",
      "Pacific/Kwajalein",
      450,
      "1969-09-29T20:30:00Z",
      "1969-10-01",
      "1969-10-01T19:30:00Z",
    ],
  ])("%s", (_, zone, minute, after, localDate, at) => {
    expect(nextRun(daily(zone, minute), new Date(after), null)).toEqual(slot(localDate, at));
  });

  test("given a run moved past midnight, then the next day still has its own", () => {
    const moved = slot("2025-03-29", "2025-03-30T01:30:00Z");
    expect(nextRun(daily("America/Nuuk", 1410), moved.at, moved)).toEqual(
      slot("2025-03-30", "2025-03-31T00:30:00Z"),
    );
  });

  test.each(["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"])(
    "given it is asked for at %s, then a time that comes twice is the same instant",
    (today) => {
      vi.useFakeTimers({ now: new Date(today) });
      const next = nextRun(daily("America/New_York", 90), new Date("2026-11-01T00:00:00Z"), null);
      expect(next).toEqual(slot("2026-11-01", "2026-11-01T05:30:00Z"));
    },
  );
});

describe("a change of zone or time", () => {
  const berlin = slot("2026-11-23", "2026-11-23T07:00:00Z");

  test("given a later time on the day served, then the day is not served again", () => {
    const next = nextRun(daily("Europe/Berlin", 1200), new Date("2026-11-23T08:00:00Z"), berlin);
    expect(next).toEqual(slot("2026-11-24", "2026-11-24T19:00:00Z"));
  });

  test("given a time later by more than a day with the move west, then the run comes 48 h after the last, on its own day", () => {
    const served = slot("2026-11-23", "2026-11-22T18:00:00Z");
    const next = nextRun(daily("Pacific/Honolulu", 1260), new Date("2026-11-22T19:00:00Z"), served);
    expect(next).toEqual(slot("2026-11-24", "2026-11-24T18:00:00Z"));
    expect(next.at.getTime() - served.at.getTime()).toBe(48 * HOUR_MS);
  });

  test("given the longest way back over the date line, then the run waits for the next day to begin", () => {
    const served = slot("2026-11-23", "2026-11-22T10:00:00Z");
    const next = nextRun(daily("Etc/GMT+12", 450), new Date("2026-11-22T11:00:00Z"), served);
    expect(next).toEqual(slot("2026-11-24", "2026-11-24T12:00:00Z"));
  });

  test("given a time always set to what has just passed, then the run comes 48 h after the last all the same", () => {
    const next = nextRun(daily("Europe/Berlin", 420), new Date("2026-11-25T06:30:00Z"), berlin);
    expect(next).toEqual(slot("2026-11-25", "2026-11-25T07:00:00Z"));
  });

  test("given a schedule that was off for a week, then its next run is the wanted time", () => {
    const next = nextRun(daily("Europe/Berlin", 420), new Date("2026-11-30T12:00:00Z"), berlin);
    expect(next).toEqual(slot("2026-12-01", "2026-12-01T06:00:00Z"));
  });

  test("given a Monday's time set to what has passed, then it comes on Tuesday and the next on its Monday", () => {
    const wanted: Wanted = { cadence: "weekly", zone: "Europe/Berlin", minute: 420 };
    const served = slot("2026-11-16", "2026-11-16T19:00:00Z");
    const late = nextRun(wanted, new Date("2026-11-23T15:00:00Z"), served);
    expect(late).toEqual(slot("2026-11-23", "2026-11-24T06:00:00Z"));
    expect(nextRun(wanted, late.at, late)).toEqual(slot("2026-11-30", "2026-11-30T06:00:00Z"));
  });

  test("given Tuesday's time has been set to what has passed as well, then it comes at once", () => {
    const wanted: Wanted = { cadence: "weekly", zone: "Europe/Berlin", minute: 300 };
    const served = slot("2026-11-16", "2026-11-16T19:00:00Z");
    const late = nextRun(wanted, new Date("2026-11-24T05:30:00Z"), served);
    expect(late).toEqual(slot("2026-11-23", "2026-11-24T05:30:00.001Z"));
  });

  test.each([
    ["weekly", "2026-11-30"],
    ["monthly", "2026-12-01"],
  ] as const)("given a %s schedule that was off for a season, then it owes nothing", (cadence, localDate) => {
    const served = slot("2026-06-01", "2026-06-01T07:00:00Z");
    const next = nextRun({ cadence, zone: "UTC", minute: 420 }, new Date("2026-11-24T12:00:00Z"), served);
    expect(next).toEqual(slot(localDate, `${localDate}T07:00:00Z`));
  });

  test("given a last day far ahead, as a row edited by hand may say, then the answer is the day after it", () => {
    const served = slot("2999-12-31", "2026-11-23T07:00:00Z");
    expect(nextRun(daily("UTC", 60), new Date("2026-11-23T08:00:00Z"), served).localDate).toBe("3000-01-01");
  });
});

describe("what is no schedule is named", () => {
  const at = new Date("2026-11-23T07:00:00Z");
  const none = new Date(Number.NaN);

  test.each([
    [{ zone: "Mars/Olympus" }, 'unknown time zone "Mars/Olympus": expected an IANA name, as Europe/Berlin'],
    [{ zone: "" }, 'unknown time zone "": expected an IANA name'],
    [{ minute: 1440 }, "unusable minute 1440: expected a whole number of minutes from 0 to 1439"],
    [{ minute: -1 }, "unusable minute -1: expected"],
    [{ minute: 7.5 }, "unusable minute 7.5: expected"],
    [{ minute: Number.NaN }, "unusable minute NaN: expected"],
    [{ cadence: "hourly" as Cadence }, 'unknown cadence "hourly": expected one of daily, weekly, monthly'],
  ])("given %o, then a RangeError says what was expected", (wrong, message) => {
    const wanted = { ...daily("UTC", 450), ...wrong };
    expect(() => nextRun(wanted, at, null)).toThrow(RangeError);
    expect(() => nextRun(wanted, at, null)).toThrow(message);
    expect(() => dueSlots(wanted, { localDate: "2026-11-23", at }, at, 5)).toThrow(message);
  });

  test("given an instant or a day that is none, then a RangeError says so instead of searching for ever", () => {
    const wanted = daily("UTC", 450);
    expect(() => nextRun(wanted, none, null)).toThrow(
      "unusable instant Invalid Date: expected one in the years",
    );
    expect(() => nextRun(wanted, new Date(8.64e15), null)).toThrow("unusable instant +275760-09-13");
    expect(() => nextRun(wanted, at, { localDate: "2026-11-23", at: none })).toThrow("unusable instant");
    expect(() => nextRun(wanted, at, { localDate: "2026-02-30", at })).toThrow('unknown day "2026-02-30"');
    expect(() => dueSlots(wanted, { localDate: "2026-11-23", at }, none, 5)).toThrow("unusable instant");
    expect(() => dueSlots(wanted, { localDate: "2026-11-23", at: none }, at, 5)).toThrow("unusable instant");
  });

  test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY])(
    "given the limit %d, then a RangeError says what was expected",
    (limit) => {
      const next = { localDate: "2026-11-23", at };
      expect(() => dueSlots(daily("UTC", 420), next, at, limit)).toThrow(
        `unusable limit ${limit}: expected a whole number`,
      );
    },
  );
});

test("given four days of downtime, then each day's slot is found and the next lies ahead", () => {
  const next = slot("2026-11-20", "2026-11-20T06:30:00Z");
  const found = dueSlots(daily("Europe/Berlin", 450), next, new Date("2026-11-23T06:30:00Z"), 100);
  expect(found.due.map((due) => due.localDate)).toEqual([
    "2026-11-20",
    "2026-11-21",
    "2026-11-22",
    "2026-11-23",
  ]);
  expect(found.next).toEqual(slot("2026-11-24", "2026-11-24T06:30:00Z"));
});
