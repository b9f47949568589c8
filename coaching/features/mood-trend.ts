import { type Days, indexDays, spanOf, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";
import { SCORE_CONFIG } from "../scores/config.ts";

/** Days beyond ten half-lives weigh under a thousandth. */
const LOOK_BACK_HALF_LIVES = 10;
const RECENT_DAYS = 7;

/**
 * Where mood is heading: mean of the answered days, −5 to +5, a day counting half as much as one three days later.
 *
 * Told only with answers on at least 3 of the last 7 days.
 */
export function moodTrend(days: Days, date: LocalDate): Feature<number> {
  const index = indexDays(days);
  const { trendHalfLifeDays, trendMinDays } = SCORE_CONFIG.mood;
  const day = dayNumber(date);
  const recent = valuesBetween(index, "mood", day - RECENT_DAYS + 1, day).length;
  const known = valuesBetween(index, "mood", day - LOOK_BACK_HALF_LIVES * trendHalfLifeDays, day);
  const span = spanOf(known);
  if (span === null || recent < trendMinDays) return notMeasured("not_enough_days", recent, trendMinDays);
  let sum = 0;
  let weights = 0;
  for (const { day: answered, value } of known) {
    const weight = 0.5 ** ((day - answered) / trendHalfLifeDays);
    sum += weight * value;
    weights += weight;
  }
  return {
    kind: "measured",
    value: sum / weights,
    n: known.length,
    from: dateOfDayNumber(span.first),
    to: dateOfDayNumber(span.last),
  };
}
