import { median } from "simple-statistics";
import { addDays, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type DayRange, lengthOf } from "../questions/asked-period.ts";
import { SUMMARY_CONFIG, type SummaryConfig } from "./config.ts";

/** A day's value of something; null where it is not known. Days are numbers as in `dayNumber`. */
export type ValueOn = (day: number) => number | null;

const WEEK_DAYS = 7;

/** The mean over the known days of a period; null with too few of them. */
export function meanIn(
  valueOn: ValueOn,
  range: DayRange,
  config: SummaryConfig = SUMMARY_CONFIG,
): number | null {
  const need = Math.max(config.minWeekDays, (lengthOf(range) * config.minWeekDays) / WEEK_DAYS);
  let sum = 0;
  let known = 0;
  for (let day = dayNumber(range.from); day <= dayNumber(range.to); day++) {
    const value = valueOn(day);
    if (value === null) continue;
    sum += value;
    known++;
  }
  return known < need ? null : sum / known;
}

/** The first of the days before a period that say what is usual. */
export function firstDayOfHistory(from: LocalDate, config: SummaryConfig = SUMMARY_CONFIG): LocalDate {
  return addDays(from, -WEEK_DAYS * config.earlierWeeks);
}

/**
 * How much something changes from one week to the next with a person, either way: the middle of the changes among the weeks
 * before a day.
 *
 * @param before the first day that is not looked at; the weeks end on the day before it
 * @param since earlier days are another device's and do not count
 * @returns null with fewer than four changes
 */
export function usualChange(
  valueOn: ValueOn,
  before: number,
  since: number,
  config: SummaryConfig = SUMMARY_CONFIG,
): number | null {
  const means = Array.from({ length: config.earlierWeeks }, (_, week) =>
    weekMean(valueOn, before - WEEK_DAYS * (week + 1), since, config),
  );
  const changes = means.slice(1).flatMap((earlier, at) => {
    const later = means[at];
    return earlier === null || later === null || later === undefined ? [] : [Math.abs(later - earlier)];
  });
  return changes.length < config.minChanges ? null : median(changes);
}

function weekMean(valueOn: ValueOn, first: number, since: number, config: SummaryConfig): number | null {
  if (first < since) return null;
  let sum = 0;
  let known = 0;
  for (let day = first; day < first + WEEK_DAYS; day++) {
    const value = valueOn(day);
    if (value === null) continue;
    sum += value;
    known++;
  }
  return known < config.minWeekDays ? null : sum / known;
}
