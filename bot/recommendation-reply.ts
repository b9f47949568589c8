import { z } from "zod";
import { daysBetween, type LocalDate } from "../coaching/model/local-date.ts";
import { formatMoney } from "../coaching/model/money.ts";
import type { SpokenFact } from "../coaching/phrasing/sentence.ts";
import type { RuleFacts } from "../coaching/rules/rule.ts";
import type { Candidate } from "../coaching/selection/choose.ts";
import type { StoredRecommendation } from "../db/queries/recommendations.ts";
import { canRender, FIRST_WORDING, isWording, templateIds } from "../prompts/index.ts";
import { choiceParts } from "./choice-words.ts";
import type { StepContext } from "./conversation.ts";
import { feedbackChoices } from "./feedback.ts";
import { dayName, dayShort, duration, shorten, weekdayName } from "./format.ts";
import { budgetName } from "./money/budget-name.ts";
import { type Facts, inline, type Part, type PartPhrasing, say } from "./reply.ts";

const stored = z.object({
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
  basis: z.object({ from: z.string(), to: z.string(), days: z.number() }),
});
export type RecommendationMetadata = z.infer<typeof stored>;

/** Who reads a fact, and when. */
type Reader = { readonly person: Pick<StepContext["person"], "currency">; readonly today: LocalDate };

/**
 * A rule's message with its raw facts as people read them.
 *
 * @param wording the section of its file, see `wordingOf`; its first one where a later release has it no more
 */
export function recommendationPart(
  ruleId: string,
  wording: string | null,
  metadata: RecommendationMetadata,
  context: Reader,
): Part {
  return say(wordingPrompt(ruleId, wording), readableFacts(metadata, context));
}

function wordingPrompt(ruleId: string, wording: string | null): string {
  const section = wording !== null && isWording(wording) ? wording : FIRST_WORDING;
  const chosen = `recommendations/${ruleId}/${section}`;
  return templateIds().includes(chosen) ? chosen : `recommendations/${ruleId}/${FIRST_WORDING}`;
}

/**
 * Which recommendation a reply shows, and what it may be said anew from, for somebody who allows that. An invented person's is
 * said as it is, and nobody learns from it.
 */
export function recommendationShown(
  part: Part,
  recommendationId: string,
  metadata: RecommendationMetadata,
  context: StepContext,
): { readonly recommendationId?: string; readonly phrasing?: PartPhrasing } {
  const { preferences, sampleName } = context.person;
  if (sampleName !== null) return {};
  if (!preferences.phrasesByModel) return { recommendationId };
  const facts = spokenFacts(metadata, context);
  return { recommendationId, phrasing: { part, facts, tone: preferences.tone } };
}

/** A stored message once more, with its reason and what can be tapped under it. */
export function recommendationAgain(
  row: StoredRecommendation,
  candidates: readonly Candidate[],
  context: StepContext,
) {
  const metadata = stored.parse(row.metadata);
  const prompt = wordingPrompt(row.ruleId, row.variant);
  const facts = readableFacts(metadata, context);
  const message = canRender(prompt, facts)
    ? say(prompt, facts)
    : say("choice/as-it-was", { message: row.message });
  return {
    message,
    shown: recommendationShown(message, row.id, metadata, context),
    explanation: explainRecommendation(row, candidates, context),
    choices: feedbackChoices(row),
  };
}

/**
 * Why a message was said: the numbers that it rests on, as they were then, and how it was chosen.
 *
 * @param candidates what it was chosen from; nothing is said of that where it is not known
 */
export function explainRecommendation(
  row: Pick<StoredRecommendation, "ruleId" | "metadata">,
  candidates: readonly Candidate[],
  context: StepContext,
): readonly Part[] {
  const { ruleId } = row;
  return [
    explanationPart(ruleId, stored.parse(row.metadata), context),
    ...choiceParts(candidates, ruleId, context.today),
  ];
}

export function explanationPart(ruleId: string, metadata: RecommendationMetadata, context: Reader): Part {
  const facts = readableFacts(metadata, context);
  // The reason for which all facts are there.
  const prompt = [`recommendations/${ruleId}/why`, `recommendations/${ruleId}/why-alone`].find((one) =>
    canRender(one, facts),
  );
  return prompt === undefined ? say("choice/of-earlier") : say(prompt, facts);
}

function readableFacts(metadata: RecommendationMetadata, context: Reader): Facts {
  const facts = Object.entries(spokenFacts(metadata, context));
  return Object.fromEntries(facts.map(([name, { text }]) => [name, text]));
}

/**
 * Facts by the unit in their name: `…Minor` is money, rounded unless it is a `…PriceMinor`, `…Minutes` a duration, `…Day` a
 * local date, `…Date` one without its weekday, `budget` a budget's id, `suchTime` and `thisTime` what a plan is for, `…Found` how
 * many were found.
 */
export function spokenFacts(
  { facts, basis }: RecommendationMetadata,
  { person, today }: Reader,
): Readonly<Record<string, SpokenFact>> {
  const to = daysBetween(basis.to, today) === 0 ? "today" : dayName(basis.to, today);
  return {
    ...spoken(facts, person.currency, today),
    from: { text: dayName(basis.from, today), kind: "date" },
    to: { text: to, kind: "date" },
  };
}

/** Characters of a merchant's name, or of the person's own words. */
const LONGEST_NAME = 160;
const PRICE = /price(?=Minor$)/i;

function spoken(facts: RuleFacts, currency: string, today: LocalDate): Readonly<Record<string, SpokenFact>> {
  const read = Object.entries(facts).map(([name, value]): readonly [string, SpokenFact] => {
    if (typeof value === "string") {
      if (name === "budget") return [name, { text: budgetName(value), kind: "name" }];
      if (name === "suchTime") return [name, { text: inline(`plans/such-${value}`), kind: "name" }];
      if (name === "thisTime") return [name, { text: inline(`plans/this-${value}`), kind: "name" }];
      if (name.endsWith("Date")) return [name, { text: dayShort(value, today), kind: "date" }];
      const isDay = name.endsWith("Day");
      if (isDay) return [name, { text: dayName(value, today), kind: "date" }];
      return [name, { text: shorten(value, LONGEST_NAME), kind: "name" }];
    }
    if (name === "weekday") return [name, { text: weekdayName(value), kind: "weekday" }];
    if (name.endsWith("Minor")) {
      // A price is told as it is paid, a sum about.
      const text = formatMoney({ minor: value, currency }, { whole: !PRICE.test(name) });
      return [name.slice(0, -5), { text, kind: "money", sign: signOf(name, value) }];
    }
    if (name.endsWith("Minutes")) {
      return [name.slice(0, -7), { text: duration(value), kind: "duration", sign: signOf(name, value) }];
    }
    if (name.endsWith("Found") && value === 0)
      return [name, { text: inline("questions/words/none"), kind: "name" }];
    const kind = name.endsWith("Percent") ? "percent" : "count";
    return [name, { text: value.toLocaleString("en-US"), kind, sign: signOf(name, value) }];
  });
  return Object.fromEntries(read);
}

/** Which way a fact goes that its name calls a change. */
function signOf(name: string, value: number): SpokenFact["sign"] {
  if (!/change/i.test(name) || value === 0) return undefined;
  return value > 0 ? "up" : "down";
}
