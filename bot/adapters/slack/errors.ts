import { ChatError } from "../../adapter.ts";

/** The person, their chat or the whole installation is gone. */
const GONE = new Set([
  "account_inactive",
  "user_not_found",
  "user_disabled",
  "user_not_visible",
  "channel_not_found",
  "is_archived",
  "cannot_dm_bot",
  "not_in_channel",
  "messages_tab_disabled",
  "token_revoked",
  "token_expired",
  "invalid_auth",
  "not_authed",
  "team_access_not_granted",
  "no_permission",
  "access_denied",
]);
/** Slack is in trouble and says that nothing was done, or an operator has to mend the app before anything can be sent. */
const AWAY = new Set(["service_unavailable", "team_added_to_org", "missing_scope", "not_allowed_token_type"]);
/** Slack is in trouble and says that a part may have been done. */
const OPEN = new Set(["internal_error", "fatal_error", "request_timeout"]);
const TOO_FAST = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
/** Errors of a connection that never came about. */
const NOT_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Slack says these of a token that is no good any more: a newer one may be. */
export function isStaleToken(error: unknown): boolean {
  return ["invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"].includes(
    slackCode(error) ?? "",
  );
}

/** The word with which Slack refused a call, `channel_not_found`; null for other failures. */
export function slackCode(error: unknown): string | null {
  const { code, data } = (error ?? {}) as {
    readonly code?: unknown;
    readonly data?: { readonly error?: unknown };
  };
  const isRefusal = code === "slack_webapi_platform_error" && typeof data?.error === "string";
  return isRefusal ? String(data.error) : null;
}

/** What a failed call to Slack means for its message. Known by codes, never by texts. */
export function chatErrorOf(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  const cause = withoutWords(error);
  const { code, retryAfter, statusCode, original } = (error ?? {}) as {
    readonly code?: unknown;
    readonly retryAfter?: number;
    readonly statusCode?: number;
    readonly original?: unknown;
  };
  if (code === "slack_webapi_rate_limited_error") {
    return new ChatError("rate-limited", { retryAfterSeconds: retryAfter ?? 30, cause });
  }
  const refusal = slackCode(error);
  if (refusal !== null) {
    if (TOO_FAST.has(refusal)) return new ChatError("rate-limited", { cause });
    if (GONE.has(refusal)) return new ChatError("unreachable", { cause });
    if (AWAY.has(refusal)) return new ChatError("unavailable", { cause });
    if (OPEN.has(refusal)) return new ChatError("unknown", { cause });
    return new ChatError("refused", { cause });
  }
  if (code === "slack_webapi_http_error" && statusCode !== undefined) {
    return new ChatError(statusCode >= 500 ? "unavailable" : "refused", { cause });
  }
  if (isNotConnected(original) || isNotConnected(error)) return new ChatError("unavailable", { cause });
  return new ChatError("unknown", { cause });
}

/** `fetch` hides the socket's error as the cause of its own. */
function isNotConnected(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if (NOT_CONNECTED.has(String((at as NodeJS.ErrnoException).code))) return true;
  }
  return false;
}

/** Slack's errors carry the whole answer, and request errors the address: neither belongs into a log. */
function withoutWords(error: unknown): Error {
  const kind = slackCode(error) ?? (error instanceof Error ? error.name : typeof error);
  return Object.assign(new Error(kind), { name: `SlackError ${kind}` });
}
