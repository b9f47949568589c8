import { addDays, type LocalDate } from "../model/local-date.ts";
import type { RecurringStream } from "./streams.ts";

/** Something about a stream that is worth a word to the person. */
export type StreamSignal =
  | { readonly kind: "new-subscription"; readonly stream: RecurringStream }
  | {
      readonly kind: "price-rise";
      readonly stream: RecurringStream;
      readonly fromMinor: number;
      readonly toMinor: number;
      readonly on: LocalDate;
    };

/** How long a first payment counts as new. */
const NEW_DAYS = 70;
/** How long the merchant's absence must have been seen before, or everything of a fresh account would be new. */
const SEEN_BEFORE_DAYS = 60;

/**
 * What has begun and what costs more, among streams that still run.
 *
 * @param historyFrom first day of the person's transactions
 */
export function streamSignals(
  streams: readonly RecurringStream[],
  { asOf, historyFrom }: { readonly asOf: LocalDate; readonly historyFrom: LocalDate },
): StreamSignal[] {
  return streams.flatMap((stream): StreamSignal[] => {
    if (stream.status === "ended") return [];
    const { firstDate, priceChange } = stream;
    const isNew =
      firstDate >= addDays(asOf, -NEW_DAYS) && firstDate >= addDays(historyFrom, SEEN_BEFORE_DAYS);
    const begun: StreamSignal[] = isNew ? [{ kind: "new-subscription", stream }] : [];
    if (priceChange === null || priceChange.toMinor <= priceChange.fromMinor) return begun;
    return [...begun, { kind: "price-rise", stream, ...priceChange }];
  });
}
