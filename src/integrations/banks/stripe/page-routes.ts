import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Route } from "../../../../bot/adapter.ts";
import type { ProviderParts } from "../../define-provider.ts";
import type { Page } from "../../page.ts";
import type { HandleProviderEvent } from "../../provider.ts";
import { rawBody } from "../raw-body.ts";
import { gonePage, linkPage } from "./page.ts";

/** A token stands behind it. */
export const PAGE_PATH = "/connect/stripe/";

const MOST_BYTES = 1024;
const TOKEN = /^[\w-]{43}$/;
const outcome = z.object({ outcome: z.literal("linked") });

/** A session at Stripe, and what opens its window. */
export type Attempt = { readonly session: string; readonly clientSecret: string };

export type PageParts = {
  readonly publishableKey: string;
  readonly scriptUrl: string;
  readonly apiOrigin: string;
  readonly words: ProviderParts["words"];
  /** An attempt that the coach waits for, by its token. */
  attemptOf(token: string): Promise<Attempt | null>;
  /** Whether its session has led to nothing yet. */
  isUnused(attempt: Attempt): Promise<boolean>;
};

/**
 * The page of an attempt, and the word it sends back. A look does not use the link up, as chats look at links to show what
 * is behind them; the outcome does.
 */
export function pageRoutes(parts: PageParts, handle: HandleProviderEvent): readonly Route[] {
  async function show(request: IncomingMessage): Promise<Page> {
    const nonce = randomBytes(16).toString("base64url");
    const { words } = parts;
    const attempt = await attemptOf(request);
    if (attempt === null || !(await parts.isUnused(attempt))) return gonePage({ nonce, words });
    const { clientSecret } = attempt;
    const { publishableKey, scriptUrl, apiOrigin } = parts;
    return linkPage(
      { publishableKey, clientSecret },
      { nonce, script: new URL(scriptUrl), apiOrigin, words },
    );
  }

  async function hear(request: IncomingMessage): Promise<number> {
    const body = await rawBody(request, MOST_BYTES);
    // Only a page of our own may send this kind without being asked first.
    if (body === null || request.headers["content-type"] !== "application/json") return 400;
    if (!outcome.safeParse(json(body.toString("utf8"))).success) return 400;
    if ((await attemptOf(request)) === null) return 404;
    await handle({ kind: "link-ended", lookup: tokenOf(request) });
    return 204;
  }

  async function attemptOf(request: IncomingMessage): Promise<Attempt | null> {
    const token = tokenOf(request);
    return TOKEN.test(token) ? parts.attemptOf(token) : null;
  }

  return [
    {
      method: "GET",
      path: `${PAGE_PATH}*`,
      answer(request, response) {
        show(request).then(
          ({ status, headers, html }) => response.writeHead(status, headers).end(html),
          () => end(response, 503),
        );
      },
    },
    {
      method: "POST",
      path: `${PAGE_PATH}*`,
      answer(request, response) {
        hear(request).then(
          (status) => end(response, status),
          () => end(response, 503),
        );
      },
    },
  ];
}

const end = (response: ServerResponse, status: number) =>
  void response.writeHead(status, { "cache-control": "no-store" }).end();

const tokenOf = (request: IncomingMessage) =>
  (request.url ?? "").split("?")[0]?.slice(PAGE_PATH.length) ?? "";

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
