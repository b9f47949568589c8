import { and, eq } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { moodEntries } from "../schema/health.ts";

export type EntryChanges = Partial<
  Pick<
    typeof moodEntries.$inferInsert,
    "moodScore" | "energyLevelSelfReported" | "emotionTags" | "contextTags" | "notes"
  >
>;

/** Stores a check-in's answers so far: makes the entry with the first one, adds to it with the next. */
export async function saveEntry(
  db: Database,
  entry: { readonly id: string; readonly userId: string; readonly localDate: LocalDate; readonly at: Date },
  changes: EntryChanges,
): Promise<void> {
  await db
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
    });
}

/** @returns whether there was such an entry of this person */
export async function removeEntry(db: Database, userId: string, entryId: string): Promise<boolean> {
  const removed = await db
    .delete(moodEntries)
    .where(and(eq(moodEntries.userId, userId), eq(moodEntries.id, entryId)))
    .returning({ id: moodEntries.id });
  return removed.length > 0;
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
