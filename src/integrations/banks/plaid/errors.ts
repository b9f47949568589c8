import { z } from "zod";
import { ProviderError, type ProviderErrorCode } from "../../provider.ts";

/** Waited when Plaid does not say how long: its limits count by the minute. */
const LIMIT_SECONDS = 60;
const LONGEST_SHOWN = 500;

/** By Plaid's `error_code`; what is not here goes by its type and status. */
const CODES: Readonly<Record<string, ProviderErrorCode>> = {
  ...all("needs-login", [
    "ITEM_LOGIN_REQUIRED",
    "ITEM_LOCKED",
    "INVALID_CREDENTIALS",
    "INVALID_MFA",
    "INVALID_UPDATED_USERNAME",
    "INSUFFICIENT_CREDENTIALS",
    "PASSWORD_RESET_REQUIRED",
    "USER_SETUP_REQUIRED",
    "USER_INPUT_TIMEOUT",
    "ACCESS_NOT_GRANTED",
    "ADDITIONAL_CONSENT_REQUIRED",
    "NO_ACCOUNTS",
  ]),
  ...all("revoked", [
    "ITEM_NOT_FOUND",
    "ITEM_CONCURRENTLY_DELETED",
    "ITEM_NOT_SUPPORTED",
    "INVALID_ACCESS_TOKEN",
    "USER_PERMISSION_REVOKED",
    "INSTITUTION_NO_LONGER_SUPPORTED",
  ]),
  ...all("not-ready", ["PRODUCT_NOT_READY"]),
  ...all("unavailable", [
    "INTERNAL_SERVER_ERROR",
    "PLANNED_MAINTENANCE",
    "INSTITUTION_DOWN",
    "INSTITUTION_NOT_RESPONDING",
    "INSTITUTION_NOT_AVAILABLE",
    "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION",
    // The operator's to mend; until then no connection is over and no end of one is done.
    "INVALID_API_KEYS",
    "UNAUTHORIZED_ENVIRONMENT",
  ]),
  // Of the type RATE_LIMIT_EXCEEDED, but no waiting lifts them.
  ...all("refused", ["ADDITION_LIMIT", "TRIAL_CONNECTION_LIMIT"]),
};

const failedRequest = z.object({
  isAxiosError: z.literal(true),
  response: z.object({ status: z.number(), data: z.unknown(), headers: z.unknown() }).nullish().catch(null),
});
const plaidError = z.looseObject({
  error_type: z.string().nullish(),
  error_code: z.string().min(1),
  display_message: z.string().nullish(),
});
const retryAfter = z.looseObject({ "retry-after": z.coerce.number().positive().max(86_400) });

/** @param type Plaid's `error_type` */
export function bankErrorCode(
  code: string,
  { type, status = 400 }: { readonly type?: string | null | undefined; readonly status?: number } = {},
): ProviderErrorCode {
  const known = CODES[code];
  if (known !== undefined) return known;
  if (type === "RATE_LIMIT_EXCEEDED" || status === 429) return "rate-limited";
  if (type === "API_ERROR" || type === "INSTITUTION_ERROR" || status >= 500) return "unavailable";
  return "refused";
}

/**
 * What a failed request comes to. The error that the library throws holds the request with its keys and tokens, so it is
 * left behind, not kept as the cause.
 *
 * @returns what was given where it is no failed request but a fault of ours
 */
export function bankErrorOf(error: unknown): unknown {
  const failed = failedRequest.safeParse(error);
  if (!failed.success) return error;
  const { response } = failed.data;
  if (response === null || response === undefined)
    return new ProviderError("unavailable", { providerCode: "NO_ANSWER" });
  const { status } = response;
  const said = plaidError.safeParse(response.data);
  // What stands between Plaid and us answered: none of Plaid's refusals.
  const code = said.success
    ? bankErrorCode(said.data.error_code, { type: said.data.error_type, status })
    : status === 429
      ? "rate-limited"
      : "unavailable";
  const asked = retryAfter.safeParse(response.headers);
  return new ProviderError(code, {
    providerCode: said.success ? asCode(said.data.error_code) : `HTTP_${status}`,
    retryAfterSeconds:
      code !== "rate-limited" ? null : asked.success ? Math.ceil(asked.data["retry-after"]) : LIMIT_SECONDS,
    shown: shownOf(said.data?.display_message),
  });
}

/** Plaid's words for the person. */
export function shownOf(message: string | null | undefined): string | null {
  const trimmed = message?.trim().slice(0, LONGEST_SHOWN) ?? "";
  return trimmed === "" ? null : trimmed;
}

/** Only what looks like a code goes into a log. */
export function asCode(code: string): string {
  return /^[A-Z][A-Z0-9_]{0,80}$/.test(code) ? code : "UNKNOWN";
}

function all(code: ProviderErrorCode, names: readonly string[]): Record<string, ProviderErrorCode> {
  return Object.fromEntries(names.map((name) => [name, code]));
}
