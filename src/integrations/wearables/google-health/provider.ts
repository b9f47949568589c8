import { setTimeout as delay } from "node:timers/promises";
import type { ProviderParts } from "../../define-provider.ts";
import type { OpenConnection } from "../../provider.ts";
import { callbackPath, callbackRoute } from "../oauth/callback.ts";
import { createOAuth } from "../oauth/sign-in.ts";
import { type OAuthTokens, readTokens } from "../oauth/tokens.ts";
import type { SyncAbout, WearableProvider, WearableUpdate } from "../wearable-provider.ts";
import { syncByWindows } from "../windowed-sync.ts";
import { createClient } from "./client.ts";
import { DATA_TYPES, SIGNAL_OF_TYPE } from "./data-types.ts";
import { GONE, GoogleHealthError } from "./errors.ts";
import { explained, notAllowed } from "./explained.ts";
import { createKeyring } from "./keyring.ts";
import { readLink } from "./link.ts";
import { areScopesOfGoogle, SCOPES } from "./scopes.ts";
import { CHUNK_DAYS, readDays } from "./sync.ts";
import { createWebhook } from "./webhook-route.ts";

/** A watch hands over what it knows every quarter of an hour, when its phone is near. */
const POLL_MS = 60 * 60_000;
/** Beside webhooks, which get lost. */
const SAFETY_POLL_MS = 6 * 60 * 60_000;

const ID = "fitbit";

export type GoogleHealthOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl: string;
  readonly keysetUrl: string;
  /** The whole header that Google sends beside what it tells, `Bearer …`; null: it tells nothing. */
  readonly webhookSecret: string | null;
  /** Where the world reaches this process, without a slash at its end. */
  readonly publicUrl: string;
  readonly parts: Pick<ProviderParts, "clock" | "words" | "openAttempt">;
  readonly sleep?: (ms: number) => Promise<unknown>;
};

/** Fitbit and Pixel Watch by the Google Health API: Google's sign-in, its lists and roll-ups, and signed notifications. */
export function createGoogleHealth(options: GoogleHealthOptions): WearableProvider {
  const { webhookSecret, publicUrl, parts, sleep = delay } = options;
  const { clock, words } = parts;
  const client = createClient(options.baseUrl);
  const oauth = createOAuth({
    id: ID,
    authorizeUrl: options.authorizeUrl,
    tokenUrl: options.tokenUrl,
    revocation: { kind: "token", url: options.revokeUrl },
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    scopes: Object.values(SCOPES),
    // Without both there is a refresh token the first time only, and none for who connects once more.
    authorizeParameters: { access_type: "offline", prompt: "consent" },
  });

  async function* sync(connection: OpenConnection, about: SyncAbout): AsyncGenerator<WearableUpdate> {
    try {
      const tokens = tokensOfGoogle(connection.credentials);
      if (tokens === null) throw new GoogleHealthError("revoked", { providerCode: GONE });
      yield* syncByWindows(connection, about, {
        chunkDays: CHUNK_DAYS,
        async read(days, token) {
          const { unticked, ...answer } = await readDays(client, days, { token, granted: tokens.scopes });
          return { ...answer, problem: unticked.length === 0 ? null : notAllowed(unticked, words) };
        },
      });
    } catch (error) {
      throw explained(error, words);
    }
  }

  return {
    id: ID,
    delivers: { signals: DATA_TYPES.map((type) => SIGNAL_OF_TYPE[type]), hrvKind: "rmssd" },
    pollEveryMs: webhookSecret === null || !publicUrl.startsWith("https:") ? POLL_MS : SAFETY_POLL_MS,
    access: oauth.access,
    beginLink: (request) => oauth.begin(request, `${publicUrl}${callbackPath(ID)}`),
    async readLink(secret, request) {
      try {
        return await readLink(secret, request, { oauth, client, words, sleep });
      } catch (error) {
        throw explained(error, words);
      }
    },
    sync,
    async disconnect({ credentials }) {
      const tokens = tokensOfGoogle(credentials);
      // Of the old Web API nothing is left that could be ended.
      if (tokens !== null) await oauth.revoke(tokens, clock());
    },
    routes: (handle) => [
      callbackRoute(ID, parts, handle),
      ...(webhookSecret === null
        ? []
        : [
            createWebhook({ secret: webhookSecret, verify: createKeyring(options.keysetUrl, clock), handle }),
          ]),
    ],
  };
}

/** @returns null for a sign-in of the old Fitbit Web API, which nothing takes any more */
function tokensOfGoogle(credentials: string): OAuthTokens | null {
  try {
    const tokens = readTokens(credentials);
    return areScopesOfGoogle(tokens.scopes) ? tokens : null;
  } catch {
    return null;
  }
}
