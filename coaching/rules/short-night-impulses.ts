import {
  nightThatGoesWithMore,
  shortNightBasis,
  shortNightFacts,
  shortNightStrength,
} from "./after-short-night.ts";
import type { Rule } from "./rule.ts";

/** A short night, for somebody whose own tested record has more possible impulses on the days after such nights. */
export const shortNightImpulses: Rule = {
  id: "short-night-impulses",
  type: "combined",
  riskLevel: "medium",
  triggerSource: "low_sleep",
  level: "nudge",
  slots: ["morning"],
  restDays: 5,
  notWith: ["short-night-usually-costs", "short-night-spending-day", "low-sleep", "impulse-evening"],
  evaluate(evidence) {
    const night = nightThatGoesWithMore(evidence, "sleep_to_impulse");
    if (night === null) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: shortNightStrength(night),
        facts: shortNightFacts(night),
        basis: shortNightBasis(night),
      },
    ];
  },
};
