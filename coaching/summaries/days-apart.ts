import { eachDay, type LocalDate } from "../model/local-date.ts";
import type { DayRange } from "../questions/asked-period.ts";
import { BALANCE_PARTS, SCORE_CONFIG } from "../scores/config.ts";
import { SUMMARY_CONFIG, type SummaryConfig } from "./config.ts";
import type { DayNote, StoredScores } from "./note.ts";

type Balanced = StoredScores & { readonly date: LocalDate; readonly balance: number };

/**
 * The day of a period with the highest balance and the one with the lowest, each with what moved it most from a usual day.
 *
 * None with fewer than three days that have one, nor where both say the same score. Of equal days the later.
 */
export function daysApart(
  scores: ReadonlyMap<LocalDate, StoredScores>,
  { from, to }: DayRange,
  config: SummaryConfig = SUMMARY_CONFIG,
): readonly DayNote[] {
  const days = eachDay(from, to).flatMap((date): readonly Balanced[] => {
    const day = scores.get(date);
    return day === undefined || day.balance === null ? [] : [{ ...day, date, balance: day.balance }];
  });
  if (days.length < config.minScoredDays) return [];
  // Sorting keeps the order of equal days.
  const sorted = days.toSorted((one, other) => one.balance - other.balance);
  const hardest = sorted.findLast(({ balance }) => balance === sorted[0]?.balance);
  const best = sorted.at(-1);
  if (best === undefined || hardest === undefined || best.balance === hardest.balance) return [];
  return [noteOf("best_day", best, 1), noteOf("hardest_day", hardest, -1)];
}

function noteOf(kind: DayNote["kind"], day: Balanced, direction: 1 | -1): DayNote {
  const { weights } = SCORE_CONFIG.balance;
  const known = BALANCE_PARTS.flatMap((part) => {
    const score = day[part];
    return score === null ? [] : [{ part, weight: weights[part], score }];
  });
  const full = known.reduce((sum, { weight }) => sum + weight, 0);
  const [furthest] = known
    .map(({ part, weight, score }) => ({
      part,
      points: Math.round((weight / full) * (score - SCORE_CONFIG.base)),
    }))
    .filter(({ points }) => points * direction > 0)
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points));
  return {
    kind,
    date: day.date,
    score: day.balance,
    part: furthest?.part ?? null,
    points: furthest?.points ?? 0,
  };
}
