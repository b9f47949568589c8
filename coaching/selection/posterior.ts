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

/** How often all people find a rule helpful, drawn to where it starts while few have said so. */
function rateOf(count: RatedCount | undefined, start: RatedCount): number {
  return ((count?.helpful ?? 0) + start.helpful) / ((count?.rated ?? 0) + start.rated);
}

export function meanOf({ helpful, notHelpful }: Posterior): number {
  return helpful / (helpful + notHelpful);
}
