import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { decide, type Situation, type Verdict } from "../../../coaching/delivery/decide.ts";
import { MESSAGE_KINDS, messageKinds } from "../../../coaching/delivery/kinds.ts";
import { DEFAULT_PREFERENCES } from "../../../coaching/delivery/preferences.ts";
import type { HoldReason } from "../../../coaching/delivery/reasons.ts";
import { lastInstantFor } from "../../../coaching/delivery/windows.ts";
import { addDays, instantOfWallTime } from "../../../coaching/model/local-date.ts";
import { ordinary } from "./situation-help.ts";

const hold = (reason: HoldReason): Verdict => ({ say: "hold", reason });
const later = new Date("2026-11-30T00:00:00Z");
const earlier = new Date("2026-11-20T00:00:00Z");

/** What alone makes an ordinary morning message be held, in the order in which reasons go first. */
const REASONS: readonly (readonly [HoldReason, Partial<Situation>])[] = [
  ["resting", { restsUntil: later }],
  // Quiet hours are put around the time, so that every reason below can be so at once.
  ["missed", { now: new Date("2026-11-24T10:00:01Z") }],
  ["unreachable", { isReachable: false }],
  ["looking_at_sample", { looksAtSample: true }],
  ["switched_off", { preferences: { ...DEFAULT_PREFERENCES, off: ["morning_nudge"] } }],
  ["paused", { preferences: { ...DEFAULT_PREFERENCES, pausedUntil: later } }],
  ["quiet_hours", { preferences: { ...DEFAULT_PREFERENCES, quiet: { from: 420, until: 720 } } }],
  ["backing_off", { silence: { ...ordinary.silence, unansweredInARow: 3, lastSentDate: "2026-11-23" } }],
  ["daily_cap", { nudgesToday: 1 }],
  ["weekly_cap", { nudgesThisWeek: 3 }],
];

test("given nothing against it, then it is sent", () => {
  expect(decide(ordinary)).toEqual({ say: "send" });
});

test.each(REASONS)("given %s alone, then that is the reason", (reason, change) => {
  expect(decide({ ...ordinary, ...change })).toEqual(hold(reason));
});

const PAIRS = REASONS.flatMap((first, index) =>
  REASONS.slice(index + 1).map((second) => [first[0], second[0], first[1], second[1]] as const),
);

test.each(PAIRS)("given %s and %s, then the former is the reason", (reason, _, first, second) => {
  const preferences = { ...DEFAULT_PREFERENCES };
  for (const change of [first, second]) {
    for (const [name, value] of Object.entries(change.preferences ?? {})) {
      const isSet = value !== DEFAULT_PREFERENCES[name as keyof typeof DEFAULT_PREFERENCES];
      if (isSet) Object.assign(preferences, { [name]: value });
    }
  }
  expect(decide({ ...ordinary, ...first, ...second, preferences })).toEqual(hold(reason));
});

test("given a pause and a rest that are over, then they hold nothing", () => {
  const preferences = { ...DEFAULT_PREFERENCES, pausedUntil: earlier };
  expect(decide({ ...ordinary, preferences, restsUntil: earlier })).toEqual({ say: "send" });
});

test("given the caps are used up, then the check-in is still asked", () => {
  const used = { nudgesToday: 1, nudgesThisWeek: 3, kind: "checkin_reminder" } as const;
  expect(decide({ ...ordinary, ...used })).toEqual({ say: "send" });
});

describe("a check-in wanted at 21:30", () => {
  const at = new Date("2026-11-24T20:30:00Z");
  const evening: Situation = {
    ...ordinary,
    kind: "checkin_reminder",
    slot: { localDate: "2026-11-24", at },
    now: at,
  };
  const plus = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  const chosen = { ...DEFAULT_PREFERENCES, choseQuiet: true };

  test.each([
    ["quiet hours nobody set", {}, { say: "send" }],
    ["the coach half an hour late", { now: plus(30) }, { say: "send" }],
    ["the coach later than that", { now: plus(31) }, hold("quiet_hours")],
    ["quiet hours they set", { preferences: chosen }, hold("quiet_hours")],
    ["another kind", { kind: "morning_nudge" }, hold("quiet_hours")],
    [
      "a time before the quiet hours and a late coach",
      { slot: { localDate: "2026-11-24", at: plus(-40) }, now: plus(-10) },
      hold("quiet_hours"),
    ],
  ] as const)("given %s, then %o is decided %o", (_, change, verdict) => {
    expect(decide({ ...evening, ...change })).toEqual(verdict);
  });
});

