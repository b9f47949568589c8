import { z } from "zod";
import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { dateAtOffset } from "../local-day.ts";
import { minutesOf, nightOf, type Sleep, secondsAt } from "../night.ts";
import { plausibleDays, type SaidDay } from "../plausible-day.ts";
import { type RecordKind, readRecords } from "../read-record.ts";
import { Refusals } from "../refusals.ts";
import type { TranslatedDays } from "../wearable-day.ts";
import { type RecoveryRecord, recoveryRecord, type SleepRecord, sleepRecord } from "./records.ts";

export const WHOOP_KINDS = ["sleep", "recovery"] as const;
export type WhoopKind = (typeof WHOOP_KINDS)[number];

/**
 * The records of each kind, of all pages. Cycles are not among them: they run from sleep to sleep and not by days, and
 * their energy is all that a body used, not what activity took.
 */
export type WhoopRecords = Readonly<Partial<Record<WhoopKind, readonly unknown[]>>>;

const SLEEP: RecordKind<SleepRecord> = {
  schema: sleepRecord,
  when: sleepRecord.pick({ end: true, timezone_offset: true }).transform(localEndOf),
};

/** The day of a sleep, whatever else is wrong with it. */
export function dayOfSleep(record: unknown): LocalDate | null {
  return SLEEP.when.safeParse(record).data ?? null;
}

/** A recovery does not say when it was. */
const RECOVERY: RecordKind<RecoveryRecord> = { schema: recoveryRecord, when: z.never() };

type WhoopSleep = Omit<SleepRecord, "start" | "end"> & Sleep;

/**
 * One row per day on which a sleep ended on the person's own clock; a recovery belongs to its sleep's day.
 *
 * What WHOOP has not scored, or cannot, is not measured. It counts no steps, and its recovery is no stress.
 */
export function whoopDays(records: WhoopRecords): TranslatedDays {
  const refusals = new Refusals();
  const slept = readRecords("sleep", records.sleep ?? [], SLEEP, refusals);
  const sleeps = [...new Map(slept.map((one) => [one.id, one])).values()].map(sleepOf);
  const recovering = readRecords("recovery", records.recovery ?? [], RECOVERY, refusals);
  const recoveries = new Map(recovering.map((one) => [one.cycle_id, one]));

  const recovered = new Map<LocalDate, RecoveryRecord[]>();
  for (const recovery of recoveries.values()) {
    const sleep = sleepBefore(recovery, sleeps);
    if (sleep === null) refusals.add(null, "recovery.sleep_id");
    else recovered.set(sleep.endDate, [...(recovered.get(sleep.endDate) ?? []), recovery]);
  }
  const days = [...Map.groupBy(sleeps, ({ endDate }) => endDate)].map(([date, ofDate]): SaidDay => {
    const night = nightOf(ofDate);
    const ofDay = recovered.get(date) ?? [];
    const recovery = ofDay.find((one) => night !== null && isOf(one, night.main)) ?? ofDay[0];
    const body = scoreOf(recovery);
    return {
      source: "whoop",
      date,
      sleepScore: scoreOf(night?.main)?.sleep_performance_percentage,
      sleepMinutes: minutesOf(night?.asleepSeconds),
      restingHeartRateBpm: body?.resting_heart_rate,
      hrvMs: body?.hrv_rmssd_milli,
      hrvKind: "rmssd",
    };
  });
  return plausibleDays(days, refusals);
}

/** What is scored in the end; numbers may stand there before that. */
function scoreOf<Score>(
  record: { readonly score_state: string; readonly score?: Score } | undefined,
): Score | null {
  return record?.score_state === "SCORED" ? (record.score ?? null) : null;
}

function sleepBefore(recovery: RecoveryRecord, sleeps: readonly WhoopSleep[]): WhoopSleep | null {
  const named = sleeps.find(({ id }) => id === recovery.sleep_id);
  return named ?? sleeps.find((sleep) => !sleep.nap && sleep.cycle_id === recovery.cycle_id) ?? null;
}

function isOf(recovery: RecoveryRecord, { id, cycle_id }: WhoopSleep): boolean {
  return recovery.sleep_id == null ? recovery.cycle_id === cycle_id : recovery.sleep_id === id;
}

function sleepOf(record: SleepRecord): WhoopSleep {
  const stages = scoreOf(record)?.stage_summary;
  const parts = [
    stages?.total_light_sleep_time_milli,
    stages?.total_slow_wave_sleep_time_milli,
    stages?.total_rem_sleep_time_milli,
  ].filter((part) => typeof part === "number");
  return {
    ...record,
    start: secondsAt(record.start),
    end: secondsAt(record.end),
    endDate: localEndOf(record),
    // Less than all stages would be a shorter night than it was.
    asleepSeconds: parts.length === 3 ? parts.reduce((sum, part) => sum + part, 0) / 1000 : null,
    isNight: !record.nap,
  };
}

function localEndOf({ end, timezone_offset }: Pick<SleepRecord, "end" | "timezone_offset">): LocalDate {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(timezone_offset) ?? [];
  const ahead = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return dateAtOffset(secondsAt(end), sign === "-" ? -ahead : ahead);
}
