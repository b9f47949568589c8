import type { OpenDatabase } from "../db/client.ts";
import type { Queue } from "../db/queue.ts";
import type { ErrandTools } from "./jobs/errands.ts";
import { sweep } from "./jobs/sweep.ts";
import { startTick, type Tick } from "./jobs/tick.ts";
import { startWorker } from "./jobs/worker.ts";
import type { Log } from "./log.ts";
import type { Counts } from "./metrics.ts";
import type { Part } from "./stopping.ts";

/** The embedded database stands still while a statement runs, so less is taken at once; and only a tick wakes it. */
const PACE = {
  embedded: { tick: 100, talk: 10, scoring: 50, errands: 2, pollSeconds: 30 },
  postgres: { tick: 1000, talk: 20, scoring: 500, errands: 8, pollSeconds: 2 },
} as const;

/** Of the time for a stop, what giving back unfinished jobs may take, and closing what was opened before. */
const RELEASE_MS = 3000;

export type BackgroundOptions = {
  readonly database: OpenDatabase;
  readonly log: Log;
  readonly clock: () => Date;
  readonly counts: Counts;
  /** Sends what jobs queued. */
  readonly deliver: () => void;
  readonly queue: Queue;
  /** What errands need beside the database. */
  readonly tools: ErrandTools;
};

export type Background = Part & {
  /** Looks for jobs at once, as after a turn that queued an errand. */
  readonly wake: () => void;
  readonly lastTickAt: Tick["lastRoundAt"];
  readonly depths: Queue["depths"];
};

/** Everything that happens unasked: the tick, the queue it fills, and the work on it. */
export async function startBackground({
  database,
  log,
  clock,
  counts,
  deliver,
  queue,
  tools,
}: BackgroundOptions): Promise<Background> {
  const { tick: batch, pollSeconds, ...batches } = PACE[database.kind];
  const { db } = database;
  const worker = await startWorker({
    db,
    log,
    clock,
    queue,
    batch: batches,
    pollSeconds,
    deliver,
    tools,
    count: counts.countJobs,
  });
  const tick = startTick(
    { db, log, clock, enqueue: queue.enqueue, batch },
    { wake: worker.wake, sweep: () => sweep({ db, log, clock, dead: queue.dead }) },
  );
  return {
    name: "background",
    wake: worker.wake,
    lastTickAt: tick.lastRoundAt,
    depths: queue.depths,
    async stop({ leftMs }) {
      await tick.stop();
      await queue.stop(leftMs() - RELEASE_MS);
    },
  };
}
