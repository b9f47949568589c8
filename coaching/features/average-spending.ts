import { type Days, indexDays, spanOf, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";

const WEEK_DAYS = 7;
const MIN_SYNCED_DAYS = 4;

/**
 * Mean net outflow per synced day of the days that end on `date`, in minor units: `avg_spend_last_7_days` where they are seven.
 *
 * Days without spending count as 0, days not synced do not count. To predict a day, ask for the day before it.
 */
export function averageSpend(days: Days, date: LocalDate, windowDays = WEEK_DAYS): Feature<number> {
  const day = dayNumber(date);
  const spent = valuesBetween(indexDays(days), "spentTotalMinor", day - windowDays + 1, day);
  const span = spanOf(spent);
  if (span === null || spent.length < MIN_SYNCED_DAYS) {
    return notMeasured("not_synced", spent.length, MIN_SYNCED_DAYS);
  }
  const sum = spent.reduce((total, known) => total + known.value, 0);
  return {
    kind: "measured",
    value: sum / spent.length,
    n: spent.length,
    from: dateOfDayNumber(span.first),
    to: dateOfDayNumber(span.last),
  };
}
