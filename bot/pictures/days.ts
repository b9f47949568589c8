import type { DayRecord } from "../../coaching/model/days.ts";
import { eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import type { AskedPeriod } from "../../coaching/questions/asked-period.ts";
import type { ScoreName } from "../../coaching/questions/score-means.ts";
import type { SpendingItem } from "../../coaching/questions/spending-ledger.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";

/** The days of a period as a picture shows them, those before the first thing known among them. */
export type PicturedDays = {
  readonly dates: readonly LocalDate[];
  /** Null on a day without that score. */
  scoresOf(name: ScoreName): readonly (number | null)[];
  /**
   * What was spent by choice, in minor units, each payment in full or not at all, as the words beside it count; null on a day of
   * which not everything is known. Rent would dwarf every other day, and nobody decides about it on its day.
   */
  readonly choicesMinor: readonly (number | null)[];
};

/** @param payments those of the period among others, in the person's currency */
export function picturedDays(
  { days, records }: { readonly days: readonly DayScores[]; readonly records: readonly DayRecord[] },
  { from, to }: Pick<AskedPeriod, "from" | "to">,
  payments: readonly SpendingItem[],
): PicturedDays {
  const dates = eachDay(from, to);
  const scored = new Map(days.map((day) => [day.date, day]));
  const known = new Set(
    records.filter((day) => day.spentDiscretionaryMinor !== null).map(({ date }) => date),
  );
  const choices = Map.groupBy(
    payments.filter(({ isChoice }) => isChoice),
    ({ date }) => date,
  );
  const chosenOn = (date: LocalDate) =>
    (choices.get(date) ?? []).reduce((sum, { netMinor }) => sum + netMinor, 0);
  return {
    dates,
    scoresOf: (name) =>
      dates.map((date) => {
        const result = scored.get(date)?.[name];
        return result?.kind === "scored" ? result.score : null;
      }),
    choicesMinor: dates.map((date) => (known.has(date) ? Math.max(0, chosenOn(date)) : null)),
  };
}
