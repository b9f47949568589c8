import type Stripe from "stripe";
import type { ProviderParts } from "../../define-provider.ts";
import { ProviderError } from "../../provider.ts";
import type { BankProvider } from "../bank-provider.ts";
import { asking, createClient } from "./client.ts";
import { offerSession, readAttemptSecret, readSession } from "./link.ts";
import { pageRoutes } from "./page-routes.ts";
import { syncAccount } from "./sync.ts";
import { webhookRoute } from "./webhook.ts";

/** Stripe asks the banks about once a day and tells when it has; this is for what was not told. */
const POLL_MS = 6 * 3_600_000;

export type StripeOptions = {
  readonly secretKey: string;
  readonly publishableKey: string;
  /** Null: nothing is heard, and polling alone tells of news. */
  readonly webhookSecret: string | null;
  readonly baseUrl: string;
  readonly scriptUrl: string;
  readonly publicUrl: string;
  readonly parts: Pick<ProviderParts, "clock" | "words" | "openAttempt">;
};

/** Banks of the United States by Stripe Financial Connections; a connection is one account there. */
export function createStripe(options: StripeOptions): BankProvider {
  const { parts, publicUrl, webhookSecret } = options;
  const stripe = createClient(options.secretKey, options.baseUrl);
  return {
    id: "stripe",
    pollEveryMs: POLL_MS,
    beginLink: (request) => offerSession(stripe, publicUrl, request),
    readLink: (secret, { mends }) => readSession(stripe, secret, mends),
    sync: ({ credentials, cursor }, about) => syncAccount(stripe, credentials, cursor, about),
    disconnect: ({ credentials }) => disconnect(stripe, credentials),
    routes: (handle) => [
      ...pageRoutes(
        {
          publishableKey: options.publishableKey,
          scriptUrl: options.scriptUrl,
          apiOrigin: new URL(options.baseUrl).origin,
          words: parts.words,
          async attemptOf(token) {
            const secret = await parts.openAttempt(token);
            return secret === null ? null : readAttemptSecret(secret);
          },
          isUnused: ({ session }) => isUnused(stripe, session),
        },
        handle,
      ),
      ...(webhookSecret === null
        ? []
        : [webhookRoute(stripe, { secret: webhookSecret, clock: parts.clock }, handle)]),
    ],
  };
}

/** Whether a session has led to no accounts yet; once it has, its link is used up, also before the coach has looked. */
async function isUnused(stripe: Stripe, session: string): Promise<boolean> {
  try {
    const { accounts } = await asking(() => stripe.financialConnections.sessions.retrieve(session));
    return accounts.data.length === 0;
  } catch (error) {
    // One that is gone there cannot be finished; while Stripe is away, its own window says so.
    return error instanceof ProviderError && error.code !== "revoked";
  }
}

async function disconnect(stripe: Stripe, accountId: string): Promise<void> {
  try {
    await asking(() => stripe.financialConnections.accounts.disconnect(accountId));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.code === "revoked") return;
    if (error.code !== "refused" && error.code !== "needs-login") throw error;
    // Refused perhaps as it is over already.
    const { status } = await asking(() => stripe.financialConnections.accounts.retrieve(accountId));
    if (status !== "disconnected") throw error;
  }
}
