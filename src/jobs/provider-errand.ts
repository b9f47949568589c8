import { type ConnectionRow, credentialsPlace } from "../../db/queries/connections.ts";
import type { Sealer } from "../../db/sealing.ts";
import type { BankProvider } from "../integrations/banks/bank-provider.ts";
import type { Linking } from "../integrations/provider.ts";
import { type OpenConnection, ProviderError, type ProviderErrorCode } from "../integrations/provider.ts";
import type { WearableProvider } from "../integrations/wearables/wearable-provider.ts";

/** What errands that talk to banks and wearables need beside the database. */
export type ProviderTools = {
  readonly banks: ReadonlyMap<string, BankProvider>;
  readonly wearables: ReadonlyMap<string, WearableProvider>;
  /** Null where there is no key, and so no provider either. */
  readonly sealer: Sealer | null;
};

/** The provider of that id, as far as linking goes; none where it is not set up. */
export function linkingOf({ banks, wearables }: ProviderTools, provider: string): Linking | undefined {
  return banks.get(provider) ?? wearables.get(provider);
}

/** Why a provider's errand came to nothing: the provider's reason, or one of ours. */
export type Failure = {
  readonly code: ProviderErrorCode | "unexpected" | "not-set-up" | "sealed";
  readonly providerCode: string | null;
  readonly retryAfterSeconds: number | null;
  readonly shown: string | null;
};

export function failure(code: Failure["code"], about: Partial<Failure> = {}): Failure {
  return { code, providerCode: null, retryAfterSeconds: null, shown: null, ...about };
}

/** What went wrong while a provider was asked; a mistake of its code or ours is `unexpected`, and the caller logs it. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ProviderError)) return failure("unexpected");
  const { code, providerCode, retryAfterSeconds, shown } = error;
  return { code, providerCode, retryAfterSeconds, shown };
}

/**
 * A stored connection as its provider takes it.
 *
 * @returns null where there are no credentials, or none that open with the keys at hand
 */
export function openConnection(connection: ConnectionRow, sealer: Sealer | null): OpenConnection | null {
  const { externalId, displayName, credentialsSealed, syncCursor: cursor } = connection;
  if (credentialsSealed === null || sealer === null) return null;
  try {
    const credentials = sealer.open(credentialsSealed, credentialsPlace(connection));
    return { externalId, displayName, credentials, cursor };
  } catch {
    return null;
  }
}
