import { plainText } from "../../bot/message.ts";
import { render } from "../../prompts/index.ts";
import type {
  BankProvider,
  BankTransaction,
  SyncUpdate,
} from "../../src/integrations/banks/bank-provider.ts";
import { createPlaid, type PlaidOptions } from "../../src/integrations/banks/plaid/provider.ts";
import type { LinkRequest, OpenConnection } from "../../src/integrations/provider.ts";
import { KEYS } from "./plaid-server.ts";

/** The real provider, that talks to a Plaid on this machine. */
export function plaidAt(
  baseUrl: string,
  options: Partial<PlaidOptions> & Pick<PlaidOptions, "clock">,
): BankProvider {
  return createPlaid({
    ...KEYS,
    baseUrl,
    environment: null,
    countryCodes: ["US"],
    publicUrl: null,
    words: (template, facts = {}) => plainText(render(template, facts)),
    sleep: async () => {},
    ...options,
  });
}

export function linkRequest(about: Partial<LinkRequest> & Pick<LinkRequest, "now">): LinkRequest {
  return { attemptId: "attempt-1", userId: "user-1", mends: null, ...about };
}

export function connectionBy(accessToken: string, cursor: string | null = null): OpenConnection {
  return { externalId: "item", displayName: null, credentials: accessToken, cursor };
}

/** What a store does with an update, at its simplest. */
export function foldUpdate(stored: Map<string, BankTransaction>, { upserts, removed }: SyncUpdate): void {
  for (const row of upserts) {
    if (row.pendingExternalId !== null) stored.delete(row.pendingExternalId);
    stored.set(row.externalId, row);
  }
  for (const id of removed) stored.delete(id);
}
