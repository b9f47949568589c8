import { minuteOfClockTime } from "../../coaching/model/clock-time.ts";
import type { PlanCondition } from "../../coaching/plans/condition.ts";
import { EVENING_MINUTE, wantedMinutes } from "../../db/queries/schedules.ts";
import type { StepContext } from "../conversation.ts";
import { clockOfMinute } from "../format.ts";
import { inline } from "../reply.ts";

/**
 * When a plan can come, for its read-back: at the two times at which rules are asked, the second of them only where the day's budget
 * of messages has room, which a plan does not pass.
 */
export function comesWords(
  condition: PlanCondition,
  { reminderTime, preferences }: Pick<StepContext["person"], "reminderTime" | "preferences">,
): string {
  if (reminderTime === null) return inline("plans/comes-unscheduled");
  const facts = { evening: clockOfMinute(EVENING_MINUTE), perDay: preferences.nudgesPerDay };
  const hasEvening = wantedMinutes(minuteOfClockTime(reminderTime)).evening_nudge !== null;
  if (!hasEvening) return inline("plans/comes-check-in");
  const isLate = isKnownLate(condition);
  if (preferences.off.includes("evening_nudge")) {
    return inline(isLate ? "plans/comes-late-muted" : "plans/comes-check-in", facts);
  }
  return inline(isLate ? "plans/comes-late" : "plans/comes-both", facts);
}

/** Whether it goes by the day's own payments, of which a morning knows few or none. */
function isKnownLate({ all }: PlanCondition): boolean {
  return all.some((test) => test.kind === "payday" || (test.kind === "spent" && test.during === "day"));
}
