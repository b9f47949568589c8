import { daysBetween } from "../model/local-date.ts";
import type { SelectionConfig } from "./config.ts";
import type { History, RatedCount } from "./history.ts";

/** What is known of whether a rule helps a person: a Beta distribution, in answers of either kind. */
export type Posterior = { readonly helpful: number; readonly notHelpful: number };

/**
 * One person's posterior for one rule: the rate among all people, worth a few answers, and their own answers, older ones
 * weighing less. What was not rated tells nothing.
 */
export function posteriorOf(
  ruleId: string,
  { said, rates, today }: Pick<History, "said" | "rates" | "today">,
  config: SelectionConfig,
): Posterior {
  const rate = rateOf(
    rates[ruleId],
    config.ownRules.includes(ruleId) ? config.ownRateStart : config.rateStart,
  );
  let helpful = config.priorAnswers * rate;
  let notHelpful = config.priorAnswers * (1 - rate);
  for (const { ruleId: other, rating } of said) {
    if (other !== ruleId || rating === null) continue;
    const weight = config.decay ** Math.max(0, daysBetween(rating.date, today));
    if (rating.isHelpful) helpful += weight;
    else notHelpful += weight;
  }
  return { helpful, notHelpful };
}

/**
 * The same for whether a rule annoys: every answer weighs the same however old it is, and the rate among all people is worth
 * one. Each "not helpful" rests the rule for 60 days, after which a decayed one weighs .4, so that with decay no number of them
 * would ever be enough.
 *
 * @param ratings whether each answer said that it was helpful
 */
export function plainPosterior(
  ratings: readonly boolean[],
  count: RatedCount | undefined,
  config: SelectionConfig,
): Posterior {
  const rate = rateOf(count, config.rateStart);
  const helpful = ratings.filter(Boolean).length;
  const { priorAnswers } = config.retire;
  return {
    helpful: priorAnswers * rate + helpful,
    notHelpful: priorAnswers * (1 - rate) + ratings.length - helpful,
  };
}

/** How often all people find a rule helpful, drawn to where it starts while few have said so. */
function rateOf(count: RatedCount | undefined, start: RatedCount): number {
  return ((count?.helpful ?? 0) + start.helpful) / ((count?.rated ?? 0) + start.rated);
}

export function meanOf({ helpful, notHelpful }: Posterior): number {
  return helpful / (helpful + notHelpful);
}
