import { lowMoodRun } from "./low-mood-run.ts";
import type { Evidence, Finding, Rule } from "./rule.ts";
import { shortNightSpendingDay } from "./short-night-spending-day.ts";
import { spendingAhead } from "./spending-ahead.ts";

/** Every rule there is. */
export const rules = [lowMoodRun, shortNightSpendingDay, spendingAhead] as const satisfies readonly Rule[];

const RISK = { low: 0, medium: 1, high: 2 } as const;

export type Chosen = { readonly rule: Rule; readonly finding: Finding };

/**
 * The one thing to say today, or null.
 *
 * Higher risk first (someone low for days hears about that and nothing about money), then what stands out more.
 *
 * @param resting ids of rules that rest, as after "not helpful"
 */
export function chooseFinding(evidence: Evidence, resting: ReadonlySet<string>): Chosen | null {
  const found = rules.flatMap((rule) => {
    if (resting.has(rule.id)) return [];
    return rule.evaluate(evidence).map((finding) => ({ rule, finding }));
  });
  found.sort(
    (a, b) => RISK[b.rule.riskLevel] - RISK[a.rule.riskLevel] || b.finding.strength - a.finding.strength,
  );
  return found[0] ?? null;
}
