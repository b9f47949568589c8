import { PAIRS } from "../../coaching/correlations/family.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";

export type Countdown = {
  readonly pairs: number;
  readonly needed: number;
  readonly earliest: LocalDate | null;
};

export function countdownOf(
  { type }: { readonly type: string; readonly subject: string },
  days: readonly DayRecord[],
  date: LocalDate,
): Countdown | null {
  const pair = PAIRS.find((one) => one.type === type);
  const paired = days.filter((day) => pair && day[pair.from] !== null && day[pair.to] !== null);
  const recent = paired.filter((day) => day.date > addDays(date, -28)).length;
  if (paired.length >= 45) return null;
  const ahead = Math.ceil((45 - paired.length) / (recent / 28));
  return {
    pairs: paired.length,
    needed: 45,
    earliest: recent === 0 || ahead > 180 ? null : addDays(date, ahead),
  };
}
