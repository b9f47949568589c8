import { z } from "zod";
import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { minutesOf, nightOf, type Sleep, secondsAt } from "../night.ts";
import { plausibleDays, type SaidDay } from "../plausible-day.ts";
import { localDate, readRecords } from "../read-record.ts";
import { Refusals } from "../refusals.ts";
import type { TranslatedDays } from "../wearable-day.ts";
import {
  type DailyActivity,
  type DailyStress,
  dailyActivity,
  dailyReadiness,
  dailySleep,
  dailyStress,
  type SleepDocument,
  sleepDocument,
} from "./documents.ts";

/** Daily readiness is looked through but in no row: it is none of the signals. */
export const OURA_KINDS = [
  "sleep",
  "daily_sleep",
  "daily_readiness",
  "daily_activity",
  "daily_stress",
] as const;
export type OuraKind = (typeof OURA_KINDS)[number];

/** The documents of each kind, of all pages; what is told twice, as at the edges of two questions, counts once. */
export type OuraDocuments = Readonly<Partial<Record<OuraKind, readonly unknown[]>>>;

const DAY_SECONDS = 86_400;
/** How Oura writes that it found no heart rate. */
const NO_HEART_RATE = 255;
/** Worn for less, a ring that counted no step counted nothing. */
const LEAST_WORN_SECONDS = 3600;
/** What a person slept, by Oura or by their own word. */
const ASLEEP: ReadonlySet<string> = new Set(["long_sleep", "sleep", "late_nap"]);

const when = z.object({ day: localDate }).transform(({ day }) => day);

/**
 * One row per day that Oura names: its `day`, by which an evening's nap is the next day's, and no time stamp, as those
 * of daily documents are not in the person's zone.
 */
export function ouraDays(documents: OuraDocuments): TranslatedDays {
  const refusals = new Refusals();
  const read = <Read>(kind: OuraKind, schema: z.ZodType<Read>): readonly Read[] =>
    readRecords(kind, documents[kind] ?? [], { schema, when }, refusals);
  const sleeps = new Map(read("sleep", sleepDocument).map((one) => [one.id, one]));
  const sleepsByDay = Map.groupBy(sleeps.values(), ({ day }) => day);
  const scores = byDay(read("daily_sleep", dailySleep));
  const activities = byDay(read("daily_activity", dailyActivity));
  const stresses = byDay(read("daily_stress", dailyStress));
  read("daily_readiness", dailyReadiness);

  const dates = new Set([sleepsByDay, scores, activities, stresses].flatMap((map) => [...map.keys()]));
  const days = [...dates].map((date): SaidDay => {
    const slept = (sleepsByDay.get(date) ?? []).flatMap(sleepOf);
    const night = nightOf(slept, { mayBePart: ({ type }) => type === "sleep" });
    const heartRate = night?.main.lowest_heart_rate;
    const activity = activities.get(date);
    const isWorn = activity !== undefined && wasWorn(activity);
    return {
      source: "oura",
      date,
      sleepScore: scores.get(date)?.score,
      sleepMinutes: minutesOf(night?.asleepSeconds),
      restingHeartRateBpm: heartRate === NO_HEART_RATE ? null : heartRate,
      hrvMs: night?.main.average_hrv,
      hrvKind: "rmssd",
      steps: isWorn ? activity.steps : null,
      activityKcal: isWorn ? activity.active_calories : null,
      stressLevel: night?.asleepSeconds == null ? null : stressLevelOf(stresses.get(date), slept, activity),
    };
  });
  return plausibleDays(days, refusals);
}

function byDay<Read extends { readonly day: LocalDate }>(
  documents: readonly Read[],
): ReadonlyMap<LocalDate, Read> {
  return new Map(documents.map((one) => [one.day, one]));
}

type OuraSleep = SleepDocument & Sleep;

function sleepOf(document: SleepDocument): readonly OuraSleep[] {
  if (!ASLEEP.has(document.type)) return [];
  return [
    {
      ...document,
      start: secondsAt(document.bedtime_start),
      end: secondsAt(document.bedtime_end),
      // It carries the offset that the person's clock had then.
      endDate: document.bedtime_end.slice(0, 10),
      asleepSeconds: document.total_sleep_duration ?? null,
      isNight: document.type === "long_sleep",
    },
  ];
}

function wasWorn({ steps, non_wear_time }: DailyActivity): boolean {
  return (steps ?? 0) > 0 || (non_wear_time ?? 0) <= DAY_SECONDS - LEAST_WORN_SECONDS;
}

/**
 * How much of the time awake Oura took for highly stressed, of 100. Null where it says nothing about the day, which it
 * also writes as two noughts without a summary.
 */
function stressLevelOf(
  stress: DailyStress | undefined,
  slept: readonly OuraSleep[],
  activity: DailyActivity | undefined,
): number | null {
  if (stress === undefined) return null;
  const { stress_high: high, recovery_high: recovery, day_summary: summary } = stress;
  if (typeof high !== "number" || summary === null) return null;
  if (summary === undefined && high === 0 && (recovery ?? 0) === 0) return null;
  const asleep = slept.reduce((sum, { asleepSeconds }) => sum + (asleepSeconds ?? 0), 0);
  const awake = DAY_SECONDS - asleep - (activity?.non_wear_time ?? 0);
  return awake <= 0 ? null : (100 * high) / awake;
}
