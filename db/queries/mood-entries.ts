import { and, eq } from "drizzle-orm";
import { type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { moodEntries } from "../schema/health.ts";
import { markDirty } from "./dirty-days.ts";

export type EntryChanges = Partial<
  Pick<
    typeof moodEntries.$inferInsert,
    "moodScore" | "energyLevelSelfReported" | "emotionTags" | "contextTags" | "notes"
  >
>;

/** Whose entry changes, and when. */
type Change = {
  readonly id: string;
  readonly userId: string;
  /** The person's IANA zone: it tells which days are past. */
  readonly timezone: string;
  readonly at: Date;
};

/**
 * Stores a check-in's answers so far: makes the entry with the first one, adds to it with the next. A day that is past
 * is scored again.
 */
export async function saveEntry(
  db: Database,
  entry: Change & { readonly localDate: LocalDate },
  changes: EntryChanges,
): Promise<void> {
  const saved = await db
    .insert(moodEntries)
    .values({
      id: entry.id,
      userId: entry.userId,
      localDate: entry.localDate,
      timestamp: entry.at,
      updatedAt: entry.at,
      ...changes,
    })
    .onConflictDoUpdate({
      target: [moodEntries.userId, moodEntries.id],
      set: { ...changes, updatedAt: entry.at },
    })
    .returning({ date: moodEntries.localDate });
  await markPast(db, entry, saved);
}

/**
 * Removes an entry; a day that is past is scored again.
 *
 * @returns whether there was such an entry of this person
 */
export async function removeEntry(db: Database, entry: Change): Promise<boolean> {
  const removed = await db
    .delete(moodEntries)
    .where(and(eq(moodEntries.userId, entry.userId), eq(moodEntries.id, entry.id)))
    .returning({ date: moodEntries.localDate });
  await markPast(db, entry, removed);
  return removed.length > 0;
}

/** Today needs no mark: it is scored when it is over, and when somebody asks. */
async function markPast(
  db: Database,
  { userId, timezone, at }: Change,
  changed: readonly { readonly date: LocalDate }[],
): Promise<void> {
  const today = localDateOf(at, timezone);
  const past = changed.filter(({ date }) => date < today).map(({ date }) => date);
  await markDirty(db, userId, past, at);
}

export type StoredMoodEntry = Pick<
  typeof moodEntries.$inferSelect,
  "id" | "localDate" | "moodScore" | "energyLevelSelfReported" | "emotionTags" | "contextTags" | "notes"
>;

const entryColumns = {
  id: moodEntries.id,
  localDate: moodEntries.localDate,
  moodScore: moodEntries.moodScore,
  energyLevelSelfReported: moodEntries.energyLevelSelfReported,
  emotionTags: moodEntries.emotionTags,
  contextTags: moodEntries.contextTags,
  notes: moodEntries.notes,
};

export async function findEntry(
  db: Database,
  userId: string,
  entryId: string,
): Promise<StoredMoodEntry | null> {
  const [row] = await db
    .select(entryColumns)
    .from(moodEntries)
    .where(and(eq(moodEntries.userId, userId), eq(moodEntries.id, entryId)));
  return row ?? null;
}

/** Whether a person has checked in for a local day. */
export async function hasEntryFor(db: Database, userId: string, date: LocalDate): Promise<boolean> {
  const found = await db
    .select({ id: moodEntries.id })
    .from(moodEntries)
    .where(and(eq(moodEntries.userId, userId), eq(moodEntries.localDate, date)))
    .limit(1);
  return found.length > 0;
}
