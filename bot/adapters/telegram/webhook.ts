import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Update } from "grammy/types";
import { z } from "zod";
import type { Route } from "../../adapter.ts";

export const WEBHOOK_PATH = "/telegram/webhook";
/** Telegram's own updates are some kilobytes. */
const LARGEST_BODY_BYTES = 1024 * 1024;

const anUpdate = z.looseObject({ update_id: z.int().nonnegative() });

export type WebhookOptions = {
  /** What Telegram sends along, so that nobody else can speak for it. */
  readonly secret: string;
  /** Settles once the update cannot get lost; null as long as nothing can be taken. */
  readonly taker: () => ((update: Update) => Promise<void>) | null;
};

/**
 * Where Telegram delivers updates: 200 once one is stored, 500 where that failed, after which Telegram delivers it again.
 *
 * Whoever does not know the secret gets 401, and a body that is too large 413, both unread.
 */
export function createWebhook({ secret, taker }: WebhookOptions): Route {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isSecret(request.headers["x-telegram-bot-api-secret-token"], secret)) return refuse(response, 401);
    const take = taker();
    if (take === null) return refuse(response, 503);
    if (Number(request.headers["content-length"] ?? 0) > LARGEST_BODY_BYTES) return refuse(response, 413);
    const body = await readBody(request);
    if (body === null) return refuse(response, 413);
    const update = readJson(body);
    if (update === null) return refuse(response, 400);
    try {
      await take(update);
    } catch {
      return refuse(response, 500);
    }
    response.writeHead(200).end();
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

/** Compares in the same time wherever the difference is. */
function isSecret(given: string | readonly string[] | undefined, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return typeof given === "string" && timingSafeEqual(hash(given), hash(secret));
}

/** Ends the connection too: what is still to come of the body is nobody's. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: "close" }).end();
}

/** @returns null when there is more of it than may be */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > LARGEST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readJson(body: string): Update | null {
  try {
    const parsed = anUpdate.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
