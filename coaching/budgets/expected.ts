import { addDays, daysBetween, type LocalDate, monthEndOf } from "../model/local-date.ts";
import type { RecurringStream } from "../recurring/streams.ts";
import { periodOf } from "../recurring/subscriptions.ts";
import { BUDGET_CONFIG } from "./config.ts";

/** A recurring payment that has not come yet. */
export type ExpectedPayment<Stream extends RecurringStream = RecurringStream> = {
  readonly stream: Stream;
  /** From today on, also of one that is late. */
  readonly date: LocalDate;
  /** Its own day by the calendar. */
  readonly dueDate: LocalDate;
  readonly amountMinor: number;
};

/** Most payments of one stream looked ahead for. */
const MOST = 60;

/**
 * Recurring payments to be expected from today through a day, by day. One that is a little late is expected today; those
 * that are missed, over or unlikely are not. Later than payments of its rhythm come it has not come: a yearly one that was
 * given up would be expected for half a year.
 */
export function expectedPayments<Stream extends RecurringStream>(
  streams: readonly Stream[],
  { today, to }: { readonly today: LocalDate; readonly to: LocalDate },
): readonly ExpectedPayment<Stream>[] {
  return streams
    .filter(isRunning)
    .flatMap((stream) =>
      datesOf(stream, to)
        .filter((date) => daysBetween(date, today) <= lateDays(stream))
        .map((dueDate) => ({
          stream,
          date: dueDate < today ? today : dueDate,
          dueDate,
          amountMinor: stream.nextAmountMinor,
        })),
    )
    .filter(({ date }) => date <= to)
    .sort((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0));
}

/** The most that a payment of this rhythm is late. */
function lateDays({ cadence }: RecurringStream): number {
  return periodOf(cadence)?.toleranceDays ?? 0;
}

function isRunning({ status, nextChance }: RecurringStream): boolean {
  return status !== "ended" && status !== "missed" && nextChance >= BUDGET_CONFIG.expectedFrom;
}

function datesOf({ cadence, nextDate }: RecurringStream, to: LocalDate): readonly LocalDate[] {
  const period = periodOf(cadence);
  if (period === undefined) return [];
  const after = (steps: number) =>
    period.months > 0
      ? addMonths(nextDate, steps * period.months)
      : addDays(nextDate, Math.round(steps * period.days));
  const dates: LocalDate[] = [];
  for (let steps = 0; steps < MOST && after(steps) <= to; steps++) dates.push(after(steps));
  return dates;
}

/** The same day of a later month, or its last. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const two = (number: number, width: number) => String(number).padStart(width, "0");
  const month = `${two(Math.floor(count / 12), 4)}-${two((count % 12) + 1, 2)}`;
  const last = monthEndOf(`${month}-01`);
  const same = `${month}-${date.slice(8)}`;
  return same < last ? same : last;
}
