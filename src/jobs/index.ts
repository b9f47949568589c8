import type { ScheduleKind } from "../../db/queries/schedules.ts";
import type { QueueName } from "../../db/queue.ts";

/** The kind of job that scores days which changed after they were scored; it has no schedule. */
export const RESCORING = "rescoring";

/** Which queue works on a kind of schedule. */
export function queueOf(kind: ScheduleKind): Exclude<QueueName, "errands"> {
  return kind === "daily_scoring" ? "scoring" : "talk";
}
