import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Route } from "../../../../bot/adapter.ts";
import type { ProviderParts } from "../../define-provider.ts";
import { type Page, saidPage } from "../../page.ts";
import type { HandleProviderEvent } from "../../provider.ts";

const LONGEST_QUERY = 4096;
const STATE = /^[\w-]{43}$/;
/** What is kept of what comes back; some services say here alone what was allowed. */
const KEPT = ["code", "error", "state", "scope"] as const;

/** Where the browser comes back to after signing in, on the coach's own address. @param id of the provider */
export function callbackPath(id: string): string {
  return `/connect/${id}/back`;
}

/**
 * The way back from a service's sign-in. What the browser brings is handed on, once as far as `openAttempt` knows, and
 * understood later; the page shows nothing of it.
 */
export function callbackRoute(
  id: string,
  { words, openAttempt }: Pick<ProviderParts, "words" | "openAttempt">,
  handle: HandleProviderEvent,
): Route {
  async function hear(query: string): Promise<Page> {
    const brought = readBrought(query);
    if (brought === null || (await openAttempt(brought.lookup)) === null) {
      return saying(410, words("signed-in/gone-title"), words("signed-in/gone"));
    }
    await handle({ kind: "link-ended", ...brought });
    return saying(200, words("signed-in/back-title"), words("signed-in/back"));
  }

  return {
    method: "GET",
    path: callbackPath(id),
    answer(request, response) {
      const [, ...query] = (request.url ?? "").split("?");
      hear(query.join("?")).then(
        (page) => show(response, page),
        // Nothing was stored, so the same address works when the database does again.
        () => show(response, saying(503, words("signed-in/later-title"), words("signed-in/later"))),
      );
    },
  };
}

/** @returns null for what no service of ours sends back: then whoever sent it is told no more than that */
function readBrought(query: string): { readonly lookup: string; readonly answer: string } | null {
  if (query.length > LONGEST_QUERY) return null;
  const given = new URLSearchParams(query);
  const kept = new URLSearchParams();
  for (const name of KEPT) {
    const [value, ...more] = given.getAll(name);
    if (more.length > 0) return null;
    if (value !== undefined && value !== "") kept.set(name, value);
  }
  const lookup = kept.get("state") ?? "";
  if (!STATE.test(lookup) || kept.has("code") === kept.has("error")) return null;
  return { lookup, answer: String(kept) };
}

function saying(status: number, title: string, text: string): Page {
  return saidPage(status, { nonce: randomBytes(16).toString("base64url"), title, text });
}

function show(response: ServerResponse, { status, headers, html }: Page): void {
  response.writeHead(status, headers).end(html);
}
