import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import type { ScheduleKind } from "../../db/queries/schedules.ts";

export type JobRun = {
  /** The run's transaction: what the job writes is stored together with "served". */
  readonly db: Database;
  readonly userId: string;
  readonly localDate: LocalDate;
  readonly now: Date;
};

/** A scheduled task of one kind. `run` may be repeated, so it writes by natural keys. */
export type Job = {
  readonly kind: ScheduleKind;
  /** How late it may still run, in minutes; later it is missed and left out. Null: it always catches up. */
  readonly latestMinutes: number | null;
  run(run: JobRun): Promise<"done" | "held">;
};
