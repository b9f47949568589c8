import type {
  LanguageModel,
  ModelAnswer,
  ModelFailure,
  ModelPrompt,
} from "../../../bot/phrasing/language-model.ts";
import { boundedText } from "../ask.ts";
import { FORMATS, readAnswer, responseFormat } from "./answer.ts";
import type { ModelSettings } from "./settings.ts";

/** So many failures in a row, and the model is left in peace for a while. */
const REST_AFTER = 5;
const REST_MS = 60_000;
/** One sentence is a few hundred bytes; a model that writes its thoughts before it, some thousands. */
const MOST_BYTES = 256 * 1024;
/** How often a sentence is asked for again after a failure that may pass. A format that is not taken costs none of it. */
const RETRIES = 1;
/** What says that a server does not know the format of the answer. */
const FORMAT_NOT_TAKEN: readonly number[] = [400, 415, 422, 501];

/**
 * A model behind any service with OpenAI's chat completions: OpenAI itself, or a server of one's own, as Ollama and vLLM are.
 *
 * How the answer is asked for is stepped down, and kept, for a server that does not take the stricter form; none is trusted to
 * keep to it. The library is loaded only now, so that a coach without a model starts without it.
 *
 * @see https://platform.openai.com/docs/api-reference/chat
 */
export async function createChatModel(
  settings: Pick<ModelSettings, "model" | "apiKey" | "baseUrl">,
): Promise<LanguageModel> {
  const { APIError, OpenAI } = await import("openai");
  const { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhenResult } = await import(
    "cockatiel"
  );
  const client = new OpenAI({
    // A server of one's own may want none, the library always does.
    apiKey: settings.apiKey ?? "none",
    baseURL: settings.baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    // It would write what was sent.
    logLevel: "off",
    fetch: boundedFetch,
  });
  const breaker = circuitBreaker(handleWhenResult(isOutage), {
    halfOpenAfter: REST_MS,
    breaker: new ConsecutiveBreaker(REST_AFTER),
  });
  let format = 0;

  async function ask(prompt: ModelPrompt, signal: AbortSignal): Promise<ModelAnswer> {
    for (let retries = 0; ; ) {
      try {
        const answered: unknown = await client.chat.completions.create(
          {
            model: settings.model,
            messages: [
              { role: "system", content: prompt.system },
              { role: "user", content: prompt.user },
            ],
            ...responseFormat(FORMATS[format] ?? "text"),
          },
          { signal },
        );
        return readAnswer(answered);
      } catch (error) {
        const status = error instanceof APIError ? (error.status as number | undefined) : undefined;
        const reason = reasonOf(status, signal, error);
        const isFormat = status !== undefined && FORMAT_NOT_TAKEN.includes(status);
        if (isFormat) {
          format = (format + 1) % FORMATS.length;
          if (format > 0) continue;
        }
        // Where the plainest form is not taken either, it was not the form.
        const mayPass = !isFormat && (reason === "server_error" || reason === "not_reached");
        if (!mayPass || retries >= RETRIES) return { kind: "failed", reason, received: null };
        retries += 1;
      }
    }
  }

  return {
    async say(prompt, { signal, beforeSending }) {
      try {
        return await breaker.execute(async () => {
          if (!(await beforeSending())) throw new NotSent();
          return ask(prompt, signal);
        });
      } catch (error) {
        if (error instanceof BrokenCircuitError) return { kind: "failed", reason: "resting", received: null };
        if (error instanceof NotSent) return { kind: "failed", reason: "not_sent", received: null };
        throw error;
      }
    },
  };
}

/** Says nothing of the service, so it is no failure of it. */
class NotSent extends Error {}

/** That a model will not say something is no reason to leave it in peace. */
function isOutage(result: unknown): boolean {
  const answer = result as ModelAnswer;
  return answer.kind === "failed" && answer.reason !== "refused";
}

function reasonOf(status: number | undefined, signal: AbortSignal, error: unknown): ModelFailure {
  if (signal.aborted) return "deadline";
  if (status === 429) return "rate_limited";
  if (status !== undefined) return status >= 500 ? "server_error" : "rejected";
  // The body was no JSON, though it said so.
  return error instanceof SyntaxError ? "malformed" : "not_reached";
}

/** The whole answer, up to a length, before anything reads it; to wherever it led on, the key would go along. */
async function boundedFetch(address: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(address, { ...init, redirect: "error" });
  const text = await boundedText(response, MOST_BYTES);
  return new Response(text, {
    status: response.status,
    headers: { "content-type": response.headers.get("content-type") ?? "" },
  });
}
