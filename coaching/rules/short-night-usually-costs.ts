import {
  nightThatGoesWithMore,
  shortNightAmounts,
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
  notWith: ["short-night-impulses", "short-night-spending-day", "low-sleep", "plan-after-short-night"],
  evaluate(evidence) {
    const night = nightThatGoesWithMore(evidence, "sleep_to_spending");
    const amounts = night === null ? null : shortNightAmounts(night);
    if (night === null || amounts === null) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: shortNightStrength(night),
        facts: { ...shortNightFacts(night), ...amounts },
        basis: shortNightBasis(night),
      },
    ];
  },
};
