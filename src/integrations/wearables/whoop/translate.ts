import type { z } from "zod";
import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { minutesOf, nightOf, type Sleep } from "../night.ts";
import { plausibleDays, type Refusal, type SaidDay, type TranslatedDays } from "../plausible-day.ts";
import { readRecord } from "../read-record.ts";
import { type RecoveryRecord, recoveryRecord, type SleepRecord, sleepRecord } from "./records.ts";

/**
 * The records of each kind, of all pages. Cycles are not among them: they run from sleep to sleep and not by days, and
 * their energy is all that a body used, not what activity took.
 */
export type WhoopRecords = {
  readonly sleep: readonly unknown[];
  readonly recovery: readonly unknown[];
};

type WhoopSleep = Omit<SleepRecord, "start" | "end"> & Sleep;

/**
 * One row per day on which a sleep ended on the person's own clock; a recovery belongs to its sleep's day.
 *
 * What WHOOP has not scored, or cannot, is not measured. It counts no steps, and its recovery is no stress.
 */
export function whoopDays(records: WhoopRecords): TranslatedDays {
  const refused: Refusal[] = [];
  const read = <Read>(kind: keyof WhoopRecords, schema: z.ZodType<Read>): readonly Read[] =>
    records[kind].flatMap((record) => {
      const date = endDateOf(record);
      return readRecord(schema, record, (field) => refused.push({ date, field: `${kind}.${field}` })) ?? [];
    });
  const sleeps = [...new Map(read("sleep", sleepRecord).map((one) => [one.id, one])).values()].map(sleepOf);
  const recoveries = new Map(read("recovery", recoveryRecord).map((one) => [one.cycle_id, one]));

  const recovered = new Map<LocalDate, RecoveryRecord[]>();
  for (const recovery of recoveries.values()) {
    const sleep = sleepBefore(recovery, sleeps);
    if (sleep === null) refused.push({ date: null, field: "recovery.sleep_id" });
    else recovered.set(sleep.endDate, [...(recovered.get(sleep.endDate) ?? []), recovery]);
  }
  const days = [...Map.groupBy(sleeps, ({ endDate }) => endDate)].map(([date, slept]): SaidDay => {
    const night = nightOf(slept, () => false);
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
  return plausibleDays(days, refused);
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
    start: Date.parse(record.start),
    end: Date.parse(record.end),
    endDate: localEndOf(record),
    // Less than all stages would be a shorter night than it was.
    asleepSeconds: parts.length === 3 ? parts.reduce((sum, part) => sum + part, 0) / 1000 : null,
    isNight: !record.nap,
  };
}

/** @param offset `-05:30`, `+0200` or `Z` */
function minutesAhead(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -ahead : ahead;
}

/** The day of a sleep, whatever else is wrong with it. */
function endDateOf(record: unknown): LocalDate | null {
  const when = sleepRecord.pick({ end: true, timezone_offset: true }).safeParse(record);
  return when.success ? localEndOf(when.data) : null;
}

function localEndOf({ end, timezone_offset }: Pick<SleepRecord, "end" | "timezone_offset">): LocalDate {
  return new Date(Date.parse(end) + minutesAhead(timezone_offset) * 60_000).toISOString().slice(0, 10);
}
