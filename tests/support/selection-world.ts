import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { drawNormal, type Random, seededRandom } from "../../coaching/model/random.ts";
import type { Finding, Rule } from "../../coaching/rules/rule.ts";
import { choose } from "../../coaching/selection/choose.ts";
import type { SelectionConfig } from "../../coaching/selection/config.ts";
import { judgeFindings } from "../../coaching/selection/eligibility.ts";
import type { History, RatedCount, SaidBefore } from "../../coaching/selection/history.ts";
import { finding, historyWith, rule } from "./selection-past.ts";

/** How the next thing to say is picked among what may be said. */
export type Policy = "learned" | "random" | "fixed priority";

export type World = {
  readonly seed: string;
  readonly users: number;
  readonly days: number;
  /** How far kinds differ in how they are liked by all, and people in how they like a kind; logits. */
  readonly spread: { readonly kinds: number; readonly tastes: number };
};

/** A choice between rules, with what is known of nobody: how likely each was to help, in the order of `propensities`. */
export type LoggedChoice = {
  readonly user: number;
  readonly chosen: number;
  readonly truths: readonly number[];
  /** Empty but for the learned policy. */
  readonly propensities: readonly number[];
  readonly isHelpful: boolean;
  readonly isRated: boolean;
};

export type WorldFound = {
  readonly helpful: number;
  /** How much likelier the best that might have been said was to help, on average. */
  readonly regret: number;
  readonly optedOut: number;
  readonly sendsPerUser: number;
  readonly log: readonly LoggedChoice[];
};

// A world of the specification's kind. How its numbers were set is not told there; these give about what it tells of random
// choice and of fixed priority. Other mixtures of how kinds and how people differ do, too: see `SPREADS`.
const TYPES = 12;
const TYPE_MEAN = -0.38;
const CHANGING_SHARE = 0.3;
const FATIGUE = 0.08;
const HABITUATION = 0.3;
const MOMENT_SHARE = 0.75;
const FINDING_SHARE = 0.4;
const RATED_SHARE = 0.5;
const OPT_OUT = 0.025;
/** How much liking differs: the first also gives about what the specification tells of learned choice. */
export const SPREADS = {
  "kinds differ about as much as people": { kinds: 0.7, tastes: 0.75 },
  "people differ more than kinds": { kinds: 0.5, tastes: 0.8 },
} as const satisfies Readonly<Record<string, World["spread"]>>;
const FROM: LocalDate = "2026-01-01";

/** Rules that differ in nothing but how they are liked. */
const worldRules: readonly Rule[] = Array.from({ length: TYPES }, (_, index) => rule(`kind-${index}`));

type User = {
  readonly tastes: readonly number[];
  readonly later: readonly number[];
  readonly changesOn: number;
};

/** Some months of people to whom something may be said on most days; all policies see the same people and findings. */
export function simulateWorld(
  { seed, users, days, spread }: World,
  policy: Policy,
  config: SelectionConfig,
): WorldFound {
  const liking = draws(seededRandom(`${seed}/kinds`), TYPES, spread.kinds);
  const people = Array.from({ length: users }, (_, user) => userOf(`${seed}/${user}`, days, spread.tastes));
  const said = people.map((): SaidBefore[] => []);
  const rates: Record<string, RatedCount> = {};
  const optedOut = new Set<number>();
  const log: LoggedChoice[] = [];
  for (let day = 0; day < days; day++) {
    const today = addDays(FROM, day);
    people.forEach((person, user) => {
      const random = seededRandom(`${seed}/${user}/${day}`);
      const findings = random() < MOMENT_SHARE ? findingsOf(random) : [];
      const past = said[user] ?? [];
      const picked = pick(
        policy,
        findings,
        historyWith({ now: new Date(`${today}T08:30:00Z`), today, said: past, rates }),
        random,
        config,
      );
      if (picked === null) return;
      const tastes = day < person.changesOn ? person.tastes : person.later;
      const truths = picked.ids.map((id) => truthOf(id, liking, tastes, past, today));
      const isHelpful = random() < (truths[picked.chosen] ?? 0);
      const isRated = random() < RATED_SHARE;
      if (random() < OPT_OUT && !isHelpful) optedOut.add(user);
      const ruleId = picked.ids[picked.chosen] ?? "";
      const rating = isRated ? { isHelpful, date: today } : null;
      past.push({ ruleId, subject: "", date: today, slot: "morning", isWithheld: false, rating });
      if (isRated) countRating(rates, ruleId, isHelpful);
      const { chosen, propensities } = picked;
      log.push({ user, chosen, truths, propensities, isHelpful, isRated });
    });
  }
  const average = (measure: (one: LoggedChoice) => number) =>
    log.reduce((sum, one) => sum + measure(one), 0) / log.length;
  return {
    helpful: average(({ truths, chosen }) => truths[chosen] ?? 0),
    regret: average(({ truths, chosen }) => Math.max(...truths) - (truths[chosen] ?? 0)),
    optedOut: optedOut.size / users,
    sendsPerUser: log.length / users,
    log,
  };
}

