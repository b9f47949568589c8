import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "../../../../bot/adapter.ts";
import type { HandleProviderEvent } from "../../provider.ts";
import { rawBody } from "../raw-body.ts";
import { eventOf } from "./events.ts";
import { SIGNATURE_HEADER, type Verdict } from "./verification.ts";

export const WEBHOOK_PATH = "/webhooks/plaid";
/** Plaid's own are some kilobytes. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * Where Plaid tells that something has changed: 200 once it is stored, or is nothing to be stored; 500 where that failed and
 * 503 where it cannot be told now whether Plaid sent it, after both of which Plaid sends it again, for a day.
 *
 * What Plaid did not sign gets 401, unread where it is not signed at all; a body that is too large 413.
 */
export function createWebhook({
  verify,
  handle,
}: {
  /** Whether Plaid signed this body. */
  readonly verify: (token: unknown, body: Buffer) => Promise<Verdict>;
  readonly handle: HandleProviderEvent;
}): Route {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = request.headers[SIGNATURE_HEADER];
    if (token === undefined) return end(response, 401);
    if (Number(request.headers["content-length"] ?? 0) > LARGEST_BODY_BYTES) return end(response, 413);
    const body = await rawBody(request, LARGEST_BODY_BYTES);
    if (body === null) return end(response, 413);
    let status = 200;
    try {
      const verdict = await verify(token, body);
      if (verdict !== "genuine") return end(response, verdict === "forged" ? 401 : 503);
      const event = eventOf(jsonOf(body));
      if (event !== null) await handle(event);
    } catch {
      status = 500;
    }
    end(response, status);
  }

  return {
    method: "POST",
    path: WEBHOOK_PATH,
    answer(request, response) {
      // What fails here is the connection.
      answer(request, response).catch(() => response.destroy());
    },
  };
}

/** A refusal ends the connection too: what is still to come of the body is nobody's. */
function end(response: ServerResponse, status: number): void {
  response.writeHead(status, status === 200 ? {} : { connection: "close" }).end();
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
