import { daysBetween, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";
import type { RecurringStream } from "../recurring/streams.ts";

const MIN_OCCURRENCES = 2;
const MIN_HISTORY_DAYS = 45;

/** A payment among those of its merchant. */
export type PaymentAtMerchant = {
  readonly id: string;
  /** Days of every payment to its merchant up to the day looked from, its own among them; any order. */
  readonly merchantDates: readonly LocalDate[];
};

/** What recurrence is judged by. */
export type RecurringGround = {
  readonly streams: readonly Pick<
    RecurringStream,
    "transactionIds" | "probability" | "isSaid" | "firstDate" | "lastDate"
  >[];
  /** First day of the person's transactions; null without any. */
  readonly historyFrom: LocalDate | null;
};

/**
 * `recurring_payment_probability`: how likely a payment is one of those that come back on a calendar, 0 to 1.
 *
 * That of the stream it belongs to, else 0. Before a second payment to its merchant and 45 days of history nothing is told, but
 * what the person said holds at once.
 */
export function recurringPaymentProbability(
  { id, merchantDates }: PaymentAtMerchant,
  { streams, historyFrom }: RecurringGround,
  date: LocalDate,
): Feature<number> {
  const stream = streams.find(({ transactionIds }) => transactionIds.includes(id));
  const measured = (value: number, n: number, from: LocalDate, to: LocalDate) =>
    ({ kind: "measured", value, n, from, to }) as const;
  const told =
    stream && measured(stream.probability, stream.transactionIds.length, stream.firstDate, stream.lastDate);
  if (stream?.isSaid === true && told !== undefined) return told;
  const dates = merchantDates.toSorted();
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined || dates.length < MIN_OCCURRENCES) {
    return notMeasured("not_enough_payments", dates.length, MIN_OCCURRENCES);
  }
  const history = historyFrom === null ? 0 : daysBetween(historyFrom, date) + 1;
  if (history < MIN_HISTORY_DAYS) return notMeasured("not_enough_days", history, MIN_HISTORY_DAYS);
  return told ?? measured(0, dates.length, first, last);
}