describe("making way", () => {
  const monday = "2026-11-23";
  const on = (localDate: string, change: Partial<Situation>): Situation => {
    const at = instantOfWallTime(ordinary.zone, localDate, 480);
    const silence = { ...ordinary.silence, lastSentDate: null };
    return { ...ordinary, slot: { localDate, at }, now: at, silence, ...change };
  };

  test.each([
    ["the morning message on a Monday", on(monday, {}), hold("makes_way")],
    ["the weekly summary on a Monday", on(monday, { kind: "weekly_summary" }), { say: "send" }],
    ["the check-in on a Monday", on(monday, { kind: "checkin_reminder" }), { say: "send" }],
    ["the morning message on a Tuesday", on("2026-11-24", {}), { say: "send" }],
    ["the morning message on a Tuesday the 1st", on("2026-12-01", {}), hold("makes_way")],
    ["the monthly summary on the 1st", on("2026-12-01", { kind: "monthly_summary" }), { say: "send" }],
    ["the weekly summary on Monday the 1st", on("2027-02-01", { kind: "weekly_summary" }), hold("makes_way")],
    ["the morning message on Monday the 1st", on("2027-02-01", {}), hold("makes_way")],
    ["the monthly summary on Monday the 1st", on("2027-02-01", { kind: "monthly_summary" }), { say: "send" }],
    ["no weekly summary planned", on(monday, { scheduled: ["morning_nudge"] }), { say: "send" }],
    [
      "the weekly summary switched off",
      on(monday, { preferences: { ...DEFAULT_PREFERENCES, off: ["weekly_summary"] } }),
      { say: "send" },
    ],
    ["the weekly summary held before", on(monday, { decidedToday: ["weekly_summary"] }), { say: "send" }],
    [
      "the weekly summary said before",
      on(monday, { decidedToday: ["weekly_summary"], nudgesToday: 1, nudgesThisWeek: 1 }),
      hold("daily_cap"),
    ],
    [
      "room for two a day",
      on(monday, { preferences: { ...DEFAULT_PREFERENCES, nudgesPerDay: 2 } }),
      { say: "send" },
    ],
  ] as const)("given %s, then %o is decided %o", (_, situation, verdict) => {
    expect(decide(situation)).toEqual(verdict);
  });

  test("given the 1st later in the week, then the last room of the week is kept for the monthly summary", () => {
    // 1 January 2027 is a Friday.
    const thursday = on("2026-12-31", { nudgesThisWeek: 2 });
    expect(decide(thursday)).toEqual(hold("makes_way"));
    expect(decide({ ...thursday, nudgesThisWeek: 1 })).toEqual({ say: "send" });
    expect(decide({ ...thursday, scheduled: ["morning_nudge"] })).toEqual({ say: "send" });
  });
});

describe("windows", () => {
  const at = (localDate: string, minute: number, zone = "Europe/Berlin") => ({
    localDate,
    at: instantOfWallTime(zone, localDate, minute),
  });
  test.each([
    ["morning_nudge", 480, "2026-11-24T11:00"],
    ["morning_nudge", 180, "2026-11-24T11:00"],
    ["morning_nudge", 570, "2026-11-24T11:00"],
    ["morning_nudge", 571, "2026-11-24T11:01"],
    ["morning_nudge", 1290, "2026-11-24T23:00"],
    ["checkin_reminder", 450, "2026-11-24T10:30"],
    ["checkin_reminder", 1380, "2026-11-25T02:00"],
    ["weekly_summary", 540, "2026-11-24T21:00"],
    ["monthly_summary", 540, "2026-11-24T21:00"],
    ["monthly_summary", 1200, "2026-11-24T21:30"],
  ] as const)("given a %s due at minute %i, then it may be said until %s", (kind, minute, until) => {
    const last = lastInstantFor(kind, at("2026-11-24", minute), "Europe/Berlin");
    expect(DateTime.fromJSDate(last, { zone: "Europe/Berlin" }).toFormat("yyyy-MM-dd'T'HH:mm")).toBe(until);
  });

  test("given the day clocks change, then the wall says when a morning ends and elapsed time when a check-in does", () => {
    const spring = lastInstantFor("morning_nudge", at("2026-03-29", 90), "Europe/Berlin");
    expect(spring).toEqual(new Date("2026-03-29T09:00:00Z"));
    const autumn = lastInstantFor("morning_nudge", at("2026-10-25", 90), "Europe/Berlin");
    expect(autumn).toEqual(new Date("2026-10-25T10:00:00Z"));
    const checkIn = lastInstantFor("checkin_reminder", at("2026-03-29", 90), "Europe/Berlin");
    expect(checkIn).toEqual(new Date("2026-03-29T03:30:00Z"));
  });

  test("given a summary that a changed setting moved to the day after, then it has that day", () => {
    const slot = { localDate: "2026-11-23", at: new Date("2026-11-24T08:00:00Z") };
    const last = lastInstantFor("weekly_summary", slot, "Europe/Berlin");
    expect(last).toEqual(new Date("2026-11-24T20:00:00Z"));
  });

  test("given its last instant, then it is still said, and a millisecond later missed", () => {
    const last = new Date("2026-11-24T10:00:00Z");
    expect(decide({ ...ordinary, now: last })).toEqual({ say: "send" });
    expect(decide({ ...ordinary, now: new Date(last.getTime() + 1) })).toEqual(hold("missed"));
  });
});

