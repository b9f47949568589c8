import { daysBetween, localDateOf } from "../../coaching/model/local-date.ts";
import { dueSlots, type Slot } from "../../coaching/schedule.ts";
import type { Database } from "../../db/client.ts";
import { planNewKinds } from "../../db/queries/back-fill.ts";
import { claimDueConnections } from "../../db/queries/connection-syncs.ts";
import { takeDirtyPeople } from "../../db/queries/dirty-days.ts";
import { claimDueAttempts } from "../../db/queries/links.ts";
import {
  type Advance,
  advanceSchedules,
  cadenceOf,
  claimDue,
  type DueRow,
  putOffSchedules,
} from "../../db/queries/schedules.ts";
import { type Errand, errandJob, type QueueName, type SlotJob } from "../../db/queue.ts";
import { startCron } from "../cron.ts";
import type { Log } from "../log.ts";
import { queueFollowUps } from "./follow-up.ts";
import { queueOf, RESCORING } from "./index.ts";
import { SYNC_LEASE_MS } from "./sync-plan.ts";
import { queueTrouble } from "./trouble.ts";
import { queueNotUnderstood } from "./understand.ts";

/** Most slots of one row that are caught up on at once; what is left stays due. */
const MOST_SLOTS = 40;
/** An attempt to link whose asking has died is asked after again. */
const POLL_LEASE_MS = 5 * 60_000;
/** Nobody catches up on more than this. */
const OLDEST_DUE_MS = 400 * 86_400_000;

export type TickOptions = {
  readonly db: Database;
  readonly log: Pick<Log, "info" | "warn" | "error" | "describe">;
  readonly clock: () => Date;
  /** Queues jobs in the transaction that is handed in. */
  readonly enqueue: (db: Database, name: QueueName, jobs: readonly SlotJob[]) => Promise<void>;
  /** Rows that one transaction claims. The embedded database stands still for everybody while it works. */
  readonly batch: number;
};

/** When the last round of a tick came to its end; null before the first. */
export type Tick = { readonly name: string; lastRoundAt(): Date | null; stop(): Promise<void> };

/** What goes with a tick. */
export type TickCompany = {
  /** After a round that queued something. */
  readonly wake: () => void;
  /** After every round; never rejects. */
  readonly sweep: () => Promise<void>;
};

/**
 * One tick a minute for everybody, in every process: what is due is found in the table, so a restart or a skipped
 * hour loses nothing, and two processes never take the same row.
 */
export function startTick(options: TickOptions, { wake, sweep }: TickCompany): Tick {
  let last: Date | null = null;
  /** The last person whose kinds of schedule are complete; null when everybody's are. */
  let completeUpTo: string | null | undefined;
  /** The last person whose money was looked at; null when everybody's was. */
  let understoodUpTo: string | null | undefined;
  const stopping = new AbortController();
  const onFailure = (userId: string, error: unknown) => {
    const what = "somebody whose new kinds of schedule cannot be planned, left out until the next start";
    options.log.error({ userId, ...options.log.describe(error) }, what);
  };
  const work = async () => {
    try {
      while (completeUpTo !== null && !stopping.signal.aborted) {
        const people = { after: completeUpTo, limit: options.batch, onFailure };
        completeUpTo = await planNewKinds(options.db, options.clock(), people);
      }
      let understood = 0;
      while (understoodUpTo !== null && !stopping.signal.aborted) {
        const { upTo, jobs } = await queueNotUnderstood(options, understoodUpTo);
        understoodUpTo = upTo;
        understood += jobs;
      }
      if ((await runTick(options, stopping.signal)) + understood > 0) wake();
      last = options.clock();
      if (!stopping.signal.aborted) await sweep();
    } catch (error) {
      options.log.error(options.log.describe(error), "tick failed");
    }
  };
  let running: Promise<void> | null = null;
  // One at a time, the first one too, which cron knows nothing of.
  const round = () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
  // At the start too: what fell due while nobody ran need not wait for the next minute.
  void round();
  const task = startCron("* * * * *", round, options.log);
  return {
    name: "tick",
    lastRoundAt: () => last,
    async stop() {
      stopping.abort();
      await task.stop();
      await running;
    },
  };
}

/**
 * Queues a job for every slot that is due now and moves its row on, in one transaction a batch.
 *
 * @param signal ends the round after the batch at hand; the rest stays due
 * @returns how many jobs were queued
 */
