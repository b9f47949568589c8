import { addDays, type LocalDate } from "../model/local-date.ts";
import { RECURRING_CONFIG } from "./config.ts";
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

/**
 * What has begun and what costs more, among streams that still run.
 *
 * @param historyFrom first day of the person's transactions
 */
export function streamSignals(
  streams: readonly RecurringStream[],
  { asOf, historyFrom }: { readonly asOf: LocalDate; readonly historyFrom: LocalDate },
): StreamSignal[] {
  const { newDays, seenBeforeDays } = RECURRING_CONFIG.signals;
  return streams.flatMap((stream): StreamSignal[] => {
    if (stream.status === "ended") return [];
    const { firstDate, priceChange } = stream;
    const isNew = firstDate >= addDays(asOf, -newDays) && firstDate >= addDays(historyFrom, seenBeforeDays);
    const begun: StreamSignal[] = isNew ? [{ kind: "new-subscription", stream }] : [];
    if (priceChange === null || priceChange.toMinor <= priceChange.fromMinor) return begun;
    return [...begun, { kind: "price-rise", stream, ...priceChange }];
  });
}
