import { type Days, indexDays, valueAt } from "../model/day-index.ts";
import { dayNumber, type LocalDate } from "../model/local-date.ts";
import { type Feature, notMeasured } from "../model/measured.ts";

/** `impulse_spend_flag`: whether a purchase of the day was rather an impulse than not; told of days known in full only. */
export function impulseSpendFlag(days: Days, date: LocalDate): Feature<boolean> {
  const count = valueAt(indexDays(days), "impulseCount", dayNumber(date));
  if (count === null) return notMeasured("not_synced", 0, 1);
  return { kind: "measured", value: count > 0, n: 1, from: date, to: date };
}
