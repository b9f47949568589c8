import { daysBetween, type LocalDate } from "../model/local-date.ts";
import type { Random } from "../model/random.ts";
import type { Finding, Rule } from "../rules/rule.ts";
import type { SelectionConfig } from "./config.ts";
import { type Judged, judgeFindings } from "./eligibility.ts";
import type { History } from "./history.ts";
import { meanOf, posteriorOf } from "./posterior.ts";
import { type Arm, pickArm, propensitiesOf } from "./thompson.ts";
import { isTried } from "./tried.ts";

export const CANDIDATE_STATES = [
  "chosen",
  "withheld",
  "skipped",
  "eligible",
  "resting",
  "too_soon",
  "not_with",
  "sensitive",
  "retired",
] as const;

/** One finding and what became of it, as `decisions.candidates` keeps it. */
export type Candidate = {
  readonly ruleId: string;
  readonly subject: string;
  readonly state: (typeof CANDIDATE_STATES)[number];
  /** How likely it was to win, before anything was left out; null where it may not be said. */
  readonly propensity: number | null;
  /** The first local day on which what keeps it still is over; none where nothing does, or for ever. */
  readonly until?: LocalDate;
};

export type Choice = { readonly candidates: readonly Candidate[] } & (
  | { readonly outcome: "say" | "withhold"; readonly finding: Finding }
  | { readonly outcome: "hold"; readonly reason: "nothing_new" | "unlikely_to_help" }
);

/**
 * The one thing to say now, or none.
 *
 * A rule of high risk (someone low for days) goes before everything, and then what the person asked for; neither is left out
 * or waits for being liked. Among the others the person's answers decide, a rule with its strongest finding: see `thompson.ts`.
 *
 * @param random seeded by person, slot and local day, so that a job that is run again chooses the same
 */
export function choose(
  findings: readonly Finding[],
  rules: readonly Rule[],
  history: History,
  random: Random,
  config: SelectionConfig,
): Choice {
  const judged = judgeFindings(findings, rules, history, config);
  const pool = strongestOfEach(judged).map((one) => ({ ...one, arm: armOf(one.rule, history, config) }));
  const arms = pool.map(({ arm }) => arm);
  const winner = arms.length === 0 ? undefined : pool[pickArm(arms, random, config)];
  if (winner === undefined) {
    return { outcome: "hold", reason: "nothing_new", candidates: candidatesOf(judged, new Map(), null) };
  }
  // The propensities' draws come last, so that their number does not change what is said.
  const isLeftOut = history.joinsTrials && isTried(winner.rule) && random() < config.withholdShare;
  const shares = propensitiesOf(arms, random, config);
  const propensities = new Map(pool.map(({ finding }, index) => [finding, shares[index] ?? 0] as const));
  if (!goesFirst(winner.rule) && meanOf(winner.arm.posterior) < config.skipBelow) {
    const skipped = { finding: winner.finding, state: "skipped" } as const;
    return {
      outcome: "hold",
      reason: "unlikely_to_help",
      candidates: candidatesOf(judged, propensities, skipped),
    };
  }
  const { finding } = winner;
  return {
    outcome: isLeftOut ? "withhold" : "say",
    finding,
    candidates: candidatesOf(judged, propensities, { finding, state: isLeftOut ? "withheld" : "chosen" }),
  };
}

const isOfHighRisk = ({ riskLevel }: Rule) => riskLevel === "high";
const goesFirst = (rule: Rule) => isOfHighRisk(rule) || rule.isAskedFor === true;

/**
 * Of what may be said the strongest of each rule, the first where two are equal; only high risk where there is any, else only
 * what the person asked for where there is any.
 */
function strongestOfEach(judged: readonly Judged[]): readonly Judged[] {
  const strongest = new Map<string, Judged>();
  for (const one of judged) {
    if (one.bar !== null) continue;
    const known = strongest.get(one.rule.id);
    if (known === undefined || one.finding.strength > known.finding.strength) strongest.set(one.rule.id, one);
  }
  const all = [...strongest.values()];
  const high = all.filter(({ rule }) => isOfHighRisk(rule));
  if (high.length > 0) return high;
  const askedFor = all.filter(({ rule }) => goesFirst(rule));
  return askedFor.length > 0 ? askedFor : all;
}

function armOf({ id }: Rule, history: History, config: SelectionConfig): Arm {
  const saidLately = history.said.filter(
    ({ ruleId, date, isWithheld }) =>
      ruleId === id && !isWithheld && daysBetween(date, history.today) <= config.habituation.days,
  ).length;
  return { posterior: posteriorOf(id, history, config), saidLately };
}

function candidatesOf(
  judged: readonly Judged[],
  propensities: ReadonlyMap<Finding, number>,
  chosen: { readonly finding: Finding; readonly state: "chosen" | "withheld" | "skipped" } | null,
): readonly Candidate[] {
  return judged.map(({ finding, bar }) => {
    const { ruleId, subject } = finding;
    if (bar === null) {
      const state = finding === chosen?.finding ? chosen.state : "eligible";
      return { ruleId, subject, state, propensity: propensities.get(finding) ?? 0 };
    }
    const { state, until } = bar;
    return { ruleId, subject, state, propensity: null, ...(until === null ? {} : { until }) };
  });
}
