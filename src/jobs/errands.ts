import type { ErrandKind, Queue, SlotJob } from "../../db/queue.ts";
import { endWithProvider } from "./connection-end.ts";
import { followUp } from "./follow-up.ts";
import type { FileTools } from "./import-file.ts";
import { lookAtImport } from "./import-look.ts";
import { storeImport } from "./import-store.ts";
import { beginLink, pollLink } from "./link.ts";
import { look } from "./look.ts";
import { checkNights } from "./night-check.ts";
import type { ProviderTools } from "./provider-errand.ts";
import { syncConnection } from "./sync.ts";
import type { JobContext } from "./talk.ts";
import { tellOfTrouble } from "./trouble.ts";
import { understand } from "./understand.ts";

/** What errands need beside the database: everything that touches the world. */
export type ErrandTools = ProviderTools & {
  /** Queues further errands, or the same one again, in the caller's transaction. */
  readonly enqueue: Queue["enqueue"];
  readonly files: FileTools;
};

export type ErrandContext = JobContext & { readonly tools: ErrandTools };

/** What is done for one person; may be run twice, so each leaves its mark in one transaction. */
export type RunErrand = (
  errand: { readonly userId: string; readonly subject: string | null },
  context: ErrandContext,
) => Promise<void>;

const errands: Readonly<Record<ErrandKind, RunErrand>> = {
  "link-begin": beginLink,
  "link-poll": pollLink,
  "connection-sync": syncConnection,
  "connection-end": endWithProvider,
  "understand-money": understand,
  "night-check": checkNights,
  "tell-trouble": tellOfTrouble,
  "look-for-relations": look,
  "crisis-follow-up": followUp,
  "import-look": lookAtImport,
  "import-store": storeImport,
};

/** Works on errands side by side: one that waits for a bank does not hold up the others. @returns ids of those that failed */
export async function runErrands(
  jobs: readonly { readonly id: string; readonly job: SlotJob }[],
  context: ErrandContext,
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  await Promise.all(
    jobs.map(async ({ id, job }) => {
      const { userId, kind, subject = null } = job;
      try {
        await runErrand(kind, { userId, subject }, context);
      } catch (error) {
        context.log.error({ userId, kind, ...context.log.describe(error) }, "errand failed");
        failed.add(id);
      }
    }),
  );
  return failed;
}

async function runErrand(kind: string, errand: Parameters<RunErrand>[0], context: ErrandContext) {
  const run = Object.entries(errands).find(([known]) => known === kind)?.[1];
  if (run === undefined) throw new RangeError("expected a kind of errand");
  await run(errand, context);
}
