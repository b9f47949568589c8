import { drawNormal } from "../model/random.ts";
import type { CalendarDay } from "./calendar.ts";
import { clamp, drawBetween, type Streams } from "./draws.ts";
import { linkEffect } from "./links.ts";
import type { Traits } from "./persons.ts";

/** What the body did on one day, whether or not a device recorded it. */
export type BodyDay = {
  readonly strain: number;
  readonly recovery: number;
  /** Deviations from the person's usual, in their own standard deviations; what links are driven by. */
  readonly sleepZ: number;
  readonly stressZ: number;
  readonly stepsZ: number;
  readonly bedAt: Date;
  readonly wakeAt: Date;
  /** Minutes of the wall clock. */
  readonly wakeMinute: number;
  readonly sleepMinutes: number;
  readonly sleepScore: number;
  readonly hrvLogMs: number;
  readonly restingHeartRateBpm: number;
  readonly stressLevel: number;
  readonly steps: number;
  readonly activityKcal: number;
};

/** Nights whose length or end is fixed beforehand, by day index. */
export type BodyScript = {
  readonly sleepMinutes: ReadonlyMap<number, number>;
  readonly wakeMinute: ReadonlyMap<number, number>;
};

const HRV_LOG_SD = 0.14;
const RESTING_HEART_RATE_SD = 2.3;
const STRESS_SD = 11;
/** Part of the hour that a clock change takes from the night, or gives to it. */
const CLOCK_CHANGE_SHARE = 0.6;

/**
 * Sleep and body, day by day, from two latent states: strain, which work feeds and which lasts, and
 * recovery, which yesterday's strain costs.
 *
 * Strain and recovery move heart rate variability, resting heart rate and stress. Sleep, mood and spending hang
 * on the body by the person's links alone, so that who has no link has no such relation.
 */
export function drawBody(
  streams: Streams,
  traits: Traits,
  days: readonly CalendarDay[],
  script: BodyScript,
): BodyDay[] {
  const noises = {
    strain: streams("strain"),
    recovery: streams("recovery"),
    sleep: streams("sleep"),
    wake: streams("wake"),
    score: streams("sleep-score"),
    hrv: streams("hrv"),
    heartRate: streams("resting-heart-rate-noise"),
    stress: streams("stress"),
    steps: streams("steps"),
    activity: streams("activity"),
  };
  const stressToSleep = linkEffect(traits.links, "stress_to_sleep");
  let strain = drawNormal(streams("strain-start"));
  let recovery = drawNormal(streams("recovery-start"));
  let sleepNoise = 0;
  let stepsNoise = 0;
  let stressBefore = 0;
  return days.map((day) => {
    const { shift, index } = day;
    recovery = 0.35 * recovery - 0.35 * strain + 0.85 * drawNormal(noises.recovery);
    strain = 0.55 * strain + workEffect(traits, day) + 0.75 * drawNormal(noises.strain);

    sleepNoise = 0.15 * sleepNoise + 0.94 * drawNormal(noises.sleep);
    const drawnSleepZ =
      sleepNoise * Math.sqrt(1 - stressToSleep ** 2) +
      stressToSleep * clamp(stressBefore, -2.5, 2.5) +
      shift.sleep +
      (day.working ? -0.12 : 0.25) -
      (day.afterNightShift ? 0.6 : 0);
    const clockChange = CLOCK_CHANGE_SHARE * (day.clock.lengthMinutes - 1440);
    const drawnMinutes = traits.sleepUsualMinutes + traits.sleepSdMinutes * drawnSleepZ + clockChange;
    const sleepMinutes = Math.round(script.sleepMinutes.get(index) ?? clamp(drawnMinutes, 150, 680));
    const sleepZ = (sleepMinutes - traits.sleepUsualMinutes) / traits.sleepSdMinutes;

    const usualWake = day.afterNightShift ? 860 : (day.working ? 395 : 455) + traits.chronotypeMinutes;
    const drawnWake = Math.round(
      usualWake + 0.25 * traits.sleepSdMinutes * sleepZ + 14 * drawNormal(noises.wake),
    );
    const wakeMinute = script.wakeMinute.get(index) ?? clamp(drawnWake, 240, 930);
    const wakeAt = day.clock.at(wakeMinute);
    const efficiency = drawBetween(noises.wake, 0.87, 0.95);
    const bedAt = new Date(wakeAt.getTime() - Math.round(sleepMinutes / efficiency) * 60_000);

    const stressZ = 0.78 * strain + 0.6 * drawNormal(noises.stress) + shift.stress;
    stressBefore = stressZ;
    stepsNoise = 0.2 * stepsNoise + 0.95 * drawNormal(noises.steps);
    const stepsZ = stepsNoise + shift.steps + (day.weekday === 6 ? -0.3 : 0.05);
    const steps = Math.round(clamp(Math.exp(traits.stepsLog + traits.stepsLogSd * stepsZ), 300, 45_000));
    return {
      strain,
      recovery,
      sleepZ: clamp(sleepZ, -3, 3),
      stressZ: clamp(stressZ, -3, 3),
      stepsZ: clamp(stepsZ, -3, 3),
      bedAt,
      wakeAt,
      wakeMinute,
      sleepMinutes,
      sleepScore: Math.round(clamp(76 + 5 * sleepZ + 3 * recovery + 3.5 * drawNormal(noises.score), 15, 99)),
      hrvLogMs:
        traits.hrvLogMs +
        HRV_LOG_SD * (0.8 * recovery - 0.22 * strain + 0.5 * drawNormal(noises.hrv) + shift.hrv),
      restingHeartRateBpm: Math.round(
        traits.restingHeartRateBpm +
          RESTING_HEART_RATE_SD *
            (-0.5 * recovery + 0.4 * strain + 0.6 * drawNormal(noises.heartRate) + shift.restingHeartRate),
      ),
      stressLevel: Math.round(clamp(traits.stressLevel + STRESS_SD * stressZ, 1, 99)),
      steps,
      activityKcal: Math.round(110 + 0.043 * steps * Math.exp(0.12 * drawNormal(noises.activity))),
    };
  });
}

/** Work feeds strain, free days let it fall; centred, so that a usual week moves no one's level. */
function workEffect(traits: Traits, day: CalendarDay): number {
  if (traits.work === "free") return 0;
  if (traits.work === "shifts") return day.working ? 0.3 : -0.3;
  return day.working ? 0.18 : -0.45;
}
