import type { DayRecord } from "../model/days.ts";
import type { LocalDate } from "../model/local-date.ts";
import { buildDays } from "../model/series.ts";
import { firstDayBehind, rowsFrom, type ScoreRows } from "../scores/score-rows.ts";
import { daysThatAllowLook, windowStart } from "./sundays.ts";

/**
 * A person's days as they were known at the end of a look's day, sources chosen and values checked as for scores. They do
 * not depend on which other looks are made: neither rows after that day nor rows before the first one that has a part in
 * the window count.
 *
 * @param rows at least those from `firstDayBehind(windowStart(sunday))` to the Sunday
 */
export function daysOfLook(rows: ScoreRows, sunday: LocalDate): readonly DayRecord[] {
  const from = firstDayBehind(windowStart(sunday));
  return buildDays({ ...rowsFrom(rows, from), from, to: sunday });
}

/** Whether enough time has passed since the first thing known for a look to test anything. */
export function isWorthALook(rows: ScoreRows, sunday: LocalDate): boolean {
  const { from, to } = daysThatAllowLook(sunday);
  const isWithin = ({ date }: { readonly date: LocalDate }) => date >= from && date <= to;
  return [rows.readings, rows.moodEntries, rows.transactions].some((some) => some.some(isWithin));
}
