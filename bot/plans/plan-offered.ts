import { planFires } from "../../coaching/rules/plan-fires.ts";
import type { Finding } from "../../coaching/rules/rule.ts";
import type { Choice } from "../reply.ts";

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
