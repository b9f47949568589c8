import { type FirstSync, firstSyncSaid } from "../../bot/money/sync-said.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import type { Database } from "../../db/client.ts";
import { EXPIRES_SOON } from "../../db/queries/account-trouble.ts";
import { type Applied, applyUpdate } from "../../db/queries/bank-sync.ts";
import { beginSync, endSync, type SyncBegun, type SyncEnd } from "../../db/queries/connection-syncs.ts";
import { type ConnectionRow, countConnectionData } from "../../db/queries/connections.ts";
import { newestAttempt } from "../../db/queries/links.ts";
import { errandJob } from "../../db/queue.ts";
import type { BankProvider, SyncUpdate } from "../integrations/banks/bank-provider.ts";
import type { ErrandContext, RunErrand } from "./errands.ts";
import { type Failure, failure, failureOf, openConnection } from "./provider-errand.ts";
import { afterFailure, afterSuccess, SYNC_LEASE_MS } from "./sync-plan.ts";
import { tellFailure } from "./trouble.ts";
import { syncWearable } from "./wearable-sync.ts";

/** Asks a connection's provider what is new and stores it; the person hears of the first one. */
export const syncConnection: RunErrand = async ({ userId, subject }, context) => {
  if (subject === null) return;
  const { db, clock, tools } = context;
  const lease = new Date(clock().getTime() + SYNC_LEASE_MS);
  const begun = await beginSync(db, { userId, id: subject }, lease);
  if (begun === null) return;
  if (begun.kind === "wearable") return syncWearable(context, begun, lease);
  const provider = tools.banks.get(begun.provider);
  const answer = provider === undefined ? failure("not-set-up") : await ask(context, provider, begun);
  if ("code" in answer) return fail(context, begun, lease, answer, provider);
  if (provider === undefined) return;
  try {
    await store(context, begun, lease, answer, provider);
  } catch (error) {
    // Not by the queue's own tries: each would ask the provider again, and some count what they are asked.
    const about = { userId, connectionId: begun.id, provider: provider.id };
    context.log.error({ ...about, ...context.log.describe(error) }, "update not stored");
    await fail(context, begun, lease, failure("unexpected"), provider);
  }
};

async function ask(
  { clock, log, tools }: ErrandContext,
  provider: BankProvider,
  begun: SyncBegun,
): Promise<SyncUpdate | Failure> {
  const opened = openConnection(begun, tools.sealer);
  if (opened === null) return failure("sealed");
  try {
    return await provider.sync(opened, { now: clock(), timezone: begun.timezone });
  } catch (error) {
    const lacks = failureOf(error);
    const about = { userId: begun.userId, connectionId: begun.id, provider: provider.id };
    const fields = { ...about, reason: lacks.code, providerCode: lacks.providerCode };
    if (lacks.code === "unexpected") log.error({ ...fields, ...log.describe(error) }, "sync failed");
    else log.info(fields, "not synced");
    return lacks;
  }
}

async function store(
  { db, clock, log, tools }: ErrandContext,
  begun: SyncBegun,
  lease: Date,
  update: SyncUpdate,
  provider: BankProvider,
): Promise<void> {
  const { userId, id } = begun;
  await db.transaction(async (tx) => {
    const now = clock();
    const applied = await applyUpdate(tx, begun, update, begun.syncCursor, now);
    // Somebody else has stored an update since, or the connection is over.
    if (applied === null) return;
    const isDone = begun.isHistoryComplete || update.isHistoryComplete;
    await endSync(tx, begun, lease, endOf(begun, update, isDone, provider.pollEveryMs, now), now);
    if (applied.added + applied.changed + applied.removed > 0) {
      await tools.enqueue(tx, "errands", [
        errandJob({ kind: "understand-money", userId, subject: null }, now),
      ]);
    }
    const counts = { added: applied.added, changed: applied.changed, removed: applied.removed };
    log.info({ userId, connectionId: id, ...counts, leftOut: applied.leftOut }, "synced");
    await tellFirst(tx, begun, applied, now);
  });
}

/** How an update leaves the connection: it works, but for what the provider says is wrong with it all the same. */
function endOf(
  begun: SyncBegun,
  { problem, notices }: SyncUpdate,
  isDone: boolean,
  pollEveryMs: number,
  now: Date,
): SyncEnd {
  const words = notices.length > 0 ? notices.join(" ") : null;
  if (problem !== null) {
    const failed = afterFailure(begun, failureOf(problem), pollEveryMs, now);
    return { ...failed, lastErrorMessage: words ?? failed.lastErrorMessage };
  }
  return {
    ...afterSuccess(begun, isDone, pollEveryMs, now),
    lastErrorCode: begun.lastErrorCode === EXPIRES_SOON ? EXPIRES_SOON : null,
    lastErrorMessage: words,
  };
}

/** The first time that everything is here, the person hears what was found; before that, once, that it is on its way. */
async function tellFirst(tx: Database, begun: SyncBegun, applied: Applied, now: Date): Promise<void> {
  if (begun.isHistoryComplete) return;
  if (!applied.completesHistory) {
    if (begun.lastSyncedAt === null) await tellOnce(tx, begun, "waiting", { kind: "waiting" }, now);
    return;
  }
  const data = await countConnectionData(tx, begun);
  await tellOnce(tx, begun, "complete", { kind: "complete", data, leftOut: applied.leftOut }, now);
}

async function tellOnce(
  tx: Database,
  { userId, id, provider, displayName, createdAt }: ConnectionRow,
  about: string,
  said: FirstSync,
  now: Date,
): Promise<void> {
  const attempt = await newestAttempt(tx, userId, provider);
  // A connection that is linked anew has its first sync once more.
  const eventKey = `connection/${id}/${attempt?.id ?? createdAt.getTime()}/${about}`;
  await speak(tx, { userId, identityId: attempt?.identityId ?? null, eventKey, now }, async (turn) =>
    say(turn, firstSyncSaid(turn, said, { provider, displayName })),
  );
}

async function fail(
  { db, clock }: ErrandContext,
  begun: SyncBegun,
  lease: Date,
  lacks: Failure,
  provider: BankProvider | undefined,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock();
    // Spoken first, so that the chat is locked before the connection.
    if (begun.lastSyncedAt === null) {
      const isWaiting = lacks.code === "not-ready";
      const isPassing = lacks.code === "rate-limited" || lacks.code === "unavailable";
      if (isWaiting) await tellOnce(tx, begun, "waiting", { kind: "waiting" }, now);
      else if (!isPassing) {
        await tellFailure(tx, begun, lacks, now, (about) =>
          tellOnce(tx, begun, about, { kind: "failed", failure: lacks }, now),
        );
      }
    }
    await endSync(tx, begun, lease, afterFailure(begun, lacks, provider?.pollEveryMs ?? null, now), now);
  });
}
