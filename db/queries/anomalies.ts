import { sql } from "drizzle-orm";
import type { Anomaly } from "../../coaching/anomalies/anomalies.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { pgArray } from "../results.ts";
import { byPersonAndDay } from "./scores-write.ts";

/** Days written by one statement. */
const BATCH = 5000;

/** What was found outside the usual range on a person's day; nothing is an answer, too. */
export type WatchedDay = {
  readonly userId: string;
  readonly date: LocalDate;
  readonly anomalies: readonly Anomaly[];
};

/** Stores what lay outside on some days. What was stored of these days and is not among it goes; what stays the same is not written. */
export async function saveAnomalies(db: Database, days: readonly WatchedDay[], now: Date): Promise<void> {
  // Always in one order, so that two who write the same days wait for each other and do not lock each other out.
  const sorted = [...days].sort(byPersonAndDay);
  for (let start = 0; start < sorted.length; start += BATCH) {
    const some = sorted.slice(start, start + BATCH);
    await dropOthers(db, some);
    await saveFound(db, some, now);
  }
}

/** Forgets what lay outside on some days, which are to be looked at again. */
export async function dropAnomalies(
  db: Database,
  userId: string,
  dates: readonly LocalDate[],
): Promise<void> {
  await db.execute(sql`
    delete from signal_anomalies where user_id = ${userId}::uuid
      and local_date = any (${pgArray(dates)}::text::date[])`);
}

async function dropOthers(db: Database, days: readonly WatchedDay[]): Promise<void> {
  const column = (value: (day: WatchedDay) => string) => pgArray(days.map(value));
  await db.execute(sql`
    delete from signal_anomalies using unnest(
      ${column(({ userId }) => userId)}::text::uuid[], ${column(({ date }) => date)}::text::date[],
      ${column(({ anomalies }) => anomalies.map(({ signal }) => signal).join(" "))}::text::text[]
    ) as watched (user_id, date, found)
    where signal_anomalies.user_id = watched.user_id and signal_anomalies.local_date = watched.date
      and signal_anomalies.signal <> all (string_to_array(watched.found, ' '))`);
}

async function saveFound(db: Database, days: readonly WatchedDay[], now: Date): Promise<void> {
  const found = days.flatMap(({ userId, anomalies }) => anomalies.map((anomaly) => ({ userId, ...anomaly })));
  if (found.length === 0) return;
  const column = (value: (row: (typeof found)[number]) => string | number | null) =>
    pgArray(found.map(value));
  await db.execute(sql`
    insert into signal_anomalies (
      user_id, signal, local_date, value, usual_low, usual_high, z, config_version, computed_at
    )
    select found.*, ${now} from unnest(
      ${column(({ userId }) => userId)}::text::uuid[], ${column(({ signal }) => signal)}::text::text[],
      ${column(({ date }) => date)}::text::date[], ${column(({ value }) => value)}::text::float8[],
      ${column(({ usualLow }) => usualLow)}::text::float8[], ${column(({ usualHigh }) => usualHigh)}::text::float8[],
      ${column(({ z }) => z)}::text::float8[], ${column(({ configVersion }) => configVersion)}::text::text[]
    ) as found
    on conflict (user_id, signal, local_date) do update set
      value = excluded.value, usual_low = excluded.usual_low, usual_high = excluded.usual_high, z = excluded.z,
      config_version = excluded.config_version, computed_at = excluded.computed_at
    where (signal_anomalies.value, signal_anomalies.usual_low, signal_anomalies.usual_high, signal_anomalies.z,
        signal_anomalies.config_version)
      is distinct from (excluded.value, excluded.usual_low, excluded.usual_high, excluded.z, excluded.config_version)`);
}
