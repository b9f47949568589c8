import { ruleOf } from "../coaching/rules/index.ts";
import type { Finding, Rule } from "../coaching/rules/rule.ts";
import { SELECTION_CONFIG } from "../coaching/selection/config.ts";
import type { ChoiceSlot } from "../coaching/selection/history.ts";
import type { Database } from "../db/client.ts";
import { logEvent } from "../db/queries/events.ts";
import {
  type StoredRecommendation,
  saidWordings,
  saveRecommendation,
} from "../db/queries/recommendations.ts";
import { wordingOf } from "../prompts/wordings.ts";
import { WITHHELD_EVENT } from "./choice-behind.ts";
import { choiceParts } from "./choice-words.ts";
import { type ChoiceNote, withoutSubjects } from "./choosing.ts";
import type { StepContext } from "./conversation.ts";
import type { Effect } from "./effect.ts";
import { plannedBy } from "./plans/plan-offered.ts";
import { explanationPart, type RecommendationMetadata, recommendationPart } from "./recommendation-reply.ts";
import { type Part, plainReply } from "./reply.ts";

/** A finding with its words. */
export type Recommended = {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly metadata: RecommendationMetadata;
  readonly message: Part;
  readonly wording: string;
  readonly explanation: Part;
};

/** A finding in the person's tone and in words that they have not heard lately. */
export async function wordFinding(
  db: Database,
  finding: Finding,
  context: StepContext,
): Promise<Recommended> {
  const { person, today } = context;
  const rule = ruleOf(finding);
  const metadata = { facts: finding.facts, basis: finding.basis };
  const before = await saidWordings(db, person.userId, rule.id, today);
  const wording = wordingOf(rule.id, person.preferences.tone, before, finding.isAlone ? "alone" : "whole");
  const message = recommendationPart(rule.id, wording, metadata, context);
  const explanation = explanationPart(rule.id, metadata, context);
  return { rule, finding, metadata, message, wording, explanation };
}

/** Why it is said: what the rule goes by, and how it was chosen. */
export function explainChosen(
  { rule, explanation }: Recommended,
  { candidates }: ChoiceNote,
  { today }: Pick<StepContext, "today">,
): readonly Part[] {
  return [explanation, ...choiceParts(candidates, rule.id, today)];
}

/** Stores what is said to the person, or is left out at random and compared with that. */
export function storeRecommended(
  db: Database,
  { rule, finding, metadata, message, wording }: Recommended,
  { person, today, now }: StepContext,
  chosen: { readonly slot: ChoiceSlot; readonly isWithheld: boolean },
): Promise<StoredRecommendation> {
  return saveRecommendation(db, {
    userId: person.userId,
    timestamp: now,
    localDate: today,
    ruleId: rule.id,
    type: rule.type,
    message: plainReply({ parts: [message] }),
    riskLevel: rule.riskLevel,
    triggerSource: rule.triggerSource,
    subject: finding.subject,
    metadata: { ...metadata, chosenBy: SELECTION_CONFIG.version },
    variant: wording,
    ...chosen,
  });
}

/** What is remembered once it is said: a plan fires once a day. */
export function effectsOfSaying(
  { finding }: Recommended,
  { today }: Pick<StepContext, "today">,
): readonly Effect[] {
  const planId = plannedBy(finding);
  return planId === null ? [] : [{ kind: "plan-fired", planId, date: today }];
}

/** Notes that it was left out at random, and of what it was chosen; nobody else is told. */
export function noteWithheld(
  db: Database,
  { id, userId, ruleId }: StoredRecommendation,
  { candidates }: ChoiceNote,
  { now }: Pick<StepContext, "now">,
): Promise<void> {
  const noted = { recommendationId: id, ruleId, candidates: withoutSubjects(candidates) };
  return logEvent(db, userId, WITHHELD_EVENT, noted, now);
}
