import { type ImportOptions, readImportOptions } from "../../../bot/money/import-options.ts";
import { addDays, daysBetween, type LocalDate, localDateOf } from "../../../coaching/model/local-date.ts";
import type { Database } from "../../../db/client.ts";
import { lockPeople } from "../../../db/queries/chat-rows.ts";
import { type DayRange, findDayCounts, withDays } from "../../../db/queries/import-days.ts";
import { changeImport, findImport } from "../../../db/queries/imports.ts";
import type { Queue } from "../../../db/queue.ts";
import type { WearableDay } from "../../integrations/wearables/wearable-day.ts";
import { storeBodyDays } from "../../jobs/body-days.ts";
import type { BodyFile } from "./body-file.ts";

/** Days of one transaction, during which the embedded database has everybody wait. */
const BATCH = 100;

/** What an import of days has come to, those of an earlier run that was cut off included. */
export type DaysStored = {
  /** Days that are new, and days that were there and say something else now. */
  readonly added: number;
  readonly changed: number;
  /** Days of the file that have not come yet, by the person's calendar. */
  readonly ahead: number;
};

/** The import is over, or was taken over by another run of it. */
export class NotStoringError extends Error {}

/**
 * Stores a file's days in some transactions, the newest first, and ends with one in which `conclude` has its say. Each leaves on
 * the import which days it added: one that is cut off goes on where it was, and what it added can be taken back.
 *
 * @throws NotStoringError where the import is not being stored any more
 */
export async function storeDays(
  { db, enqueue }: { readonly db: Database; readonly enqueue: Queue["enqueue"] },
  { days, signals, source }: BodyFile,
  about: {
    readonly userId: string;
    readonly importId: string;
    readonly timezone: string;
    readonly clock: () => Date;
  },
  conclude: (tx: Database, stored: DaysStored, now: Date) => Promise<void>,
): Promise<DaysStored> {
  const { userId, importId, timezone, clock } = about;
  // A clock that is wrong by a year names days that have not come.
  const last = addDays(localDateOf(clock(), timezone), 1);
  const come = days.filter(({ date }) => date <= last);
  const newest = come.at(-1)?.date;
  const change = (work: (tx: Database, options: ImportOptions, now: Date) => Promise<void>) =>
    db.transaction(async (tx) => {
      await lockPeople(tx, [userId]);
      const row = await findImport(tx, userId, importId);
      if (row?.state !== "storing") throw new NotStoringError();
      await work(tx, readImportOptions(row.options), clock());
    });
  for (let end = come.length; end > 0; end -= BATCH) {
    const batch = come.slice(Math.max(0, end - BATCH), end);
    await change(async (tx, options, now) => {
      const known = await withoutKnown(tx, userId, batch, newest);
      const said = known.map((day) => ({ ...day, raw: null }));
      const applied = await storeBodyDays(
        tx,
        enqueue,
        about,
        { source, days: said, signals, covers: null },
        now,
      );
      const before = options.days;
      const added = withDays(before?.added ?? [], applied.addedDates);
      const changed = (before?.changed ?? 0) + applied.changed;
      const kept = { ...options, days: { source, added, changed } };
      await changeImport(tx, userId, importId, ["storing"], { options: kept }, now);
    });
  }
  let stored: DaysStored = { added: 0, changed: 0, ahead: days.length - come.length };
  await change(async (tx, { days: total }, now) => {
    stored = { ...stored, added: lengthOf(total?.added ?? []), changed: total?.changed ?? 0 };
    await conclude(tx, stored, now);
  });
  return stored;
}

/**
 * On its newest day a file knows a part, as the day went on after it was written: where more is known of that day, from a file
 * that was written later, it stays.
 */
async function withoutKnown(
  tx: Database,
  userId: string,
  batch: readonly WearableDay[],
  newest: LocalDate | undefined,
): Promise<readonly WearableDay[]> {
  const last = batch.at(-1);
  if (last === undefined || last.date !== newest) return batch;
  const held = await findDayCounts(tx, userId, last.source, last.date);
  const isMore = (one: number | null | undefined, other: number | null) => (one ?? 0) > (other ?? 0);
  const isKnown = isMore(held?.steps, last.steps) || isMore(held?.sleepMinutes, last.sleepMinutes);
  return isKnown ? batch.slice(0, -1) : batch;
}

function lengthOf(ranges: readonly DayRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + daysBetween(from, to) + 1, 0);
}
