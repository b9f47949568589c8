import type { RelationSignal } from "../../coaching/correlations/family.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";

export type Countdown = { readonly have: number; readonly need: number; readonly earliest: LocalDate | null };

export function countdownOf(
  days: readonly DayRecord[],
  pair: { readonly from: RelationSignal; readonly to: RelationSignal },
  date: LocalDate,
): Countdown {
  const paired = days.filter((day) => day[pair.from] !== null && day[pair.to] !== null);
  const recent = paired.filter((day) => day.date > addDays(date, -28)).length;
  const have = paired.length;
  const left = Math.max(0, 45 - have);
  return { have, need: 45, earliest: recent === 0 ? null : addDays(date, Math.ceil(left / (recent / 28))) };
}
