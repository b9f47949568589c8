import { and, between, eq } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { moodEntries } from "../schema/health.ts";

/** How often a person checked in on some days, and the tags they gave. */
export type CheckInTags = { readonly entries: number; readonly tags: readonly string[] };

/** Emotions before contexts, each once, in the order they were first given. */
export async function loadCheckInTags(
  db: Database,
  userId: string,
  period: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<CheckInTags> {
  const rows = await db
    .select({ emotions: moodEntries.emotionTags, contexts: moodEntries.contextTags })
    .from(moodEntries)
    .where(and(eq(moodEntries.userId, userId), between(moodEntries.localDate, period.from, period.to)))
    .orderBy(moodEntries.timestamp);
  const emotions = rows.flatMap((row) => row.emotions);
  const contexts = rows.flatMap((row) => row.contexts);
  return { entries: rows.length, tags: [...new Set([...emotions, ...contexts])] };
}
