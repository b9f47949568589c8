import type { LocalDate } from "../coaching/model/local-date.ts";
import { rules } from "../coaching/rules/index.ts";
import type { Rule } from "../coaching/rules/rule.ts";
import { CANDIDATE_STATES, type Candidate } from "../coaching/selection/choose.ts";
import { dayShort, listed } from "./format.ts";
import { inline, type Part, say } from "./reply.ts";
import { ruleName } from "./rests/rule-name.ts";

/** So many are named with their reason; the rest are counted. */
const MOST_NAMED = 3;
const MOST_NAMED_BY_WHY = 2;

/**
 * What else a rule might have said at a time of day and why it did not, as a part of a sentence. By what rules are about and
 * never by what a finding was about, which can be a merchant's name.
 *
 * @returns null where there was nothing else
 */
export function othersLookedAt(candidates: readonly Candidate[], today: LocalDate): string | null {
  const others = byRule(candidates).filter(({ state }) => state !== "chosen");
  return others.length === 0 ? null : namedWithReasons(others, candidates, today, MOST_NAMED);
}

/**
 * How a rule's message came to be the one that was said, and what was left out: two short sentences at most.
 *
 * @returns nothing where another rule's was chosen, as when an earlier release noted nothing, and for what they asked for
 *   themselves, which needs no choosing
 */
export function choiceParts(
  candidates: readonly Candidate[],
  ruleId: string,
  today: LocalDate,
): readonly Part[] {
  const all = byRule(candidates);
  if (ruleNamed(ruleId)?.isAskedFor === true) return [];
  if (!all.some((one) => one.state === "chosen" && one.ruleId === ruleId)) return [];
  const others = all.filter(({ state }) => state === "eligible");
  const barred = all.filter(({ state }) => state !== "eligible" && state !== "chosen");
  const leftOut =
    barred.length === 0
      ? []
      : [say("choice/left-out", { others: namedWithReasons(barred, candidates, today, MOST_NAMED_BY_WHY) })];
  return [howChosen(ruleId, others), ...leftOut];
}

function howChosen(ruleId: string, others: readonly Candidate[]): Part {
  if (others.length === 0) return say("choice/only");
  if (goesFirst(ruleId)) return say("choice/goes-first");
  const names = others.flatMap((one) => ruleName(one.ruleId) ?? []);
  return say("choice/from", { count: others.length + 1, others: someOf(names, MOST_NAMED_BY_WHY) });
}

/** A rule once, by its candidate that came nearest to being said; the nearest first. */
function byRule(candidates: readonly Candidate[]): readonly Candidate[] {
  const nearest = candidates.toSorted((one, other) => rankOf(one) - rankOf(other));
  const seen = new Set<string>();
  return nearest.filter(({ ruleId }) => !seen.has(ruleId) && seen.add(ruleId));
}

const rankOf = ({ state }: Candidate) => CANDIDATE_STATES.indexOf(state);

function namedWithReasons(
  some: readonly Candidate[],
  candidates: readonly Candidate[],
  today: LocalDate,
  most: number,
): string {
  const winner = candidates.find(({ state }) => state === "chosen" || state === "withheld") ?? null;
  const words = some.flatMap((candidate) => {
    const name = ruleName(candidate.ruleId);
    const reason = reasonWords(candidate, winner, today);
    return name === null ? [] : [inline("choice/one", { name, reason })];
  });
  return someOf(words, most);
}

function someOf(words: readonly string[], most: number): string {
  if (words.length <= most) return listed(words);
  return listed([...words.slice(0, most), inline("choice/more", { count: words.length - most })]);
}

/** Why it was not said; how likely anything was to be chosen is compared and never told. */
function reasonWords(candidate: Candidate, winner: Candidate | null, today: LocalDate): string {
  const { state, until } = candidate;
  if (state === "eligible") return eligibleWords(candidate, winner);
  if (state === "skipped") return inline("choice/unlikely");
  if (state === "resting" && until === undefined) return inline("choice/normal");
  // A bar that is over on a day always names it.
  const day = until === undefined ? "" : dayShort(until, today);
  const id = state.replaceAll("_", "-");
  return inline(`choice/${id}`, { day });
}

function eligibleWords({ propensity }: Candidate, winner: Candidate | null): string {
  if (winner === null) return inline("choice/had-its-turn");
  if (goesFirst(winner.ruleId)) return inline("choice/came-first");
  return inline((winner.propensity ?? 0) > (propensity ?? 0) ? "choice/likelier" : "choice/had-its-turn");
}

/** Help for someone low, and what they asked for themselves, are not weighed against other things. */
function goesFirst(ruleId: string): boolean {
  const rule = ruleNamed(ruleId);
  return rule !== undefined && (rule.riskLevel === "high" || rule.isAskedFor === true);
}

function ruleNamed(ruleId: string): Rule | undefined {
  return rules.find(({ id }) => id === ruleId);
}
