import type { DayRange } from "../../coaching/questions/asked-period.ts";
import { type PeriodKind, periodToTell } from "../../coaching/summaries/period.ts";
import { understand } from "../../coaching/understanding/understand.ts";
import type { StepContext } from "../conversation.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { type Turn, takeAnswer } from "../turn.ts";
import { askSummary } from "./summary.ts";

/** `/week`: the summary of the running week, or of the last one until two days of this one are over; `/week last` of the last. */
export function showWeek(turn: Turn, said: string): Promise<void> {
  return showSummary(turn, "week", said);
}

/** `/month`, likewise; `/month October` of that one. */
export function showMonth(turn: Turn, said: string): Promise<void> {
  return showSummary(turn, "month", said);
}

async function showSummary(turn: Turn, kind: PeriodKind, said: string): Promise<void> {
  const { db, chat, context } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(turn.context));
  const period = periodSaid(kind, said, context) ?? periodToTell(kind, context.today);
  const frame = { intent: "ask_summary", slots: { period }, confidence: 1, tier: null } as const;
  await takeAnswer(turn, await askSummary.answer(db, frame, context));
}

/** The days that the words behind the command name: `last`, `October`, `two weeks ago`; null where they name none. */
function periodSaid(kind: PeriodKind, said: string, { person, today }: StepContext): DayRange | null {
  if (said === "") return null;
  for (const words of [said, `${said} ${kind}`]) {
    const frame = understand(`recap of ${words}`, { ...person, today });
    if (frame.intent === "ask_summary" && frame.slots.period !== undefined) return frame.slots.period;
  }
  return null;
}
