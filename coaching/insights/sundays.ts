import { CORRELATION_CONFIG } from "../correlations/config.ts";
import { addDays, type LocalDate, weekStartOf } from "../model/local-date.ts";

/** A newcomer's history is looked at as it would have been week by week, so many weeks back: what a window holds. */
const MOST_SUNDAYS = 26;

/** The last Sunday that has ended on a day: looks are made of whole weeks, on that day only. */
export function sundayBefore(today: LocalDate): LocalDate {
  return addDays(weekStartOf(today), -1);
}

/** First day of a look's window. */
export function windowStart(sunday: LocalDate): LocalDate {
  return addDays(sunday, 1 - CORRELATION_CONFIG.windowDays);
}

/**
 * Days of which at least one has to be known for a look to be worth making: earlier than that no window reaches, and
 * from a later one on no two signals have the fewest days in common that a test needs.
 */
export function daysThatAllowLook(sunday: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } {
  return { from: windowStart(sunday), to: addDays(sunday, 1 - CORRELATION_CONFIG.minPairs) };
}

/**
 * The Sundays that a look is missing for, oldest first.
 *
 * @param looked Sundays that were looked at
 * @param most newest Sundays that are asked about
 */
export function sundaysNotLookedAt(
  today: LocalDate,
  looked: ReadonlySet<LocalDate>,
  most = MOST_SUNDAYS,
): readonly LocalDate[] {
  const last = sundayBefore(today);
  return Array.from({ length: most }, (_, back) => addDays(last, -7 * (most - 1 - back))).filter(
    (sunday) => !looked.has(sunday),
  );
}

/** The days that some looks' windows lie in; null without any. */
export function windowsOf(
  sundays: readonly LocalDate[],
): { readonly from: LocalDate; readonly to: LocalDate } | null {
  const sorted = sundays.toSorted();
  const [first] = sorted;
  const to = sorted.at(-1);
  return first === undefined || to === undefined ? null : { from: windowStart(first), to };
}
