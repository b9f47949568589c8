import type { SelectionConfig } from "./config.ts";
import type { Effect } from "./effect.ts";
import { meanOf, type Posterior } from "./posterior.ts";

/**
 * Whether a rule stops for a person, and why.
 *
 * `annoys`: enough answers, and they say that it seldom helps. `does_nothing`: on enough days chance decided whether it was
 * said, and for none of the outcomes the interval reaches a benefit worth a message; an outcome that is not known keeps it.
 *
 * @param ratings answers, and effects days, since the person last woke it: a woken rule is judged anew
 * @param effects of each outcome looked at; null where too little is known
 */
export function retirementOf(
  posterior: Posterior,
  ratings: number,
  effects: readonly (Effect | null)[],
  { retire }: SelectionConfig,
): "annoys" | "does_nothing" | null {
  if (ratings >= retire.fewestRatings && meanOf(posterior) < retire.annoysBelow) return "annoys";
  const isNothing = (effect: Effect | null) =>
    effect !== null &&
    effect.eligibleDays >= retire.fewestEligibleDays &&
    effect.benefitHigh < retire.worthwhile;
  return effects.length > 0 && effects.every(isNothing) ? "does_nothing" : null;
}
