import { setTimeout as delay } from "node:timers/promises";
import type { ProviderParts } from "../../define-provider.ts";
import { type OpenConnection, ProviderError } from "../../provider.ts";
import type { BankProvider, SyncUpdate } from "../bank-provider.ts";
import { createClient } from "./client.ts";
import { type ItemState, moveWebhook, readAccounts, readItem, removeItem } from "./item.ts";
import { createKeyring } from "./keyring.ts";
import { createLinking } from "./link.ts";
import { collect, lasting, updateOf } from "./sync.ts";
import { verify } from "./verification.ts";
import { createWebhook, WEBHOOK_PATH } from "./webhook.ts";

/** Plaid asks a bank one to four times a day. */
const POLL_MS = 3 * 60 * 60_000;
/** Beside webhooks, which get lost. */
const SAFETY_POLL_MS = 12 * 60 * 60_000;

export type PlaidOptions = {
  readonly clientId: string;
  readonly secret: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Whose tokens are taken there; null where that is not known. */
  readonly environment: "production" | "sandbox" | null;
  readonly countryCodes: readonly string[];
  /** Where the world reaches this process, without a slash at its end; null: nowhere. */
  readonly publicUrl: string | null;
  readonly clock: () => Date;
  readonly words: ProviderParts["words"];
  readonly sleep?: (ms: number) => Promise<unknown>;
};

/** Banks by Plaid: Hosted Link, /transactions/sync and signed webhooks. */
export function createPlaid(options: PlaidOptions): BankProvider {
  const { environment, countryCodes, clock, words, sleep = delay } = options;
  const client = createClient(options);
  const webhook = webhookAt(options);
  const linking = createLinking({ client, countryCodes, webhook, clock });
  const findKey = createKeyring(client, clock);

  /** Plaid would call a token of its other environment dead, and the connection would be given up for a setting. */
  function checkEnvironment({ credentials }: OpenConnection): void {
    const [, issued] = /^access-(production|sandbox)-/.exec(credentials) ?? [];
    if (environment !== null && issued !== undefined && issued !== environment) {
      throw new ProviderError("unavailable", { providerCode: "WRONG_ENVIRONMENT" });
    }
  }

  /** What Plaid knows of the connection beside its rows is a help, so it may fail. */
  async function readState(credentials: string): Promise<ItemState | null> {
    const item = await orNull(readItem(client, credentials));
    // The operator's address has changed, or there was none when the bank was linked.
    if (item !== null && webhook !== null && item.webhook !== webhook) {
      await orNull(moveWebhook(client, credentials, webhook));
    }
    return item;
  }

  async function syncItem(connection: OpenConnection): Promise<SyncUpdate> {
    checkEnvironment(connection);
    const { credentials } = connection;
    // Before the rows, so that what they are said to be as fresh as has not come after them.
    const [item, accounts] = [await readState(credentials), await orNull(readAccounts(client, credentials))];
    const collected = await collect(client, connection, sleep);
    const isEmpty = collected.upserts.size === 0 && collected.removed.size === 0;
    // Plaid goes on answering for a bank that it cannot reach any more, with nothing new.
    const problem = lasting(item?.problem ?? null);
    if (isEmpty && problem !== null) throw problem;
    const update = updateOf(collected, item, accounts ?? []);
    return { ...update, notices: update.notices.map((text) => words("plaid/says", { words: text })) };
  }

  /** Plaid's own words for people, as Plaid's. */
  async function attributed<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof ProviderError) throw error.saying((text) => words("plaid/says", { words: text }));
      throw error;
    }
  }

  return {
    id: "plaid",
    pollEveryMs: webhook === null ? POLL_MS : SAFETY_POLL_MS,
    async beginLink(request) {
      if (request.mends !== null) checkEnvironment(request.mends);
      return attributed(linking.begin(request));
    },
    readLink: (secret, request) => attributed(linking.read(secret, request)),
    sync: (connection) => attributed(syncItem(connection)),
    async disconnect(connection) {
      checkEnvironment(connection);
      await removeItem(client, connection.credentials);
    },
    routes: (handle) => [
      createWebhook({
        verify: (token, body) => verify(token, body, { now: clock(), findKey }),
        handle,
      }),
    ],
  };
}

/** Where Plaid calls this process; null where it cannot: its own servers take no address of this machine alone. */
function webhookAt({ publicUrl, environment }: PlaidOptions): string | null {
  const isReached = publicUrl?.startsWith("https:") || environment === null;
  return publicUrl === null || !isReached ? null : `${publicUrl}${WEBHOOK_PATH}`;
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
