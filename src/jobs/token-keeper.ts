import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../../db/client.ts";
import { claimRefresh, endRefresh, readCredentials } from "../../db/queries/body-sync.ts";
import { type ConnectionRow, credentialsPlace } from "../../db/queries/connections.ts";
import type { Sealer } from "../../db/sealing.ts";
import { ProviderError } from "../integrations/provider.ts";
import type { Access } from "../integrations/wearables/wearable-provider.ts";

/** A renewal that has not ended by then has died with its process. */
const REFRESH_MS = 30_000;
/** How often whoever waits for another's renewal looks. */
const LOOK_MS = 100;

export type TokenKeeperParts = {
  readonly db: Database;
  readonly clock: () => Date;
  readonly sealer: Sealer;
  readonly connection: Pick<ConnectionRow, "userId" | "id" | "provider" | "externalId">;
  readonly access: Access;
};

/**
 * Keeps a connection's access token fresh. Many services take a refresh token once: two that use the same one lose the
 * connection. So one of all processes renews it, outside any transaction, and stores what came before anybody uses it; the
 * others take that.
 *
 * A process that dies between the service's answer and the store loses what was answered: the next renewal is refused, and
 * the person is told to connect again.
 */
export function createTokenKeeper({ db, clock, sealer, connection, access }: TokenKeeperParts) {
  const place = credentialsPlace(connection);
  const open = (sealed: string) => access.open(sealer.open(sealed, place));

  /** @param refused a token that was just refused, so that another one is needed whatever its time */
  async function accessToken(refused?: string): Promise<string> {
    const giveUp = performance.now() + 2 * REFRESH_MS;
    for (;;) {
      const seen = await readCredentials(db, connection);
      if (seen === null) throw new ProviderError("revoked", { providerCode: "ENDED" });
      const held = open(seen);
      if (!held.isStale(clock()) && held.token !== refused) return held.token;
      const now = clock();
      const until = new Date(now.getTime() + REFRESH_MS);
      if (await claimRefresh(db, connection, { seen, until, now })) return renew(seen);
      if (performance.now() > giveUp)
        throw new ProviderError("unavailable", { providerCode: "RENEWAL_BUSY" });
      await delay(LOOK_MS);
    }
  }

  async function renew(seen: string): Promise<string> {
    let renewed: string | null = null;
    try {
      renewed = await access.renew(sealer.open(seen, place));
    } finally {
      const sealed = renewed === null ? null : sealer.seal(renewed, place);
      await endRefresh(db, connection, { seen, renewed: sealed, now: clock() });
    }
    return access.open(renewed).token;
  }

  return { accessToken };
}
