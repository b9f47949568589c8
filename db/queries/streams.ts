import { and, asc, between, eq } from "drizzle-orm";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import { RECURRING_CONFIG } from "../../coaching/recurring/config.ts";
import { findRecurring, type RecurringStream } from "../../coaching/recurring/streams.ts";
import type { StreamWord } from "../../coaching/recurring/word.ts";
import type { Database } from "../client.ts";
import { transactions } from "../schema/money.ts";
import { recurringWords } from "../schema/money-said.ts";

/** A stream with the merchant's name as it was last shown. */
export type NamedStream = RecurringStream & { readonly name: string | null };

/** Two years and some: an annual payment is one from its second on. */
const LOOK_BACK_DAYS = 800;

/** A person's recurring payments, as far as they are known today. */
export async function loadStreams(
  db: Database,
  { userId }: { readonly userId: string },
  today: LocalDate,
): Promise<readonly NamedStream[]> {
  const found = await db
    .select({
      id: transactions.id,
      date: transactions.localDate,
      merchantName: transactions.merchantName,
      rawDescriptor: transactions.rawName,
      amount: transactions.amount,
      currency: transactions.currency,
      category: transactions.category,
      subcategory: transactions.subcategory,
      pending: transactions.pending,
    })
    .from(transactions)
    .where(
      and(
        eq(transactions.userId, userId),
        between(transactions.localDate, addDays(today, -LOOK_BACK_DAYS), today),
      ),
    )
    .orderBy(asc(transactions.localDate), asc(transactions.id));
  const rows = found
    .filter(({ currency }) => isCurrency(currency))
    .map(({ amount, ...row }) => ({ ...row, amountMinor: minorFromDecimal(amount, row.currency) }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return findRecurring(rows, { asOf: today, words: await loadWords(db, userId) }).map((stream) => {
    const last = byId.get(stream.transactionIds.at(-1) ?? "");
    return { ...stream, name: last?.merchantName ?? last?.rawDescriptor ?? null };
  });
}

/** What the person said about streams, the later last. */
async function loadWords(db: Database, userId: string): Promise<readonly StreamWord[]> {
  const found = await db
    .select()
    .from(recurringWords)
    .where(eq(recurringWords.userId, userId))
    .orderBy(asc(recurringWords.saidAt), asc(recurringWords.id));
  return found.flatMap(({ merchantKey: key, currency, cadence, fromAmount, toAmount, isRecurring }) => {
    const known = RECURRING_CONFIG.periods.find((period) => period.cadence === cadence)?.cadence;
    if (known === undefined || !isCurrency(currency)) return [];
    const fromMinor = minorFromDecimal(fromAmount, currency);
    const toMinor = minorFromDecimal(toAmount, currency);
    return [{ key, currency, cadence: known, fromMinor, toMinor, isRecurring }];
  });
}
