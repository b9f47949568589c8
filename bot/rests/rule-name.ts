import { rules } from "../../coaching/rules/index.ts";
import { inline } from "../reply.ts";

/** What a rule is about, as a part of a sentence: `a night under your usual`; null for one that is no more. */
export function ruleName(ruleId: string): string | null {
  return rules.some(({ id }) => id === ruleId) ? inline(`rule-names/${ruleId}`) : null;
}
