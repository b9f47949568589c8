import { z } from "zod";
import { ProviderError, type ProviderErrorCode } from "../../provider.ts";
import { retryAfterSeconds } from "../../retry-after.ts";
import { codeOfStatus } from "../http-status.ts";

/** The old Fitbit Web API, off for good. */
export const GONE = "HTTP_410";
export const NOT_LINKED = "ACCOUNT_NOT_LINKED";
export const NOT_ALLOWED = "ACCESS_TOKEN_SCOPE_INSUFFICIENT";

/**
 * A request to the Google Health API that failed, with what the person can be told to do about it.
 *
 * - `refused`, {@link NOT_LINKED}: the Google account has no Fitbit set up, which the person does at `setUpAt`
 * - `needs-login`, {@link NOT_ALLOWED}: that was not allowed, and signing in again is where it is
 * - `needs-login`: the token is not taken; it lasts an hour, so a fresh one is fetched first
 * - `revoked`, {@link GONE}: only connecting anew helps
 */
export class GoogleHealthError extends ProviderError {
  /** Google's own address; null where it is not said. */
  readonly setUpAt: string | null;

  constructor(
    code: ProviderErrorCode,
    about: {
      /** Google's own, or `HTTP_503`. */
      readonly providerCode: string;
      readonly retryAfterSeconds?: number;
      readonly setUpAt?: string | null;
    },
  ) {
    super(code, about);
    this.name = "GoogleHealthError";
    this.setUpAt = about.setUpAt ?? null;
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
/**
 * What an answer other than 2xx means.
 *
 * @param answer `body` parsed, or anything when it was no JSON
 */
export function errorOfAnswer(answer: {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter?: string | null;
}): GoogleHealthError {
  const google = status.safeParse(answer.body).data?.error;
  const info = (google?.details ?? []).map((detail) => errorInfo.safeParse(detail).data).find(Boolean);
  const providerCode = codeOf(info?.reason) ?? codeOf(google?.status) ?? `HTTP_${answer.status}`;

  // Whatever a page of it says: the code is what callers know it by.
  if (answer.status === 410) return new GoogleHealthError("revoked", { providerCode: GONE });
  if (answer.status === 429 || google?.status === "RESOURCE_EXHAUSTED") {
    const wait = retryAfterSeconds(answer.retryAfter);
    return new GoogleHealthError("rate-limited", { providerCode, retryAfterSeconds: wait });
  }
  switch (info?.reason) {
    case NOT_LINKED: {
      const setUpAt = soundAddress(info.metadata?.redirect_uri);
      return new GoogleHealthError("refused", { providerCode, setUpAt });
    }
    case NOT_ALLOWED:
      return new GoogleHealthError("needs-login", { providerCode });
    // The operator's to mend, in the project at Google; until then no connection is to blame.
    case "SERVICE_DISABLED":
      return new GoogleHealthError("unavailable", { providerCode });
    default:
      return new GoogleHealthError(codeOfStatus(answer.status), { providerCode });
  }
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
