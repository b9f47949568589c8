import { z } from "zod";
import { isSafeAddress, SAFE_ADDRESS } from "../banks/address.ts";

/** A language model that is set up. */
export type ModelSettings = {
  readonly model: string;
  /** Null for a server of one's own that wants none. */
  readonly apiKey: string | null;
  /** Where its chat completions are, without a slash at its end. */
  readonly baseUrl: string;
  /** How often it may be asked for one person within 24 hours. */
  readonly callsPerDay: number;
};

const OPENAI = "https://api.openai.com/v1";
/** It travels in a header. */
const KEY = /^[\x21-\x7e]{1,500}$/;
const CALLS = "expected a number of calls from 1 to 1000";

const settings = z.object({
  OPENAI_MODEL: z.string().regex(/^[\x21-\x7e]{1,200}$/, "expected a model's name, as the service writes it"),
  OPENAI_API_KEY: z.string().regex(KEY, "expected the key as the service shows it").optional(),
  OPENAI_BASE_URL: z.string().refine(isSafeAddress, SAFE_ADDRESS).optional(),
  MODEL_CALLS_PER_DAY: z.coerce.number({ error: CALLS }).int(CALLS).min(1, CALLS).max(1000, CALLS).default(6),
});

/** By their names, for the test that each is written down. */
export const MODEL_SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

/**
 * The language model, which OPENAI_MODEL switches on: a key that lies in the environment for other programs does not.
 *
 * @returns problems, one sentence each and never with a value in it; null where there is no model
 */
export function readModelSettings(given: Readonly<Record<string, string | undefined>>): {
  readonly model: ModelSettings | null;
  readonly problems: readonly string[];
} {
  if (given.OPENAI_MODEL === undefined) return { model: null, problems: [] };
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}.`);
    return { model: null, problems };
  }
  const { OPENAI_MODEL, OPENAI_API_KEY, OPENAI_BASE_URL, MODEL_CALLS_PER_DAY } = parsed.data;
  if (OPENAI_API_KEY === undefined && OPENAI_BASE_URL === undefined) {
    const problem = "OPENAI_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.";
    return { model: null, problems: [problem] };
  }
  const model = {
    model: OPENAI_MODEL,
    apiKey: OPENAI_API_KEY ?? null,
    baseUrl: (OPENAI_BASE_URL ?? OPENAI).replace(/\/+$/, ""),
    callsPerDay: MODEL_CALLS_PER_DAY,
  };
  return { model, problems: [] };
}
