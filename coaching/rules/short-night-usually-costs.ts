import { toTwoDigits } from "../model/significant.ts";
import {
  nightThatGoesWithMore,
  shortNightBasis,
  shortNightFacts,
  shortNightStrength,
} from "./after-short-night.ts";
import type { Rule } from "./rule.ts";

/** A short night, for somebody whose own tested record has more spending by choice on the days after such nights. */
export const shortNightUsuallyCosts: Rule = {
  id: "short-night-usually-costs",
  type: "combined",
  riskLevel: "medium",
  triggerSource: "low_sleep",
  level: "nudge",
  slots: ["morning"],
  restDays: 5,
  notWith: ["short-night-impulses", "short-night-spending-day", "low-sleep"],
  evaluate(evidence) {
    const night = nightThatGoesWithMore(evidence, "sleep_to_spending");
    if (night === null) return [];
    const { shrunk, low, high } = night.effect;
    // As everywhere, an amount is named where nothing at all lies outside its range.
    if (low <= 0) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: shortNightStrength(night),
        facts: {
          ...shortNightFacts(night),
          moreSpendMinor: toTwoDigits(shrunk),
          lowMinor: toTwoDigits(low),
          highMinor: toTwoDigits(high),
        },
        basis: shortNightBasis(night),
      },
    ];
  },
};
