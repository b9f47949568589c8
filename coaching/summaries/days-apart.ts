import type { DayRange } from "../questions/asked-period.ts";
import { BALANCE_PARTS, type BalancePart } from "../scores/config.ts";
import type { DayScores } from "../scores/day-scores.ts";
import type { Scored } from "../scores/score.ts";
import { SUMMARY_CONFIG, type SummaryConfig } from "./config.ts";
import type { DayNote } from "./note.ts";

/**
 * The day of a period with the highest balance and the one with the lowest, each with what moved it most from a usual day.
 *
 * None with fewer than three days that have one, nor where both say the same score. Of equal days the later.
 */
export function daysApart(
  scores: readonly DayScores[],
  { from, to }: DayRange,
  config: SummaryConfig = SUMMARY_CONFIG,
): readonly DayNote[] {
  const scored = scores.flatMap(({ date, balance }) =>
    balance.kind === "scored" && date >= from && date <= to ? [{ date, balance }] : [],
  );
  if (scored.length < config.minScoredDays) return [];
  // Sorting keeps the order of equal days.
  const byScore = scored.toSorted((one, other) => one.balance.score - other.balance.score);
  const lowest = byScore[0]?.balance.score;
  const hardest = byScore.findLast(({ balance }) => balance.score === lowest);
  const best = byScore.at(-1);
  if (best === undefined || hardest === undefined || best.balance.score === hardest.balance.score) return [];
  return [noteOf("best_day", best, 1), noteOf("hardest_day", hardest, -1)];
}

function noteOf(
  kind: DayNote["kind"],
  { date, balance }: { readonly date: string; readonly balance: Scored },
  direction: 1 | -1,
): DayNote {
  const [furthest] = balance.contributors
    .flatMap(({ signal, points }) => (isBalancePart(signal) ? [{ signal, points: Math.round(points) }] : []))
    .filter(({ points }) => points * direction > 0)
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points));
  return { kind, date, score: balance.score, part: furthest?.signal ?? null, points: furthest?.points ?? 0 };
}

function isBalancePart(signal: string): signal is BalancePart {
  return BALANCE_PARTS.some((part) => part === signal);
}
