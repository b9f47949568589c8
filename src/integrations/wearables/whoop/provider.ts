import { setTimeout as delay } from "node:timers/promises";
import type { ProviderParts } from "../../define-provider.ts";
import { type LinkOutcome, type LinkRequest, type OpenConnection, ProviderError } from "../../provider.ts";
import { afterSignIn } from "../oauth/after-sign-in.ts";
import { callbackPath, callbackRoute } from "../oauth/callback.ts";
import { createOAuth } from "../oauth/sign-in.ts";
import { readTokens, scopeShortfall, writeTokens } from "../oauth/tokens.ts";
import { signedWebhook } from "../signed-webhook.ts";
import type { SyncAbout, WearableProvider, WearableUpdate } from "../wearable-provider.ts";
import { syncByWindows } from "../windowed-sync.ts";
import { createClient } from "./client.ts";
import { readDays, SIGNALS, WITHHELD } from "./sync.ts";
import { WHOOP_SIGNATURE, whoopEventOf } from "./webhook.ts";

/** A band hands over what it knows when its app is open. */
const POLL_MS = 60 * 60_000;
/** Beside webhooks, which get lost. */
const SAFETY_POLL_MS = 6 * 60 * 60_000;
/** Four pages of nights and as many of recoveries, so that two years fit well into what an app may ask in a minute. */
const CHUNK_DAYS = 90;

const ID = "whoop";
const WEBHOOK_PATH = "/webhooks/whoop";

const SCOPES = {
  /** Without it there is no refresh token, and a sign-in lasts an hour. */
  lasting: "offline",
  recovery: "read:recovery",
  sleep: "read:sleep",
  /** Whose band it is. */
  profile: "read:profile",
} as const;

export type WhoopOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** The operator has told WHOOP where to call this process. */
  readonly isCalled: boolean;
  /** Where the world reaches this process, without a slash at its end. */
  readonly publicUrl: string;
  readonly sleep?: (ms: number) => Promise<unknown>;
} & Pick<ProviderParts, "clock" | "words" | "openAttempt">;

/** WHOOP bands by WHOOP's API v2: its sign-in, its sleeps and recoveries, and signed webhooks. */
export function createWhoop(options: WhoopOptions): WearableProvider {
  const { clientId, clientSecret, baseUrl, publicUrl, clock, words, sleep = delay } = options;
  const client = createClient(baseUrl);
  const oauth = createOAuth({
    id: ID,
    authorizeUrl: options.authorizeUrl,
    tokenUrl: options.tokenUrl,
    revocation: { kind: "bearer", url: `${baseUrl}/developer/v2/user/access` },
    clientId,
    clientSecret,
    scopes: Object.values(SCOPES),
    refreshParameters: { scope: SCOPES.lasting },
  });

  async function readLink(secret: string, request: LinkRequest): Promise<LinkOutcome> {
    const signedIn = await oauth.finish(secret, request);
    if (signedIn.kind === "waiting") return signedIn;
    const { tokens } = signedIn;
    const lacking = scopeShortfall(Object.values(SCOPES), tokens.scopes);
    if (lacking.includes(SCOPES.profile)) throw refused("NO_IDENTITY", words("whoop/no-identity"));
    if (lacking.includes(SCOPES.sleep)) throw refused("NOTHING_ALLOWED", words("whoop/nothing-allowed"));
    const whose = () => client.readUserId(tokens.accessToken);
    const externalId = await afterSignIn(whose, sleep, () => words("whoop/interrupted"));
    return {
      kind: "linked",
      connections: [{ externalId, displayName: null, credentials: writeTokens(tokens) }],
    };
  }

  function sync(connection: OpenConnection, about: SyncAbout): AsyncGenerator<WearableUpdate> {
    const { scopes } = readTokens(connection.credentials);
    let asksRecovery = scopeShortfall([SCOPES.recovery], scopes).length === 0;
    return syncByWindows(connection, about, {
      chunkDays: CHUNK_DAYS,
      async read(days, token) {
        const { hasRecovery, ...answer } = await readDays(client, days, { token, asksRecovery });
        // What was withheld once in a sync is not asked for again in it.
        asksRecovery = hasRecovery;
        const problem = hasRecovery ? null : refused("NOT_ALLOWED", words("whoop/not-allowed"));
        return { ...answer, problem };
      },
    });
  }

  /** What the person can do about a failure, in our words. */
  function explained(error: unknown): unknown {
    if (!(error instanceof ProviderError) || error.code !== "refused") return error;
    if (error.providerCode === WITHHELD) return refused("MEMBERSHIP_LAPSED", words("whoop/lapsed"));
    if (error.providerCode === "ACCESS_DENIED") return refused("ACCESS_DENIED", words("whoop/denied"));
    return error;
  }

  return {
    id: ID,
    delivers: { signals: SIGNALS, hrvKind: "rmssd" },
    pollEveryMs: options.isCalled ? SAFETY_POLL_MS : POLL_MS,
    access: oauth.access,
    beginLink: (request) => oauth.begin(request, `${publicUrl}${callbackPath(ID)}`),
    async readLink(secret, request) {
      try {
        return await readLink(secret, request);
      } catch (error) {
        throw explained(error);
      }
    },
    async *sync(connection, about) {
      try {
        yield* sync(connection, about);
      } catch (error) {
        throw explained(error);
      }
    },
    disconnect: ({ credentials }) => oauth.revoke(readTokens(credentials), clock()),
    routes: (handle) => [
      callbackRoute(ID, options, handle),
      signedWebhook(WEBHOOK_PATH, {
        signedBy: WHOOP_SIGNATURE,
        secret: clientSecret,
        clock,
        eventOf: whoopEventOf,
        handle,
      }),
    ],
  };
}

function refused(providerCode: string, shown: string): ProviderError {
  return new ProviderError("refused", { providerCode, shown });
}
