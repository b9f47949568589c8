import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { accounts, transactions } from "../schema/money.ts";
import { transactionCorrections } from "../schema/money-said.ts";
import { isSaidOfRow } from "./corrections.ts";

const columns = {
  id: transactions.id,
  accountId: transactions.accountId,
  externalId: transactions.externalId,
  at: transactions.timestamp,
  date: transactions.localDate,
  timeKnown: transactions.timeKnown,
  source: transactions.source,
  merchantName: transactions.merchantName,
  rawName: transactions.rawName,
  memo: transactions.memo,
  sourceMerchant: transactions.sourceMerchant,
  sourceCategory: transactions.sourceCategory,
  /** Exact decimal text; positive left the account. */
  amount: transactions.amount,
  currency: transactions.currency,
  pending: transactions.pending,
  category: transactions.category,
  subcategory: transactions.subcategory,
  isDiscretionary: transactions.isDiscretionary,
  isRecurring: transactions.isRecurring,
  discretionaryProbability: transactions.discretionaryProbability,
  recurringProbability: transactions.recurringProbability,
  impulseProbability: transactions.impulseProbability,
  discretionaryReason: transactions.discretionaryReason,
  impulseReasons: transactions.impulseReasons,
  splitOf: transactions.splitOf,
  notes: transactions.notes,
  accountName: accounts.accountName,
};

/** One transaction with all that is told of it. */
export type MoneyRow = Awaited<ReturnType<typeof select>>[number];

function select(db: Database) {
  return db
    .select(columns)
    .from(transactions)
    .innerJoin(
      accounts,
      and(eq(accounts.userId, transactions.userId), eq(accounts.id, transactions.accountId)),
    )
    .$dynamic();
}

/** A pair as rows have it; null where they say none. */
export type CategoryPair = { readonly category: string | null; readonly subcategory: string | null };

/** Which transactions are wanted; what is not given does not matter. */
export type RowFilter = {
  readonly ids?: readonly string[];
  readonly merchants?: readonly string[];
  /** Words that the bank's own line holds, whatever the case. */
  readonly line?: string;
  readonly categories?: readonly CategoryPair[];
  /** Of these categories where nobody has said whether it was a choice, and otherwise what was said. */
  readonly choice?: { readonly isChoice: boolean; readonly unsaid: readonly CategoryPair[] };
  /** Spending among these only: what is no movement between accounts and no income. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** Money that came into the account. */
  readonly isIn?: true;
  /** Money that left the account (or came in, with `isIn`), from and up to this much in major units, both included. */
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly currency?: string;
  readonly isPending?: true;
  readonly isRecurring?: true;
  /** Whether it was a choice can hardly be told, or its category is not known. */
  readonly isUnclear?: { readonly from: number; readonly to: number };
  /** From this probability on a possible impulse. */
  readonly impulseFrom?: number;
};

/** A person's transactions that fit, newest first, and how many there are of them. */
export async function findTransactions(
  db: Database,
  userId: string,
  filter: RowFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly MoneyRow[]; readonly total: number }> {
  const wanted = and(eq(transactions.userId, userId), ...conditions(filter));
  const rows = await select(db)
    .where(wanted)
    .orderBy(desc(transactions.localDate), desc(transactions.timestamp), desc(transactions.id))
    .limit(page.limit)
    .offset(page.offset);
  const [counted] = await db.select({ total: count() }).from(transactions).where(wanted);
  return { rows, total: counted?.total ?? 0 };
}

export async function findTransaction(db: Database, userId: string, id: string): Promise<MoneyRow | null> {
  const [found] = await select(db).where(and(eq(transactions.userId, userId), eq(transactions.id, id)));
  return found ?? null;
}

/** The row that has a source's id now. */
export async function findRowByKey(
  db: Database,
  userId: string,
  { accountId, externalId }: { readonly accountId: string; readonly externalId: string },
): Promise<MoneyRow | null> {
  const [found] = await select(db).where(
    and(
      eq(transactions.userId, userId),
      eq(transactions.accountId, accountId),
      eq(transactions.externalId, externalId),
    ),
  );
  return found ?? null;
}

/** The parts that were split off a transaction, in the order of their amounts. */
export async function findParts(db: Database, userId: string, id: string): Promise<readonly MoneyRow[]> {
  return select(db)
    .where(and(eq(transactions.userId, userId), eq(transactions.splitOf, id)))
    .orderBy(desc(transactions.amount), transactions.id);
}

