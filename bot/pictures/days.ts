import type { DayRecord } from "../../coaching/model/days.ts";
import { eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import type { AskedPeriod } from "../../coaching/questions/asked-period.ts";
import type { ScoreName } from "../../coaching/questions/score-means.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";

/** The days of a period as a picture shows them, those before the first thing known among them. */
export type PicturedDays = {
  readonly dates: readonly LocalDate[];
  /** Null on a day without that score. */
  scoresOf(name: ScoreName): readonly (number | null)[];
  /**
   * What was spent by choice, in minor units; null on a day of which not everything is known. Rent would dwarf every other day,
   * and nobody decides about it on its day.
   */
  readonly choicesMinor: readonly (number | null)[];
};

export function picturedDays(
  { days, records }: { readonly days: readonly DayScores[]; readonly records: readonly DayRecord[] },
  { from, to }: Pick<AskedPeriod, "from" | "to">,
): PicturedDays {
  const dates = eachDay(from, to);
  const scored = new Map(days.map((day) => [day.date, day]));
  const recorded = new Map(records.map((record) => [record.date, record]));
  return {
    dates,
    scoresOf: (name) =>
      dates.map((date) => {
        const result = scored.get(date)?.[name];
        return result?.kind === "scored" ? result.score : null;
      }),
    choicesMinor: dates.map((date) => recorded.get(date)?.spentDiscretionaryMinor ?? null),
  };
}
