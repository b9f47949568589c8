import { judgeWords, type Verdict } from "../../coaching/phrasing/guard.ts";
import { fillSlots, type Sentence, sentenceOf } from "../../coaching/phrasing/sentence.ts";
import type { Database } from "../../db/client.ts";
import { allowsModel, beginModelCall, endModelCall } from "../../db/queries/model-calls.ts";
import { templateSource } from "../../prompts/index.ts";
import { wordingTexts } from "../../prompts/wordings.ts";
import type { BotLog } from "../log.ts";
import type { LanguageModel } from "./language-model.ts";
import type { Phrased, PhraseReason, PhraseRequest, Phraser } from "./phraser.ts";
import { promptOf } from "./prompt.ts";

/** A person waits for their message: then the template's words go out. */
const DEADLINE_MS = 4000;
/** What an answer is waited for beyond the deadline, in case a connection does not hear that it is over. */
const GRACE_MS = 500;
/** Sentences that are remembered with the words found for them. */
const MOST_CACHED = 500;
/** Of what comes back so much is kept for the person to see. */
const LONGEST_KEPT = 4000;

export type ModelPhraserOptions = {
  readonly db: Database;
  readonly model: LanguageModel;
  readonly clock: () => Date;
  readonly log: BotLog;
  /** Calls that a person may have in 24 hours. */
  readonly callsPerDay: number;
  /** Counts what went out, and why. */
  readonly count?: (by: Phrased["by"], reason: PhraseReason) => void;
  readonly deadlineMs?: number;
};

/**
 * Lets a language model say a message in other words, for somebody who allows that: it is sent the sentence with gaps and
 * what stands in them, and what it writes goes through the guard. Anything wrong, and the template's words go out, in time.
 */
export function createModelPhraser(options: ModelPhraserOptions): Phraser {
  const { db, model, clock, log, callsPerDay, count = () => {}, deadlineMs = DEADLINE_MS } = options;
  const cache = new Map<string, string>();

  async function findWords(request: PhraseRequest, isOver: () => boolean): Promise<Found> {
    const { userId, template, facts, tone } = request;
    if (!(await allowsModel(db, userId))) return { words: null, reason: "no_consent" };
    const sentence = sentenceOf(templateSource(template).text, facts);
    const key = JSON.stringify([template, tone, sentence]);
    const cached = cache.get(key);
    if (cached !== undefined) return { words: fillSlots(cached, sentence.slots), reason: "cached" };
    const prompt = promptOf(sentence, tone);
    const sent = `${prompt.system}\n${prompt.user}`;
    let callId: string | null = null;
    const answer = await model.say(prompt, {
      signal: AbortSignal.timeout(deadlineMs),
      async beforeSending() {
        callId = await beginModelCall(db, { userId, at: clock(), template, sent }, callsPerDay);
        return callId !== null;
      },
    });
    if (answer.kind === "failed" && answer.reason === "not_sent")
      return { words: null, reason: "over_budget" };
    const verdict = answer.kind === "said" ? judge(answer.words, sentence, template) : null;
    const reason = outcomeOf(answer, verdict);
    if (callId !== null) {
      const received = answer.received?.slice(0, LONGEST_KEPT) ?? null;
      await endModelCall(db, { userId, id: callId, received, outcome: isOver() ? "too_late" : reason });
    }
    if (verdict?.kind !== "fits") return { words: null, reason };
    remember(key, verdict.words);
    return { words: fillSlots(verdict.words, sentence.slots), reason };
  }

  /** The oldest makes room. */
  function remember(key: string, words: string): void {
    const [oldest] = cache.keys();
    if (cache.size >= MOST_CACHED && oldest !== undefined) cache.delete(oldest);
    cache.set(key, words);
  }

  return {
    async phrase(request) {
      let isOver = false;
      const work = findWords(request, () => isOver);
      const found = await within(deadlineMs + GRACE_MS, work).catch((error: unknown): Found => {
        log.error({ template: request.template, ...log.describe(error) }, "not phrased");
        return { words: null, reason: "error" };
      });
      isOver = true;
      const by = found.words === null ? "template" : "model";
      count(by, found.reason);
      const text = found.words === null ? request.fallback : [{ text: found.words }];
      return { text, by, reason: found.reason };
    },
  };
}

type Found = { readonly words: string | null; readonly reason: PhraseReason };

function judge(words: string, sentence: Sentence, template: string): Verdict {
  const [, rule = "", wording] = template.split("/");
  return judgeWords(words, sentence, wordingTexts(rule, wording));
}

function outcomeOf(answer: Awaited<ReturnType<LanguageModel["say"]>>, verdict: Verdict | null): PhraseReason {
  if (answer.kind === "failed") return answer.reason;
  return verdict?.kind === "refused" ? verdict.reason : "used";
}

/** What a piece of work finds within a time; what it finds later is nobody's any more. */
async function within(milliseconds: number, work: Promise<Found>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  // Nobody waits for its failure either.
  work.catch(() => {});
  const late = new Promise<Found>((resolve) => {
    timer = setTimeout(() => resolve({ words: null, reason: "too_late" }), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
