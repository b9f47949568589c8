import { DateTime } from "luxon";
import type { CalendarDay } from "./calendar.ts";
import { drawBetween, drawChance, drawWhole, type Streams } from "./draws.ts";
import type { MindDay } from "./mood.ts";
import type { Traits } from "./persons.ts";
import type { BodyDay, BodyScript } from "./sleep-body.ts";
import type { SampleReading } from "./types.ts";

/** Mean length of a run of days on which the device recorded nothing or no night. */
const GAP_DAYS = 2.2;
const LATE_SHARE = 0.1;
const FIRST_SOURCE = "sample";
/** Another source name, because another device means another baseline. */
const SECOND_SOURCE = "sample-watch";

type Worn = "worn" | "not-at-night" | "not-at-all";

/**
 * What the wearable has to say about each day: gaps in runs, late arrivals, and for some a new device whose
 * numbers lie on another level.
 *
 * A day on which the device lay in a drawer has no reading, or one with a handful of steps.
 */
export function drawReadings(
  streams: Streams,
  traits: Traits,
  days: readonly CalendarDay[],
  body: readonly BodyDay[],
  minds: readonly MindDay[],
  script: BodyScript,
): { readings: SampleReading[]; deviceChangedAt: number | null } {
  const change = streams("device-change");
  const changeIndex = Math.floor(drawBetween(change, 0.25, 0.75) * days.length);
  const levels = {
    hrvLog: drawBetween(change, 0.15, 0.35) * (drawChance(change, 0.5) ? 1 : -1),
    sleepScore: drawWhole(change, -8, 8),
    restingHeartRateBpm: drawWhole(change, -3, 3),
  };
  const deviceChangedAt = traits.changesDevice ? changeIndex : null;
  const worn = drawWorn(streams, traits, days.length, minds);
  const late = streams("late-data");
  const readings = days.flatMap((day, index): SampleReading[] => {
    // A night that is told in a script is also seen.
    const told = script.sleepMinutes.has(index);
    const state = told ? "worn" : worn[index];
    const measured = body[index];
    const [isLate, lateBy] = [drawChance(late, LATE_SHARE), drawWhole(late, 1, 3)];
    const lateDays = isLate && !told ? lateBy : 0;
    const delayMinutes = drawWhole(late, 8, 40);
    const strayRandom = streams("stray-steps", index);
    if (!measured || state === undefined) return [];
    const stray = drawChance(strayRandom, 0.2);
    if (state === "not-at-all" && !stray) return [];
    const night = state === "worn";
    const changed = deviceChangedAt !== null && index >= deviceChangedAt;
    const seconds = changed ? levels : { hrvLog: 0, sleepScore: 0, restingHeartRateBpm: 0 };
    const at = night ? measured.wakeAt : day.clock.at(720);
    const steps = state === "not-at-all" ? drawWhole(strayRandom, 10, 180) : measured.steps;
    return [
      {
        source: changed ? SECOND_SOURCE : FIRST_SOURCE,
        date: day.date,
        at,
        arrivedAt: new Date(at.getTime() + delayMinutes * 60_000 + lateDays * 86_400_000),
        sleepScore: night ? Math.min(99, measured.sleepScore + seconds.sleepScore) : null,
        sleepMinutes: night ? measured.sleepMinutes : null,
        restingHeartRateBpm: night ? measured.restingHeartRateBpm + seconds.restingHeartRateBpm : null,
        hrvMs: night ? Math.round(Math.exp(measured.hrvLogMs + seconds.hrvLog)) : null,
        hrvKind: "rmssd",
        steps,
        activityKcal: state === "not-at-all" ? 0 : measured.activityKcal,
        stressLevel: state === "not-at-all" ? null : measured.stressLevel,
        rawPayload: {
          day: day.date,
          device: changed ? "watch" : "ring",
          bedtime_start: night ? stamp(measured.bedAt, day.clock.zone) : null,
          bedtime_end: night ? stamp(measured.wakeAt, day.clock.zone) : null,
        },
      },
    ];
  });
  return { readings, deviceChangedAt };
}

/** In the morning a device knows the night; the day's sums have yet to come. */
export function morningOf(reading: SampleReading): SampleReading {
  return { ...reading, steps: null, activityKcal: null, stressLevel: null };
}

/** Wearing as a run of days on and days off; a low day before makes leaving it off more likely. */
function drawWorn(streams: Streams, traits: Traits, length: number, minds: readonly MindDay[]): Worn[] {
  const random = streams("device-worn");
  const hazard = (1 - traits.deviceCompliance) / traits.deviceCompliance / GAP_DAYS;
  let gap: Worn | null = null;
  return Array.from({ length }, (_, index) => {
    const moodBefore = minds[index - 1]?.moodZ ?? 0;
    const [turn, kind] = [random(), random()];
    if (gap !== null && turn < 1 / GAP_DAYS) gap = null;
    else if (gap === null && turn < hazard * Math.exp(-0.4 * moodBefore)) {
      gap = kind < 0.6 ? "not-at-all" : "not-at-night";
    }
    return gap ?? "worn";
  });
}

/** A stamp with the zone's real offset at that instant, as wearables send it. */
function stamp(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toISO({ suppressMilliseconds: true }) ?? "";
}
