import type { IncomingMessage, ServerResponse } from "node:http";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Route } from "../../bot/adapter.ts";
import { createLanes } from "../../bot/lanes.ts";
import { findUploadToken } from "../../db/queries/upload-tokens.ts";
import { readPost } from "../integrations/wearables/health-auto-export/post.ts";
import { RefusedUploadError } from "../integrations/wearables/refused-upload.ts";
import { BodyError, type BodyProblem, createBodyReader, parseJson } from "./body.ts";
import { type PostParts, storePost } from "./store-post.ts";

/** Where phones post to, with the person's token behind it or in a header. */
const POSTS_PATH = "/body";
const TOKEN_HEADER = "x-coach-token";

/** Of one address, in one process. An app that sends its past in parts sends some twenty. */
const PER_MINUTE = 60;
/** A phone on a train sends twenty megabytes in less. */
const LONGEST_MS = 120_000;
/** How long what still comes of a refused request flows on to nobody, so that its sender comes to read the answer. */
const LINGER_MS = 5_000;
/** Larger bodies are worked on one after another, as each takes many times its length in memory. */
const LARGE_BYTES = 1024 * 1024;

type Answer = { readonly status: number; readonly body: object; readonly retryAfterSeconds?: number };

const STATUS: Readonly<Record<BodyProblem, number>> = {
  "too-large": 413,
  "too-slow": 408,
  unreadable: 400,
  packing: 415,
  busy: 503,
};
/** How long to wait before what failed for our reasons is sent again. */
const AGAIN_SECONDS = 60;

/**
 * Takes what Health Auto Export or a shortcut posts. 200 once it is stored, with how many days it was; 404, as for any path that
 * there is none, where the token is not somebody's; else a code of what is wrong with it. Nothing that is measured is ever answered
 * or logged.
 */
export function postRoutes(parts: PostParts, { longestMs = LONGEST_MS } = {}): readonly Route[] {
  const { db, clock, log } = parts;
  const withBody = createBodyReader({ longestMs });
  const pace = new RateLimiterMemory({ points: PER_MINUTE, duration: 60 });
  const lanes = createLanes();

  /** @returns null for a token that is none */
  async function hear(request: IncomingMessage, token: string): Promise<Answer | null> {
    const open = await findUploadToken(db, token, "posts", clock());
    if (open === null) return null;
    const wait = await waitFor(pace, open.id);
    if (wait !== null) return { status: 429, body: { error: "too-often" }, retryAfterSeconds: wait };
    const store = (body: Buffer) => storePost(parts, open, readPost(parseJson(body)));
    try {
      // One after another: a second one that is on its way is not read before the first is stored.
      const stored = await lanes.run(open.id, () =>
        withBody(request, (body) =>
          body.byteLength > LARGE_BYTES ? lanes.run("large", () => store(body)) : store(body),
        ),
      );
      return stored === null ? null : { status: 200, body: { stored } };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      log.info({ userId: open.userId, ...refusal.body }, "post refused");
      return refusal;
    }
  }

  const answerBy =
    (tokenOf: (request: IncomingMessage) => string): Route["answer"] =>
    (request, response) => {
      hear(request, tokenOf(request)).then(
        (answer) => end(request, response, answer),
        (error: unknown) => {
          log.error(log.describe(error), "post not stored");
          end(request, response, { status: 503, body: { error: "later" }, retryAfterSeconds: AGAIN_SECONDS });
        },
      );
    };
  return [
    {
      method: "POST",
      path: POSTS_PATH,
      answer: answerBy(({ headers }) => String(headers[TOKEN_HEADER] ?? "")),
    },
    { method: "POST", path: `${POSTS_PATH}/*`, answer: answerBy(tokenInPath) },
  ];
}

function tokenInPath({ url = "" }: IncomingMessage): string {
  return url.split("?")[0]?.slice(POSTS_PATH.length + 1) ?? "";
}

/** @returns null where it may go on, else for how many seconds not */
async function waitFor(pace: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await pace.consume(key);
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}

/** What is wrong with what was sent; null where it is our failure. */
function refusalOf(error: unknown): Answer | null {
  if (error instanceof BodyError) {
    const { problem } = error;
    const again = problem === "busy" ? { retryAfterSeconds: AGAIN_SECONDS } : {};
    return { status: STATUS[problem], body: { error: problem }, ...again };
  }
  if (!(error instanceof RefusedUploadError)) return null;
  return { status: error.code === "too-much" ? 413 : 400, body: { error: error.code } };
}

function end(request: IncomingMessage, response: ServerResponse, answer: Answer | null): void {
  if (answer === null) {
    // To the letter what any path is answered that there is none.
    response.writeHead(404, { "content-type": "text/plain; charset=UTF-8" }).end("404 Not Found");
  } else {
    const { status, body, retryAfterSeconds } = answer;
    if (retryAfterSeconds !== undefined) response.setHeader("retry-after", retryAfterSeconds);
    const headers = { "content-type": "application/json", "cache-control": "no-store" };
    response.writeHead(status, headers).end(JSON.stringify(body));
  }
  if (request.complete) return;
  request.resume();
  const cut = setTimeout(() => request.destroy(), LINGER_MS);
  request.once("close", () => clearTimeout(cut));
}
