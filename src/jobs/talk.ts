import { randomUUID } from "node:crypto";
import { serveSlot } from "../../bot/unasked.ts";
import { isMessageKind } from "../../coaching/delivery/kinds.ts";
import type { Database } from "../../db/client.ts";
import { isDatabaseAway, pgError } from "../../db/errors.ts";
import { recordDecision } from "../../db/queries/decisions.ts";
import type { SlotJob } from "../../db/queue.ts";
import type { Log } from "../log.ts";

export type JobContext = {
  readonly db: Database;
  readonly log: Pick<Log, "info" | "warn" | "error" | "describe">;
  readonly clock: () => Date;
};

/**
 * Decides about one scheduled message and queues it, in one transaction, which may be repeated.
 *
 * An error of ours leaves its decision too, so that no slot goes without one; the job is tried again and a later
 * success takes its place.
 *
 * @throws what went wrong, for the queue to try again
 */
export async function talk(job: SlotJob, { db, log, clock }: JobContext): Promise<void> {
  const { userId, kind, localDate } = job;
  if (!isMessageKind(kind)) throw new RangeError("expected a kind of message");
  const dueAt = new Date(job.dueAt);
  try {
    const slot = { localDate, at: dueAt };
    const decision = await db.transaction((tx) =>
      serveSlot(tx, { userId, kind, slot, now: clock(), freshId: randomUUID() }),
    );
    log.info({ userId, kind, localDate, decision }, "slot served");
  } catch (error) {
    if (isDatabaseAway(error) || pgError(error)?.code.startsWith("40")) throw error;
    log.error({ userId, kind, localDate, ...log.describe(error) }, "slot failed");
    await recordDecision(
      db,
      { userId, kind, localDate, dueAt },
      { outcome: "held", reason: "failed" },
      clock(),
    );
    throw error;
  }
}