describe("the goodbye", () => {
  const silence = {
    lastHeardAt: new Date("2026-09-20T12:00:00Z"),
    unansweredInARow: 9,
    lastSentDate: "2026-11-15",
    goodbyeSaid: false,
  };
  test("given sixty silent days, then the next slot says goodbye in its place", () => {
    expect(decide({ ...ordinary, silence })).toEqual({ say: "goodbye" });
  });
  test.each(REASONS.filter(([reason]) => reason !== "backing_off"))(
    "given %s, then it is held like any message",
    (reason, change) => {
      expect(decide({ ...ordinary, silence, ...change })).toEqual(hold(reason));
    },
  );
  test("given it was said, then everything is held until they write", () => {
    const said = { ...ordinary, silence: { ...silence, goodbyeSaid: true } };
    expect(decide(said)).toEqual(hold("backing_off"));
  });
});

const minute = fc.integer({ min: 0, max: 1439 });
const instantNear = fc.integer({ min: -90 * 1440, max: 90 * 1440 });
const from = new Date("2026-03-29T00:00:00Z").getTime();
const instant = instantNear.map((minutes) => new Date(from + minutes * 60_000));
const zone = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
);
const kind = fc.constantFrom(...MESSAGE_KINDS);
const kinds = fc.uniqueArray(kind);

/** Any situation, of a slot due up to four hours before now. */
const situations: fc.Arbitrary<Situation> = fc
  .record({
    kind,
    now: instant,
    lateMinutes: fc.integer({ min: 0, max: 240 }),
    zone,
    quiet: fc.oneof(fc.record({ from: minute, until: minute }), fc.constant({ from: 0, until: 0 })),
    pausedUntil: fc.option(instant),
    off: fc.oneof(fc.constant([]), kinds),
    nudgesPerDay: fc.integer({ min: 0, max: 3 }),
    nudgesPerWeek: fc.integer({ min: 0, max: 5 }),
    restsUntil: fc.option(instant, { freq: 1 }),
    isReachable: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    looksAtSample: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    nudgesToday: fc.integer({ min: 0, max: 3 }),
    nudgesThisWeek: fc.integer({ min: 0, max: 5 }),
    silentDays: fc.integer({ min: 0, max: 90 }),
    unansweredInARow: fc.integer({ min: 0, max: 12 }),
    sentDaysAgo: fc.option(fc.integer({ min: 0, max: 20 })),
    goodbyeSaid: fc.boolean(),
    scheduled: kinds,
    decidedToday: fc.oneof(fc.constant([]), kinds),
  })
  .map((drawn) => {
    const at = new Date(drawn.now.getTime() - drawn.lateMinutes * 60_000);
    const localDate = DateTime.fromJSDate(at, { zone: drawn.zone }).toISODate() ?? "";
    const { quiet, pausedUntil, off, nudgesPerDay, nudgesPerWeek } = drawn;
    return {
      ...drawn,
      slot: { localDate, at },
      preferences: {
        quiet,
        choseQuiet: true,
        pausedUntil,
        off,
        nudgesPerDay,
        nudgesPerWeek,
        platform: null,
        openOnSlack: false,
        asksWorth: true,
      },
      silence: {
        lastHeardAt: new Date(drawn.now.getTime() - drawn.silentDays * 86_400_000),
        unansweredInARow: drawn.unansweredInARow,
        lastSentDate: drawn.sentDaysAgo === null ? null : addDays(localDate, -drawn.sentDaysAgo),
        goodbyeSaid: drawn.goodbyeSaid,
      },
    };
  });

