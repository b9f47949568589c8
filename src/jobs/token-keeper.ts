import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../../db/client.ts";
import { type ConnectionRow, credentialsPlace } from "../../db/queries/connections.ts";
import {
  claimRefresh,
  type RefreshClaim,
  readCredentials,
  releaseRefresh,
  storeRefreshed,
} from "../../db/queries/credentials.ts";
import type { Sealer } from "../../db/sealing.ts";
import { ProviderError } from "../integrations/provider.ts";
import type { Access, SyncAbout } from "../integrations/wearables/wearable-provider.ts";

/** A renewal that has not ended by then has died with its process. */
const LEASE_MS = 30_000;
/** How often whoever waits for another's renewal looks, and how many times: 15 seconds in all. */
const LOOK_MS = 100;
const MOST_LOOKS = 150;

export type TokenKeeperParts = {
  readonly db: Database;
  readonly clock: () => Date;
  readonly sealer: Sealer;
  readonly connection: Pick<ConnectionRow, "userId" | "id" | "provider" | "externalId">;
  readonly access: Access;
  /** Between two looks. */
  readonly pause?: () => Promise<void>;
};

/**
 * Keeps a connection's access token fresh. Many services take a refresh token once: two that use the same one lose the
 * connection. So one of all processes renews it, outside any transaction, and stores what came before anybody uses it; the
 * others take that.
 *
 * A process that dies between the service's answer and the store loses what was answered: the next renewal is refused, and
 * the person is told to connect again.
 */
export function createTokenKeeper({
  db,
  clock,
  sealer,
  connection,
  access,
  pause = () => delay(LOOK_MS),
}: TokenKeeperParts): Pick<SyncAbout, "accessToken"> {
  const place = credentialsPlace(connection);

  async function accessToken(refused?: string): Promise<string> {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const seen = await readCredentials(db, connection);
      if (seen === null) throw new ProviderError("revoked", { providerCode: "ENDED" });
      const credentials = sealer.open(seen, place);
      const held = access.open(credentials);
      const now = clock();
      if (!held.isStale(now) && held.token !== refused) return held.token;
      const claim = { seen, until: new Date(now.getTime() + LEASE_MS) };
      if (await claimRefresh(db, connection, claim, now)) {
        const renewed = await renew(credentials, claim);
        if (renewed !== null) return renewed;
      } else {
        await pause();
      }
    }
    throw new ProviderError("unavailable", { providerCode: "RENEWAL_BUSY" });
  }

  /** @returns null where the stored credentials are others by now, which are to be looked at */
  async function renew(credentials: string, claim: RefreshClaim): Promise<string | null> {
    let renewed: string;
    try {
      renewed = await access.renew(credentials, clock());
    } catch (error) {
      await releaseRefresh(db, connection, claim);
      // One that was slow and taken for dead has stored after all: this one came with what was spent by it.
      if (error instanceof ProviderError && (await readCredentials(db, connection)) !== claim.seen)
        return null;
      throw error;
    }
    const sealed = sealer.seal(renewed, place);
    const isStored = await storeRefreshed(db, connection, claim, sealed, clock());
    return isStored ? access.open(renewed).token : null;
  }

  return { accessToken };
}
