import { dropCredentials, findConnection, putOffEnd } from "../../db/queries/connections.ts";
import type { RunErrand } from "./errands.ts";
import { failureOf, linkingOf, openConnection } from "./provider-errand.ts";

/** How soon a provider that could not be reached is told again. */
const AGAIN_MS = 3_600_000;
const LONGEST_MS = 24 * AGAIN_MS;

/**
 * Ends a connection with its provider, which ends its billing, and then erases the credentials. On our side it is over
 * already.
 */
export const endWithProvider: RunErrand = async ({ userId, subject }, { db, clock, log, tools }) => {
  const key = subject === null ? null : { userId, id: subject };
  const connection = key === null ? null : await findConnection(db, key);
  if (key === null || connection?.status !== "revoked" || connection.credentialsSealed === null) return;
  const provider = linkingOf(tools, connection.provider);
  const opened = openConnection(connection, tools.sealer);
  try {
    if (provider !== undefined && opened !== null) await provider.disconnect(opened);
  } catch (error) {
    const lacks = failureOf(error);
    const about = { userId, connectionId: key.id, provider: connection.provider, reason: lacks.code };
    log.warn({ ...about, providerCode: lacks.providerCode, ...log.describe(error) }, "not ended yet");
    const isOver = lacks.code === "revoked" || lacks.code === "refused" || lacks.code === "needs-login";
    const wait = Math.min(Math.max(AGAIN_MS, (lacks.retryAfterSeconds ?? 0) * 1000), LONGEST_MS);
    if (!isOver) return putOffEnd(db, key, new Date(clock().getTime() + wait));
  }
  await dropCredentials(db, key, clock());
};
