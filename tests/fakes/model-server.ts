import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type FixtureFileResponse, type FixtureOpts, LLMock } from "@copilotkit/aimock";

import { answerJson } from "./answer-json.ts";

/** A service with OpenAI's chat completions on this machine. */
export type ModelServer = {
  readonly baseUrl: string;
  /** What it was sent, oldest first. */
  requests(): readonly Record<string, unknown>[];
  stop(): Promise<void>;
};

/** How long one byte of a dripping answer takes. */
const DRIP_MS = 20;

type Answer = (
  response: ServerResponse,
  request: number,
  body: Record<string, unknown>,
) => Promise<void> | void;

/** What the emulator answers by itself. */
const EMULATED: Readonly<Record<string, (words: string) => [FixtureFileResponse, FixtureOpts?]>> = {
  well: (words) => [{ content: JSON.stringify({ words }) }],
  "error 500": () => [{ error: { message: "broken", type: "server_error" }, status: 500 }],
  "malformed JSON": (words) => [{ content: words }, { chaos: { malformedRate: 1 } }],
  "cut off": (words) => [{ content: `{"words": "${words.slice(0, 20)}`, finishReason: "length" }],
};

/** What it cannot, written by hand as services do it. */
const BY_HAND: Readonly<Record<string, (words: string) => Answer>> = {
  "slow drip": (words) => async (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    for (const byte of completion(JSON.stringify({ words }))) {
      if (response.destroyed) return;
      response.write(byte);
      await pause(DRIP_MS);
    }
    response.end();
  },
  refusal: () => (response) => answerJson(response, 200, completion(null, "I can't help with that.")),
  "HTML with 200": () => (response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<html><body>Please sign in</body></html>");
  },
  endless: () => async (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    while (!response.destroyed) {
      response.write(" ".repeat(64 * 1024));
      await pause(1);
    }
  },
  redirect: () => (response) => {
    response.writeHead(307, { location: "/elsewhere/chat/completions" }).end();
  },
  "first time broken": (words) => (response, request) =>
    request === 1
      ? answerJson(response, 503, { error: { message: "overloaded" } })
      : answerJson(response, 200, completion(JSON.stringify({ words }))),
  "knows no schema": (words) => (response, _, body) => {
    const { type } = (body.response_format ?? { type: "text" }) as { type: string };
    return type === "json_schema"
      ? answerJson(response, 400, { error: { message: "response_format is not supported" } })
      : answerJson(response, 200, completion(`Sure.\n\`\`\`json\n${JSON.stringify({ words })}\n\`\`\``));
  },
  "knows plain text": (words) => (response, _, body) =>
    body.response_format === undefined
      ? answerJson(response, 200, completion(words))
      : answerJson(response, 400, { error: { message: "unknown field response_format" } }),
  "takes nothing": () => (response) => answerJson(response, 400, { error: { message: "no such model" } }),
  "wrong key": () => (response) => answerJson(response, 401, { error: { message: "bad key sk-secret" } }),
  "too many": () => (response) => answerJson(response, 429, { error: { message: "slow down" } }),
};

export type ModelManner = keyof typeof EMULATED | keyof typeof BY_HAND;

/** Starts a service that behaves so. @param words what one that is well answers */
export async function startModelServer(manner: ModelManner, words: string): Promise<ModelServer> {
  const mock = new LLMock({ port: 0, host: "127.0.0.1", logLevel: "silent" });
  const byHand: Record<string, unknown>[] = [];
  const emulated = EMULATED[manner];
  if (emulated !== undefined) {
    const [response, options] = emulated(words);
    mock.onMessage(/./, response, options);
  } else {
    const answer = BY_HAND[manner]?.(words);
    mock.mount("/v1", {
      async handleRequest(request: IncomingMessage, response: ServerResponse) {
        const body = JSON.parse(await textOf(request)) as Record<string, unknown>;
        byHand.push(body);
        await answer?.(response, byHand.length, body);
        return true;
      },
    });
  }
  await mock.start();
  return {
    baseUrl: `${mock.url}/v1`,
    requests: () =>
      emulated === undefined ? byHand : mock.getRequests().map(({ body }) => body as Record<string, unknown>),
    stop: () => mock.stop(),
  };
}

function completion(content: string | null, refusal: string | null = null): string {
  const message = { role: "assistant", content, refusal };
  return JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_763_900_000,
    model: "small",
    choices: [{ index: 0, message, finish_reason: "stop", logprobs: null }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}
