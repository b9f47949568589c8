import { type Days, indexDays, spanOf, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";

const WINDOW_DAYS = 7;
const MIN_SYNCED_DAYS = 4;

/**
 * Mean net outflow per synced day of the seven days that end on `date`, in minor units.
 *
 * Days without spending count as 0, days not synced do not count. To predict a day, ask for the day before it.
 */
export function averageSpendLast7Days(days: Days, date: LocalDate): Feature<number> {
  const day = dayNumber(date);
  const spent = valuesBetween(indexDays(days), "spentTotalMinor", day - WINDOW_DAYS + 1, day);
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
