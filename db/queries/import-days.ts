import { and, eq, sql } from "drizzle-orm";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { biometricReadings } from "../schema/health.ts";
import { markDirty } from "./dirty-days.ts";
import { changeImport, type ImportRow } from "./imports.ts";

/** Days in a row by their first and last. */
export type DayRange = readonly [from: LocalDate, to: LocalDate];

/** Some days as ranges, together with those there were; in order. */
export function withDays(ranges: readonly DayRange[], dates: readonly LocalDate[]): readonly DayRange[] {
  const all = [...ranges, ...dates.map((date): DayRange => [date, date])].sort(([one], [other]) =>
    one < other ? -1 : one > other ? 1 : 0,
  );
  const joined: [LocalDate, LocalDate][] = [];
  for (const [from, to] of all) {
    const last = joined.at(-1);
    if (last === undefined || from > addDays(last[1], 1)) joined.push([from, to]);
    else if (to > last[1]) last[1] = to;
  }
  return joined;
}

/** What of a person's days a stored import still stands for. */
export type ImportedDays = {
  /** Days that it added and nothing has changed since. */
  readonly own: number;
  /** Days that it added and a later one has changed. */
  readonly changedSince: number;
};

/** How an import's days are found again: what it stored them under, and which it added. */
export type AddedDays = { readonly source: string; readonly added: readonly DayRange[] };

export async function countImportedDays(
  db: Database,
  userId: string,
  { updatedAt }: Pick<ImportRow, "updatedAt">,
  days: AddedDays,
): Promise<ImportedDays> {
  const [{ own = 0, since = 0 } = {}] = rows(
    await db.execute(sql`
      select (count(*) filter (where updated_at <= ${updatedAt}))::int as own,
        (count(*) filter (where updated_at > ${updatedAt}))::int as since
      from biometric_readings where ${isAmong(userId, days)}`),
  );
  return { own: Number(own), changedSince: Number(since) };
}

/**
 * Takes back the days that a stored import added and nothing has changed since; they are scored without them.
 *
 * @returns how many went; null when the import is not stored
 */
export async function takeBackDays(
  db: Database,
  userId: string,
  { id, updatedAt }: Pick<ImportRow, "id" | "updatedAt">,
  days: AddedDays,
  now: Date,
): Promise<number | null> {
  if (!(await changeImport(db, userId, id, ["stored"], { state: "dropped" }, now))) return null;
  const gone = rows(
    await db.execute(sql`
      delete from biometric_readings where ${isAmong(userId, days)} and updated_at <= ${updatedAt}
      returning local_date::text as date`),
  );
  await markDirty(
    db,
    userId,
    gone.map(({ date }) => String(date)),
    now,
  );
  return gone.length;
}

function isAmong(userId: string, { source, added }: AddedDays) {
  const column = (at: 0 | 1) => pgArray(added.map((range) => range[at]));
  return sql`user_id = ${userId}::uuid and source = ${source} and exists (
    select from unnest(${column(0)}::text::date[], ${column(1)}::text::date[]) as range (first, last)
    where local_date between range.first and range.last)`;
}

/** How much a source counted on a day, as far as it is known. */
export async function findDayCounts(
  db: Database,
  userId: string,
  source: string,
  date: LocalDate,
): Promise<{ readonly steps: number | null; readonly sleepMinutes: number | null } | null> {
  const { steps, sleepDurationMinutes } = biometricReadings;
  const [found] = await db
    .select({ steps, sleepMinutes: sleepDurationMinutes })
    .from(biometricReadings)
    .where(
      and(
        eq(biometricReadings.userId, userId),
        eq(biometricReadings.source, source),
        eq(biometricReadings.localDate, date),
      ),
    );
  return found ?? null;
}
