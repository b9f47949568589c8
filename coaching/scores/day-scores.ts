import { type DayIndex, type Days, indexDays } from "../model/day-index.ts";
import { dayNumber, eachDay, type LocalDate } from "../model/local-date.ts";
import { balanceGap, scoreBalance } from "./balance.ts";
import { SCORE_CONFIG, type ScoreConfig } from "./config.ts";
import type { ScoreContext } from "./context.ts";
import { scoreEnergy } from "./energy.ts";
import { scoreFinancial } from "./financial.ts";
import { scoreMood } from "./mood.ts";
import type { ScoreResult } from "./score.ts";

/** Every score of one local day. */
export type DayScores = {
  readonly date: LocalDate;
  readonly energy: ScoreResult;
  readonly mood: ScoreResult;
  readonly financial: ScoreResult;
  /** The composite. */
  readonly balance: ScoreResult;
  /** Points between the highest and the lowest of the three; null with fewer than two. */
  readonly balanceGap: number | null;
};

/**
 * Scores one day from that day and the days before it; later days change nothing.
 *
 * @param days one person's days, any order
 */
export function scoreDay(
  days: Days,
  date: LocalDate,
  context: ScoreContext,
  config: ScoreConfig = SCORE_CONFIG,
): DayScores {
  return scoreIndexed(indexDays(days), date, context, config);
}

/**
 * {@link scoreDay} for every day from `from` to `to`, both included.
 *
 * @param contextOf what was known on a day beside the days, or the same for all of them
 */
export function scoreDays(
  days: Days,
  from: LocalDate,
  to: LocalDate,
  contextOf: ScoreContext | ((date: LocalDate) => ScoreContext),
  config: ScoreConfig = SCORE_CONFIG,
): DayScores[] {
  const index = indexDays(days);
  return eachDay(from, to).map((date) =>
    scoreIndexed(index, date, typeof contextOf === "function" ? contextOf(date) : contextOf, config),
  );
}

function scoreIndexed(
  index: DayIndex,
  date: LocalDate,
  context: ScoreContext,
  config: ScoreConfig,
): DayScores {
  const day = dayNumber(date);
  const energy = scoreEnergy(index, day, context, config);
  const mood = scoreMood(index, day, config);
  const financial = scoreFinancial(index, day, context, config);
  const balance = scoreBalance({ energy, mood, financial }, context, config);
  return { date, energy, mood, financial, balance, balanceGap: balanceGap([energy, mood, financial]) };
}
