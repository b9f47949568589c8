import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { decide, type Situation, type Verdict } from "../../../coaching/delivery/decide.ts";
import { DEFAULT_PREFERENCES } from "../../../coaching/delivery/preferences.ts";
import type { HoldReason } from "../../../coaching/delivery/reasons.ts";
import { lastInstantFor } from "../../../coaching/delivery/windows.ts";
import { instantOfWallTime } from "../../../coaching/model/local-date.ts";
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
