import { localDateOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { EXPIRES_SOON } from "../db/queries/account-trouble.ts";
import { changeCursor } from "../db/queries/body-sync.ts";
import { type ConnectionRow, findConnectionsOf, noteConnection } from "../db/queries/connections.ts";
import { findAttemptsByLookup, keepAnswer, putOffPoll } from "../db/queries/links.ts";
import { type Errand, errandJob, type Queue } from "../db/queue.ts";
import type { Sealer } from "../db/sealing.ts";
import type { ProviderEvent } from "./integrations/provider.ts";
import { askAgain } from "./integrations/wearables/windows.ts";
import { answeredSecret } from "./jobs/link-secret.ts";
import type { Log } from "./log.ts";

export type ProviderEventParts = {
  readonly db: Database;
  readonly log: Pick<Log, "info">;
  readonly clock: () => Date;
  readonly sealer: Sealer;
  readonly enqueue: Queue["enqueue"];
  /** Has the errands looked for at once. */
  readonly wake: () => void;
};

/**
 * Stores what a provider told, and asks for what follows from it, in one transaction. Nothing is ever erased for it, and one
 * that comes twice or late does no harm.
 */
export async function storeProviderEvent(
  provider: string,
  event: ProviderEvent,
  { db, log, clock, sealer, enqueue, wake }: ProviderEventParts,
): Promise<void> {
  const now = clock();
  const found = await db.transaction(async (tx) => {
    const errands =
      event.kind === "link-ended"
        ? await askAfter(tx, provider, event, { sealer, now })
        : await note(tx, await findConnectionsOf(tx, provider, event.externalId), event, now);
    await enqueue(
      tx,
      "errands",
      errands.flatMap(({ errand }) => (errand === null ? [] : [errandJob(errand, now)])),
    );
    return errands.length;
  });
  log.info({ provider, kind: event.kind, ...codeOf(event), found }, "provider event");
  wake();
}

/** One for every row that the event is about; null where nothing is to be done but what was stored. */
type Followed = { readonly errand: Errand | null };

async function askAfter(
  tx: Database,
  provider: string,
  { lookup, answer }: Extract<ProviderEvent, { kind: "link-ended" }>,
  { sealer, now }: { readonly sealer: Sealer; readonly now: Date },
): Promise<readonly Followed[]> {
  const attempts = await findAttemptsByLookup(tx, provider, lookup);
  for (const attempt of attempts) {
    const { id, secretSealed } = attempt;
    if (answer !== undefined && secretSealed !== null) {
      const answered = answeredSecret(sealer, { id, secretSealed }, answer);
      // The first answer holds: a second one is somebody who has copied the address.
      if (answered !== null) await keepAnswer(tx, attempt, { seen: secretSealed, answered });
    }
    // Due too, so that it is asked after again should this errand get lost.
    await putOffPoll(tx, attempt, now);
  }
  return attempts.map(({ userId, id }) => ({ errand: { kind: "link-poll", userId, subject: id } }));
}

async function note(
  tx: Database,
  connections: readonly ConnectionRow[],
  event: Exclude<ProviderEvent, { kind: "link-ended" }>,
  now: Date,
): Promise<readonly Followed[]> {
  const followed: Followed[] = [];
  for (const connection of connections) {
    const { userId, id, quietUntil } = connection;
    const isQuiet = quietUntil !== null && quietUntil > now;
    await noteConnection(tx, connection, changeOf(event, connection, isQuiet ? quietUntil : now), now);
    if (event.kind === "changed" && event.days !== undefined) {
      const { days } = event;
      const today = localDateOf(now, "UTC");
      await changeCursor(tx, connection, (cursor) => askAgain(cursor, days, { today }));
    }
    // Events come late and in any order, so what is wrong is asked after too: the provider's answer holds.
    const isNews = event.kind === "changed" || event.kind === "repaired" || event.kind === "needs-login";
    const isOver = connection.status === "revoked";
    const errand = { kind: "connection-sync", userId, subject: id } as const;
    followed.push({ errand: isNews && !isOver && !isQuiet ? errand : null });
  }
  return followed;
}

function changeOf(
  event: Exclude<ProviderEvent, { kind: "link-ended" }>,
  { lastErrorCode }: ConnectionRow,
  soonest: Date,
): Parameters<typeof noteConnection>[2] {
  switch (event.kind) {
    case "changed":
      return { nextSyncAt: soonest };
    case "repaired":
      return {
        status: "active",
        lastErrorCode: null,
        lastErrorMessage: null,
        failedSyncs: 0,
        nextSyncAt: soonest,
      };
    case "needs-login":
      return { status: "needs_login", lastErrorCode: event.providerCode, nextSyncAt: soonest };
    case "revoked":
      return { status: "revoked", lastErrorCode: event.providerCode, nextSyncAt: null };
    case "expires-soon":
      return { lastErrorCode: lastErrorCode ?? EXPIRES_SOON };
  }
}

function codeOf(event: ProviderEvent): { readonly providerCode?: string } {
  return "providerCode" in event ? { providerCode: event.providerCode } : {};
}