export async function runTick(options: TickOptions, signal?: AbortSignal): Promise<number> {
  let queued = 0;
  for (const queueSome of [queueDue, queueDirty, queueBanks]) {
    let left = true;
    while (left && signal?.aborted !== true) {
      const { claimed, jobs } = await options.db.transaction((tx) => queueSome(tx, options));
      queued += jobs;
      left = claimed === options.batch;
    }
  }
  return signal?.aborted === true
    ? queued
    : queued + (await queueTrouble(options)) + (await queueFollowUps(options));
}

async function queueDue(tx: Database, { clock, log, enqueue, batch }: TickOptions) {
  const now = clock();
  const rows = await claimDue(tx, now, batch);
  const jobs = { talk: [] as SlotJob[], scoring: [] as SlotJob[] };
  const advances: Advance[] = [];
  const broken: DueRow[] = [];
  for (const row of rows) {
    const slots = slotsOf(row, now);
    const served = slots?.due.at(-1);
    if (slots === null || served === undefined) {
      const { userId, kind } = row;
      log.error({ userId, kind }, "schedule row that makes no sense, put off to its next time");
      broken.push(row);
      continue;
    }
    jobs[queueOf(row.kind)].push(...slots.due.map((slot) => jobOf(row, slot)));
    advances.push({ row, served, next: slots.next });
  }
  // Sent together: the database works on one while this process puts the next one into words.
  await Promise.all([
    enqueue(tx, "talk", jobs.talk),
    enqueue(tx, "scoring", jobs.scoring),
    advanceSchedules(tx, advances),
    putOffSchedules(tx, broken, now),
  ]);
  return { claimed: rows.length, jobs: jobs.talk.length + jobs.scoring.length };
}

/** Null for a row whose zone, time or dates are nonsense, as after an edit by hand. */
function slotsOf(row: DueRow, now: Date) {
  const { kind, timezone: zone, localMinute: minute, nextLocalDate: localDate, nextRunAt: at } = row;
  try {
    if (!fitsTogether(row, now)) return null;
    return dueSlots({ cadence: cadenceOf[kind], zone, minute }, { localDate, at }, now, MOST_SLOTS);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A day and an instant more than days apart, or years ago, are nobody's plan: moves and clock changes are hours. */
function fitsTogether({ timezone, nextLocalDate, nextRunAt }: DueRow, now: Date): boolean {
  const apart = daysBetween(nextLocalDate, localDateOf(nextRunAt, timezone));
  return Math.abs(apart) <= 2 && now.getTime() - nextRunAt.getTime() < OLDEST_DUE_MS;
}

function jobOf({ userId, kind }: DueRow, { localDate, at }: Slot): SlotJob {
  return { userId, kind, localDate, dueAt: at.toISOString() };
}

/** Connections that are to be asked for news or ended, and attempts to link that are to be asked after. */
async function queueBanks(tx: Database, { clock, enqueue, batch }: TickOptions) {
  const now = clock();
  const lease = new Date(now.getTime() + SYNC_LEASE_MS);
  const limit = batch;
  const connections = await claimDueConnections(tx, now, { lease, limit });
  const attempts = await claimDueAttempts(tx, now, { lease: new Date(now.getTime() + POLL_LEASE_MS), limit });
  const errands = [
    ...connections.map(({ userId, id, isOver }): Errand => {
      return { kind: isOver ? "connection-end" : "connection-sync", userId, subject: id };
    }),
    ...attempts.map(({ userId, id }): Errand => ({ kind: "link-poll", userId, subject: id })),
  ];
  await enqueue(
    tx,
    "errands",
    errands.map((errand) => errandJob(errand, now)),
  );
  return { claimed: Math.max(connections.length, attempts.length), jobs: errands.length };
}

async function queueDirty(tx: Database, { clock, enqueue, batch }: TickOptions) {
  const now = clock();
  const { people, days } = await takeDirtyPeople(tx, now, batch);
  const localDate = localDateOf(now, "UTC");
  const dueAt = now.toISOString();
  const jobs = people.map((userId) => ({ userId, kind: RESCORING, localDate, dueAt }));
  await enqueue(tx, "scoring", jobs);
  return { claimed: days, jobs: jobs.length };
}
