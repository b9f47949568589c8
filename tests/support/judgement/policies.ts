import type { Random } from "../../../coaching/model/random.ts";
import type { Finding, Rule } from "../../../coaching/rules/rule.ts";
import { type Choice, choose } from "../../../coaching/selection/choose.ts";
import type { SelectionConfig } from "../../../coaching/selection/config.ts";
import { judgeFindings } from "../../../coaching/selection/eligibility.ts";
import type { History } from "../../../coaching/selection/history.ts";

/** How the one thing to say is picked among what may be said. */
export type Policy = (
  findings: readonly Finding[],
  rules: readonly Rule[],
  history: History,
  random: Random,
  config: SelectionConfig,
) => Choice;

/** The coach's own. */
export const learned: Policy = choose;

/** Any of it. */
export const atRandom: Policy = (findings, rules, history, random, config) =>
  pickFrom(findings, rules, history, config, (count) => Math.floor(random() * count));

/** The first in the list of rules. */
export const inFixedOrder: Policy = (findings, rules, history, _, config) =>
  pickFrom(findings, rules, history, config, () => 0);

function pickFrom(
  findings: readonly Finding[],
  rules: readonly Rule[],
  history: History,
  config: SelectionConfig,
  pick: (count: number) => number,
): Choice {
  const order = new Map(rules.map(({ id }, index) => [id, index]));
  const allowed = judgeFindings(findings, rules, history, config)
    .filter(({ bar }) => bar === null)
    .sort((one, other) => (order.get(one.rule.id) ?? 0) - (order.get(other.rule.id) ?? 0));
  const chosen = allowed[pick(allowed.length)];
  const candidates = allowed.map((one) => ({
    ruleId: one.rule.id,
    subject: one.finding.subject,
    state: one === chosen ? ("chosen" as const) : ("eligible" as const),
    propensity: 1 / allowed.length,
  }));
  if (chosen === undefined) return { outcome: "hold", reason: "nothing_new", candidates };
  return { outcome: "say", finding: chosen.finding, candidates };
}
