import {
  addDays,
  eachDay,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekStartOf,
} from "../../coaching/model/local-date.ts";
import { decimalFromMinor } from "../../coaching/model/money.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../coaching/scores/score.ts";
import { periodMoney, type ScorableDays } from "../../coaching/scores/score-rows.ts";
import type { StoredScores } from "../../coaching/summaries/changes.ts";
import { firstDayOfHistory } from "../../coaching/summaries/means.ts";
import { notesOf } from "../../coaching/summaries/notes.ts";
import { periodBefore } from "../../coaching/summaries/period.ts";
import type { HistoryWanted, ScoreHistory } from "./score-history.ts";
import type { PeriodSummary } from "./summaries.ts";

/** A week or month that is summed up. */
export type Period = {
  readonly kind: PeriodSummary["kind"];
  readonly from: LocalDate;
  readonly to: LocalDate;
};

/** The weeks and months that days lie in. */
export function periodsOf(dates: readonly LocalDate[]): Period[] {
  const weeks = new Set(dates.map(weekStartOf));
  const months = new Set(dates.map(monthStartOf));
  return [
    ...[...weeks].map((from) => ({ kind: "weekly" as const, from, to: addDays(from, 6) })),
    ...[...months].map((from) => ({ kind: "monthly" as const, from, to: monthEndOf(from) })),
  ];
}

/** Days whose scores a summary takes, beside those that are stored: its own and those of the period before. */
export function comparedDays(periods: readonly Period[]): readonly LocalDate[] {
  return [...new Set(periods.flatMap((period) => eachDay(periodBefore(period).from, period.to)))].sort();
}

/** Which stored scores a person's summaries look back on; null without a summary. */
export function historyBehind(userId: string, periods: readonly Period[]): HistoryWanted | null {
  const [first] = periods.map(({ from }) => from).sort();
  const last = periods
    .map(({ to }) => to)
    .sort()
    .at(-1);
  return first === undefined || last === undefined
    ? null
    : { userId, from: firstDayOfHistory(first), to: last };
}

/**
 * One person's summaries.
 *
 * @param scores of at least {@link comparedDays}, by day
 * @param stored scores as the database has them
 * @param rescored days whose scores are about to be stored over those
 */
export function summariesOf(
  { userId, currency }: { readonly userId: string; readonly currency: string },
  periods: readonly Period[],
  {
    days,
    scores,
    stored,
    rescored,
  }: {
    readonly days: ScorableDays;
    readonly scores: ReadonlyMap<LocalDate, DayScores>;
    readonly stored: ScoreHistory;
    readonly rescored: readonly LocalDate[];
  },
): readonly PeriodSummary[] {
  const history = new Map(stored);
  for (const date of rescored) {
    const day = scores.get(date);
    if (day !== undefined) history.set(date, storedScores(day));
  }
  return periods.map((period): PeriodSummary => {
    const { kind, from, to } = period;
    const before = periodBefore(period);
    const money = periodMoney(days, from, to);
    const decimal = (minor: number | undefined) =>
      minor === undefined ? null : decimalFromMinor(minor, currency);
    return {
      userId,
      kind,
      from,
      to,
      totalSpending: decimal(money?.totalMinor),
      discretionarySpending: decimal(money?.discretionaryMinor),
      notes: notesOf({
        period,
        before,
        index: days.asOf(to),
        scores: eachDay(before.from, to).flatMap((date) => scores.get(date) ?? []),
        stored: history,
      }),
    };
  });
}

function storedScores({ energy, mood, financial, balance }: DayScores): StoredScores {
  const scoreOf = (result: ScoreResult) => (result.kind === "scored" ? result.score : null);
  return {
    energy: scoreOf(energy),
    mood: scoreOf(mood),
    financial: scoreOf(financial),
    balance: scoreOf(balance),
  };
}
