import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { addDays, eachDay, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import { isCurrency } from "../../coaching/model/money.ts";
import type { BankRow } from "../../coaching/money/bank-row.ts";
import { planSync } from "../../coaching/money/sync-plan.ts";
import type { Database } from "../client.ts";
import { isExternalId } from "../external-id.ts";
import { pgArray } from "../results.ts";
import { accounts, connections } from "../schema/money.ts";
import { users } from "../schema/people.ts";
import { type AccountSaid, type SyncedAccount, storeAccounts } from "./bank-accounts.ts";
import { loadCorrections, loadHeld } from "./bank-sync-load.ts";
import { writePlan } from "./bank-sync-write.ts";
import { fitsAmount, isDay, isInstant, storableId, storableText } from "./bank-values.ts";
import { lockPeople } from "./chat-rows.ts";
import { markDirty } from "./dirty-days.ts";
import { logEvent } from "./events.ts";

/** A movement of an update; a provider's `BankTransaction` fits. */
export type RowSaid = BankRow & { readonly accountExternalId: string; readonly raw: unknown };

/** What has changed at a bank since a cursor; a provider's `SyncUpdate` fits. */
export type BankUpdate = {
  /** Those that the provider has heard from the bank about now; each is then known in full. */
  readonly accounts: readonly AccountSaid[];
  readonly upserts: readonly RowSaid[];
  readonly removed: readonly string[];
  readonly isPendingComplete: boolean;
  readonly cursor: string | null;
  readonly isHistoryComplete: boolean;
  readonly freshAt: Date | null;
};

/** What came of an update. */
export type Applied = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Rows that cannot be kept: in a currency that the program does not know, of an account that is not there, unreadable. */
  readonly leftOut: number;
  readonly accounts: number;
  /** With this update everything that the bank has of the past is here, for the first time. */
  readonly completesHistory: boolean;
};

/** Rows that an update names beside pending ones, by our account ids. */
type Row = RowSaid & { readonly accountId: string };

/**
 * Stores a whole update in the caller's transaction: accounts, rows, what the person said about them, the days to be scored
 * again, and last the cursor.
 *
 * The person's chats are locked first, so that nothing of theirs is corrected in between. Applying an update twice, or one
 * that holds what is stored already, changes nothing.
 *
 * @param begunCursor the stored cursor when the update was asked for
 * @returns null where the connection is gone or over, or somebody else has stored an update since: nothing is applied
 */
export async function applyUpdate(
  db: Database,
  connection: { readonly userId: string; readonly id: string },
  update: BankUpdate,
  begunCursor: string | null,
  now: Date,
): Promise<Applied | null> {
  const { userId } = connection;
  await lockPeople(db, [userId]);
  const held = await lockConnection(db, connection);
  if (held === null || held.status === "revoked" || held.cursor !== begunCursor) return null;
  const zone = held.timezone;
  const { provider, displayName } = held;
  const holder = { userId, connectionId: connection.id, provider, displayName };
  const heardAt = update.freshAt === null || update.freshAt > now ? now : update.freshAt;
  const stored = await storeAccounts(db, holder, update.accounts, { now, heardAt });
  const known = await accountsOf(db, holder, stored);
  const upserts = update.upserts.flatMap((row) => readable(row, known.get(row.accountExternalId)));
  const accountIds = [...new Set(known.values())];
  const about = { userId, accountIds, rows: upserts, removed: update.removed.filter(isExternalId) };
  const [rows, corrections] = [await loadHeld(db, about), await loadCorrections(db, about)];
  const plan = planSync(
    {
      upserts,
      removed: about.removed,
      pendingComplete: update.isPendingComplete ? stored.map(({ id }) => id) : [],
      held: rows,
      corrections,
      zone,
      today: localDateOf(now, zone),
    },
    randomUUID,
  );
  await writePlan(db, userId, plan, now);
  // The day of hearing is not over yet.
  const through = addDays(localDateOf(heardAt, zone), -1);
  await moveKnowledge(db, userId, stored, through);
  const firstDay = plan.days[0] ?? null;
  const news = stored.flatMap((account) => daysLearned(account, through, firstDay));
  await markDirty(db, userId, [...plan.days, ...news], now);
  await db
    .update(connections)
    .set({
      syncCursor: update.cursor,
      isHistoryComplete: held.isHistoryComplete || update.isHistoryComplete,
      lastSyncedAt: now,
      updatedAt: now,
    })
    .where(and(eq(connections.userId, userId), eq(connections.id, connection.id)));
  const added = plan.rows.filter(({ isNew }) => isNew).length;
  if (added > 0) await logEvent(db, userId, "transaction_added", { source: "bank", added }, now);
  return {
    added,
    changed: plan.rows.length - added,
    removed: plan.gone.length,
    leftOut: update.upserts.length - upserts.length,
    accounts: stored.length,
    completesHistory: update.isHistoryComplete && !held.isHistoryComplete,
  };
}

async function lockConnection(
  db: Database,
  { userId, id }: { readonly userId: string; readonly id: string },
) {
  const [found] = await db
    .select({
      provider: connections.provider,
      displayName: connections.displayName,
      status: connections.status,
      cursor: connections.syncCursor,
      isHistoryComplete: connections.isHistoryComplete,
      timezone: users.timezone,
    })
    .from(connections)
    .innerJoin(users, eq(users.id, connections.userId))
    .where(and(eq(connections.userId, userId), eq(connections.id, id)))
    .for("update", { of: connections });
  return found ?? null;
}

/** Our ids by the provider's: the accounts of the update, and those that the connection brought before. */
async function accountsOf(
  db: Database,
  { userId, connectionId }: { readonly userId: string; readonly connectionId: string },
  stored: readonly SyncedAccount[],
): Promise<ReadonlyMap<string, string>> {
  const own = await db
    .select({ id: accounts.id, externalId: accounts.externalAccountId })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), eq(accounts.connectionId, connectionId)));
  return new Map([...own, ...stored].map(({ id, externalId }) => [externalId, id]));
}

/** A row as it can be stored; none for one that cannot be. */
function readable(row: RowSaid, accountId: string | undefined): readonly Row[] {
  const isWhole =
    accountId !== undefined &&
    isExternalId(row.externalId) &&
    isCurrency(row.currency) &&
    fitsAmount(row.amount) &&
    (row.date === null ? row.at !== null : isDay(row.date)) &&
    (row.at === null || isInstant(row.at));
  if (!isWhole) return [];
  return [
    {
      ...row,
      accountId,
      pendingExternalId: storableId(row.pendingExternalId),
      name: storableText(row.name),
      merchantName: storableText(row.merchantName),
      memo: storableText(row.memo),
    },
  ];
}

/** Each account is known in full through this day, or through a later one that it was known through before. */
async function moveKnowledge(
  db: Database,
  userId: string,
  stored: readonly SyncedAccount[],
  through: LocalDate,
): Promise<void> {
  if (stored.length === 0) return;
  const ids = pgArray(stored.map(({ id }) => id));
  await db.execute(sql`
    update accounts set synced_through = greatest(synced_through, ${through}::date)
    where user_id = ${userId}::uuid and id = any(${ids}::text::uuid[])`);
}

/** Days of which nothing was known and now it is, if only that nothing was spent. */
function daysLearned(
  { syncedThrough }: SyncedAccount,
  through: LocalDate,
  firstDay: LocalDate | null,
): readonly LocalDate[] {
  const from = syncedThrough === null ? firstDay : addDays(syncedThrough, 1);
  return from === null ? [] : eachDay(from, through);
}
