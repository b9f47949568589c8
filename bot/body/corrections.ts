import { judgeQuote } from "../../coaching/features/quoted-night.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
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
  return quoted.flatMap(({ date, minutes }): readonly Correction[] => {
    const now = days.find((day) => day.date === date)?.sleepMinutes ?? null;
    const night =
      date === today
        ? inline("questions/body/last-night")
        : inline("questions/body/night", { day: dayName(date, today) });
    const facts = { night, said: duration(minutes) };
    switch (judgeQuote(minutes, now)) {
      case "holds":
        return [];
      case "gone":
        return [
          { date, part: say("body/night-gone", facts), effect: { kind: "forget-quote", date } },
        ];
      case "otherwise": {
        const minutesNow = Math.round(now ?? 0);
        const part = say("body/night-corrected", { ...facts, now: duration(minutesNow) });
        return [{ date, part, effect: { kind: "quote-night", date, minutes: minutesNow } }];
      }
    }
  });
}
