import type { ProviderErrorCode } from "../provider.ts";

/** Waited when an answer does not say how long: most limits count by the minute. */
const LIMIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 86_400;

/** What an answer other than 2xx means where its body says nothing more. */
export function codeOfStatus(status: number): ProviderErrorCode {
  if (status === 401) return "needs-login";
  if (status === 410) return "revoked";
  if (status === 429) return "rate-limited";
  // What stands between the service and us answers with redirects and 408.
  return status >= 500 || status === 408 || status < 400 ? "unavailable" : "refused";
}

/** @param header `Retry-After` in seconds; as a date, or as anything else, it is not gone by */
export function retryAfterSeconds(header: string | null | undefined): number {
  const seconds = /^\d{1,9}$/.test(header ?? "") ? Number(header) : 0;
  return seconds > 0 ? Math.min(seconds, LONGEST_WAIT_SECONDS) : LIMIT_SECONDS;
}
