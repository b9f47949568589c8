import { type Answer, ask } from "../ask.ts";
import { ProviderError } from "../provider.ts";
import { retryAfterSeconds } from "../retry-after.ts";
import { codeOfStatus } from "./http-status.ts";

/** A page of a month's nights with all that a ring measured in them is about a megabyte. */
const BOUNDS = { withinMs: 10_000, mostBytes: 16 * 1024 * 1024 } as const;

/** Asks a service for something of one person, by the token of their sign-in. @throws ProviderError with `HTTP_401` and the like */
export async function getJson(address: URL, token: string): Promise<unknown> {
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  return jsonOf(await ask(address, { method: "GET", headers, ...BOUNDS }));
}

/**
 * What an answer holds.
 *
 * @returns null for an empty one
 * @throws ProviderError for any status but 2xx, and where it is no JSON
 */
export function jsonOf({ status, headers, text }: Answer): unknown {
  if (status < 200 || status >= 300) {
    const code = codeOfStatus(status);
    throw new ProviderError(code, {
      providerCode: `HTTP_${status}`,
      retryAfterSeconds: code === "rate-limited" ? retryAfterSeconds(headers.get("retry-after")) : null,
    });
  }
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderError("unavailable", { providerCode: "UNREADABLE" });
  }
}
