import { schedule } from "node-cron";
import { isTimeZone, localDateOf } from "../../coaching/model/local-date.ts";
import { nextDailyRun } from "../../coaching/schedule.ts";
import type { Database } from "../../db/client.ts";
import { advanceSchedule, claimDue, disableSchedule, type ScheduleRow } from "../../db/queries/schedules.ts";
import type { Log } from "../log.ts";
import { jobs } from "./index.ts";

const BATCH = 100;
const MINUTE_MS = 60_000;

export type TickOptions = {
  readonly db: Database;
  readonly log: Pick<Log, "info" | "warn" | "error" | "describe">;
  readonly clock: () => Date;
  /** Sends what the jobs queued. */
  readonly deliver: () => Promise<void>;
};

/** One tick a minute for everybody; what is due is found in the table, so a restart or a skipped hour loses nothing. */
export function startTick(options: TickOptions) {
  const tick = async () => {
    try {
      await runDueJobs(options);
    } catch (error) {
      options.log.error(options.log.describe(error), "tick failed");
    }
  };
  const task = schedule("* * * * *", tick, { timezone: "UTC", noOverlap: true });
  return {
    name: "tick",
    async stop() {
      await task.stop();
    },
  };
}

/**
 * Runs every job that is due now, batch by batch, each batch one transaction with the rows it claims.
 *
 * One person's failure is logged and does not stop the next person's turn; the failed run is not repeated for the
 * same local day.
 *
 * @returns how many rows were served
 */
export async function runDueJobs({ db, log, clock, deliver }: TickOptions): Promise<number> {
  let served = 0;
  for (;;) {
    const claimed = await db.transaction(async (tx) => {
      const now = clock();
      const due = await claimDue(tx, now, BATCH);
      for (const row of due) await serve(tx, row, now, log);
      return due.length;
    });
    served += claimed;
    if (claimed < BATCH) break;
  }
  if (served > 0) await deliver();
  return served;
}

async function serve(tx: Database, row: ScheduleRow, now: Date, log: TickOptions["log"]): Promise<void> {
  const { userId, kind } = row;
  if (!isTimeZone(row.timezone)) {
    log.error({ userId, kind }, "schedule row with an unknown time zone, switched off");
    return disableSchedule(tx, row);
  }
  const localDate = localDateOf(row.nextRunAt, row.timezone);
  const next = nextDailyRun(row.timezone, row.localMinute, now, localDate);
  const job = jobs.find((candidate) => candidate.kind === kind);
  const lateMinutes = (now.getTime() - row.nextRunAt.getTime()) / MINUTE_MS;
  const missed = job?.latestMinutes !== null && lateMinutes > (job?.latestMinutes ?? 0);
  if (job !== undefined && !missed) {
    try {
      // A savepoint: what a failing job wrote is taken back, the rest of the batch stands.
      const outcome = await tx.transaction((savepoint) => job.run({ db: savepoint, userId, localDate, now }));
      log.info({ userId, kind, localDate, outcome }, "job run");
    } catch (error) {
      log.error({ userId, kind, localDate, ...log.describe(error) }, "job failed");
    }
  } else if (missed) {
    log.warn({ userId, kind, localDate, lateMinutes: Math.round(lateMinutes) }, "job missed");
  }
  await advanceSchedule(tx, row, { localDate, nextRunAt: next.at });
}
