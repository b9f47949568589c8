import { median } from "simple-statistics";
import { type Days, type DayValue, indexDays, lastReset, spanOf, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";

const WINDOW_DAYS = 7;
const MIN_DAYS = 5;
/** Points a day below which nothing is said to rise or fall. */
const STEEP = 1.5;
/** How far the days have to agree on the direction: this share of all pairs of days, more up than down. */
const AGREEING = 0.5;

export type StressTrend = {
  /** Points of stress a day, by Theil and Sen: the middle of the slopes between any two days. */
  readonly slope: number;
  readonly direction: "rising" | "falling" | "flat";
};

/**
 * `stress_trend_7_days`: where stress went over the seven days that end on `date`.
 *
 * Told from five values of one device on. It rises where the slope is 1.5 points a day or more and at least three of four pairs
 * of days agree (Mann-Kendall S of half of all pairs or more); falls likewise.
 */
export function stressTrend(days: Days, date: LocalDate): Feature<StressTrend> {
  const index = indexDays(days);
  const day = dayNumber(date);
  const first = Math.max(
    day - WINDOW_DAYS + 1,
    lastReset(index, "stressLevel", day) ?? Number.NEGATIVE_INFINITY,
  );
  const known = valuesBetween(index, "stressLevel", first, day);
  const span = spanOf(known);
  if (span === null || known.length < MIN_DAYS) return notMeasured("not_enough_days", known.length, MIN_DAYS);
  const { slope, agreement, pairs } = slopesOf(known);
  const isAgreed = Math.abs(agreement) >= AGREEING * pairs;
  const direction =
    isAgreed && slope >= STEEP && agreement > 0
      ? "rising"
      : isAgreed && slope <= -STEEP && agreement < 0
        ? "falling"
        : "flat";
  return {
    kind: "measured",
    value: { slope, direction },
    n: known.length,
    from: dateOfDayNumber(span.first),
    to: dateOfDayNumber(span.last),
  };
}

/** The middle slope, and pairs of days that rise less those that fall (Mann-Kendall S). */
function slopesOf(known: readonly DayValue[]) {
  const slopes: number[] = [];
  let agreement = 0;
  for (const [at, later] of known.entries()) {
    for (const earlier of known.slice(0, at)) {
      slopes.push((later.value - earlier.value) / (later.day - earlier.day));
      agreement += Math.sign(later.value - earlier.value);
    }
  }
  return { slope: median(slopes), agreement, pairs: slopes.length };
}
