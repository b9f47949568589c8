import { type CountryCode, type LinkTokenCreateRequest, Products } from "plaid";
import {
  type LinkOffer,
  type LinkOutcome,
  type LinkRequest,
  type NewConnection,
  ProviderError,
} from "../../provider.ts";
import { exchanged, type LinkSession, linkTokenCreated, linkTokenState } from "./answers.ts";
import type { PlaidClient } from "./client.ts";
import { readItem } from "./item.ts";

/** As far back as Plaid goes; asked when a bank is linked, since it stays as it is from then on. */
export const DAYS_REQUESTED = 730;
/** Plaid shows "This Application" in place of a name of more than 30 characters. */
const CLIENT_NAME = "Energy & Spending Coach";
/** How long an address works; the token behind it dies with it. */
const NEW_SECONDS = 4 * 60 * 60;
const MEND_SECONDS = 30 * 60;
const POLL_MS = 10_000;
/** Beside webhooks, which get lost. */
const SAFETY_POLL_MS = 5 * 60_000;
/** What an exchange came to is kept for the case that storing it fails: Plaid hands it out once. */
const KEPT_MS = 60 * 60_000;

export type LinkOptions = {
  readonly client: PlaidClient;
  readonly countryCodes: readonly string[];
  /** Null where Plaid cannot reach this process. */
  readonly webhook: string | null;
  readonly clock: () => Date;
};

/** Hosted Link: an address to give to the person, and how far they have come. */
export function createLinking({ client, countryCodes, webhook, clock }: LinkOptions) {
  const exchanges = new Map<string, { readonly at: number; readonly connection: Promise<NewConnection> }>();

  /** @throws ProviderError `refused` with `NO_HOSTED_LINK` where Plaid gives no address */
  async function begin({ attemptId, mends }: LinkRequest): Promise<LinkOffer> {
    const request: LinkTokenCreateRequest = {
      client_name: CLIENT_NAME,
      language: "en",
      // Checked with the settings, against the library's own list.
      country_codes: [...countryCodes] as CountryCode[],
      // The attempt's, so that Plaid learns nothing that lasts about the person.
      user: { client_user_id: attemptId },
      hosted_link: { url_lifetime_seconds: mends === null ? NEW_SECONDS : MEND_SECONDS },
      ...(webhook === null ? {} : { webhook }),
      ...(mends === null
        ? { products: [Products.Transactions], transactions: { days_requested: DAYS_REQUESTED } }
        : { access_token: mends.credentials }),
    };
    const made = await client.ask((api, options) => api.linkTokenCreate(request, options), linkTokenCreated);
    if (made.hosted_link_url === undefined) {
      throw new ProviderError("refused", { providerCode: "NO_HOSTED_LINK" });
    }
    return {
      kind: "address",
      url: made.hosted_link_url,
      secret: made.link_token,
      lookup: made.link_token,
      expiresAt: new Date(made.expiration),
      pollEveryMs: webhook === null ? POLL_MS : SAFETY_POLL_MS,
    };
  }

  /** @param linkToken of the offer @throws ProviderError */
  async function read(linkToken: string, { mends, now }: LinkRequest): Promise<LinkOutcome> {
    const state = await client.ask(
      (api, options) => api.linkTokenGet({ link_token: linkToken }, options),
      linkTokenState,
    );
    const sessions = state.link_sessions ?? [];
    if (!sessions.some(hasSucceeded)) {
      if (sessions.length === 0 || sessions.some(({ finished_at }) => !finished_at)) {
        return { kind: isOver(state.expiration, now) ? "left" : "waiting" };
      }
      const isMended = mends !== null && !sessions.some(hasExited) && (await works(mends.credentials));
      return { kind: isMended ? "mended" : "left" };
    }
    if (mends !== null) return { kind: "mended" };
    return { kind: "linked", connections: await exchangeAll(addedBy(sessions)) };
  }

  /** A session of update mode need not say how it ended; the connection does. */
  async function works(accessToken: string): Promise<boolean> {
    return (await readItem(client, accessToken)).problem === null;
  }

  /**
   * Once one connection is there, no other one's failure may lose it.
   *
   * @throws ProviderError when none comes of it, as from tokens that have died while nobody asked
   */
  async function exchangeAll(added: ReadonlyMap<string, string | null>): Promise<readonly NewConnection[]> {
    const connections: NewConnection[] = [];
    let failure: unknown = null;
    for (const [publicToken, displayName] of added) {
      try {
        connections.push(await exchange(publicToken, displayName));
      } catch (error) {
        failure ??= error;
      }
    }
    if (connections.length === 0 && failure !== null) throw failure;
    return connections;
  }

  /** Once per token, however often it is asked: a webhook and a poll come at the same moment. */
  function exchange(publicToken: string, displayName: string | null): Promise<NewConnection> {
    const at = clock().getTime();
    for (const [token, kept] of exchanges) if (at - kept.at > KEPT_MS) exchanges.delete(token);
    const known = exchanges.get(publicToken);
    if (known !== undefined) return known.connection;
    const connection = client
      .ask((api, options) => api.itemPublicTokenExchange({ public_token: publicToken }, options), exchanged)
      .then(({ item_id, access_token }) => ({
        externalId: item_id,
        displayName,
        credentials: access_token,
      }));
    exchanges.set(publicToken, { at, connection });
    connection.catch(() => exchanges.delete(publicToken));
    return connection;
  }

  return { begin, read };
}

function hasSucceeded({ results, on_success: success }: LinkSession): boolean {
  return Boolean(success) || (results?.item_add_results?.length ?? 0) > 0;
}

function hasExited({ exit, on_exit }: LinkSession): boolean {
  return Boolean(exit ?? on_exit);
}

function isOver(expiration: string | null | undefined, now: Date): boolean {
  return Boolean(expiration) && new Date(expiration ?? "") <= now;
}

/** What was added in the sessions of a link: public token to the bank's name. */
function addedBy(sessions: readonly LinkSession[]): ReadonlyMap<string, string | null> {
  const added = new Map<string, string | null>();
  for (const { results, on_success: success } of sessions) {
    for (const { public_token, institution } of results?.item_add_results ?? []) {
      if (public_token) added.set(public_token, institution?.name ?? null);
    }
    if (success?.public_token && !added.has(success.public_token)) {
      added.set(success.public_token, success.metadata?.institution?.name ?? null);
    }
  }
  return added;
}
