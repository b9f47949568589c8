import type { LocalDate } from "../model/local-date.ts";
import type { Rule } from "../rules/rule.ts";
import type { SelectionConfig } from "./config.ts";
import { effectOf, type OthersEffect, type OwnEffect, ownEffectOf, type TriedDays } from "./effect.ts";
import type { RatedCount } from "./history.ts";
import { plainPosterior } from "./posterior.ts";
import { retirementOf } from "./retire.ts";
import { type DayOutcomes, isTried, TRIED_OUTCOMES, type TriedOutcome, triedDaysOf } from "./tried.ts";

/** A message of a rule's that was said, or left out at random. */
export type ChosenBefore = {
  readonly ruleId: string;
  readonly at: Date;
  /** Local day. */
  readonly date: LocalDate;
  readonly isWithheld: boolean;
  /** Null: not rated, which is no answer. */
  readonly rating: { readonly isHelpful: boolean; readonly at: Date } | null;
};

/** What is known of one person, and of all. */
export type RulePast = {
  /** Any order. */
  readonly chosen: readonly ChosenBefore[];
  /** Since when chance decides with them; null where they have not agreed to that. */
  readonly joinedAt: Date | null;
  /** When they last brought a rule back, by its id: it is judged by what came later. */
  readonly wokenAt: ReadonlyMap<string, Date>;
  /** Local days that have ended. */
  readonly days: ReadonlyMap<LocalDate, DayOutcomes>;
  /** Answers of all other people, by rule id. */
  readonly rates: Readonly<Record<string, RatedCount>>;
  /** What a rule does to others; null where too little is known. */
  readonly others: (ruleId: string, outcome: TriedOutcome) => OthersEffect | null;
};

/** Why a rule stops for a person, with the counts it rests on. */
export type Retirement =
  | { readonly cause: "annoys"; readonly rated: number; readonly notHelpful: number }
  | { readonly cause: "does_nothing"; readonly said: number; readonly withheld: number };

export type Judgement = {
  readonly ruleId: string;
  /** What saying it did, by this person's days alone. */
  readonly effects: readonly (OwnEffect & { readonly outcome: TriedOutcome })[];
  readonly retirement: Retirement | null;
};

/**
 * What each rule has done to a person, and which stop for them.
 *
 * Whatever may be left out at random may stop for doing nothing; whatever they did not ask for and is not of high risk, for
 * annoying them. An outcome of which nothing is known at all, as spending without a bank, is none that is looked at; one of
 * which too little is known keeps the rule.
 */
export function judgeRules(
  rules: readonly Rule[],
  past: RulePast,
  config: SelectionConfig,
): readonly Judgement[] {
  const byRule = Map.groupBy(past.chosen, ({ ruleId }) => ruleId);
  return rules.flatMap((rule) => {
    const chosen = byRule.get(rule.id);
    return chosen === undefined ? [] : [judgeRule(rule, chosen, past, config)];
  });
}

function judgeRule(
  rule: Rule,
  chosen: readonly ChosenBefore[],
  { joinedAt, wokenAt, days, rates, others }: RulePast,
  config: SelectionConfig,
): Judgement {
  const woken = wokenAt.get(rule.id) ?? null;
  const isNew = (at: Date) => woken === null || at > woken;
  const ratings = chosen.flatMap(({ rating }) =>
    rating !== null && isNew(rating.at) ? [rating.isHelpful] : [],
  );
  const tried =
    joinedAt === null || !isTried(rule) ? [] : chosen.filter(({ at }) => at > joinedAt && isNew(at));
  const outcomes = TRIED_OUTCOMES.map((outcome) => ({ outcome, days: triedDaysOf(tried, days, outcome) }));
  const known = outcomes.filter((one) => one.days.said.length + one.days.withheld.length > 0);
  const effects = known.map((one) => effectOf(one.days, others(rule.id, one.outcome), config));
  const mayAnnoy = rule.riskLevel !== "high" && rule.isAskedFor !== true;
  const posterior = plainPosterior(ratings, rates[rule.id], config);
  const cause = retirementOf(posterior, mayAnnoy ? ratings.length : 0, effects, config);
  return {
    ruleId: rule.id,
    effects: known.flatMap((one) => {
      const own = ownEffectOf(one.days);
      return own === null ? [] : [{ outcome: one.outcome, ...own }];
    }),
    retirement:
      cause === null
        ? null
        : retirementBy(
            cause,
            ratings,
            known.map((one) => one.days),
          ),
  };
}

function retirementBy(
  cause: Retirement["cause"],
  ratings: readonly boolean[],
  tried: readonly TriedDays[],
): Retirement {
  if (cause === "annoys") {
    return { cause, rated: ratings.length, notHelpful: ratings.filter((isHelpful) => !isHelpful).length };
  }
  // Days whose day after is known: of the outcome that fewer are known of.
  const fewest = (count: (days: TriedDays) => number) => Math.min(...tried.map(count));
  return {
    cause,
    said: fewest(({ said }) => said.length),
    withheld: fewest(({ withheld }) => withheld.length),
  };
}
