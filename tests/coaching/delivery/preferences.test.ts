import fc from "fast-check";
import { expect, test } from "vitest";
import {
  DEFAULT_PREFERENCES,
  isPausedAt,
  isQuietAt,
  isQuietMinute,
  readPreferences,
  UNTIL_RESUMED,
  writePreferences,
} from "../../../coaching/delivery/preferences.ts";

test.each([
  ["nothing set", {}],
  ["null", null],
  ["a list", [1]],
  ["a word", "off"],
  [
    "nonsense in every part",
    { quiet: 3, pausedUntil: "soon", off: "all", nudgesPerDay: -1, nudgesPerWeek: 1.5 },
  ],
  ["hours past midnight", { quiet: { from: 1440, until: 0 } }],
  ["an impossible day", { pausedUntil: "2026-02-30T00:00:00Z" }],
])("given %s, then the defaults hold", (_, stored) => {
  expect(readPreferences(stored)).toEqual(DEFAULT_PREFERENCES);
});

test("given one part that makes no sense, then the others still hold", () => {
  const stored = { quiet: { from: 1320, until: 480 }, pausedUntil: 7, off: ["weekly_summary", "weakly", 3] };
  expect(readPreferences(stored)).toEqual({
    ...DEFAULT_PREFERENCES,
    quiet: { from: 1320, until: 480 },
    choseQuiet: true,
    off: ["weekly_summary"],
  });
});

test("given the older shape of switches, then a false one is a kind switched off", () => {
  const stored = { weekly_summary: false, morning_nudge: true, something_else: false };
  expect(readPreferences(stored)).toEqual({ ...DEFAULT_PREFERENCES, off: ["weekly_summary"] });
});

test("given whatever JSON, then reading does not throw and what is written back reads the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      const read = readPreferences(stored);
      expect(readPreferences(JSON.parse(JSON.stringify(writePreferences(read))))).toEqual(read);
    }),
  );
});

test("given every part set, then it is stored and read back as it was", () => {
  const set = {
    quiet: { from: 0, until: 0 },
    choseQuiet: true,
    pausedUntil: UNTIL_RESUMED,
    off: ["checkin_reminder", "monthly_summary"] as const,
    nudgesPerDay: 2,
    nudgesPerWeek: 0,
    platform: "slack",
    openOnSlack: true,
    asksWorth: false,
    tellsTrouble: false,
    tone: "direct",
    phrasesByModel: true,
    joinsTrials: true,
  } as const;
  expect(readPreferences(JSON.parse(JSON.stringify(writePreferences(set))))).toEqual(set);
  expect(writePreferences(DEFAULT_PREFERENCES)).toEqual({});
});

test.each([
  [{ from: 1260, until: 450 }, 1259, false],
  [{ from: 1260, until: 450 }, 1260, true],
  [{ from: 1260, until: 450 }, 0, true],
  [{ from: 1260, until: 450 }, 449, true],
  [{ from: 1260, until: 450 }, 450, false],
  [{ from: 60, until: 300 }, 59, false],
  [{ from: 60, until: 300 }, 60, true],
  [{ from: 60, until: 300 }, 300, false],
  [{ from: 450, until: 450 }, 450, false],
  [{ from: 450, until: 450 }, 0, false],
])("given quiet hours %j, then minute %i is quiet: %s", (quiet, minute, isQuiet) => {
  expect(isQuietMinute(quiet, minute)).toBe(isQuiet);
});

// Berlin: 02:00 → 03:00 on 29 March 2026, 03:00 → 02:00 on 25 October 2026. Quiet until 02:30 on the wall.
test.each([
  ["2026-03-29T00:59:59Z", true, "01:59:59, the last second before the gap"],
  ["2026-03-29T01:00:00Z", false, "03:00, as 02:30 never comes"],
  ["2026-10-25T00:29:59Z", true, "02:29:59, the first time"],
  ["2026-10-25T00:30:00Z", false, "02:30, the first time"],
  ["2026-10-25T01:15:00Z", true, "02:15, the second time"],
  ["2026-10-25T01:30:00Z", false, "02:30, the second time"],
])("given a clock change, then at %s quiet is %s: the wall shows %s", (now, isQuiet) => {
  const preferences = { ...DEFAULT_PREFERENCES, quiet: { from: 1320, until: 150 } };
  expect(isQuietAt(preferences, new Date(now), "Europe/Berlin")).toBe(isQuiet);
});

test("given a pause, then it ends at its instant, and one until resumed does not end", () => {
  const until = new Date("2026-11-27T08:00:00Z");
  const paused = { ...DEFAULT_PREFERENCES, pausedUntil: until };
  expect(isPausedAt(paused, new Date(until.getTime() - 1))).toBe(true);
  expect(isPausedAt(paused, until)).toBe(false);
  expect(isPausedAt(DEFAULT_PREFERENCES, until)).toBe(false);
  expect(isPausedAt({ ...paused, pausedUntil: UNTIL_RESUMED }, new Date("2199-01-01T00:00:00Z"))).toBe(true);
});
