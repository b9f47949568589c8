import { quantileSorted } from "simple-statistics";
import { dateOfDayNumber, type LocalDate } from "../model/local-date.ts";
import { isSamePrice } from "./amounts.ts";
import { RECURRING_CONFIG } from "./config.ts";
import type { PaymentEvent } from "./event.ts";
import { dayInMonth, monthOfDay, nearestMonth } from "./month-grid.ts";
import type { ScoredChain } from "./score.ts";

/** Where a stream stands: seen often enough or not yet, late, or over. */
export type StreamStatus = "early" | "mature" | "missed" | "ended";

export type PriceChange = { readonly fromMinor: number; readonly toMinor: number; readonly on: LocalDate };

/** What follows from a stream's past payments. */
export type Outlook = {
  readonly status: StreamStatus;
  readonly nextDate: LocalDate;
  /** Days by which the next payment may come earlier or later. */
  readonly nextWindowDays: number;
  readonly nextAmountMinor: number;
  /** What the last payment came to: of a price that changed once, the new one, which nothing is expected by yet. */
  readonly lastAmountMinor: number;
  /** Least and most of the last three bills; null for a price. */
  readonly nextAmountRange: readonly [lowMinor: number, highMinor: number] | null;
  /** Chance that the next payment comes at all, 0 to 1. */
  readonly nextChance: number;
  readonly priceChange: PriceChange | null;
};

const CONFIG = RECURRING_CONFIG.outlook;

/** What to expect of a stream, seen from a day (as in `dayNumber`). */
export function outlookOf(found: ScoredChain, asOf: number): Outlook {
  const { chain, period, probability } = found;
  const last = chain.at(-1)?.day ?? 0;
  const next = nextDay(found);
  const late = asOf - next;
  const { days, toleranceDays } = period;
  const overdue = Math.max(0, Math.ceil((late - toleranceDays) / days));
  const alive = CONFIG.comes * CONFIG.overdue ** overdue;
  const offsets = [...found.fit.offsets].sort((a, b) => a - b);
  const recent = chain
    .slice(-3)
    .map(({ amountMinor }) => amountMinor)
    .sort((a, b) => a - b);
  return {
    status: statusOf(chain.length, days, late, toleranceDays),
    nextDate: dateOfDayNumber(next),
    nextWindowDays: Math.max(CONFIG.leastWindowDays, Math.ceil(quantileSorted(offsets, 0.9))),
    nextAmountMinor: nextAmount(found),
    lastAmountMinor: chain.at(-1)?.amountMinor ?? 0,
    nextAmountRange: found.isVariable ? [recent[0] ?? 0, recent.at(-1) ?? 0] : null,
    nextChance: (probability * alive) / (alive + CONFIG.ends),
    priceChange: last > asOf ? null : priceChangeOf(found),
  };
}

function statusOf(payments: number, days: number, late: number, tolerance: number): StreamStatus {
  if (late > days + tolerance) return "ended";
  if (late > days / 2 + tolerance) return "missed";
  return payments < (days > 180 ? 2 : 3) ? "early" : "mature";
}

function nextDay({ chain, period }: ScoredChain): number {
  const last = chain.at(-1)?.day ?? 0;
  if (period.months === 0) return Math.round(last + period.days);
  const daysOfMonth = chain.map(({ day }) => monthOfDay(day).dayOfMonth).sort((a, b) => a - b);
  const spread = (daysOfMonth.at(-1) ?? 0) - (daysOfMonth[0] ?? 0);
  const anchor =
    spread >= CONFIG.spreadDays
      ? monthOfDay(chain[0]?.day ?? 0).dayOfMonth
      : Math.round(quantileSorted(daysOfMonth, 0.5));
  const month = nearestMonth(last, anchor) + period.months;
  const due = dayInMonth(month, anchor);
  return due - last < CONFIG.nearestNext * period.days ? dayInMonth(month + 1, anchor) : due;
}

function nextAmount({ chain, isVariable }: ScoredChain): number {
  const last = chain.at(-1);
  const beforeLast = chain.at(-2) ?? last;
  if (last === undefined || beforeLast === undefined) return 0;
  if (!isVariable && isSamePrice(beforeLast.amountMinor, last.amountMinor)) return last.amountMinor;
  const recent = chain
    .slice(-3)
    .map(({ amountMinor }) => amountMinor)
    .sort((a, b) => a - b);
  return Math.round(quantileSorted(recent, 0.5));
}

/** Two payments must agree on a new price; a single odd one is only odd. */
function priceChangeOf({ chain, isVariable }: ScoredChain): PriceChange | null {
  const [before, first, second] = chain.slice(-3) as readonly (PaymentEvent | undefined)[];
  if (isVariable || !before || !first || !second) return null;
  if (!isSamePrice(first.amountMinor, second.amountMinor)) return null;
  const change = Math.abs(first.amountMinor / before.amountMinor - 1);
  if (change <= CONFIG.priceChange) return null;
  return { fromMinor: before.amountMinor, toMinor: second.amountMinor, on: dateOfDayNumber(first.day) };
}
