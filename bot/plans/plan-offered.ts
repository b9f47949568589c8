import { planFires } from "../../coaching/rules/plan-fires.ts";
import type { Finding } from "../../coaching/rules/rule.ts";
import type { Database } from "../../db/client.ts";
import { findEvent } from "../../db/queries/events.ts";
import type { StoredRecommendation } from "../../db/queries/recommendations.ts";
import type { Choice } from "../reply.ts";

/** Noted in the event log when a plan is offered, with the recommendation that does it. */
export const PLAN_OFFERED_EVENT = "plan_offered";

/** The plan that a rule's finding offers; null for every other rule. */
export function plannedBy({ ruleId, subject }: Finding): string | null {
  return ruleId === planFires.id ? subject : null;
}

/** What can be tapped under a plan that is offered, beside its "why?". */
export function planChoices(planId: string): readonly Choice[] {
  return [
    { id: `plan:yes:${planId}`, label: "yes", standing: true, means: "yes" },
    { id: `plan:not-today:${planId}`, label: "not-today", standing: true, means: "no" },
  ];
}

/** The same under its reason, so that a "yes" after "why this?" is still to the plan; none for other rules. */
export async function planChoicesOf(
  db: Database,
  userId: string,
  { id, ruleId }: Pick<StoredRecommendation, "id" | "ruleId">,
): Promise<readonly Choice[]> {
  if (ruleId !== planFires.id) return [];
  const offered = await findEvent(db, userId, PLAN_OFFERED_EVENT, { recommendationId: id });
  return typeof offered?.planId === "string" ? planChoices(offered.planId) : [];
}
