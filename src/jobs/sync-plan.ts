import { EXPIRES_SOON } from "../../db/queries/account-trouble.ts";
import type { SyncEnd } from "../../db/queries/connection-syncs.ts";
import type { ConnectionRow } from "../../db/queries/connections.ts";
import type { Failure } from "./provider-errand.ts";

/** A sync that has not ended by then has died, and the next one may begin. */
export const SYNC_LEASE_MS = 15 * 60_000;

/** Where a provider is not set up any more, or a connection needs its person: looked at again after this. */
const DAY_MS = 86_400_000;
/** While a new connection's past is on its way: webhooks tell, where there are any, and else this. */
const SOON_MS = 2 * 60_000;
/** A first reading that fails is tried again this soon: somebody waits for it. */
const FIRST_AGAIN_MS = 10 * 60_000;
/** After a fault of ours. */
const HOUR_MS = 3_600_000;
/** Nobody is left in peace for longer, whatever they ask. */
const LONGEST_SILENCE_MS = 7 * DAY_MS;
/** What no code of the provider's says better. */
const OURS: ReadonlySet<Failure["code"]> = new Set(["refused", "sealed", "not-set-up", "unexpected"]);
/** Longest pause between tries at a provider that is away, in its own intervals. */
const MOST_INTERVALS = 8;

/** So much longer the pauses of some connections are, that those which began together do not all ask at one moment for ever. */
const MOST_SPREAD = 0.1;

/** A pause as this connection has it: never shorter, and always the same. @param id a UUID */
function spread(ms: number, { id }: Pick<ConnectionRow, "id">): number {
  return Math.round(ms * (1 + (MOST_SPREAD * Number.parseInt(id.slice(0, 8), 16)) / 2 ** 32));
}

/** When a connection is asked again after an answer; within minutes as long as its past is not complete, for a day. */
export function afterSuccess(
  connection: Pick<ConnectionRow, "id" | "createdAt">,
  isHistoryComplete: boolean,
  pollEveryMs: number,
  now: Date,
): Pick<SyncEnd, "status" | "failedSyncs" | "nextSyncAt"> {
  const isYoung = now.getTime() - connection.createdAt.getTime() < DAY_MS;
  const wait = !isHistoryComplete && isYoung ? Math.min(SOON_MS, pollEveryMs) : pollEveryMs;
  return { status: "active", failedSyncs: 0, nextSyncAt: new Date(now.getTime() + spread(wait, connection)) };
}

/**
 * What a failed sync makes of a connection. A provider that is away is left in peace for longer and longer, and, once it was
 * read, never asked more often than it is when all is well; one that wants silence gets it.
 *
 * @param pollEveryMs null where the provider is not set up
 */
export function afterFailure(
  connection: Pick<
    ConnectionRow,
    "id" | "status" | "failedSyncs" | "lastErrorCode" | "lastErrorMessage" | "lastSyncedAt"
  >,
  { code, providerCode, retryAfterSeconds, shown }: Failure,
  pollEveryMs: number | null,
  now: Date,
): SyncEnd {
  const poll = pollEveryMs ?? DAY_MS;
  const failedSyncs = connection.failedSyncs + 1;
  const at = (ms: number) => new Date(now.getTime() + spread(ms, connection));
  const codeOf = OURS.has(code) ? code : (providerCode ?? code);
  const told = {
    lastErrorCode: connection.lastErrorCode === EXPIRES_SOON ? EXPIRES_SOON : codeOf,
    lastErrorMessage: shown,
    failedSyncs,
  };
  const growing = (first: number, most: number) => Math.min(first * 2 ** Math.min(failedSyncs - 1, 20), most);
  switch (code) {
    case "needs-login":
      return { ...told, status: "needs_login", nextSyncAt: at(Math.max(poll, DAY_MS)) };
    case "revoked":
      return { ...told, status: "revoked", nextSyncAt: null };
    case "rate-limited": {
      const { status, lastErrorCode, lastErrorMessage } = connection;
      const asked = retryAfterSeconds === null ? poll : Math.max(retryAfterSeconds * 1000, 60_000);
      const wait = Math.min(asked, LONGEST_SILENCE_MS);
      const same = { status, lastErrorCode, lastErrorMessage, failedSyncs: connection.failedSyncs };
      return { ...same, nextSyncAt: at(wait), quietUntil: at(wait) };
    }
    case "not-ready":
      return { ...told, status: "active", lastErrorCode: null, nextSyncAt: at(growing(60_000, poll)) };
    case "unavailable": {
      const first = connection.lastSyncedAt === null ? Math.min(FIRST_AGAIN_MS, poll) : poll;
      return { ...told, status: "error", nextSyncAt: at(growing(first, poll * MOST_INTERVALS)) };
    }
    case "unexpected":
      return { ...told, status: "error", nextSyncAt: at(growing(HOUR_MS, poll * MOST_INTERVALS)) };
    case "refused":
    case "sealed":
    case "not-set-up":
      return { ...told, status: "error", nextSyncAt: at(Math.max(poll, DAY_MS)) };
  }
}
