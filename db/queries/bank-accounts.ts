import { and, eq, inArray, sql } from "drizzle-orm";
import { isCurrency } from "../../coaching/model/money.ts";
import { BEFORE, PART } from "../../coaching/money/sync-plan.ts";
import type { Database } from "../client.ts";
import { isExternalId, LONGEST_EXTERNAL_ID } from "../external-id.ts";
import { accounts, connections, transactions } from "../schema/money.ts";
import { transactionCorrections } from "../schema/money-said.ts";
import { fitsAmount, storableText } from "./bank-values.ts";
import { endConnection } from "./connections.ts";

/** An account as a provider tells it. */
export type AccountSaid = {
  readonly externalId: string;
  readonly name: string;
  readonly type: (typeof accounts.$inferInsert)["accountType"];
  readonly currency: string;
  readonly balance: string | null;
  readonly balanceAt: Date | null;
  readonly mask: string | null;
};

/** An account of an update as it is stored, with what was known of it before. */
export type SyncedAccount = Pick<typeof accounts.$inferSelect, "id" | "syncedThrough"> & {
  readonly externalId: string;
};

type Holder = {
  readonly userId: string;
  readonly connectionId: string;
  readonly provider: string;
  /** The bank's name, where it has told one. */
  readonly displayName: string | null;
};

/**
 * Stores a connection's accounts as they are told now. One in a currency that the program does not know is left out.
 *
 * An account that another connection of the person's brought is the same account, with whichever of them works. One that a connection held which has
 * ended, or that this one takes the place of, is taken over under its new id, where its last digits, kind, currency and name say that it is the same.
 *
 * @param heardAt when the provider last heard from the bank
 * @returns those stored, by their external ids
 */
export async function storeAccounts(
  db: Database,
  holder: Holder,
  said: readonly AccountSaid[],
  { now, heardAt }: { readonly now: Date; readonly heardAt: Date },
): Promise<readonly SyncedAccount[]> {
  const known = new Map((await findProviderAccounts(db, holder)).map((row) => [row.externalId, row]));
  const replaced = await endReplaced(db, holder, [...known.values()], said, now);
  const ended = [...known.values()].filter(
    ({ status, connectionId }) => status === "revoked" || replaced.has(connectionId ?? ""),
  );
  const stored: SyncedAccount[] = [];
  for (const account of new Map(said.map((one) => [one.externalId, one])).values()) {
    if (!isCurrency(account.currency) || !isExternalId(account.externalId)) continue;
    const before = known.get(account.externalId) ?? (await takeOver(db, holder, account, ended, said));
    const values = valuesOf(account, heardAt);
    if (before === undefined) {
      const { externalId: externalAccountId } = account;
      const { userId, connectionId, provider } = holder;
      const [made] = await db
        .insert(accounts)
        .values({ ...values, userId, connectionId, provider, externalAccountId, createdAt: now })
        .returning({ id: accounts.id });
      if (made !== undefined) {
        stored.push({ ...made, externalId: account.externalId, syncedThrough: null });
      }
      continue;
    }
    // Two connections that both work may hold one account; it stays with the first.
    const stays =
      known.get(account.externalId) === before && before.connectionId !== null && before.status === "active";
    await db
      .update(accounts)
      .set({ ...values, ...(stays ? {} : { connectionId: holder.connectionId }) })
      .where(and(eq(accounts.userId, holder.userId), eq(accounts.id, before.id)));
    const { id, syncedThrough } = before;
    stored.push({ id, externalId: account.externalId, syncedThrough });
  }
  return stored;
}

/**
 * Ends the connections that this one takes the place of: of the same bank, every account of which it brings as well. A bank
 * that is connected once more, where a new sign-in was wanted, would be counted twice.
 *
 * @returns their ids
 */
