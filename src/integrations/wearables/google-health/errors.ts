import { z } from "zod";
import { ProviderError, type ProviderErrorCode } from "../../provider.ts";
import { retryAfterSeconds } from "../../retry-after.ts";
import { codeOfStatus } from "../http-status.ts";
import { type ScopeName, untickedScopes } from "./scopes.ts";

/**
 * A request to the Google Health API that failed, with what the person can be told to do about it.
 *
 * - `refused`, `ACCOUNT_NOT_LINKED`: the Google account has no Fitbit set up, which the person does at `setUpAt`
 * - `needs-login` with something `unticked`: not all was allowed, and signing in again is where it is
 * - `needs-login`: the sign-in is over (revoked, six months unused, a consent screen in testing); an access token lasts
 *   an hour, so with one of those a fresh one is fetched first
 * - `revoked`, `HTTP_410`: the old Fitbit Web API, off for good: only connecting anew helps
 */
export class GoogleHealthError extends ProviderError {
  /** Google's own address; null where it is not said. */
  readonly setUpAt: string | null;
  /** What was asked for and not allowed; empty when that is not known, or not the matter. */
  readonly unticked: readonly ScopeName[];

  constructor(
    code: ProviderErrorCode,
    about: {
      /** Google's own, or `HTTP_503`. */
      readonly providerCode: string;
      readonly retryAfterSeconds?: number;
      readonly setUpAt?: string | null;
      readonly unticked?: readonly ScopeName[];
    },
  ) {
    super(code, about);
    this.name = "GoogleHealthError";
    this.setUpAt = about.setUpAt ?? null;
    this.unticked = about.unticked ?? [];
  }
}

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
export function errorOfAnswer(answer: {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter?: string | null;
  readonly granted?: string | null;
}): GoogleHealthError {
  const google = status.safeParse(answer.body).data?.error;
  const info = (google?.details ?? []).map((detail) => errorInfo.safeParse(detail).data).find(Boolean);
  const oauth = oauthError.safeParse(answer.body).data?.error;
  const said = codeOf(info?.reason) ?? codeOf(google?.status) ?? codeOf(oauth?.toUpperCase());
  const providerCode = said ?? `HTTP_${answer.status}`;

  // Whatever a page of it says: the code is what callers know it by.
  if (answer.status === 410) return new GoogleHealthError("revoked", { providerCode: "HTTP_410" });
  if (info?.reason === "ACCOUNT_NOT_LINKED") {
    const setUpAt = soundAddress(info.metadata?.redirect_uri);
    return new GoogleHealthError("refused", { providerCode, setUpAt });
  }
  if (answer.status === 429 || google?.status === "RESOURCE_EXHAUSTED") {
    const wait = retryAfterSeconds(answer.retryAfter);
    return new GoogleHealthError("rate-limited", { providerCode, retryAfterSeconds: wait });
  }
  if (oauth === "invalid_grant") return new GoogleHealthError("needs-login", { providerCode });
  const unticked = untickedOf(answer.granted);
  const isForbidden = answer.status === 403 && google?.status === "PERMISSION_DENIED";
  if (info?.reason === "ACCESS_TOKEN_SCOPE_INSUFFICIENT" || (isForbidden && unticked.length > 0)) {
    return new GoogleHealthError("needs-login", { providerCode, unticked });
  }
  return new GoogleHealthError(codeOfStatus(answer.status), { providerCode });
}

/** Nothing is known to be unticked where it is not known what was allowed. */
function untickedOf(granted: string | null | undefined): readonly ScopeName[] {
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
