import { planAfterShortNight } from "../../coaching/rules/plan-after-short-night.ts";
import { planFires } from "../../coaching/rules/plan-fires.ts";
import type { Finding } from "../../coaching/rules/rule.ts";
import type { StoredRecommendation } from "../../db/queries/recommendations.ts";
import type { Choice } from "../reply.ts";

/** The person's own plan that a rule's finding or its message offers; null for a rule that offers none. */
export function plannedBy({ ruleId, subject }: Pick<Finding, "ruleId" | "subject">): string | null {
  return ruleId === planFires.id || ruleId === planAfterShortNight.id ? subject : null;
}

/**
 * What a plan that is offered is answered with, under its message and under its reason; none for other rules. The buttons name
 * the message and not the plan: an answer is to that day's offer.
 */
export function planChoices(
  said: Pick<StoredRecommendation, "id" | "ruleId" | "subject">,
): readonly Choice[] {
  if (plannedBy(said) === null) return [];
  return [
    { id: `plan:yes:${said.id}`, label: "yes", standing: true, means: "yes" },
    { id: `plan:not-today:${said.id}`, label: "not-today", standing: true, means: "no" },
  ];
}
