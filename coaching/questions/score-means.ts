import type { LocalDate } from "../model/local-date.ts";
import type { DayScores } from "../scores/day-scores.ts";
import type { ScoreSignal } from "../scores/score.ts";

export type ScoreName = "balance" | "energy" | "mood" | "financial";

/** A score's mean over the days that have one. */
export type ScoreMean = {
  /** Mean of the whole scores, as they were or would be said. */
  readonly mean: number;
  /** Days with a score. */
  readonly n: number;
  readonly low: DatedScore;
  readonly high: DatedScore;
};

export type DatedScore = { readonly date: LocalDate; readonly score: number };

/** The days that have a score, in their order. */
export function scoredDays(days: readonly DayScores[], name: ScoreName): readonly DatedScore[] {
  return days.flatMap((day) => {
    const result = day[name];
    return result.kind === "scored" ? [{ date: day.date, score: result.score }] : [];
  });
}

/** Null without a single score. Of equal lows and highs the later day. */
export function meanScore(days: readonly DayScores[], name: ScoreName): ScoreMean | null {
  const scored = scoredDays(days, name);
  const sorted = scored.toSorted((left, right) => left.score - right.score);
  const [low] = sorted;
  const high = sorted.at(-1);
  if (low === undefined || high === undefined) return null;
  const lows = scored.filter(({ score }) => score === low.score);
  const sum = scored.reduce((total, { score }) => total + score, 0);
  return { mean: sum / scored.length, n: scored.length, low: lows.at(-1) ?? low, high };
}

/** Two halves of some days held against each other; the odd day in the middle belongs to the second. */
export type HalfMeans = {
  readonly first: ScoreMean | null;
  readonly second: ScoreMean | null;
  /** Where the second half begins. */
  readonly splitOn: LocalDate;
};

/** Null for fewer than two days. */
export function halfMeans(days: readonly DayScores[], name: ScoreName): HalfMeans | null {
  const middle = Math.floor(days.length / 2);
  const splitOn = days[middle]?.date;
  if (middle === 0 || splitOn === undefined) return null;
  return {
    first: meanScore(days.slice(0, middle), name),
    second: meanScore(days.slice(middle), name),
    splitOn,
  };
}

/** What one signal did to a score over some days. */
export type MeanPoints = {
  readonly signal: ScoreSignal;
  /** Mean over all days with the score; a day on which the signal is missing counts as 0 points. */
  readonly points: number;
  /** Days on which it is known. */
  readonly n: number;
};

/**
 * A score's contributors over some days, the most moving first.
 *
 * Their points sum to the mean of the exact scores less 60, as they do on a single day.
 */
export function meanPoints(days: readonly DayScores[], name: ScoreName): readonly MeanPoints[] {
  const sums = new Map<ScoreSignal, { points: number; n: number }>();
  let scored = 0;
  for (const day of days) {
    const result = day[name];
    if (result.kind === "unscored") continue;
    scored++;
    for (const { signal, points } of result.contributors) {
      const sum = sums.get(signal) ?? { points: 0, n: 0 };
      sum.points += points;
      sum.n++;
      sums.set(signal, sum);
    }
  }
  return [...sums]
    .map(([signal, { points, n }]) => ({ signal, points: points / scored, n }))
    .sort(
      (left, right) =>
        Math.abs(right.points) - Math.abs(left.points) || (left.signal < right.signal ? -1 : 1),
    );
}