function pick(
  policy: Policy,
  findings: readonly Finding[],
  history: History,
  random: Random,
  config: SelectionConfig,
): {
  readonly ids: readonly string[];
  readonly chosen: number;
  readonly propensities: readonly number[];
} | null {
  if (policy === "learned") {
    const choice = choose(findings, worldRules, history, random, config);
    const eligible = choice.candidates.filter(({ propensity }) => propensity !== null);
    const chosen = eligible.findIndex(({ state }) => state === "chosen");
    if (chosen === -1) return null;
    return {
      ids: eligible.map(({ ruleId }) => ruleId),
      chosen,
      propensities: eligible.map(({ propensity }) => propensity ?? 0),
    };
  }
  const ids = judgeFindings(findings, worldRules, history, config)
    .filter(({ bar }) => bar === null)
    .map((judged) => judged.rule.id);
  if (ids.length === 0) return null;
  return { ids, chosen: policy === "random" ? Math.floor(random() * ids.length) : 0, propensities: [] };
}

function userOf(seed: string, days: number, tasteSpread: number): User {
  const random = seededRandom(seed);
  const tastes = draws(random, TYPES, tasteSpread);
  const changes = random() < CHANGING_SHARE;
  return {
    tastes,
    later: draws(random, TYPES, tasteSpread),
    changesOn: changes ? Math.floor(days * (0.25 + random() / 2)) : days,
  };
}

function draws(random: Random, count: number, spread: number): readonly number[] {
  return Array.from({ length: count }, () => spread * drawNormal(random));
}

function findingsOf(random: Random): readonly Finding[] {
  return worldRules.flatMap(({ id }) => (random() < FINDING_SHARE ? [finding(id)] : []));
}

/** Tired of much in a week, and of the same again within two. */
function truthOf(
  id: string,
  liking: readonly number[],
  tastes: readonly number[],
  said: readonly SaidBefore[],
  today: LocalDate,
): number {
  const kind = worldRules.findIndex((one) => one.id === id);
  const [weekAgo, twoWeeksAgo] = [addDays(today, -7), addDays(today, -14)];
  const lately = said.filter(({ date }) => date >= weekAgo).length;
  const same = said.filter(({ ruleId, date }) => ruleId === id && date >= twoWeeksAgo).length;
  const logit = TYPE_MEAN + (liking[kind] ?? 0) + (tastes[kind] ?? 0) - FATIGUE * lately - HABITUATION * same;
  return 1 / (1 + Math.exp(-logit));
}

function countRating(rates: Record<string, RatedCount>, ruleId: string, isHelpful: boolean): void {
  const { helpful, rated } = rates[ruleId] ?? { helpful: 0, rated: 0 };
  rates[ruleId] = { helpful: helpful + (isHelpful ? 1 : 0), rated: rated + 1 };
}
