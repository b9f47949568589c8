import { DateTime } from "luxon";
import type { ReadKind } from "../../src/integrations/wearables/oura/sync.ts";
import type { WorldDay } from "../contracts/wearable-harness.ts";

export type OuraDocument = { readonly id: string; readonly day: string; readonly [field: string]: unknown };
export type OuraDay = { readonly [kind in ReadKind]?: readonly OuraDocument[] };

/** In bed and awake, before and after. */
const AWAKE_MINUTES = 20;
const DAY_SECONDS = 86_400;

/** A day as Oura tells it: the night ended at 07:00 there, and the ring was worn all day. */
export function ouraDayOf(said: WorldDay, timezone: string): OuraDay {
  const { date: day, sleepMinutes, sleepScore, steps, activityKcal, stressLevel } = said;
  const zone = said.zone ?? timezone;
  const asleep = (sleepMinutes ?? 0) * 60;
  const midnight = `${day}T00:00:00+00:00`;
  const hasMoved = steps !== undefined || activityKcal !== undefined;
  return {
    sleep: sleepMinutes === undefined ? [] : [sleepOf(said, sleepMinutes, zone)],
    daily_sleep:
      sleepScore === undefined
        ? []
        : [document("daily-sleep", day, { score: sleepScore, timestamp: midnight })],
    daily_activity: hasMoved
      ? [
          document("activity", day, {
            steps: steps ?? null,
            active_calories: activityKcal ?? null,
            non_wear_time: 0,
            timestamp: iso(DateTime.fromISO(`${day}T04:00`, { zone })),
          }),
        ]
      : [],
    daily_stress:
      stressLevel === undefined
        ? []
        : [
            document("stress", day, {
              stress_high: Math.round(((DAY_SECONDS - asleep) * stressLevel) / 100),
              recovery_high: 900,
              day_summary: "normal",
            }),
          ],
  };
}

function sleepOf(said: WorldDay, minutes: number, zone: string): OuraDocument {
  const end = DateTime.fromISO(`${said.date}T07:00`, { zone });
  return document("sleep", said.date, {
    type: "long_sleep",
    bedtime_start: iso(end.minus({ minutes: minutes + AWAKE_MINUTES })),
    bedtime_end: iso(end),
    total_sleep_duration: minutes * 60,
    lowest_heart_rate: said.restingHeartRateBpm ?? 255,
    average_hrv: said.hrvMs ?? null,
  });
}

function document(kind: string, day: string, about: object): OuraDocument {
  return { id: `${kind}-${day}`, day, ...about };
}

function iso(at: DateTime): string {
  return at.toISO({ suppressMilliseconds: true }) ?? "";
}
