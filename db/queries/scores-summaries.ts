import {
  addDays,
  type LocalDate,
  monthEndOf,
  monthStartOf,
  weekStartOf,
} from "../../coaching/model/local-date.ts";
import { decimalFromMinor } from "../../coaching/model/money.ts";
import type { DayRange } from "../../coaching/questions/asked-period.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { ScoreResult } from "../../coaching/scores/score.ts";
import { periodMoney, type ScorableDays } from "../../coaching/scores/score-rows.ts";
import { firstDayOfHistory } from "../../coaching/summaries/means.ts";
import type { StoredScores } from "../../coaching/summaries/note.ts";
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

/** The first day whose scores may be taken apart for a summary; null without one. */
export function firstCompared(periods: readonly Period[]): LocalDate | null {
  return periods.map((period) => periodBefore(period).from).sort()[0] ?? null;
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

/** What one person's summaries are made from. */
export type SummarySource = {
  /** Made for the last day of every period. */
  readonly days: ScorableDays;
  /** Scores as the database has them, and those that are about to be stored over them. */
  readonly stored: ScoreHistory;
  readonly rescored: readonly DayScores[];
  /** Works out scores of any of their days. */
  readonly scoresOf: (days: DayRange) => readonly DayScores[];
};

export function summariesOf(
  { userId, currency }: { readonly userId: string; readonly currency: string },
  periods: readonly Period[],
  { days, stored, rescored, scoresOf }: SummarySource,
): readonly PeriodSummary[] {
  const history = new Map(stored);
  for (const day of rescored) history.set(day.date, storedScores(day));
  return periods.map((period): PeriodSummary => {
    const { kind, from, to } = period;
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
        before: periodBefore(period),
        index: days.asOf(to),
        stored: history,
        scoresOf,
      }),
    };
  });
}

/** A day's scores as a row has them. */
export function storedScores({ energy, mood, financial, balance }: DayScores): StoredScores {
  const scoreOf = (result: ScoreResult) => (result.kind === "scored" ? result.score : null);
  return {
    energy: scoreOf(energy),
    mood: scoreOf(mood),
    financial: scoreOf(financial),
    balance: scoreOf(balance),
  };
}
