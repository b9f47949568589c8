import { judgeNight } from "../features/short-night.ts";
import { type Days, indexDays, valueAt } from "../model/day-index.ts";
import { addDays, dayNumber, daysBetween, type LocalDate, localDateOf } from "../model/local-date.ts";

/** Without a night known since, a wish is asked about after so many days. */
export const DAYS_WITHOUT_NIGHTS = 3;
/** Until then the evening before goes on: a wish parked at two in the night has that night still ahead. */
const EVENING_ENDS_MS = 5 * 3_600_000;

/** The day whose evening an instant belongs to: the one before until five in the morning. */
export function eveningOf(instant: Date, zone: string): LocalDate {
  return localDateOf(new Date(instant.getTime() - EVENING_ENDS_MS), zone);
}

/**
 * Whether a parked wish may be asked about: a night of normal sleep has passed since the evening it was parked on, or
 * {@link DAYS_WITHOUT_NIGHTS} days without any night known.
 *
 * @param days one person's days up to `today`
 */
export function isWishDue(
  parkedAt: Date,
  days: Days,
  {
    today,
    zone,
    needMinutes,
  }: { readonly today: LocalDate; readonly zone: string; readonly needMinutes: number },
): boolean {
  const evening = eveningOf(parkedAt, zone);
  const index = indexDays(days);
  let isKnown = false;
  for (let date = addDays(evening, 1); date <= today; date = addDays(date, 1)) {
    if (valueAt(index, "sleepMinutes", dayNumber(date)) === null) continue;
    isKnown = true;
    if (isNormalNight(days, date, needMinutes)) return true;
  }
  return !isKnown && daysBetween(evening, today) >= DAYS_WITHOUT_NIGHTS;
}

/** Not short, or at least as long as is usual for somebody whose nights are short for anyone. */
function isNormalNight(days: Days, date: LocalDate, needMinutes: number): boolean {
  const night = judgeNight(days, date, needMinutes);
  if (night.kind !== "measured") return false;
  const { isShort, sleepMinutes, usualMinutes } = night.value;
  return !isShort || (usualMinutes !== null && sleepMinutes >= usualMinutes);
}
