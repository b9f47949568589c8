import { z } from "zod";
import type { ModelAnswer } from "../../../bot/phrasing/language-model.ts";

/** How an answer is asked for, from the strictest on: a server that does not know one is asked by the next. */
export const FORMATS = ["json_schema", "json_object", "text"] as const;
export type Format = (typeof FORMATS)[number];

/** What the request says of the format; a server may take it and not keep to it. */
export function responseFormat(format: Format) {
  if (format === "text") return {};
  if (format === "json_object") return { response_format: { type: "json_object" as const } };
  const schema = {
    type: "object",
    properties: { words: { type: "string" } },
    required: ["words"],
    additionalProperties: false,
  };
  return {
    response_format: { type: "json_schema" as const, json_schema: { name: "words", strict: true, schema } },
  };
}

/** As much of a completion as is used; services differ in the rest. */
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

const words = z.object({ words: z.string() });

/** The words in whatever a service answered. Never throws. */
export function readAnswer(answered: unknown): ModelAnswer {
  const parsed = completion.safeParse(answered);
  if (!parsed.success) return failed("malformed", typeof answered === "string" ? answered : null);
  const [choice] = parsed.data.choices;
  const { content, refusal } = choice?.message ?? {};
  if (typeof refusal === "string" && refusal !== "") return failed("refused", refusal);
  const received = content ?? "";
  if (choice?.finish_reason === "length") return failed("cut_off", received);
  if (choice?.finish_reason === "content_filter") return failed("refused", received);
  const found = wordsIn(received);
  return found === null ? failed("malformed", received) : { kind: "said", words: found, received };
}

function failed(reason: "malformed" | "refused" | "cut_off", received: string | null): ModelAnswer {
  return { kind: "failed", reason, received };
}

/** From JSON, also between fences or other text; text that holds no brace is taken for the words themselves. */
function wordsIn(answered: string): string | null {
  // Some models think aloud first.
  const content = answered.replace(/<think>[\s\S]*?<\/think>/g, "");
  const gapless = content.replace(/\{\{\s*[a-zA-Z]+\s*\}\}/g, "");
  if (!gapless.includes("{")) return content.trim() === "" ? null : content.trim();
  const json = content.slice(content.indexOf("{"), content.lastIndexOf("}") + 1);
  try {
    return words.safeParse(JSON.parse(json)).data?.words ?? null;
  } catch {
    return null;
  }
}
