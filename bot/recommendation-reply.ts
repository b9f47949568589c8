import { z } from "zod";
import { daysBetween, type LocalDate } from "../coaching/model/local-date.ts";
import { formatMoney } from "../coaching/model/money.ts";
import type { RuleFacts } from "../coaching/rules/rule.ts";
import type { StoredRecommendation } from "../db/queries/recommendations.ts";
import type { StepContext } from "./conversation.ts";
import { dayName, duration, weekdayName } from "./format.ts";
import { type Choice, type Facts, type Part, type Reply, say } from "./reply.ts";

const stored = z.object({
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
  basis: z.object({ from: z.string(), to: z.string(), days: z.number() }),
});
export type RecommendationMetadata = z.infer<typeof stored>;

/** A rule's message with its raw facts as people read them. */
export function recommendationPart(
  ruleId: string,
  metadata: RecommendationMetadata,
  context: StepContext,
): Part {
  return say(`recommendations/${ruleId}/message`, readableFacts(metadata, context));
}

/** What can be tapped under a rule's message; good for ever, as an answer may come days later. */
export function recommendationChoices(id: string): readonly Choice[] {
  return [
    { id: `helpful:${id}`, label: "helpful", standing: true },
    { id: `not-helpful:${id}`, label: "not-helpful", standing: true },
    { id: `why:${id}`, label: "why", standing: true },
  ];
}

/** A stored message once more, with its reason and what can be tapped under it. */
export function recommendationAgain(row: StoredRecommendation, context: StepContext) {
  const metadata = stored.parse(row.metadata);
  return {
    message: recommendationPart(row.ruleId, metadata, context),
    explanation: explanationPart(row.ruleId, metadata, context),
    choices: recommendationChoices(row.id),
  };
}

/** Why a message was said: the numbers that it rests on, as they were then. */
export function explainRecommendation(row: StoredRecommendation, context: StepContext): Reply {
  return { parts: [explanationPart(row.ruleId, stored.parse(row.metadata), context)] };
}

export function explanationPart(
  ruleId: string,
  metadata: RecommendationMetadata,
  context: StepContext,
): Part {
  return say(`recommendations/${ruleId}/why`, readableFacts(metadata, context));
}

/** Facts by the unit in their name: `…Minor` is money, `…Minutes` a duration, `…Day` a local date. */
function readableFacts({ facts, basis }: RecommendationMetadata, { person, today }: StepContext): Facts {
  return {
    ...readable(facts, person.currency, today),
    from: dayName(basis.from, today),
    to: daysBetween(basis.to, today) === 0 ? "today" : dayName(basis.to, today),
  };
}

function readable(facts: RuleFacts, currency: string, today: LocalDate): Facts {
  const read = Object.entries(facts).map(([name, value]): readonly [string, string | number] => {
    if (typeof value === "string") return [name, name.endsWith("Day") ? dayName(value, today) : value];
    if (name === "weekday") return [name, weekdayName(value)];
    if (name.endsWith("Minor"))
      return [name.slice(0, -5), formatMoney({ minor: value, currency }, { whole: true })];
    if (name.endsWith("Minutes")) return [name.slice(0, -7), duration(value)];
    return [name, value];
  });
  return Object.fromEntries(read);
}
