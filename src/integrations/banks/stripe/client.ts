import Stripe from "stripe";
import { ProviderError, type ProviderErrorCode } from "../../provider.ts";

/** What the answers look like is fixed by this version, whatever the operator's account has as its own. */
const API_VERSION = "2026-10-28.endive";
const CALL_MS = 20_000;
const LIMIT_SECONDS = 60;

/** By Stripe's own `code`; what is not here goes by the kind of the error. */
const CODES: Readonly<Record<string, ProviderErrorCode>> = {
  resource_missing: "revoked",
  financial_connections_account_inactive: "needs-login",
  financial_connections_no_successful_transaction_refresh: "not-ready",
};

/** @param baseUrl without a path */
export function createClient(secretKey: string, baseUrl: string): Stripe {
  const { protocol, hostname, port } = new URL(baseUrl);
  const isPlain = protocol === "http:";
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    protocol: isPlain ? "http" : "https",
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port || (isPlain ? 80 : 443),
    timeout: CALL_MS,
    maxNetworkRetries: 1,
    telemetry: false,
  });
}

/**
 * Asks Stripe for something.
 *
 * @throws ProviderError without what Stripe's library threw: that holds the request, with the key in its headers
 */
export async function asking<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw bankError(error);
  }
}

function bankError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const { code = null, statusCode = 0 } = error;
  const providerCode = code ?? (statusCode === 0 ? "not-reached" : String(statusCode));
  const known = code === null ? undefined : CODES[code];
  if (known !== undefined) return new ProviderError(known, { providerCode });
  if (statusCode === 429) {
    const asked = Number(error.headers?.["retry-after"] ?? Number.NaN);
    const retryAfterSeconds = Number.isFinite(asked) && asked > 0 ? asked : LIMIT_SECONDS;
    return new ProviderError("rate-limited", { providerCode, retryAfterSeconds });
  }
  const isAway = statusCode === 0 || statusCode >= 500 || statusCode === 409;
  return new ProviderError(isAway ? "unavailable" : "refused", { providerCode });
}
