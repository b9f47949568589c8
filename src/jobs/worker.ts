import { QUEUES, type Queue, type QueueName, type SlotJob, slotJob } from "../../db/queue.ts";
import type { Counts } from "../metrics.ts";
import { type ErrandTools, runErrands } from "./errands.ts";
import { scoreJobs } from "./scoring.ts";
import { type JobContext, talk } from "./talk.ts";

export type WorkerOptions = JobContext & {
  readonly queue: Queue;
  /** Jobs that one round of each queue takes. */
  readonly batch: Readonly<Record<QueueName, number>>;
  readonly pollSeconds: number;
  /** Sends what the jobs queued. */
  readonly deliver: () => void;
  readonly tools: ErrandTools;
  /** Counts jobs by how they ended, for the operator. */
  readonly count: Counts["countJobs"];
};

type Settled = { readonly id: string; readonly status: "completed" | "failed" | "deadletter" };

/** A file may be read for minutes: the errands that come meanwhile are another's. */
const LANES: Readonly<Record<QueueName, number>> = { talk: 1, scoring: 1, errands: 2 };

/** Works on the queues until it is stopped. `wake` looks for jobs at once, as after a tick that queued some. */
export async function startWorker(options: WorkerOptions) {
  const { queue, batch, pollSeconds } = options;
  const workers = new Map<QueueName, string[]>();
  const wake = (name: QueueName) => {
    for (const id of workers.get(name) ?? []) queue.boss.notifyWorker(id);
  };
  const lanes = QUEUES.flatMap((name) => Array<QueueName>(LANES[name]).fill(name));
  for (const name of lanes) {
    const settings = {
      batchSize: batch[name],
      pollingIntervalSeconds: pollSeconds,
      burstWhenBatchFull: true,
      perJobResults: true,
    } as const;
    const id = await queue.boss.work<unknown, unknown, typeof settings>(name, settings, async (jobs) => {
      const settled = await workOn(name, jobs, options);
      // An errand may have queued the next one, as a link its first reading.
      if (name === "errands") wake(name);
      return settled;
    });
    workers.set(name, [...(workers.get(name) ?? []), id]);
  }
  return {
    wake() {
      for (const name of QUEUES) wake(name);
    },
  };
}

async function workOn(
  name: QueueName,
  taken: readonly { readonly id: string; readonly data: unknown }[],
  options: WorkerOptions,
): Promise<Settled[]> {
  const readable: { readonly id: string; readonly job: SlotJob }[] = [];
  const settled: Settled[] = [];
  for (const { id, data } of taken) {
    // One that was edited into nonsense goes to the operator at once.
    const parsed = slotJob.safeParse(data);
    if (parsed.success) readable.push({ id, job: parsed.data });
    else settled.push({ id, status: "deadletter" });
  }
  const failed = await workers[name](readable, options);
  for (const { id } of readable) settled.push({ id, status: failed.has(id) ? "failed" : "completed" });
  const number = (status: Settled["status"]) => settled.filter((job) => job.status === status).length;
  options.count(name, "completed", number("completed"));
  options.count(name, "failed", number("failed"));
  options.count(name, "refused", number("deadletter"));
  if (name !== "scoring" && number("completed") > 0) options.deliver();
  return settled;
}

type Work = (
  jobs: readonly { readonly id: string; readonly job: SlotJob }[],
  options: WorkerOptions,
) => Promise<ReadonlySet<string>>;

/** How each queue's jobs are worked on; what they give back are the ids of jobs that failed. */
const workers: Readonly<Record<QueueName, Work>> = {
  talk: talkToAll,
  scoring: scoreJobs,
  errands: runErrands,
};

/** One after another, each in a transaction of its own: one person's failure does not stop the next one's turn. */
async function talkToAll(
  jobs: readonly { readonly id: string; readonly job: SlotJob }[],
  context: JobContext,
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  for (const { id, job } of jobs) {
    try {
      await talk(job, context);
    } catch {
      failed.add(id);
    }
  }
  return failed;
}
