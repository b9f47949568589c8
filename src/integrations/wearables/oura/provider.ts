import { setTimeout as delay } from "node:timers/promises";
import type { ProviderParts } from "../../define-provider.ts";
import { type LinkOutcome, type LinkRequest, type OpenConnection, ProviderError } from "../../provider.ts";
import { afterSignIn } from "../oauth/after-sign-in.ts";
import { callbackPath, callbackRoute } from "../oauth/callback.ts";
import type { OAuthService } from "../oauth/service.ts";
import { createOAuth } from "../oauth/sign-in.ts";
import { readTokens, writeTokens } from "../oauth/tokens.ts";
import type { SyncAbout, WearableProvider, WearableUpdate } from "../wearable-provider.ts";
import { syncByWindows } from "../windowed-sync.ts";
import { createClient } from "./client.ts";
import { ouraRoutes, WEBHOOK_PATH } from "./routes.ts";
import { isAllowed } from "./sign-in.ts";
import { keepSubscriptions, verificationToken } from "./subscriptions.ts";
import { createReader, LAPSED, type ReadKind, SIGNALS } from "./sync.ts";

/** A ring hands over what it knows when somebody opens its app. */
const POLL_MS = 60 * 60_000;
/** Beside webhooks, which get lost. */
const SAFETY_POLL_MS = 6 * 60 * 60_000;
/** What one question is about; with a day more on both sides a month and a half of nights. */
const CHUNK_DAYS = 45;

const ID = "oura";

export type OuraOptions = {
  readonly signIn: OAuthService;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Oura can call this process at its public address. */
  readonly isCalled: boolean;
  /** Where the world reaches this process, without a slash at its end. */
  readonly publicUrl: string;
  readonly sleep?: (ms: number) => Promise<unknown>;
} & Pick<ProviderParts, "clock" | "words" | "openAttempt">;

/** Oura rings by Oura's API v2: its sign-in, its documents a day, and signed webhooks whose subscriptions end by themselves. */
export function createOura(options: OuraOptions): WearableProvider {
  const { signIn, baseUrl, isCalled, publicUrl, clock, words, sleep = delay } = options;
  const { clientId, clientSecret } = signIn;
  const client = createClient(baseUrl);
  const oauth = createOAuth(signIn);
  const hooks = { baseUrl, clientId, clientSecret, callbackUrl: `${publicUrl}${WEBHOOK_PATH}`, clock };

  async function readLink(secret: string, request: LinkRequest): Promise<LinkOutcome> {
    const signedIn = await oauth.finish(secret, request);
    if (signedIn.kind === "waiting") return signedIn;
    const { tokens } = signedIn;
    const noIdentity = () => refused("NO_IDENTITY", words("oura/no-identity"));
    if (!isAllowed("personal", tokens.scopes)) throw noIdentity();
    if (!isAllowed("daily", tokens.scopes)) throw refused("NOTHING_ALLOWED", words("oura/nothing-allowed"));
    const whose = () => client.readUserId(tokens.accessToken);
    const externalId = await afterSignIn(whose, sleep, () => words("oura/interrupted")).catch((error) => {
      // The token is new: it is this that it does not open.
      throw error instanceof ProviderError && error.code === "needs-login" ? noIdentity() : error;
    });
    return {
      kind: "linked",
      connections: [{ externalId, displayName: null, credentials: writeTokens(tokens) }],
    };
  }

  function sync(connection: OpenConnection, about: SyncAbout): AsyncGenerator<WearableUpdate> {
    const read = createReader(client);
    return syncByWindows(connection, about, {
      chunkDays: CHUNK_DAYS,
      async read(days, token) {
        const { keptBack, ...answer } = await read(days, token);
        return { ...answer, problem: keptBack.length === 0 ? null : problemOf(keptBack) };
      },
    });
  }

  function problemOf(keptBack: readonly ReadKind[]): ProviderError {
    const names = {
      sleep: words("oura/nights"),
      daily_sleep: words("oura/sleep-score"),
      daily_activity: words("oura/movement"),
      daily_stress: words("oura/stress"),
    } satisfies Record<ReadKind, string>;
    const what = new Intl.ListFormat("en").format(keptBack.map((kind) => names[kind]));
    return refused("NOT_ALLOWED", words("oura/not-allowed", { what }));
  }

  /** What the person can do about a failure, in our words. */
  function explained(error: unknown): unknown {
    if (!(error instanceof ProviderError) || error.code !== "refused") return error;
    if (error.providerCode === LAPSED) return refused("MEMBERSHIP_LAPSED", words("oura/lapsed"));
    if (error.providerCode === "ACCESS_DENIED") return refused("ACCESS_DENIED", words("oura/denied"));
    return error;
  }

  return {
    id: ID,
    delivers: { signals: SIGNALS, hrvKind: "rmssd" },
    pollEveryMs: isCalled ? SAFETY_POLL_MS : POLL_MS,
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
    ...(isCalled ? { upkeep: () => keepSubscriptions(hooks) } : {}),
    routes: (handle) => [
      callbackRoute(ID, options, handle),
      ...(isCalled ? ouraRoutes({ clientSecret, token: verificationToken(hooks), clock, handle }) : []),
    ],
  };
}

function refused(providerCode: string, shown: string): ProviderError {
  return new ProviderError("refused", { providerCode, shown });
}