/** Every name a person's payments have, the most frequent first. */
export async function findMerchantNames(db: Database, userId: string): Promise<readonly string[]> {
  const found = await db
    .select({ name: transactions.merchantName, times: count() })
    .from(transactions)
    .where(and(eq(transactions.userId, userId), isNotNull(transactions.merchantName)))
    .groupBy(transactions.merchantName)
    .orderBy(desc(count()), transactions.merchantName);
  return found.flatMap(({ name }) => name ?? []);
}

/** Every pair of category and detail among a person's transactions, the most frequent first. */
export async function findCategoryPairs(
  db: Database,
  userId: string,
): Promise<readonly (CategoryPair & { readonly times: number })[]> {
  return db
    .select({ category: transactions.category, subcategory: transactions.subcategory, times: count() })
    .from(transactions)
    .where(eq(transactions.userId, userId))
    .groupBy(transactions.category, transactions.subcategory)
    .orderBy(desc(count()), transactions.category, transactions.subcategory);
}

/** Whom each of a person's transactions paid, as merchant keys are made of it: before anything the person said. */
export async function findMerchantLines(db: Database, userId: string) {
  return db
    .select({
      id: transactions.id,
      accountId: transactions.accountId,
      date: transactions.localDate,
      // Rows without a source's name beside them have only the one they were stored with.
      merchantName: sql<
        string | null
      >`case when ${transactions.rawName} is null then coalesce(${transactions.sourceMerchant}, ${transactions.merchantName}) else ${transactions.sourceMerchant} end`,
      rawDescriptor: transactions.rawName,
      memo: transactions.memo,
      shownName: transactions.merchantName,
    })
    .from(transactions)
    .where(eq(transactions.userId, userId));
}

/**
 * Purchases of some days that may be asked about: nobody has said whether they were a choice, and the probability of that
 * lies between the two given.
 */
export async function findUnsaidPurchases(
  db: Database,
  userId: string,
  days: { readonly from: LocalDate; readonly to: LocalDate },
  probability: { readonly from: number; readonly to: number },
): Promise<readonly MoneyRow[]> {
  return select(db)
    .leftJoin(transactionCorrections, isSaidOfRow)
    .where(
      and(
        eq(transactions.userId, userId),
        gte(transactions.localDate, days.from),
        lte(transactions.localDate, days.to),
        sql`${transactions.amount} > 0`,
        gte(transactions.discretionaryProbability, probability.from),
        lte(transactions.discretionaryProbability, probability.to),
        isNull(transactionCorrections.isDiscretionary),
        sql`${transactions.isRecurring} is not true`,
      ),
    )
    .orderBy(desc(transactions.timestamp), transactions.id);
}

function conditions(filter: RowFilter): readonly (SQL | undefined)[] {
  const { ids, merchants, line, categories, choice, from, to, atLeast, atMost, isUnclear } = filter;
  const { amount, discretionaryProbability } = transactions;
  const size = filter.isIn ? sql`-${amount}` : amount;
  return [
    ids && inArray(transactions.id, [...ids]),
    merchants && inArray(transactions.merchantName, [...merchants]),
    line === undefined
      ? undefined
      : sql`position(lower(${line}) in lower(coalesce(${transactions.rawName}, ''))) > 0`,
    categories && ofPairs(categories),
    choice &&
      or(
        and(eq(transactions.isDiscretionary, choice.isChoice), sql`${amount} > 0`),
        and(isNull(transactions.isDiscretionary), ofPairs(choice.unsaid), sql`${amount} > 0`),
      ),
    from === undefined ? undefined : gte(transactions.localDate, from),
    to === undefined ? undefined : lte(transactions.localDate, to),
    filter.isIn && sql`${amount} < 0`,
    atLeast === undefined ? undefined : sql`${size} >= ${String(atLeast)}::numeric`,
    atMost === undefined ? undefined : sql`${size} <= ${String(atMost)}::numeric and ${size} > 0`,
    filter.currency === undefined ? undefined : eq(transactions.currency, filter.currency),
    filter.isPending && eq(transactions.pending, true),
    filter.isRecurring && eq(transactions.isRecurring, true),
    isUnclear &&
      and(
        sql`${amount} > 0`,
        or(
          isNull(transactions.category),
          and(gte(discretionaryProbability, isUnclear.from), lte(discretionaryProbability, isUnclear.to)),
        ),
      ),
    filter.impulseFrom === undefined ? undefined : gte(transactions.impulseProbability, filter.impulseFrom),
  ];
}

function ofPairs(pairs: readonly CategoryPair[]): SQL | undefined {
  if (pairs.length === 0) return sql`false`;
  return or(
    ...pairs.map(({ category, subcategory }) =>
      and(
        category === null ? isNull(transactions.category) : eq(transactions.category, category),
        subcategory === null ? isNull(transactions.subcategory) : eq(transactions.subcategory, subcategory),
      ),
    ),
  );
}
