import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  type TokenEndpointResponse,
} from "openid-client";
import { z } from "zod";
import { type LinkOffer, type LinkRequest, ProviderError } from "../../provider.ts";
import type { Access } from "../wearable-provider.ts";
import { asking, configurationOf } from "./client.ts";
import { revokeTokens } from "./revoke.ts";
import type { OAuthService } from "./service.ts";
import { isStale, type OAuthTokens, readTokens, writeTokens } from "./tokens.ts";

const LINK_MS = 30 * 60_000;
/** Longer than any service lets an access token live, and short enough to be a date. */
const LONGEST_SECONDS = 366 * 86_400;

/** What is kept of an attempt, sealed. */
const attemptSecret = z.object({ state: z.string(), verifier: z.string(), redirectUri: z.string() });

export type SignIn =
  /** Nothing has come back yet. */
  { readonly kind: "waiting" } | { readonly kind: "signed-in"; readonly tokens: OAuthTokens };

/** Signing in to one service, and what follows from it. */
export type OAuth = {
  /** @param redirectUri where the browser comes back to, as it is registered with the service */
  begin(
    request: Pick<LinkRequest, "now">,
    redirectUri: string,
  ): Promise<Extract<LinkOffer, { kind: "address" }>>;
  /**
   * What became of an attempt.
   *
   * @param secret of its offer
   * @throws ProviderError `refused`: with `ACCESS_DENIED` where the person said no, with `INVALID_GRANT` for a code that was
   *   used or is over; else as {@link refresh}
   */
  finish(secret: string, request: Pick<LinkRequest, "answer" | "now">): Promise<SignIn>;
  /**
   * A new pair for an old one, whose refresh token may be spent by it: to be stored before it is used.
   *
   * @throws ProviderError `needs-login` when the sign-in is over, `rate-limited`, `unavailable`
   */
  refresh(tokens: OAuthTokens, now: Date): Promise<OAuthTokens>;
  /** The same for a connection's credentials, as they were written by `writeTokens`. */
  readonly access: Access;
  /** Ends what the person has allowed; what is over already is fine. @throws ProviderError */
  revoke(tokens: OAuthTokens, now: Date): Promise<void>;
};

export function createOAuth(service: OAuthService): OAuth {
  async function refresh(tokens: OAuthTokens, now: Date): Promise<OAuthTokens> {
    const { refreshToken } = tokens;
    if (refreshToken === null) throw new ProviderError("needs-login", { providerCode: "NO_REFRESH_TOKEN" });
    const { refreshParameters = {} } = service;
    const answer = await asking(service, "refresh", (configuration) =>
      refreshTokenGrant(configuration, refreshToken, refreshParameters),
    );
    const renewed = tokensOf(answer, now, tokens);
    // What is told then is what was asked for, and no word of what the person has allowed.
    return "scope" in refreshParameters ? { ...renewed, scopes: tokens.scopes } : renewed;
  }

  return {
    begin: ({ now }, redirectUri) => offerSignIn(service, now, redirectUri),
    finish: (secret, request) => finishSignIn(service, secret, request),
    refresh,
    access: {
      open(credentials) {
        const tokens = readTokens(credentials);
        return { token: tokens.accessToken, isStale: (now) => isStale(tokens, now) };
      },
      renew: async (credentials, now) => writeTokens(await refresh(readTokens(credentials), now)),
    },
    async revoke(tokens, now) {
      // An access token that is over ends nothing, and what is made only to be ended need not be stored.
      const needsFresh = service.revocation.kind !== "token" && isStale(tokens, now);
      try {
        await revokeTokens(service, needsFresh ? await refresh(tokens, now) : tokens);
      } catch (error) {
        if (!(error instanceof ProviderError) || error.code !== "needs-login") throw error;
      }
    },
  };
}

async function offerSignIn(service: OAuthService, now: Date, redirectUri: string) {
  const attempt: z.infer<typeof attemptSecret> = {
    state: randomState(),
    verifier: randomPKCECodeVerifier(),
    // As the library writes it when the code is exchanged: the two have to be the same to the letter.
    redirectUri: new URL(redirectUri).href,
  };
  const url = buildAuthorizationUrl(configurationOf(service, "sign-in"), {
    ...service.authorizeParameters,
    redirect_uri: attempt.redirectUri,
    scope: service.scopes.join(" "),
    state: attempt.state,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: "S256",
  });
  return {
    kind: "address",
    url: url.href,
    secret: JSON.stringify(attempt),
    lookup: attempt.state,
    expiresAt: new Date(now.getTime() + LINK_MS),
    // The browser comes back and tells.
    pollEveryMs: null,
  } as const;
}

async function finishSignIn(
  service: OAuthService,
  secret: string,
  { answer, now }: Pick<LinkRequest, "answer" | "now">,
): Promise<SignIn> {
  if (answer === null || answer === undefined) return { kind: "waiting" };
  const attempt = attemptSecret.parse(JSON.parse(secret));
  const brought = new URLSearchParams(answer);
  const back = new URL(attempt.redirectUri);
  for (const name of ["code", "state", "error"]) {
    for (const value of brought.getAll(name)) back.searchParams.append(name, value);
  }
  const tokens = await asking(service, "sign-in", (configuration) =>
    authorizationCodeGrant(configuration, back, {
      expectedState: attempt.state,
      pkceCodeVerifier: attempt.verifier,
    }),
  );
  // Some say what was allowed only here.
  return { kind: "signed-in", tokens: tokensOf(tokens, now, { scopes: scopesOf(brought.get("scope")) }) };
}

/** @param before what stays where the answer says nothing of it */
function tokensOf(
  answer: TokenEndpointResponse,
  now: Date,
  before: Partial<Pick<OAuthTokens, "refreshToken" | "scopes">>,
): OAuthTokens {
  const seconds = answer.expires_in;
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? before.refreshToken ?? null,
    expiresAt:
      seconds === undefined
        ? null
        : new Date(now.getTime() + Math.min(Math.max(seconds, 0), LONGEST_SECONDS) * 1000),
    scopes: scopesOf(answer.scope) ?? before.scopes ?? null,
  };
}

function scopesOf(text: string | null | undefined): readonly string[] | null {
  if (text === null || text === undefined) return null;
  return text.split(" ").filter((scope) => scope !== "");
}
