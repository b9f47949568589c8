import { median } from "simple-statistics";
import {
  type DayIndex,
  type Days,
  type DayValue,
  indexDays,
  spanOf,
  valuesBetween,
} from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";

const WINDOW_DAYS = 14;
/** Days with an answer that lie further apart say nothing of the change from day to day. */
const MOST_GAP_DAYS = 2;
const MIN_DIFFERENCES = 6;

/** Both on the scale of 0 to 100; a mood that never moves gives 0. */
export type MoodVolatility = {
  /** Root mean square of the differences from day to day, a difference over two days by half its square (Jahng and others). */
  readonly rmssd: number;
  /** Standard deviation of the days. */
  readonly sd: number;
};

/** `mood_volatility`: how much mood moves from one day to the next over the 14 days that end on `date`. */
export function moodVolatility(days: Days, date: LocalDate): Feature<MoodVolatility> {
  const day = dayNumber(date);
  const answered = valuesBetween(indexDays(days), "mood", day - WINDOW_DAYS + 1, day);
  const squares = squaresOf(answered);
  const span = spanOf(answered);
  if (span === null || squares.length < MIN_DIFFERENCES) {
    return notMeasured("not_enough_days", squares.length, MIN_DIFFERENCES);
  }
  const moods = answered.map(({ value }) => value * 10);
  const mean = moods.reduce((sum, mood) => sum + mood, 0) / moods.length;
  const spread = moods.reduce((sum, mood) => sum + (mood - mean) ** 2, 0) / (moods.length - 1);
  return {
    kind: "measured",
    value: {
      rmssd: Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length),
      sd: Math.sqrt(spread),
    },
    n: answered.length,
    from: dateOfDayNumber(span.first),
    to: dateOfDayNumber(span.last),
  };
}

/** Squared differences of neighbouring answers on the scale of 0 to 100, each by the days between them. */
function squaresOf(answered: readonly DayValue[]): readonly number[] {
  return answered.slice(1).flatMap((later, at) => {
    const earlier = answered[at];
    const gap = earlier === undefined ? Number.POSITIVE_INFINITY : later.day - earlier.day;
    if (earlier === undefined || gap > MOST_GAP_DAYS) return [];
    return [((later.value - earlier.value) * 10) ** 2 / gap];
  });
}

/** Stretches of 14 days before the one looked at that the own usual is the middle of, and how many of them it takes. */
const EARLIER_WINDOWS = 4;
const MIN_EARLIER = 2;
/** So many times the own usual, or as small a part of it, is more than chance moves it. */
const APART = 1.4;

/**
 * How steady mood was against the person's own weeks before: `steadier`, `usual` or `less-steady`.
 *
 * @returns null where one of the two is not known: fewer than two of the four stretches before
 */
export function moodSteadiness(days: Days, date: LocalDate): "steadier" | "usual" | "less-steady" | null {
  const index = indexDays(days);
  const now = moodVolatility(index, date);
  const usual = usualVolatility(index, date);
  if (now.kind === "missing" || usual === null) return null;
  if (now.value.rmssd > usual * APART) return "less-steady";
  return now.value.rmssd * APART < usual ? "steadier" : "usual";
}

function usualVolatility(index: DayIndex, date: LocalDate): number | null {
  const earlier = Array.from({ length: EARLIER_WINDOWS }, (_, window) =>
    moodVolatility(index, dateOfDayNumber(dayNumber(date) - WINDOW_DAYS * (window + 1))),
  ).flatMap((feature) => (feature.kind === "measured" ? [feature.value.rmssd] : []));
  return earlier.length < MIN_EARLIER ? null : median(earlier);
}
