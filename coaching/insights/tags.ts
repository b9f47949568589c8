import { CORRELATION_CONFIG, type CorrelationConfig } from "../correlations/config.ts";
import type { DayRecord } from "../model/days.ts";
import { isOrdinaryDay } from "./series.ts";

/** Days a tag must stand on at least, and the share of days with an entry that it may stand on at most. */
export const LEAST_TAG_DAYS = 10;
const MOST_SHARE = 0.7;
/** The most frequent ones that are looked at. */
const MOST_TAGS = 5;

/**
 * Context tags that something can be told of, the most frequent first, equally frequent ones by name.
 *
 * @param window the days of the look; those that are left out do not count
 */
export function tagsOf(
  window: readonly DayRecord[],
  config: Pick<CorrelationConfig, "leftOutTags"> = CORRELATION_CONFIG,
): readonly string[] {
  const told = window.filter((day) => hasEntry(day) && isOrdinaryDay(day, config));
  const counts = new Map<string, number>();
  for (const { tags } of told) for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .filter(([, days]) => isEnough(days, told.length))
    .sort(([one, days], [other, others]) => others - days || (one < other ? -1 : 1))
    .slice(0, MOST_TAGS)
    .map(([tag]) => tag);
}

/** On how many days a tag stands, of how many that have an entry, and whether that is enough to be looked at. */
export function tagCount(
  tag: string,
  window: readonly DayRecord[],
  config: Pick<CorrelationConfig, "leftOutTags"> = CORRELATION_CONFIG,
): { readonly days: number; readonly of: number; readonly isEnough: boolean } {
  const series = tagSeries(tag, window, config).filter((value) => !Number.isNaN(value));
  const days = series.reduce((sum, value) => sum + value, 0);
  return { days, of: series.length, isEnough: isEnough(days, series.length) };
}

function isEnough(days: number, of: number): boolean {
  return days >= LEAST_TAG_DAYS && days / of <= MOST_SHARE;
}

/** By day 1 where the tag stands, 0 where it does not; NaN on days without an entry, and on those that are left out. */
export function tagSeries(
  tag: string,
  window: readonly DayRecord[],
  config: Pick<CorrelationConfig, "leftOutTags"> = CORRELATION_CONFIG,
): Float64Array {
  return Float64Array.from(window, (day) =>
    hasEntry(day) && isOrdinaryDay(day, config) ? Number(day.tags.includes(tag)) : Number.NaN,
  );
}

function hasEntry({ mood, energySelf, tags }: DayRecord): boolean {
  return mood !== null || energySelf !== null || tags.length > 0;
}
