import type { ProviderErrorCode } from "../provider.ts";

/** What an answer other than 2xx means where its body says nothing more. */
export function codeOfStatus(status: number): ProviderErrorCode {
  if (status === 401) return "needs-login";
  if (status === 410) return "revoked";
  if (status === 429) return "rate-limited";
  // What stands between the service and us answers with redirects and 408.
  return status >= 500 || status === 408 || status < 400 ? "unavailable" : "refused";
}
