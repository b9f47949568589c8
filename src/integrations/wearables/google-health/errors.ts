import { z } from "zod";
import { retryAfterSeconds } from "../../retry-after.ts";
import { type ScopeName, untickedScopes } from "./scopes.ts";

/**
 * What a failed answer means for a connection.
 *
 * - `gone`: the old Fitbit Web API, off for good: only connecting anew helps
 * - `not-linked`: the Google account has no Fitbit set up, which the person does at `setUpAt`; not to be tried again
 * - `needs-consent`: something was not allowed; `unticked` says what, empty when that is not known
 * - `needs-login`: the sign-in is over (revoked, six months unused, a consent screen in testing); an access token
 *   lasts an hour, so with one of those a fresh one is fetched first
 * - `rate-limited`: wait for so many seconds
 * - `unavailable`: Google, or what stands between, is away; try later
 * - `refused`: this request is not taken; trying it again will not help
 */
export type Failure = (
  | { readonly kind: "gone" | "needs-login" | "unavailable" | "refused" }
  | { readonly kind: "not-linked"; readonly setUpAt: string | null }
  | { readonly kind: "needs-consent"; readonly unticked: readonly ScopeName[] }
  | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number }
) & {
  /** Google's own code, `ACCOUNT_NOT_LINKED`, or `HTTP_503`; for the log. */
  readonly providerCode: string;
};

/** `google.rpc.Status`, as the API writes it. */
const status = z.looseObject({
  error: z.looseObject({
    status: z.string().nullish(),
    details: z.array(z.unknown()).nullish().catch(null),
  }),
});
const errorInfo = z.looseObject({
  "@type": z.literal("type.googleapis.com/google.rpc.ErrorInfo"),
  reason: z.string(),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
});
/** As the token's address writes it, by the rules of OAuth. */
const oauthError = z.looseObject({ error: z.string() });

/**
 * What an answer other than 2xx means.
 *
 * @param answer `body` parsed, or anything when it was no JSON; `granted` is the `scope` that the connection was given
 */
export function readFailure(answer: {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter?: string | null;
  readonly granted?: string | null;
}): Failure {
  const google = status.safeParse(answer.body).data?.error;
  const info = (google?.details ?? []).map((detail) => errorInfo.safeParse(detail).data).find(Boolean);
  const oauth = oauthError.safeParse(answer.body).data?.error;
  const code = codeOf(info?.reason) ?? codeOf(google?.status) ?? codeOf(oauth?.toUpperCase());
  const providerCode = code ?? `HTTP_${answer.status}`;

  if (answer.status === 410) return { kind: "gone", providerCode };
  if (info?.reason === "ACCOUNT_NOT_LINKED") {
    return { kind: "not-linked", setUpAt: soundAddress(info.metadata?.redirect_uri), providerCode };
  }
  if (answer.status === 429 || google?.status === "RESOURCE_EXHAUSTED") {
    return { kind: "rate-limited", retryAfterSeconds: retryAfterSeconds(answer.retryAfter), providerCode };
  }
  if (oauth === "invalid_grant" || answer.status === 401) return { kind: "needs-login", providerCode };
  if (oauth === "access_denied" || info?.reason === "ACCESS_TOKEN_SCOPE_INSUFFICIENT") {
    return { kind: "needs-consent", unticked: unticked(answer.granted), providerCode };
  }
  if (
    answer.status === 403 &&
    google?.status === "PERMISSION_DENIED" &&
    unticked(answer.granted).length > 0
  ) {
    return { kind: "needs-consent", unticked: unticked(answer.granted), providerCode };
  }
  const isPassing = answer.status >= 500 || answer.status === 408 || answer.status < 400;
  return { kind: isPassing ? "unavailable" : "refused", providerCode };
}

/** Nothing is known to be unticked where it is not known what was allowed. */
function unticked(granted: string | null | undefined): readonly ScopeName[] {
  return granted === null || granted === undefined ? [] : untickedScopes(granted);
}

/** Only what looks like a code goes into a log. */
function codeOf(text: string | null | undefined): string | null {
  return text !== null && text !== undefined && /^[A-Z][A-Z0-9_]{0,80}$/.test(text) ? text : null;
}

/** Shown to the person as a button, so it has to be Google's own. */
function soundAddress(address: unknown): string | null {
  if (typeof address !== "string" || !URL.canParse(address)) return null;
  const { protocol, hostname, username, href } = new URL(address);
  const isGoogles = /(^|\.)(google|fitbit)\.com$/.test(hostname);
  return protocol === "https:" && isGoogles && username === "" ? href : null;
}
