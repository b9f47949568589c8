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
   * What was spent by choice, in minor units, each payment in full or not at all, as in sentences; null on a day of which not
   * everything is known. Rent would dwarf every other day, and nobody decides about it on its day.
   */
  readonly choicesMinor: readonly (number | null)[];
};

/** @param items payments of these days, those of other days left aside */
export function picturedDays(
  { days, records }: { readonly days: readonly DayScores[]; readonly records: readonly DayRecord[] },
  { from, to }: Pick<AskedPeriod, "from" | "to">,
  items: readonly SpendingItem[],
): PicturedDays {
  const dates = eachDay(from, to);
  const scored = new Map(days.map((day) => [day.date, day]));
  const recorded = new Map(records.map((record) => [record.date, record]));
  const chosen = new Map<LocalDate, number>();
  for (const { date, isChoice, netMinor } of items) {
    if (isChoice) chosen.set(date, (chosen.get(date) ?? 0) + netMinor);
  }
  const isKnown = (date: LocalDate) => recorded.get(date)?.spentDiscretionaryMinor != null;
  return {
    dates,
    scoresOf: (name) =>
      dates.map((date) => {
        const result = scored.get(date)?.[name];
        return result?.kind === "scored" ? result.score : null;
      }),
    // What came back for a payment that is not known makes no day one of less than nothing.
    choicesMinor: dates.map((date) => (isKnown(date) ? Math.max(0, chosen.get(date) ?? 0) : null)),
  };
}
