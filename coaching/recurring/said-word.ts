import type { LocalDate } from "../model/local-date.ts";
import { type Cadence, RECURRING_CONFIG } from "./config.ts";
import type { Payment } from "./event.ts";
import { findRecurring } from "./streams.ts";
import type { StreamWord } from "./word.ts";

/** What "that's a subscription" or "it isn't" about one payment means: the word, and the payments it is about. */
export type SaidOfPayment = {
  readonly word: Omit<StreamWord, "key" | "currency">;
  readonly transactionIds: readonly string[];
};

/** How far around the amounts seen a word holds, so that a price that changes is still meant. */
const LOWER = 0.8;
const UPPER = 1.25;
/** Stands for the merchant, whatever its payments are named. */
const KEY = "ONE";
/** The most frequent first. */
const CADENCES = RECURRING_CONFIG.periods
  .toSorted((left, right) => right.prior - left.prior)
  .map(({ cadence }) => cadence);

/**
 * Turns a person's word about one payment into one about its stream.
 *
 * Where the payments show no stream, the first rhythm in which the payment fits with others is taken, the most frequent
 * ones first; a payment that stands alone counts as monthly.
 *
 * @param payments those to one merchant, the payment among them
 * @throws RangeError when it is not
 */
export function wordAbout(
  payments: readonly Payment[],
  transactionId: string,
  said: { readonly isRecurring: boolean; readonly asOf: LocalDate },
): SaidOfPayment {
  const payment = payments.find(({ id }) => id === transactionId);
  if (payment === undefined) throw new RangeError("expected the payment among its merchant's");
  const { isRecurring, asOf } = said;
  const own = payments.filter(({ currency }) => currency === payment.currency);
  const named = own.map((row) => ({ ...row, merchantName: KEY }));
  const wordOf = (cadence: Cadence, ids: readonly string[]): SaidOfPayment => {
    const amounts = own.filter(({ id }) => ids.includes(id)).map(({ amountMinor }) => amountMinor);
    const fromMinor = Math.floor(Math.min(...amounts) * LOWER);
    const toMinor = Math.ceil(Math.max(...amounts) * UPPER);
    return { word: { cadence, fromMinor, toMinor, isRecurring }, transactionIds: ids };
  };
  const streamOf = (words: readonly StreamWord[]) =>
    findRecurring(named, { asOf, words }).find((stream) => stream.transactionIds.includes(transactionId));
  const seen = streamOf([]);
  if (seen !== undefined) return wordOf(seen.cadence, seen.transactionIds);
  const { currency } = payment;
  for (const cadence of CADENCES) {
    const { word } = wordOf(cadence, [transactionId]);
    const stream = streamOf([{ ...word, key: KEY, currency, isRecurring: true }]);
    if (stream?.cadence === cadence) return wordOf(cadence, stream.transactionIds);
  }
  return wordOf("monthly", [transactionId]);
}
