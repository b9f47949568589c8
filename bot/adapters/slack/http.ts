import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "../../adapter.ts";
import { LIMITS } from "./limits.ts";

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Where Slack calls us. */
export const PATHS = {
  events: "/slack/events",
  install: "/slack/install",
  installed: "/slack/oauth_redirect",
} as const;

/**
 * The library's listener behind routes of ours: called with a path that is not its own, it throws.
 *
 * @param isReady until then Slack is told to come again
 */
export function routesOf(
  events: Listener | null,
  install: Listener | null,
  isReady: () => boolean,
): readonly Route[] {
  const guarded = (listener: Listener) => (request: IncomingMessage, response: ServerResponse) => {
    if (!isReady()) return refuse(response, 503);
    // A body that says how long it is, is refused unread; the library stops reading one that does not.
    if (Number(request.headers["content-length"] ?? 0) > LIMITS.requestBytes) return refuse(response, 413);
    try {
      listener(request, response);
    } catch {
      refuse(response, 404);
    }
  };
  return [
    ...(events === null ? [] : [{ method: "POST" as const, path: PATHS.events, answer: guarded(events) }]),
    ...(install === null
      ? []
      : [PATHS.install, PATHS.installed].map((path) => ({
          method: "GET" as const,
          path,
          answer: guarded(install),
        }))),
  ];
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  // What is still under way of a refused body must not be taken for the next request.
  response.writeHead(status, { connection: "close" });
  response.end();
}
