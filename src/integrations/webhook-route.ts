import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "../../bot/adapter.ts";
import { rawBody } from "./banks/raw-body.ts";

/** What services send is some kilobytes. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * Where a service tells of news. A body that is too large gets 413; where storing what it says failed, 500, after which
 * services send it again.
 */
export function webhookRoute(
  path: string,
  {
    refuses,
    hear,
  }: {
    /** The status that ends a request whose headers alone are not those of the service, before its body is read. */
    readonly refuses: (request: IncomingMessage) => number | null;
    /** The body as it came, since signatures are made over the very bytes. @returns the status it is answered with */
    readonly hear: (request: IncomingMessage, body: Buffer) => Promise<number>;
  },
): Route {
  async function statusFor(request: IncomingMessage): Promise<number> {
    const refused = refuses(request);
    if (refused !== null) return refused;
    if (Number(request.headers["content-length"] ?? 0) > LARGEST_BODY_BYTES) return 413;
    const body = await rawBody(request, LARGEST_BODY_BYTES);
    if (body === null) return 413;
    try {
      return await hear(request, body);
    } catch {
      return 500;
    }
  }

  return {
    method: "POST",
    path,
    answer(request, response) {
      statusFor(request).then(
        (status) => end(response, status),
        // What fails here is the connection.
        () => response.destroy(),
      );
    },
  };
}

/** A refusal ends the connection too: what is still to come of the body is nobody's. */
function end(response: ServerResponse, status: number): void {
  response.writeHead(status, status < 300 ? {} : { connection: "close" }).end();
}

/** @returns null for what is no JSON */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
