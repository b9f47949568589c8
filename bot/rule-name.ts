import { templateIds } from "../prompts/index.ts";
import { inline } from "./reply.ts";

/** What a rule is about, as a part of a sentence; null for one that this release does not have. */
export function ruleName(ruleId: string): string | null {
  const id = `rule-names/${ruleId}`;
  return templateIds().includes(id) ? inline(id) : null;
}
