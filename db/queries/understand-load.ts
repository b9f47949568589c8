import { and, asc, desc, eq, sql } from "drizzle-orm";
import { isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import type { MoneySaid, SourceMovement } from "../../coaching/money/source-row.ts";
import { rowKey } from "../../coaching/money/source-row.ts";
import type { Understood } from "../../coaching/money/understand.ts";
import { RECURRING_CONFIG } from "../../coaching/recurring/config.ts";
import type { StreamWord } from "../../coaching/recurring/word.ts";
import type { Database } from "../client.ts";
import { accounts, transactions } from "../schema/money.ts";
import { merchantRules, recurringWords, transactionCorrections } from "../schema/money-said.ts";

/** Rows of one person that are understood together, the newest; a purchase a quarter of an hour for a year and a half. */
const MOST_ROWS = 60_000;

/** A row with what is stored of it now, and the version of it that was read. */
export type StoredMovement = SourceMovement & {
  readonly stored: Omit<Understood, "id">;
  readonly understoodBy: string | null;
  /** The row's own version: another one, and somebody has changed it since. */
  readonly version: string;
};

/** Everything that one person's money is understood from. */
export type MoneyInputs = {
  readonly rows: readonly StoredMovement[];
  readonly said: MoneySaid;
  /** By account id. */
  readonly accountTypes: ReadonlyMap<string, string>;
};

export async function loadMoneyInputs(db: Database, userId: string): Promise<MoneyInputs> {
  // One after another: a correction that comes in between queues another understanding.
  const rows = await loadRows(db, userId);
  const said = await loadSaid(db, userId);
  const types = await db
    .select({ id: accounts.id, type: accounts.accountType })
    .from(accounts)
    .where(eq(accounts.userId, userId));
  return {
    rows: withLegacySources(rows, said),
    said,
    accountTypes: new Map(types.map(({ id, type }) => [id, type])),
  };
}

async function loadRows(db: Database, userId: string): Promise<readonly StoredMovement[]> {
  const found = await db
    .select({
      id: transactions.id,
      accountId: transactions.accountId,
      externalId: transactions.externalId,
      at: transactions.timestamp,
      date: transactions.localDate,
      timeKnown: transactions.timeKnown,
      source: transactions.source,
      splitOf: transactions.splitOf,
      rawName: transactions.rawName,
      memo: transactions.memo,
      sourceMerchant: transactions.sourceMerchant,
      sourceCategory: transactions.sourceCategory,
      isCategoryDoubtful: transactions.isCategoryDoubtful,
      amount: transactions.amount,
      currency: transactions.currency,
      pending: transactions.pending,
      merchantName: transactions.merchantName,
      category: transactions.category,
      subcategory: transactions.subcategory,
      isDiscretionary: transactions.isDiscretionary,
      discretionaryProbability: transactions.discretionaryProbability,
      discretionaryReason: transactions.discretionaryReason,
      isRecurring: transactions.isRecurring,
      recurringProbability: transactions.recurringProbability,
      impulseProbability: transactions.impulseProbability,
      impulseReasons: transactions.impulseReasons,
      understoodBy: transactions.understoodBy,
      version: sql<string>`${transactions}.xmin::text`,
    })
    .from(transactions)
    .where(eq(transactions.userId, userId))
    .orderBy(desc(transactions.localDate), desc(transactions.timestamp), desc(transactions.id))
    .limit(MOST_ROWS);
  return found
    .filter(({ currency }) => isCurrency(currency))
    .map(
      ({
        amount,
        understoodBy,
        version,
        merchantName,
        category,
        subcategory,
        isDiscretionary,
        discretionaryProbability,
        discretionaryReason,
        isRecurring,
        recurringProbability,
        impulseProbability,
        impulseReasons,
        ...row
      }) => ({
        ...row,
        amountMinor: minorFromDecimal(amount, row.currency),
        understoodBy,
        version,
        stored: {
          merchantName,
          category,
          subcategory,
          isDiscretionary,
          discretionaryProbability,
          // What we wrote ourselves; it is only compared here.
          discretionaryReason: discretionaryReason as Understood["discretionaryReason"],
          isRecurring,
          recurringProbability,
          impulseProbability,
          impulseReasons: impulseReasons as Understood["impulseReasons"],
        },
      }),
    );
}

async function loadSaid(db: Database, userId: string): Promise<MoneySaid> {
  const corrections = await db
    .select()
    .from(transactionCorrections)
    .where(eq(transactionCorrections.userId, userId));
  const merchants = await db.select().from(merchantRules).where(eq(merchantRules.userId, userId));
  return {
    rows: new Map(corrections.map((said) => [rowKey(said), said])),
    merchants,
    streams: await loadStreamWords(db, userId),
  };
}

/** The later after the earlier. */
async function loadStreamWords(db: Database, userId: string): Promise<readonly StreamWord[]> {
  const words = await db
    .select()
    .from(recurringWords)
    .where(and(eq(recurringWords.userId, userId)))
    .orderBy(asc(recurringWords.saidAt), asc(recurringWords.id));
  return words.flatMap((word) => {
    const period = RECURRING_CONFIG.periods.find(({ cadence }) => cadence === word.cadence);
    if (period === undefined || !isCurrency(word.currency)) return [];
    return {
      key: word.merchantKey,
      currency: word.currency,
      cadence: period.cadence,
      fromMinor: minorFromDecimal(word.fromAmount, word.currency),
      toMinor: minorFromDecimal(word.toAmount, word.currency),
      isRecurring: word.isRecurring,
    };
  });
}

/**
 * Rows that were stored with an answer and without anything their source said: it is taken from the answer, once, unless
 * the answer is a correction. So are hand entries, whose source is the person and what was read out of their words.
 */
function withLegacySources(
  rows: readonly StoredMovement[],
  { rows: said, merchants }: MoneySaid,
): readonly StoredMovement[] {
  return rows.map((row) => {
    const { merchantName, category, subcategory } = row.stored;
    if (row.source === "hand" && row.understoodBy === null && !said.has(rowKey(row))) {
      return {
        ...row,
        sourceCategory: row.sourceCategory ?? subcategory ?? category,
        sourceMerchant: row.sourceMerchant ?? merchantName,
      };
    }
    const saysNothing = [row.rawName, row.sourceMerchant, row.sourceCategory].every((text) => text === null);
    const isLegacy = row.understoodBy === null && row.source === "bank" && saysNothing;
    if (!isLegacy || said.has(rowKey(row)) || merchants.length > 0) return row;
    return { ...row, sourceCategory: subcategory ?? category, sourceMerchant: merchantName };
  });
}
