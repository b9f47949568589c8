import { isMessageKind } from "../../coaching/delivery/kinds.ts";
import type { Database } from "../../db/client.ts";
import { recordAbandoned } from "../../db/queries/decisions.ts";
import { letGoOverdue } from "../../db/queries/outbox-outcomes.ts";
import type { SlotJob } from "../../db/queue.ts";
import type { Log } from "../log.ts";

export type SweepOptions = {
  readonly db: Database;
  readonly log: Pick<Log, "error" | "describe">;
  readonly clock: () => Date;
  /** What has failed for good. */
  readonly dead: () => Promise<readonly SlotJob[]>;
};

/**
 * Settles the slots that nobody is left to settle: messages that wait too long, as for a terminal that is closed, and
 * jobs whose processes died each time they were tried.
 *
 * What fails is named in the log and tried again with the next sweep.
 */
export async function sweep({ db, log, clock, dead }: SweepOptions): Promise<void> {
  const steps = {
    overdue: () => letGoOverdue(db, clock()),
    abandoned: async () => {
      const slots = (await dead()).flatMap(({ userId, kind, localDate, dueAt }) =>
        isMessageKind(kind) ? [{ userId, kind, localDate, dueAt: new Date(dueAt) }] : [],
      );
      await recordAbandoned(db, slots, clock());
    },
  };
  for (const [step, settle] of Object.entries(steps)) {
    try {
      await settle();
    } catch (error) {
      log.error({ step, ...log.describe(error) }, "sweep failed");
    }
  }
}
