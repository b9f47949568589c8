import { and, asc, desc, eq, gt, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { MESSAGE_KINDS, type MessageKind } from "../../coaching/delivery/kinds.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { chatIdentities } from "../schema/chat.ts";
import { dailyBalanceScores } from "../schema/coaching.ts";
import { schedules } from "../schema/delivery.ts";
import { moodEntries } from "../schema/health.ts";

/** What somebody may count on: an evening message comes only now and then. */
const EXPECTED_KINDS: readonly MessageKind[] = MESSAGE_KINDS.filter((kind) => kind !== "evening_nudge");

type Platform = (typeof chatIdentities.$inferSelect)["platform"];

/** A platform account, by its two names. */
export type Account = { readonly platform: Platform; readonly sender: string };

const isAccount = ({ platform, sender }: Account) =>
  and(eq(chatIdentities.platform, platform), eq(chatIdentities.platformUserId, sender));

/** Whether an account is somebody's. */
export async function isKnownAccount(db: Database, account: Account): Promise<boolean> {
  const found = await db
    .select({ id: chatIdentities.id })
    .from(chatIdentities)
    .where(isAccount(account))
    .limit(1);
  return found.length > 0;
}

/** Notes that an account's home page shows what is stored at this instant; null: it has none any more. */
export async function noteHomeShown(db: Database, account: Account, at: Date | null): Promise<void> {
  await db.update(chatIdentities).set({ homeShownAt: at }).where(isAccount(account));
}

/**
 * Accounts whose home page is older than their newest scores or check-in, the longest waiting first.
 *
 * Days older than the two before the page was shown are not looked at: the page shows the newest only.
 */
export async function staleHomes(
  db: Database,
  platform: Platform,
  limit: number,
): Promise<readonly string[]> {
  const person = sql`coalesce(${chatIdentities.sampleUserId}, ${chatIdentities.userId})`;
  const since = sql`${chatIdentities.homeShownAt}::date - 2`;
  const found = await db
    .select({ sender: chatIdentities.platformUserId })
    .from(chatIdentities)
    .where(
      and(
        eq(chatIdentities.platform, platform),
        isNull(chatIdentities.unreachableSince),
        sql`${chatIdentities.homeShownAt} is not null and (
          exists (select from daily_balance_scores s where s.user_id = ${person} and s.date >= ${since}
            and s.computed_at > ${chatIdentities.homeShownAt})
          or exists (select from mood_entries e where e.user_id = ${person} and e.local_date >= ${since}
            and e.updated_at > ${chatIdentities.homeShownAt}))`,
      ),
    )
    .orderBy(asc(chatIdentities.homeShownAt))
    .limit(limit);
  return found.map(({ sender }) => sender);
}

/** What is stored of a person for their home page. */
export type HomeRow = {
  readonly scores: typeof dailyBalanceScores.$inferSelect | null;
  readonly lastCheckIn: Date | null;
  readonly hasEntryToday: boolean;
  readonly next: { readonly kind: MessageKind; readonly at: Date } | null;
};

/** @param off kinds that are switched off */
export async function loadHome(
  db: Database,
  userId: string,
  {
    today,
    now,
    off,
  }: { readonly today: LocalDate; readonly now: Date; readonly off: readonly MessageKind[] },
): Promise<HomeRow> {
  const [[scores], [entry], [slot]] = await Promise.all([
    db
      .select()
      .from(dailyBalanceScores)
      .where(and(eq(dailyBalanceScores.userId, userId), sql`${dailyBalanceScores.date} <= ${today}`))
      .orderBy(desc(dailyBalanceScores.date))
      .limit(1),
    db
      .select({ at: moodEntries.timestamp, date: moodEntries.localDate })
      .from(moodEntries)
      .where(eq(moodEntries.userId, userId))
      .orderBy(desc(moodEntries.timestamp))
      .limit(1),
    db
      .select({ kind: schedules.kind, at: schedules.nextRunAt })
      .from(schedules)
      .where(
        and(
          eq(schedules.userId, userId),
          eq(schedules.enabled, true),
          gt(schedules.nextRunAt, now),
          inArray(schedules.kind, [...EXPECTED_KINDS]),
          off.length === 0 ? undefined : notInArray(schedules.kind, [...off]),
        ),
      )
      .orderBy(asc(schedules.nextRunAt))
      .limit(1),
  ]);
  const kind = EXPECTED_KINDS.find((known) => known === slot?.kind);
  return {
    scores: scores ?? null,
    lastCheckIn: entry?.at ?? null,
    hasEntryToday: entry?.date === today,
    next: slot === undefined || kind === undefined ? null : { kind, at: slot.at },
  };
}
