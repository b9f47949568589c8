import { holdsAsSaid } from "../../coaching/features/quoted-night.ts";
import { type DayIndex, valueAt } from "../../coaching/model/day-index.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import { dayNumber, type LocalDate } from "../../coaching/model/local-date.ts";
import type { QuotedNight } from "../../db/queries/quoted-nights.ts";
import type { StepContext } from "../conversation.ts";
import type { Effect } from "../effect.ts";
import { dayName, duration } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";

/** That a night turned out otherwise than it was said: the words, and what is remembered once they are said. */
export type Correction = { readonly date: LocalDate; readonly part: Part; readonly effect: Effect };

/** Pure: what is to be put right of nights that were quoted, one correction a night at most. */
export function correctionsOf(
  quoted: readonly QuotedNight[],
  days: readonly DayRecord[],
  { today }: Pick<StepContext, "today">,
): readonly Correction[] {
  return quoted.flatMap(({ date, minutes }) => {
    const now = days.find((day) => day.date === date)?.sleepMinutes ?? null;
    return correctionOf({ date, minutes }, now, today) ?? [];
  });
}

function correctionOf(
  { date, minutes }: Pick<QuotedNight, "date" | "minutes">,
  now: number | null,
  today: LocalDate,
): Correction | null {
  const night =
    date === today
      ? inline("questions/body/last-night")
      : inline("questions/body/night", { day: dayName(date, today) });
  const facts = { night, said: duration(minutes) };
  if (now === null) {
    return { date, part: say("body/night-gone", facts), effect: { kind: "forget-quote", date } };
  }
  if (holdsAsSaid(minutes, now)) return null;
  const part = say("body/night-corrected", { ...facts, now: duration(now) });
  return { date, part, effect: { kind: "quote-night", date, minutes: Math.round(now) } };
}

/** Who has just been told last night, as they asked, needs no correction of what was said before. */
export function requoteEffects(index: DayIndex, today: LocalDate): readonly Effect[] {
  const minutes = valueAt(index, "sleepMinutes", dayNumber(today));
  if (minutes === null) return [];
  return [{ kind: "quote-night", date: today, minutes: Math.round(minutes), isAgain: true }];
}
