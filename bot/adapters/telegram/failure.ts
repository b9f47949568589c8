import { GrammyError, HttpError } from "grammy";
import { ChatError } from "../../adapter.ts";

/** The person or the chat is gone, which Telegram says by 400 as well as by 403. */
const GONE =
  /chat not found|user not found|user is deactivated|peer_id_invalid|bot was (?:kicked|blocked)|group chat was upgraded|not enough rights|have no rights/i;
const UNCHANGED = /message is not modified/i;

/** Nothing was written when these come: there was no connection yet. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);
/** How long to wait where Telegram has asked for silence and the wait for it was cut off. */
const CUT_OFF_SECONDS = 5;

/** Whether an edit changed nothing, which is what was wanted. */
export function isUnchanged(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && UNCHANGED.test(error.description);
}

/** What a call to Telegram failed with, as the core understands it. */
export function toChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  const cause = describeFailure(error);
  if (error instanceof GrammyError) {
    const { error_code: code, description, parameters } = error;
    if (code === 429) {
      const seconds = parameters.retry_after;
      return new ChatError("rate-limited", {
        cause,
        ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
      });
    }
    if (code === 403 || (code === 400 && GONE.test(description)))
      return new ChatError("unreachable", { cause });
    // A token that is not accepted is the operator's affair: nothing is wrong with the message.
    const isOurs = code >= 500 || code === 401 || code === 404 || code === 409;
    return new ChatError(isOurs ? "unavailable" : "refused", { cause });
  }
  if (error instanceof HttpError) {
    const code = codeOf(error.error);
    const isUnwritten =
      NOT_CONNECTED.has(code) || (code === "ETIMEDOUT" && /connect ETIMEDOUT/.test(messageOf(error.error)));
    return new ChatError(isUnwritten ? "unavailable" : "unknown", { cause });
  }
  // The one error that is neither: Telegram wanted a short silence, and our time was up before it was over.
  if (messageOf(error).includes("waiting between retries")) {
    return new ChatError("rate-limited", { cause, retryAfterSeconds: CUT_OFF_SECONDS });
  }
  return new ChatError("unknown", { cause });
}

/**
 * A failure by its code alone, fit for a log: `Telegram 502`, `Telegram ECONNREFUSED`.
 *
 * The library's own errors hold the request: its address with the bot's token, and what was said to the person.
 */
export function describeFailure(error: unknown): Error {
  const described = new Error("a call to Telegram failed");
  described.name = `Telegram ${failureCode(error)}`;
  return described;
}

function failureCode(error: unknown): string {
  if (error instanceof GrammyError) return String(error.error_code);
  if (error instanceof ChatError) return error.code;
  const inner = error instanceof HttpError ? error.error : error;
  return codeOf(inner) || (/timed out|aborted/i.test(messageOf(inner)) ? "time-out" : "failure");
}

/** The code of Telegram's answer; null when there was none. */
export function answerCode(error: unknown): number | null {
  return error instanceof GrammyError ? error.error_code : null;
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
