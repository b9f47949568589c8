import { schedule } from "node-cron";
import { isTimeZone, localDateOf } from "../../coaching/model/local-date.ts";
import { nextDailyRun } from "../../coaching/schedule.ts";
import type { Database } from "../../db/client.ts";
import { isDatabaseAway, pgError } from "../../db/errors.ts";
import {
  advanceSchedule,
  claimDue,
  disableSchedule,
  findDue,
  type ScheduleRow,
} from "../../db/queries/schedules.ts";
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
 * Runs every job that is due now, a transaction each, and sends what waits.
 *
 * One person's failure is logged and does not stop the next person's turn. A failed job is not repeated for the same
 * local day; where the database itself was in the way, the row stays due for the next tick.
 *
 * @returns how many rows were served
 */
export async function runDueJobs({ db, log, clock, deliver }: TickOptions): Promise<number> {
  let served = 0;
  for (;;) {
    const due = await findDue(db, clock(), BATCH);
    let progress = 0;
    for (const key of due) {
      try {
        if (await db.transaction((tx) => serveDue(tx, key, clock(), log))) progress += 1;
      } catch (error) {
        log.error({ ...key, ...log.describe(error) }, "job not stored, stays due");
      }
    }
    served += progress;
    // Without progress the rows are somebody else's, or the database is in the way: the next tick looks again.
    if (due.length < BATCH || progress === 0) break;
  }
  await deliver();
  return served;
}

async function serveDue(
  tx: Database,
  key: Pick<ScheduleRow, "userId" | "kind">,
  now: Date,
  log: TickOptions["log"],
): Promise<boolean> {
  const row = await claimDue(tx, key, now);
  if (row === null) return false;
  await serve(tx, row, now, log);
  return true;
}

async function serve(tx: Database, row: ScheduleRow, now: Date, log: TickOptions["log"]): Promise<void> {
  const { userId, kind } = row;
  if (!isTimeZone(row.timezone)) {
    log.error({ userId, kind }, "schedule row with an unknown time zone, switched off");
    return disableSchedule(tx, row);
  }
  const localDate = localDateOf(row.nextRunAt, row.timezone);
  const job = jobs.find((candidate) => candidate.kind === kind);
  // After a time that the coach was down: what is still inside its window is due at once, scoring day by day.
  const latest = job?.latestMinutes ?? null;
  const after = latest === null ? row.nextRunAt : new Date(now.getTime() - latest * MINUTE_MS);
  const next = nextDailyRun(row.timezone, row.localMinute, after, localDate);
  const lateMinutes = (now.getTime() - row.nextRunAt.getTime()) / MINUTE_MS;
  const missed = latest !== null && lateMinutes > latest;
  if (job !== undefined && !missed) {
    try {
      // A savepoint: what a failing job wrote is taken back, that the day was served stands.
      const outcome = await tx.transaction((savepoint) => job.run({ db: savepoint, userId, localDate, now }));
      log.info({ userId, kind, localDate, outcome }, "job run");
    } catch (error) {
      if (isDatabaseAway(error) || pgError(error)?.code.startsWith("40")) throw error;
      log.error({ userId, kind, localDate, ...log.describe(error) }, "job failed");
    }
  } else if (missed) {
    log.warn({ userId, kind, localDate, lateMinutes: Math.round(lateMinutes) }, "job missed");
  }
  await advanceSchedule(tx, row, { localDate, nextRunAt: next.at });
}
