import { addDays, type LocalDate } from "../model/local-date.ts";
import { RECURRING_CONFIG } from "./config.ts";
import type { RecurringStream } from "./streams.ts";
import type { TrialSignal } from "./trials.ts";

/** Something about a stream that is worth a word to the person. */
export type StreamSignal<Stream extends RecurringStream = RecurringStream> =
  | { readonly kind: "new-subscription"; readonly stream: Stream }
  | {
      readonly kind: "price-rise";
      readonly stream: Stream;
      readonly fromMinor: number;
      readonly toMinor: number;
      readonly on: LocalDate;
    }
  /** Its payment is late; it may be over. */
  | { readonly kind: "missed"; readonly stream: Stream }
  /** Lately ended: nothing came when it was due, nor a period later. */
  | { readonly kind: "ended"; readonly stream: Stream }
  | TrialSignal;

/**
 * What has begun, what costs more, what is late and what has ended lately.
 *
 * @param historyFrom first day of the person's transactions
 */
export function streamSignals<Stream extends RecurringStream>(
  streams: readonly Stream[],
  { asOf, historyFrom }: { readonly asOf: LocalDate; readonly historyFrom: LocalDate },
): StreamSignal<Stream>[] {
  const { newDays, seenBeforeDays } = RECURRING_CONFIG.signals;
  return streams.flatMap((stream): StreamSignal<Stream>[] => {
    const { firstDate, lastDate, nextDate, priceChange, status } = stream;
    if (status === "ended") {
      // Told once it is so, and for as long as a beginning is.
      return nextDate >= addDays(asOf, -newDays) || lastDate >= addDays(asOf, -newDays)
        ? [{ kind: "ended", stream }]
        : [];
    }
    const isNew = firstDate >= addDays(asOf, -newDays) && firstDate >= addDays(historyFrom, seenBeforeDays);
    const begun: StreamSignal<Stream>[] = isNew ? [{ kind: "new-subscription", stream }] : [];
    if (status === "missed") begun.push({ kind: "missed", stream });
    if (priceChange === null || priceChange.toMinor <= priceChange.fromMinor) return begun;
    return [...begun, { kind: "price-rise", stream, ...priceChange }];
  });
}
