import { and, asc, eq, gte, isNotNull, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { quotedNights } from "../schema/body-in.ts";

/** A night as it was last said unasked. */
export type QuotedNight = { readonly date: LocalDate; readonly minutes: number; readonly saidAt: Date };

/** Remembers what was said of a night, over what was said of it before. */
export async function quoteNight(
  db: Database,
  userId: string,
  { date, minutes, saidAt }: QuotedNight,
): Promise<void> {
  await db
    .insert(quotedNights)
    .values({ userId, localDate: date, minutes, saidAt })
    .onConflictDoUpdate({
      target: [quotedNights.userId, quotedNights.localDate],
      set: { minutes, minutesBefore: sql`${quotedNights.minutes}`, saidAt },
    });
}

/** Somebody who asked has heard it anew: a night that was never said unasked is not remembered for that. */
export async function requoteNight(
  db: Database,
  userId: string,
  { date, minutes }: Pick<QuotedNight, "date" | "minutes">,
): Promise<void> {
  await db
    .update(quotedNights)
    .set({ minutes })
    .where(and(isNight(userId, date), isNotNull(quotedNights.minutes)));
}

/** What was said of the nights that ended on `from` or later, the oldest first. */
export async function quotedNightsSince(
  db: Database,
  userId: string,
  from: LocalDate,
): Promise<readonly QuotedNight[]> {
  const { localDate, minutes, saidAt } = quotedNights;
  const found = await db
    .select({ date: localDate, minutes, saidAt })
    .from(quotedNights)
    .where(and(eq(quotedNights.userId, userId), gte(localDate, from)))
    .orderBy(asc(localDate));
  return found.flatMap((row) => (row.minutes === null ? [] : [{ ...row, minutes: row.minutes }]));
}

/** What was said of a night holds no more, and is said so now. */
export async function forgetQuote(
  db: Database,
  userId: string,
  { date, saidAt }: Pick<QuotedNight, "date" | "saidAt">,
): Promise<void> {
  await db
    .update(quotedNights)
    .set({ minutes: null, minutesBefore: sql`${quotedNights.minutes}`, saidAt })
    .where(isNight(userId, date));
}

/** The person has changed themselves what their nights are read from: nothing is to be put right for it. */
export async function forgetQuotes(db: Database, userId: string): Promise<void> {
  await db.delete(quotedNights).where(eq(quotedNights.userId, userId));
}

const isNight = (userId: string, date: LocalDate) =>
  and(eq(quotedNights.userId, userId), eq(quotedNights.localDate, sql`${date}::date`));
