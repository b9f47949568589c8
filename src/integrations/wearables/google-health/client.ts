import { ask } from "../../ask.ts";
import { ProviderError } from "../../provider.ts";
import { allRecords } from "../page.ts";
import { errorOfAnswer } from "./errors.ts";
import { identity } from "./identity.ts";
import { type HealthRequest, IDENTITY_REQUEST, withPage } from "./requests.ts";
import { readPage } from "./types.ts";

/** A page of 25 nights with all their stages is about a quarter of a megabyte. */
const BOUNDS = { withinMs: 10_000, mostBytes: 8 * 1024 * 1024 } as const;

/** Asks the Google Health API for one person, by the token of their sign-in. What is thrown is a ProviderError. */
export type GoogleHealthClient = {
  /** By what notifications name them. */
  readHealthUserId(token: string): Promise<string>;
  /** The points of all pages. */
  readPoints(request: HealthRequest, token: string): Promise<readonly unknown[]>;
};

/** @param baseUrl without a slash at its end */
export function createClient(baseUrl: string): GoogleHealthClient {
  async function read(request: HealthRequest, token: string): Promise<unknown> {
    const address = new URL(`${baseUrl}${request.path}`);
    const headers = { accept: "application/json", authorization: `Bearer ${token}` };
    if (request.method === "GET") address.search = String(new URLSearchParams(request.query));
    const sent =
      request.method === "GET"
        ? { headers }
        : {
            headers: { ...headers, "content-type": "application/json" },
            body: JSON.stringify(request.body),
          };
    const answer = await ask(address, { method: request.method, ...sent, ...BOUNDS });
    const { status } = answer;
    const body = jsonOf(answer.text);
    if (status >= 200 && status < 300) return body;
    throw errorOfAnswer({ status, body, retryAfter: answer.headers.get("retry-after") });
  }

  return {
    async readHealthUserId(token) {
      const found = identity.safeParse(await read(IDENTITY_REQUEST, token));
      if (!found.success) throw new ProviderError("unavailable", { providerCode: "UNREADABLE" });
      return found.data.healthUserId;
    },
    readPoints: (request, token) =>
      allRecords(async (next) =>
        readPage(await read(next === null ? request : withPage(request, next), token)),
      ),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
