import { BUDGET_CONFIG } from "./config.ts";

/** How a person's spending grows through a month. */
export type MonthShape = {
  /** Share of the month spent by the end of each day, 0 to 1, never falling: `shares[0]` is 0, the last one 1. */
  readonly shares: readonly number[];
  /** Months of the person's own that it is made of, 0 to 12; 0 is a straight line. */
  readonly n: number;
};

/**
 * The usual shape of a month: the mean share spent by each day over the latest months, mixed with a straight line that
 * weighs two months. So a rent on the first of each month is expected on the first, and no alarm.
 *
 * A month without spending tells no shape and is left out; a day on which more came back than went out counts as nothing.
 * Days beyond the end of a shorter month count as its end.
 *
 * @param months net spending by day, minor units, one list per full month, oldest first
 * @param days length of the month that the shape is for, 28 to 31
 */
export function monthShape(months: readonly (readonly number[])[], days: number): MonthShape {
  const curves = months
    .slice(-BUDGET_CONFIG.mostMonths)
    .map(shareCurve)
    .filter((curve) => curve !== null);
  const n = curves.length;
  const line = BUDGET_CONFIG.lineMonths;
  const shares = Array.from({ length: days + 1 }, (_, day) => {
    if (day === days) return 1;
    const own = curves.reduce((sum, curve) => sum + (curve[day] ?? 1), 0);
    return Math.min(1, (own + (line * day) / days) / (n + line));
  });
  return { shares, n };
}

/** Share of the month spent through each day, from nothing before the first; null for a month without spending. */
function shareCurve(month: readonly number[]): readonly number[] | null {
  const sums = [0];
  for (const spent of month) sums.push((sums.at(-1) ?? 0) + Math.max(0, spent));
  const total = sums.at(-1) ?? 0;
  return total > 0 ? sums.map((sum) => sum / total) : null;
}

/** Where spending stands against the usual shape of a month. */
export type Pace = {
  readonly word: "ahead" | "on" | "behind";
  /** What of the budget the usual month would have spent by the end of today. */
  readonly expectedMinor: number;
  readonly n: number;
};

/**
 * Holds what was spent against the usual shape: `on` from what is usual by yesterday evening to what is usual by this one,
 * and a twentieth of the budget on either side.
 *
 * @param day day of the month, from 1
 */
export function paceOf(spentMinor: number, budgetMinor: number, shape: MonthShape, day: number): Pace {
  const by = (end: number) => budgetMinor * (shape.shares[end] ?? 1);
  const slack = budgetMinor * BUDGET_CONFIG.slack;
  const isAhead = spentMinor > by(day) + slack;
  const isBehind = spentMinor < by(day - 1) - slack;
  const word = isAhead ? "ahead" : isBehind ? "behind" : "on";
  return { word, expectedMinor: Math.round(by(day)), n: shape.n };
}
