import { type Answer, ask } from "../ask.ts";
import { ProviderError } from "../provider.ts";
import { retryAfterSeconds } from "../retry-after.ts";
import { codeOfStatus } from "./http-status.ts";

/** A page of a month's nights with all that a ring measured in them is about a megabyte. */
const BOUNDS = { withinMs: 10_000, mostBytes: 16 * 1024 * 1024 } as const;

/** Where most services say how long they want to be left in peace. */
const WAIT_HEADERS: readonly string[] = ["retry-after"];

/**
 * Asks a service for something of one person, by the token of their sign-in.
 *
 * @param waitHeaders where it says, in seconds, how long it wants to be left in peace; the first one that it sends counts
 * @throws ProviderError with `HTTP_401` and the like
 */
export async function getJson(address: URL, token: string, waitHeaders = WAIT_HEADERS): Promise<unknown> {
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  return jsonOf(await ask(address, { method: "GET", headers, ...BOUNDS }), waitHeaders);
}

/**
 * What an answer holds.
 *
 * @returns null for an empty one
 * @throws ProviderError for any status but 2xx, and where it is no JSON
 */
export function jsonOf({ status, headers, text }: Answer, waitHeaders = WAIT_HEADERS): unknown {
  if (status < 200 || status >= 300) {
    const code = codeOfStatus(status);
    const wait = waitHeaders.map((name) => headers.get(name)).find((header) => header !== null);
    throw new ProviderError(code, {
      providerCode: `HTTP_${status}`,
      retryAfterSeconds: code === "rate-limited" ? retryAfterSeconds(wait) : null,
    });
  }
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderError("unavailable", { providerCode: "UNREADABLE" });
  }
}