async function endReplaced(
  db: Database,
  { userId, connectionId, displayName }: Holder,
  known: readonly KnownAccount[],
  said: readonly AccountSaid[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const replaced = new Set<string>();
  if (displayName === null) return replaced;
  const unknown = said.filter((one) => !known.some(({ externalId }) => externalId === one.externalId));
  const others = Map.groupBy(
    known.filter((one) => one.bank === displayName && one.status !== "revoked"),
    (one) => one.connectionId,
  );
  for (const [id, theirs] of others) {
    if (id === null || id === connectionId) continue;
    const isAllHere = theirs.every(
      (one) => one.mask !== null && unknown.filter((other) => looksLike(one, other)).length === 1,
    );
    if (!isAllHere) continue;
    await endConnection(db, { userId, id }, now);
    replaced.add(id);
  }
  return replaced;
}

type Looks = Pick<AccountSaid, "name" | "type" | "currency" | "mask">;

function looksLike(one: Looks, other: Looks): boolean {
  return (
    one.mask === other.mask &&
    one.type === other.type &&
    one.currency === other.currency &&
    one.name === other.name
  );
}

type KnownAccount = Awaited<ReturnType<typeof findProviderAccounts>>[number];

function findProviderAccounts(db: Database, { userId, provider }: Holder) {
  return db
    .select({
      id: accounts.id,
      externalId: accounts.externalAccountId,
      connectionId: accounts.connectionId,
      status: connections.status,
      bank: connections.displayName,
      syncedThrough: accounts.syncedThrough,
      name: accounts.accountName,
      type: accounts.accountType,
      currency: accounts.currency,
      mask: accounts.mask,
    })
    .from(accounts)
    .leftJoin(
      connections,
      and(eq(connections.userId, accounts.userId), eq(connections.id, accounts.connectionId)),
    )
    .where(and(eq(accounts.userId, userId), eq(accounts.provider, provider)));
}

function valuesOf({ name, type, currency, balance, balanceAt, mask }: AccountSaid, heardAt: Date) {
  const isKnown = balance !== null && fitsAmount(balance);
  return {
    accountName: storableText(name) ?? "",
    accountType: type,
    currency,
    mask: storableText(mask),
    balance: isKnown ? balance : null,
    balanceAt: isKnown ? (balanceAt ?? heardAt) : null,
    syncedAt: heardAt,
  };
}

/**
 * Makes the one account of an ended connection that looks the same this one. Its rows keep everything but their ids, which
 * say from now on that the new link has yet to name them.
 */
async function takeOver(
  db: Database,
  { userId }: Holder,
  account: AccountSaid,
  ended: KnownAccount[],
  said: readonly AccountSaid[],
): Promise<KnownAccount | undefined> {
  // Without digits two banks' "Checking" look the same.
  if (account.mask === null) return undefined;
  const isAlike = (other: Looks) => looksLike(account, other);
  const [same, ...others] = ended.filter(
    (one) => isAlike(one) && !said.some(({ externalId }) => externalId === one.externalId),
  );
  if (same === undefined || others.length > 0 || said.filter(isAlike).length > 1) return undefined;
  ended.splice(ended.indexOf(same), 1);
  await db
    .update(accounts)
    .set({ externalAccountId: account.externalId })
    .where(and(eq(accounts.userId, userId), eq(accounts.id, same.id)));
  await db
    .update(transactions)
    .set({ externalId: sql`${BEFORE} || ${transactions.externalId}` })
    .where(
      and(
        eq(transactions.userId, userId),
        eq(transactions.accountId, same.id),
        inArray(transactions.source, ["bank", "file"]),
        namesOld(transactions.externalId),
      ),
    );
  await db
    .update(transactionCorrections)
    .set({ externalId: sql`${BEFORE} || ${transactionCorrections.externalId}` })
    .where(
      and(
        eq(transactionCorrections.userId, userId),
        eq(transactionCorrections.accountId, same.id),
        namesOld(transactionCorrections.externalId),
      ),
    );
  return same;
}

const namesOld = (column: typeof transactions.externalId | typeof transactionCorrections.externalId) =>
  sql`not starts_with(${column}, ${BEFORE}) and not starts_with(${column}, ${PART})
    and length(${column}) <= ${LONGEST_EXTERNAL_ID - BEFORE.length}`;
