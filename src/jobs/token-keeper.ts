import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../../db/client.ts";
import { credentialsPlace } from "../../db/queries/connections.ts";
import {
  claimRefresh,
  type RefreshClaim,
  readCredentials,
  releaseRefresh,
  storeRefreshed,
} from "../../db/queries/credentials.ts";
import type { Sealer } from "../../db/sealing.ts";
import { ProviderError } from "../integrations/provider.ts";
import {
  isStale,
  type OAuthTokens,
  readTokens,
  writeTokens,
} from "../integrations/wearables/oauth/tokens.ts";
import type { SyncAbout } from "../integrations/wearables/wearable-provider.ts";

/** Longer than a service is waited for; whoever has not stored by then has died. */
const LEASE_MS = 30_000;
const LOOK_MS = 100;
/** How often one that waits for another's renewal looks: 15 seconds in all. */
const MOST_LOOKS = 150;

export type TokenKeeper = Pick<SyncAbout, "accessToken">;

/**
 * Keeps the tokens of one connection, whose refresh token a service may take once only. Of all that need a new pair, in any
 * process, one asks for it and stores it before anybody uses it; the others wait for what it stored. The service is asked
 * outside any transaction.
 *
 * A process that dies between the service's answer and our store leaves a refresh token that is spent: where the service takes
 * each once, the next renewal ends in `needs-login`, and the person is told.
 */
export function createTokenKeeper({
  db,
  sealer,
  key,
  clock,
  refresh,
  pause = () => delay(LOOK_MS),
}: {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly key: { readonly userId: string; readonly id: string };
  readonly clock: () => Date;
  /** Asks the service for a new pair. @throws ProviderError */
  readonly refresh: (tokens: OAuthTokens, now: Date) => Promise<OAuthTokens>;
  /** Between two looks at what another one stores. */
  readonly pause?: () => Promise<void>;
}): TokenKeeper {
  async function read() {
    const held = await readCredentials(db, key);
    if (held === null) throw new ProviderError("revoked", { providerCode: "NO_CREDENTIALS" });
    const place = credentialsPlace(held);
    return { seen: held.sealed, place, tokens: readTokens(sealer.open(held.sealed, place)) };
  }

  type Held = Awaited<ReturnType<typeof read>>;

  /** @returns null where the credentials are others by now, which are to be looked at */
  async function renew({ tokens, place }: Held, claim: RefreshClaim): Promise<string | null> {
    let renewed: OAuthTokens;
    try {
      renewed = await refresh(tokens, clock());
    } catch (error) {
      await releaseRefresh(db, key, claim);
      // One that took too long and was taken for dead has stored after all: this one came with a spent token.
      if (error instanceof ProviderError && (await readCredentials(db, key))?.sealed !== claim.seen)
        return null;
      throw error;
    }
    const sealed = sealer.seal(writeTokens(renewed), place);
    return (await storeRefreshed(db, key, claim, sealed, clock())) ? renewed.accessToken : null;
  }

  return {
    async accessToken(refused) {
      for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
        const held = await read();
        const { accessToken } = held.tokens;
        const now = clock();
        if (accessToken !== refused && !isStale(held.tokens, now)) return accessToken;
        const claim = { seen: held.seen, until: new Date(now.getTime() + LEASE_MS) };
        if (await claimRefresh(db, key, claim, now)) {
          const renewed = await renew(held, claim);
          if (renewed !== null) return renewed;
        } else {
          await pause();
        }
      }
      throw new ProviderError("unavailable", { providerCode: "RENEWAL_UNDER_WAY" });
    },
  };
}
