import { z } from "zod";
import type { Answer } from "../../ask.ts";
import { ProviderError } from "../../provider.ts";
import { retryAfterSeconds } from "../../retry-after.ts";

const told = z.looseObject({ error: z.string() });

/** Whose keys are wrong: the operator's to mend, and until then no person's sign-in is over. */
const OPERATORS: readonly (string | null)[] = ["INVALID_CLIENT", "UNAUTHORIZED_CLIENT"];
const PASSING: readonly (string | null)[] = ["SERVER_ERROR", "TEMPORARILY_UNAVAILABLE"];

/** What was asked when an answer was none. */
export type Asking = "sign-in" | "refresh";

/**
 * What an answer other than 200 comes to, by RFC 6749 section 5.2. Nothing of its text goes along but its code.
 *
 * @returns for `invalid_grant`: `needs-login` where a refresh token is no longer taken, `refused` for a code
 */
export function failureOf(answer: Answer, asking: Asking): ProviderError {
  const { status, headers } = answer;
  const said = oauthErrorOf(answer);
  const providerCode = said ?? `HTTP_${status}`;
  if (status === 429) {
    const seconds = retryAfterSeconds(headers.get("retry-after"));
    return new ProviderError("rate-limited", { providerCode, retryAfterSeconds: seconds });
  }
  if (isAway(answer) || PASSING.includes(said)) return new ProviderError("unavailable", { providerCode });
  if (asking === "refresh") {
    if (said === "INVALID_GRANT") return new ProviderError("needs-login", { providerCode });
    if (OPERATORS.includes(said)) return new ProviderError("unavailable", { providerCode });
  }
  return new ProviderError("refused", { providerCode });
}

/** Whether it is not the service that said no: it is down, or something stands between. */
function isAway({ status }: Pick<Answer, "status">): boolean {
  return status >= 500 || status < 400 || status === 408;
}

/** The `error` of an answer as a code, `INVALID_GRANT`; null where it says none. */
function oauthErrorOf({ text }: Pick<Answer, "text">): string | null {
  try {
    return codeOf(told.parse(JSON.parse(text)).error);
  } catch {
    return null;
  }
}

/** Only what looks like a code goes into a log. */
export function codeOf(error: string): string {
  const code = error.toUpperCase();
  return /^[A-Z][A-Z0-9_]{0,80}$/.test(code) ? code : "UNKNOWN";
}
