import type { SourceChoice } from "../model/body-sources.ts";
import { type DayIndex, indexDays, withMoney } from "../model/day-index.ts";
import { addDays, dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { buildSeries, type Series, type SeriesInput } from "../model/series.ts";
import { SCORE_CONFIG, type ScoreConfig } from "./config.ts";
import type { ScoreContext } from "./context.ts";
import { type DayScores, scoreDay } from "./day-scores.ts";

/**
 * Fewest days before a scored one whose rows are looked at: 92 for the money at hand, 99 for what is a new merchant,
 * 90 for baselines and the choice of their source.
 */
const LOOK_BACK_DAYS = 100;

/** Days in a row look back to the same first day, so that they are made from their rows once. */
const BLOCK_DAYS = 56;

/** Everything one person's scores are made from, rows in any order. */
export type ScoreRows = Omit<SeriesInput, "from" | "to">;

/** First day whose rows have a part in a day's scores: 100 to 155 days before it, the same for 56 days in a row. */
export function firstDayBehind(date: LocalDate): LocalDate {
  const day = dayNumber(date);
  return dateOfDayNumber(Math.floor(day / BLOCK_DAYS) * BLOCK_DAYS - LOOK_BACK_DAYS);
}

/** One person's days, to be looked at from any of the dates they were made for. */
export type ScorableDays = {
  /** The days as they were known at the end of one of them, from {@link firstDayBehind} it. */
  asOf(date: LocalDate): DayIndex;
  /** Which source speaks for which signal of the body in the days that are seen from one of them, and since when. */
  choicesOf(date: LocalDate): readonly SourceChoice[];
};

/**
 * Makes a person's days from rows such that what is seen from a day does not depend on which other days were asked for:
 * neither rows after that day nor rows before {@link firstDayBehind} it count. So a rebuild of years, a night's run and a
 * question about one day come to the same scores.
 *
 * @param rows at least those from `firstDayBehind` the first date to the last date
 * @param dates the days that will be looked from
 */
export function scorableDays(rows: ScoreRows, dates: readonly LocalDate[]): ScorableDays {
  const sorted = [...new Set(dates)].sort();
  const firstRow = firstDayOf(rows);
  const seen = new Map<LocalDate, { readonly series: Series; readonly index: DayIndex }>();
  // Where there is nothing before the later of two first days, both see the same.
  const startOf = (date: LocalDate) => laterOf(firstDayBehind(date), firstRow);
  for (const [from, together] of Map.groupBy(sorted, startOf)) {
    const to = together.at(-1);
    if (to === undefined) continue;
    const series = buildSeries({ ...(from > firstRow ? rowsFrom(rows, from) : rows), from, to });
    const made = { series, index: indexDays(series.days) };
    for (const date of together) seen.set(date, made);
  }
  const madeFor = (date: LocalDate) => {
    const made = seen.get(date);
    if (made === undefined) throw new RangeError(`day ${date} was not asked for`);
    return made;
  };
  return {
    asOf(date) {
      const { index, series } = madeFor(date);
      return withMoney(index, daysBeforeRefunds(series, date));
    },
    choicesOf: (date) => madeFor(date).series.sources,
  };
}

/**
 * Scores days from rows: each from its own day and those before it.
 *
 * @param dates any order
 * @param contextOf what was known on a day beside the rows
 * @returns one per date, in order of day
 */
export function scoreRows(
  rows: ScoreRows,
  dates: readonly LocalDate[],
  contextOf: (date: LocalDate) => ScoreContext,
  config: ScoreConfig = SCORE_CONFIG,
): DayScores[] {
  const days = scorableDays(rows, dates);
  return scoreScorable(days, dates, contextOf, config);
}

/** {@link scoreRows} of days that are made already. */
export function scoreScorable(
  days: ScorableDays,
  dates: readonly LocalDate[],
  contextOf: (date: LocalDate) => ScoreContext,
  config: ScoreConfig = SCORE_CONFIG,
): DayScores[] {
  const sorted = [...new Set(dates)].sort();
  return sorted.map((date) => scoreDay(days.asOf(date), date, contextOf(date), config));
}

/** Days that looked otherwise on `date`, since what was bought on them was taken back only later. */
function daysBeforeRefunds({ beforeRefunds }: Series, date: LocalDate) {
  const before = new Map<LocalDate, (typeof beforeRefunds)[number]["day"]>();
  for (const { until, day } of beforeRefunds) {
    // By day of refund: the first one that is still ahead tells how the day stood.
    if (until > date && day.date <= date && !before.has(day.date)) before.set(day.date, day);
  }
  return [...before.values()];
}

/** The rows of a day and of those after it. */
export function rowsFrom(rows: ScoreRows, from: LocalDate): ScoreRows {
  return {
    ...rows,
    readings: rows.readings.filter((row) => row.date >= from),
    moodEntries: rows.moodEntries.filter((row) => row.date >= from),
    transactions: rows.transactions.filter((row) => row.date >= from),
  };
}

/** The first day that has a row; far in the future without any. */
function firstDayOf({ readings, moodEntries, transactions }: ScoreRows): LocalDate {
  let first = "9999-12-31";
  for (const rows of [readings, moodEntries, transactions]) {
    for (const { date } of rows) if (date < first) first = date;
  }
  return first;
}

function laterOf(left: LocalDate, right: LocalDate): LocalDate {
  return left > right ? left : right;
}

/** Money of some days as it was known at the end of the last one. */
export type PeriodMoney = { readonly totalMinor: number; readonly discretionaryMinor: number };

/**
 * What was spent from `from` to `to`; null unless every day of it is known in full, since a sum of fewer days would pass
 * for the whole.
 *
 * @param days made for `to` at least
 */
export function periodMoney(days: ScorableDays, from: LocalDate, to: LocalDate): PeriodMoney | null {
  const { records } = days.asOf(to);
  let totalMinor = 0;
  let discretionaryMinor = 0;
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const record = records.get(dayNumber(date));
    if (record?.spentTotalMinor == null || record.spentDiscretionaryMinor === null) return null;
    totalMinor += record.spentTotalMinor;
    discretionaryMinor += record.spentDiscretionaryMinor;
  }
  return { totalMinor, discretionaryMinor };
}
