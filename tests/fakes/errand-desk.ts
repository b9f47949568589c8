import type { DispatcherOptions } from "../../bot/dispatcher.ts";
import type { Database } from "../../db/client.ts";
import { type SlotJob, slotJob } from "../../db/queue.ts";
import { type ErrandContext, type ErrandTools, runErrands } from "../../src/jobs/errands.ts";
import type { FileTools } from "../../src/jobs/import-file.ts";
import { noTools } from "../support/errands.ts";
import { collectLog, type LogLine } from "./chat.ts";

/** Errands of the engine under test: they wait in memory, and are done when a test says so. */
export type ErrandDesk = {
  readonly errands: NonNullable<DispatcherOptions["errands"]>;
  /** Errands that wait, by kind. */
  waiting(): readonly string[];
  /** Does what waits, and what that queues, as long as somebody here does its kind. @returns kinds of those that failed */
  work(kinds: RegExp): Promise<readonly string[]>;
  readonly log: readonly LogLine[];
  readonly tools: ErrandTools;
  readonly context: ErrandContext;
};

export function createErrandDesk(options: {
  readonly db: Database;
  readonly clock: () => Date;
  readonly files: FileTools;
}): ErrandDesk {
  const { db, clock, files } = options;
  const log: LogLine[] = [];
  const waiting: SlotJob[] = [];
  // As the queue reads them back.
  const queue = (jobs: readonly SlotJob[]) => void waiting.push(...jobs.map((job) => slotJob.parse(job)));
  const enqueue = async (_: Database, __: string, jobs: readonly SlotJob[]) => queue(jobs);
  const tools = { ...noTools, enqueue, files };
  const context: ErrandContext = { db, clock, log: collectLog(log), tools };
  return {
    log,
    tools,
    context,
    errands: { enqueue: async (_, jobs) => queue(jobs), wake() {} },
    waiting: () => waiting.map(({ kind }) => kind),
    async work(kinds) {
      const failed: string[] = [];
      for (;;) {
        const at = waiting.findIndex(({ kind }) => kinds.test(kind));
        const [job] = at < 0 ? [] : waiting.splice(at, 1);
        if (job === undefined) return failed;
        const ids = await runErrands([{ id: "one", job }], context);
        if (ids.size > 0) failed.push(job.kind);
      }
    },
  };
}
