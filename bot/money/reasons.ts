import { toCategory } from "../../coaching/categories/taxonomy.ts";
import type { ChoiceReason } from "../../coaching/discretionary/classifier.ts";
import { DISCRETIONARY_CONFIG } from "../../coaching/discretionary/config.ts";
import { discretionaryPrior } from "../../coaching/money/discretionary.ts";
import type { ImpulseReason, ImpulseSign } from "../../coaching/money/impulse-reason.ts";
import { counted, listed } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { categoryName } from "./category-name.ts";

/**
 * Why a payment counts as a need or a choice, as a sentence.
 *
 * @param reason of the row's `discretionaryReason`
 * @param merchant its name; null where nobody is named
 */
export function whyChoice(reason: ChoiceReason, merchant: string | null): Part {
  const place = merchant ?? inline("questions/spending/nameless");
  switch (reason.kind) {
    case "said-here":
      return say("reasons/said-here");
    case "said-always":
      return say("reasons/said-always", { merchant: place });
    case "said-of-merchant":
      return saidOfMerchant(reason, place);
    case "said-of-category": {
      const { count, choices } = reason;
      const facts = { category: nameOf(reason.category), count, choices, needs: count - choices };
      const leaning = 2 * choices >= count ? "choice" : "need";
      return say(`reasons/said-of-category-${leaning}`, facts);
    }
    case "usual-of-category":
      return usual(reason.category);
    case "no-spending":
      return say("reasons/no-spending");
  }
}

function saidOfMerchant({ count, choices }: { count: number; choices: number }, merchant: string): Part {
  if (choices === count) {
    return say("reasons/said-of-merchant-all-choice", { merchant, count: counted(count, "time") });
  }
  if (choices === 0) {
    return say("reasons/said-of-merchant-all-need", { merchant, count: counted(count, "time") });
  }
  return 2 * choices >= count
    ? say("reasons/said-of-merchant-choice", { merchant, choices, count })
    : say("reasons/said-of-merchant-need", { merchant, needs: count - choices, count });
}

function usual(category: string | null): Part {
  if (category === null || toCategory(category).category === "OTHER") return say("reasons/usual-unknown");
  const prior = discretionaryPrior(category);
  const { unsureFrom, unsureTo } = DISCRETIONARY_CONFIG;
  const lean = prior < unsureFrom ? "need" : prior > unsureTo ? "choice" : "unclear";
  return say(`reasons/usual-${lean}`, { category: nameOf(category) });
}

function nameOf(category: string): string {
  return categoryName({ category, subcategory: null }) ?? inline("questions/groups/unnamed");
}

/** What speaks for an impulse, as a sentence; null where nothing does. */
export function whyImpulse(reason: ImpulseReason): Part | null {
  if (reason.kind === "said")
    return say(reason.isImpulse ? "reasons/impulse-said" : "reasons/impulse-denied");
  if (reason.signs.length === 0) return null;
  return say("reasons/impulse-signs", { signs: listed(reason.signs.map(signName)) });
}

function signName(sign: ImpulseSign): string {
  const name = sign.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  return inline(`reasons/sign-${name}`);
}
