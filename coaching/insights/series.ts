import { CORRELATION_CONFIG, type CorrelationConfig } from "../correlations/config.ts";
import { RELATION_SIGNALS, type RelationSignal } from "../correlations/family.ts";
import type { RelationSeries } from "../correlations/relations.ts";
import type { DayRecord } from "../model/days.ts";
import { addDays, type LocalDate, weekdayOf } from "../model/local-date.ts";

/** What is read of a day. */
export type RelationDay = Readonly<Record<RelationSignal, number | null>> & {
  readonly date: LocalDate;
  readonly tags: readonly string[];
  /** Null where nothing is known of income. */
  readonly isIncomeDay: boolean | null;
};

/**
 * The days that a look on `date` sees: the last 180 up to it, from the first on that anything is known of.
 *
 * @param days one a calendar day, none left out, in order; those after `date` are not looked at
 * @throws RangeError where a day comes twice, is left out or stands out of order
 */
export function windowOf(
  days: readonly DayRecord[],
  date: LocalDate,
  { windowDays }: Pick<CorrelationConfig, "windowDays"> = CORRELATION_CONFIG,
): readonly DayRecord[] {
  const until = days.filter((day) => day.date <= date);
  for (const [index, day] of until.entries()) {
    const before = until[index - 1];
    if (before !== undefined && day.date !== addDays(before.date, 1)) {
      throw new RangeError(`unexpected day ${day.date} after ${before.date}: expected the next calendar day`);
    }
  }
  const newest = until.slice(-windowDays);
  const first = newest.findIndex(
    (day) => day.tags.length > 0 || RELATION_SIGNALS.some((signal) => Number.isFinite(day[signal])),
  );
  return first === -1 ? [] : newest.slice(first);
}

/**
 * One person's days as the series that relations are looked for in, see {@link windowOf}.
 *
 * Days on which nothing is as usual by their tags are missing, as is whatever is no finite number.
 */
export function seriesOf(
  days: readonly DayRecord[],
  date: LocalDate,
  config: CorrelationConfig = CORRELATION_CONFIG,
): RelationSeries {
  return seriesIn(windowOf(days, date, config), config);
}

/** {@link seriesOf} of a window at hand. */
export function seriesIn(
  window: readonly DayRecord[],
  config: Pick<CorrelationConfig, "leftOutTags"> = CORRELATION_CONFIG,
): RelationSeries {
  return relationSeries(
    window.map((day) => ({
      ...day,
      isIncomeDay: Number.isFinite(day.incomeMinor) ? (day.incomeMinor ?? 0) > 0 : null,
    })),
    config,
  );
}

/** Days of any source as series, every one of them. @param days one a calendar day, none left out, in order */
export function relationSeries(
  days: readonly RelationDay[],
  config: Pick<CorrelationConfig, "leftOutTags"> = CORRELATION_CONFIG,
): RelationSeries {
  const [first] = days;
  const isOrdinary = days.map((day) => isOrdinaryDay(day, config));
  const series = (signal: RelationSignal) =>
    Float64Array.from(days, (day, index) => {
      const value = day[signal];
      return isOrdinary[index] && value !== null && Number.isFinite(value) ? value : Number.NaN;
    });
  return {
    calendar: {
      days: days.length,
      firstWeekday: first === undefined ? 0 : weekdayOf(first.date),
      isIncomeDay: days.every(({ isIncomeDay }) => isIncomeDay === null)
        ? null
        : days.map(({ isIncomeDay }) => isIncomeDay === true),
    },
    values: {
      sleepMinutes: series("sleepMinutes"),
      hrvMs: series("hrvMs"),
      restingHeartRateBpm: series("restingHeartRateBpm"),
      stressLevel: series("stressLevel"),
      mood: series("mood"),
      energySelf: series("energySelf"),
      steps: series("steps"),
      activityKcal: series("activityKcal"),
      spentDiscretionaryMinor: series("spentDiscretionaryMinor"),
      impulseCount: series("impulseCount"),
    },
  };
}

/** Whether anything can be told of a day: on vacation, away or ill nothing is as usual. */
export function isOrdinaryDay(
  { tags }: Pick<DayRecord, "tags">,
  { leftOutTags }: Pick<CorrelationConfig, "leftOutTags"> = CORRELATION_CONFIG,
): boolean {
  return !tags.some((tag) => leftOutTags.includes(tag));
}
