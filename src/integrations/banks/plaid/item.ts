import { ProviderError } from "../../provider.ts";
import { accountsAnswer, done, itemState, type PlaidAccount } from "./answers.ts";
import type { PlaidClient } from "./client.ts";
import { asCode, bankErrorCode, shownOf } from "./errors.ts";

/** What Plaid says of a connection itself. */
export type ItemState = {
  /** When Plaid last heard from the bank. */
  readonly freshAt: Date | null;
  /** What is wrong with it: Plaid goes on answering with what it has. */
  readonly problem: ProviderError | null;
  /** Where its webhooks go. */
  readonly webhook: string | null;
};

/** @throws ProviderError */
export async function readItem(client: PlaidClient, accessToken: string): Promise<ItemState> {
  const { item, status } = await client.ask(
    (api, options) => api.itemGet({ access_token: accessToken }, options),
    itemState,
  );
  const { error } = item;
  const freshAt = new Date(status?.transactions?.last_successful_update ?? Number.NaN);
  return {
    freshAt: Number.isNaN(freshAt.getTime()) ? null : freshAt,
    problem:
      error === null || error === undefined
        ? null
        : new ProviderError(bankErrorCode(error.error_code, { type: error.error_type }), {
            providerCode: asCode(error.error_code),
            shown: shownOf(error.display_message),
          }),
    webhook: item.webhook ?? null,
  };
}

/**
 * Every account that Transactions tells of, with or without movements: an update names only those that moved, and one that
 * did not is known as well.
 *
 * @throws ProviderError
 */
export async function readAccounts(
  client: PlaidClient,
  accessToken: string,
): Promise<readonly PlaidAccount[]> {
  const { accounts } = await client.ask(
    (api, options) => api.accountsGet({ access_token: accessToken }, options),
    accountsAnswer,
  );
  return accounts.filter(({ type }) => type !== "investment" && type !== "brokerage");
}

/** Has the webhooks of a connection sent elsewhere, as after the operator's address changed. @throws ProviderError */
export async function moveWebhook(client: PlaidClient, accessToken: string, webhook: string): Promise<void> {
  await client.ask(
    (api, options) => api.itemWebhookUpdate({ access_token: accessToken, webhook }, options),
    done,
  );
}

/** Ends a connection at Plaid, with what it costs there; one that is over already is fine. @throws ProviderError */
export async function removeItem(client: PlaidClient, accessToken: string): Promise<void> {
  try {
    await client.ask((api, options) => api.itemRemove({ access_token: accessToken }, options), done);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== "revoked") throw error;
  }
}