/** Luxon's wall clock, as a second opinion. */
function wallMinute({ now, zone }: Situation): number {
  const { hour, minute } = DateTime.fromJSDate(now, { zone });
  return hour * 60 + minute;
}

function isQuiet(situation: Situation): boolean {
  const { from, until } = situation.preferences.quiet;
  // Walk from the start of the quiet hours on: quiet is what comes before their end.
  const sinceStart = (wallMinute(situation) - from + 1440) % 1440;
  return sinceStart < (until - from + 1440) % 1440;
}

describe("whatever the situation", { timeout: 30_000 }, () => {
  const speaks = (situation: Situation) => decide(situation).say !== "hold";
  const always = (holds: (situation: Situation) => boolean, runs = 3000) => {
    let spoken = 0;
    fc.assert(
      fc.property(situations, (situation) => {
        if (!speaks(situation)) return true;
        spoken += 1;
        return holds(situation);
      }),
      { numRuns: runs },
    );
    // A property about what is said needs something said.
    expect(spoken).toBeGreaterThan(runs / 100);
  };

  test("nothing is said in quiet hours", () => {
    always((situation) => !isQuiet(situation));
  });

  test("nothing is said while paused, resting, unreachable or looking at a sample", () => {
    always(({ now, preferences, restsUntil, isReachable, looksAtSample }) => {
      const isPaused = preferences.pausedUntil !== null && now < preferences.pausedUntil;
      return !isPaused && !(restsUntil !== null && now < restsUntil) && isReachable && !looksAtSample;
    });
  });

  test("no nudge goes over a cap, and a kind that is switched off is not said", () => {
    always(({ kind, preferences, nudgesToday, nudgesThisWeek }) => {
      if (preferences.off.includes(kind)) return false;
      if (!messageKinds[kind].isNudge) return true;
      return nudgesToday < preferences.nudgesPerDay && nudgesThisWeek < preferences.nudgesPerWeek;
    });
  });

  test("nothing is said after its window or after the goodbye", () => {
    always(
      ({ kind, slot, zone, now, silence }) => now <= lastInstantFor(kind, slot, zone) && !silence.goodbyeSaid,
    );
  });
});

test("over any year of answers, pauses and silences, a silence has at most one goodbye and a day one nudge", () => {
  const events = fc.array(fc.record({ day: fc.integer({ min: 1, max: 365 }), pauses: fc.nat({ max: 80 }) }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(events, (said) => {
      let silence = {
        ...ordinary.silence,
        lastHeardAt: new Date("2026-01-01T12:00:00Z"),
        lastSentDate: null as null | string,
      };
      let preferences = DEFAULT_PREFERENCES;
      for (let day = 1; day <= 365; day += 1) {
        const localDate = addDays("2026-01-01", day);
        const noon = new Date(`${localDate}T12:00:00Z`);
        let nudges = 0;
        for (const [kind, minute] of [
          ["checkin_reminder", 480],
          ["morning_nudge", 510],
          ["weekly_summary", 540],
          ["monthly_summary", 541],
        ] as const) {
          if (!messageKinds[kind].falls(localDate)) continue;
          const at = instantOfWallTime("Europe/Berlin", localDate, minute);
          const situation = {
            ...ordinary,
            kind,
            slot: { localDate, at },
            now: at,
            silence,
            preferences,
            nudgesToday: nudges,
          };
          const verdict = decide(situation);
          if (verdict.say === "hold") continue;
          expect(silence.goodbyeSaid).toBe(false);
          if (messageKinds[kind].isNudge) nudges += 1;
          silence = {
            ...silence,
            unansweredInARow: silence.unansweredInARow + 1,
            lastSentDate: localDate,
            goodbyeSaid: verdict.say === "goodbye",
          };
        }
        expect(nudges).toBeLessThanOrEqual(1);
        for (const { pauses } of said.filter((event) => event.day === day)) {
          silence = { ...silence, lastHeardAt: noon, unansweredInARow: 0, goodbyeSaid: false };
          const pausedUntil = pauses < 20 ? null : new Date(noon.getTime() + pauses * 86_400_000);
          preferences = { ...preferences, pausedUntil };
        }
      }
    }),
    { numRuns: 8 },
  );
}, 30_000);
