import type { SettingValue } from "../../coaching/understanding/frame.ts";

/** A stretch other than a month, which budgets go by. */
export const OTHER_STRETCH =
  /\b(?:a|per|each|every) (?:day|week|fortnight|year)\b|\b(?:daily|weekly|yearly)\b/i;
const CHOICES = /\b(?:choices?|by choice|discretionary|extras|fun money|non-?essentials?|wants)\b/i;
const SHOW = /^(?:(?:show|see|list|open|what are)(?: me)? )?(?:my |the |all )*budgets?[.?!]*$/i;
const OFF =
  /^(?:please )?(?:remove|delete|drop|cancel|clear|turn off|switch off|stop) (?:my |the )?(?:(?<what>.+) )?(?:budget|limit)[.!]*$/i;

/** What of a sentence would stand behind `/budget`: nothing to show them, "groceries off"; null for any other sentence. */
export function budgetSentence(text: string): string | null {
  if (SHOW.test(text)) return "";
  const off = OFF.exec(text.trim());
  return off === null ? null : `${off.groups?.what ?? "total"} off`;
}

/** The same for a setting as it was understood: "limit takeout to 100 a month". */
export function budgetSetting(text: string, value: SettingValue | undefined): string {
  const stretch = OTHER_STRETCH.exec(text)?.[0] ?? "";
  if (typeof value === "object") return `${value.category} ${value.amount ?? ""} ${stretch}`.trim();
  const what = CHOICES.test(text) ? "choices" : "total";
  return `${what} ${value ?? ""} ${stretch}`.trim();
}
