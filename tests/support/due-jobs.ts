import type { Database } from "../../db/client.ts";
import type { QueueName, SlotJob } from "../../db/queue.ts";
import { look } from "../../src/jobs/look.ts";
import { scoreJobs } from "../../src/jobs/scoring.ts";
import { type JobContext, talk } from "../../src/jobs/talk.ts";
import { runTick } from "../../src/jobs/tick.ts";

type Waiting = { readonly id: string; readonly name: QueueName; readonly job: SlotJob };

export type DueJobs = JobContext & {
  /** Sends what the jobs queued. */
  readonly deliver: () => Promise<void>;
  /** Jobs that failed and wait to be tried again; one that is handed in again is. */
  readonly waiting?: Waiting[];
};

/**
 * A tick and the jobs it queues, one after another in this process: the real code but for the queue between them.
 *
 * @returns how many jobs there were
 */
export async function runDueJobs(options: DueJobs): Promise<number> {
  const { db, log, clock, deliver, waiting = [] } = options;
  const enqueue = async (_: Database, name: QueueName, jobs: readonly SlotJob[]) => {
    waiting.push(...jobs.map((job) => ({ id: `${job.kind}/${job.userId}/${job.localDate}`, name, job })));
  };
  await runTick({ db, log, clock, enqueue, batch: 100 });
  const taken = waiting.splice(0);
  for (const one of taken) if (await hasFailed(one, options)) waiting.push(one);
  await deliver();
  return taken.length;
}

async function hasFailed({ id, name, job }: Waiting, context: JobContext): Promise<boolean> {
  if (name === "scoring") {
    const looks: SlotJob[] = [];
    const tools = {
      enqueue: async (_: Database, __: QueueName, some: readonly SlotJob[]) => void looks.push(...some),
    };
    const failed = await scoreJobs([{ id, job }], { ...context, tools });
    for (const one of looks) await look(one, context);
    return failed.has(id);
  }
  try {
    await talk(job, context);
    return false;
  } catch {
    return true;
  }
}
