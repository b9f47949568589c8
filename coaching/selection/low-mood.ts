import { quantileSorted } from "simple-statistics";
import { daysBetween, type LocalDate } from "../model/local-date.ts";
import type { SelectionConfig } from "./config.ts";

/**
 * Whether a person's newest mood entry, of today or the day before, is one of their lowest tenth of late.
 *
 * An entry at their middle is not, however many are equal; with few entries a low one is what is low for anybody.
 *
 * @param entries oldest first; mood −5 to +5
 */
export function isAmongLowest(
  entries: readonly { readonly date: LocalDate; readonly mood: number }[],
  today: LocalDate,
  { lowMood }: SelectionConfig,
): boolean {
  const recent = entries.filter(({ date }) => date <= today && daysBetween(date, today) < lowMood.days);
  const last = recent.at(-1);
  if (last === undefined || daysBetween(last.date, today) > lowMood.lastsDays) return false;
  if (recent.length < lowMood.fewest) return last.mood <= lowMood.else;
  const sorted = recent.map(({ mood }) => mood).sort((one, other) => one - other);
  return last.mood <= quantileSorted(sorted, lowMood.share) && last.mood < quantileSorted(sorted, 0.5);
}
