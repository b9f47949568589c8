import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { decide, type Situation } from "../../../coaching/delivery/decide.ts";
import { MESSAGE_KINDS, messageKinds } from "../../../coaching/delivery/kinds.ts";
import { DEFAULT_PREFERENCES } from "../../../coaching/delivery/preferences.ts";
import { lastInstantFor } from "../../../coaching/delivery/windows.ts";
import { addDays, instantOfWallTime } from "../../../coaching/model/local-date.ts";
import { ordinary } from "./situation-help.ts";

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
    isTravelling: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
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
        tellsTrouble: true,
        tone: "plain" as const,
        phrasesByModel: false,
        joinsTrials: false,
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
