import type { OAuthService } from "../oauth/service.ts";

/**
 * Where the operator has registered the coach. Applications of one site are not known where those of the other sign in, and
 * scopes are named otherwise there: `developer` is developer.ouraring.com, `cloud` its forerunner, cloud.ouraring.com.
 */
export const PORTALS = ["developer", "cloud"] as const;
export type Portal = (typeof PORTALS)[number];

/** An application that was registered at a site which names its scopes so is granted them with this before them. */
const PREFIX = "extapi:";

const FACTS = {
  developer: {
    authorizeUrl: "https://moi.ouraring.com/oauth/v2/ext/oauth-authorize",
    tokenUrl: "https://moi.ouraring.com/oauth/v2/ext/oauth-token",
    revocation: { kind: "token", url: "https://moi.ouraring.com/oauth/v2/ext/oauth-revoke" },
    // `personal` tells whose ring it is. Nothing that is not read is asked for.
    scopes: [`${PREFIX}personal`, `${PREFIX}daily`, `${PREFIX}stress`],
  },
  cloud: {
    authorizeUrl: "https://cloud.ouraring.com/oauth/authorize",
    tokenUrl: "https://api.ouraring.com/oauth/token",
    revocation: { kind: "query", url: "https://api.ouraring.com/oauth/revoke" },
    scopes: ["personal", "daily"],
  },
} as const satisfies Record<Portal, Partial<OAuthService>>;

/** Addresses that take the place of Oura's own. */
export type SignInAddresses = {
  readonly authorizeUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly revokeUrl?: string | undefined;
};

/**
 * How people sign in with Oura.
 *
 * @param about.baseUrl one server that stands for all of Oura's, without a slash at its end; undefined: Oura's own
 * @param about.portal where it is not said, the site that takes registrations now; with a server in its place, what Oura's
 *   description of its API says
 */
export function ouraSignIn(about: {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly portal?: Portal | undefined;
  readonly baseUrl?: string | undefined;
  readonly addresses?: SignInAddresses;
}): OAuthService {
  const { clientId, clientSecret, baseUrl, addresses = {} } = about;
  const facts = FACTS[about.portal ?? (baseUrl === undefined ? "developer" : "cloud")];
  const at = (own: string, path: string) => (baseUrl === undefined ? own : `${baseUrl}/oauth/${path}`);
  const { kind, url } = facts.revocation;
  return {
    id: "oura",
    clientId,
    clientSecret,
    scopes: facts.scopes,
    authorizeUrl: addresses.authorizeUrl ?? at(facts.authorizeUrl, "authorize"),
    tokenUrl: addresses.tokenUrl ?? at(facts.tokenUrl, "token"),
    revocation: { kind, url: addresses.revokeUrl ?? at(url, "revoke") },
  };
}

/** Whether something was allowed, whichever way it is written. @param granted null: all that was asked */
export function isAllowed(scope: "personal" | "daily", granted: readonly string[] | null): boolean {
  return granted === null || granted.some((one) => one === scope || one === `${PREFIX}${scope}`);
}
