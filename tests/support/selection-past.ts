import type { Finding, Rule } from "../../coaching/rules/rule.ts";
import type { History, SaidBefore } from "../../coaching/selection/history.ts";

export const TODAY = "2026-03-20";

export function rule(id: string, differs: Partial<Rule> = {}): Rule {
  return {
    id,
    type: "financial",
    riskLevel: "low",
    triggerSource: "made",
    level: "nudge",
    slots: ["morning"],
    restDays: 3,
    notWith: [],
    evaluate: () => [],
    ...differs,
  };
}

export function finding(ruleId: string, differs: Partial<Finding> = {}): Finding {
  const basis = { from: TODAY, to: TODAY, days: 1 };
  return { ruleId, subject: "", strength: 0.5, facts: {}, basis, ...differs };
}

export function historyWith(differs: Partial<History> = {}): History {
  return {
    now: new Date(`${TODAY}T07:30:00Z`),
    zone: "Europe/Berlin",
    today: TODAY,
    slot: "morning",
    said: [],
    rests: [],
    rates: {},
    isMoodLow: false,
    joinsTrials: false,
    ...differs,
  };
}

export function said(ruleId: string, date: string, differs: Partial<SaidBefore> = {}): SaidBefore {
  return { ruleId, subject: "", date, slot: "morning", isWithheld: false, rating: null, ...differs };
}
