import type { Database } from "../../db/client.ts";
import { credentialsPlace, storeConnections } from "../../db/queries/connections.ts";
import type { Sealer } from "../../db/sealing.ts";
import type { NewConnection } from "../../src/integrations/provider.ts";

/** Stores the one connection that a link came to, as its errand does. @returns its id */
export async function storeMade(
  db: Database,
  sealer: Sealer,
  owner: Parameters<typeof storeConnections>[1],
  { externalId, displayName, credentials }: NewConnection,
  now: Date,
): Promise<string> {
  const place = credentialsPlace({ provider: owner.provider, externalId });
  const credentialsSealed = sealer.seal(credentials, place);
  const [id] = await storeConnections(db, owner, [{ externalId, displayName, credentialsSealed }], now);
  if (id === undefined) throw new Error("the connection was not stored");
  return id;
}
