import type { Database } from "../../db/client.ts";
import type { SlotJob } from "../../db/queue.ts";
import { createSealer, type Sealer } from "../../db/sealing.ts";
import type { BankProvider } from "../../src/integrations/banks/bank-provider.ts";
import type { WearableProvider } from "../../src/integrations/wearables/wearable-provider.ts";
import { type ErrandContext, runErrands } from "../../src/jobs/errands.ts";
import { collectLog, type LogLine, type TestClock } from "../fakes/chat.ts";
import { noTools } from "./errands.ts";

/** A master key, worthless elsewhere. */
export const TEST_KEY = Buffer.alloc(32, 7).toString("base64");

/** The queue of errands in this process: what is queued waits until a test has it done. */
export type ErrandQueue = {
  readonly sealer: Sealer;
  readonly log: LogLine[];
  readonly context: ErrandContext;
  /** What waits, by kind. */
  waiting(): readonly string[];
  enqueue(db: Database, jobs: readonly SlotJob[]): Promise<void>;
  /** Works on what waits, and on what that queues, to its end. @throws when an errand failed */
  run(): Promise<void>;
};

const isWearable = (provider: BankProvider | WearableProvider): provider is WearableProvider =>
  "delivers" in provider;

/**
 * @param kinds errands of other kinds than these are dropped, as they are others' to test
 */
export function errandQueue(
  db: Database,
  clock: TestClock,
  providers: readonly (BankProvider | WearableProvider)[],
  kinds: readonly string[] = ["link-begin", "link-poll", "connection-sync", "connection-end"],
): ErrandQueue {
  const sealer = createSealer([TEST_KEY]);
  const log: LogLine[] = [];
  const jobs: SlotJob[] = [];
  const enqueue = async (_: Database, some: readonly SlotJob[]) => {
    // One per subject, as the real queue has it.
    const isNew = ({ kind, userId, subject }: SlotJob) =>
      !jobs.some((job) => job.kind === kind && job.userId === userId && job.subject === subject);
    for (const job of some) if (isNew(job)) jobs.push(job);
  };
  const context: ErrandContext = {
    db,
    log: collectLog(log),
    clock: () => clock.now,
    tools: {
      ...noTools,
      enqueue: (tx, _, some) => enqueue(tx, some),
      banks: new Map(providers.flatMap((one) => (isWearable(one) ? [] : [[one.id, one]]))),
      wearables: new Map(providers.flatMap((one) => (isWearable(one) ? [[one.id, one]] : []))),
      sealer,
    },
  };
  return {
    sealer,
    log,
    context,
    enqueue,
    waiting: () => jobs.map(({ kind }) => kind),
    async run() {
      while (jobs.length > 0) {
        const taken = jobs.splice(0).filter(({ kind }) => kinds.includes(kind));
        const failed = await runErrands(
          taken.map((job, index) => ({ id: String(index), job })),
          context,
        );
        if (failed.size > 0) throw new Error(`an errand failed: ${JSON.stringify(log.at(-1))}`);
      }
    },
  };
}
