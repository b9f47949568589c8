import { daysBetween } from "../model/local-date.ts";
import { isDoubtful, isSubscription, yearlyMinor } from "../recurring/subscriptions.ts";
import { mayBeNamed } from "./choices.ts";
import type { Rule } from "./rule.ts";

/** Said within so many days of the payment that confirmed the price. */
const NEWS_DAYS = 13;

/** A subscription that has taken a higher price for the second time: once may be odd. */
export const subscriptionPriceRise: Rule = {
  id: "subscription-price-rise",
  type: "financial",
  riskLevel: "low",
  triggerSource: "subscription_price_rise",
  level: "info",
  slots: ["morning", "evening"],
  restDays: 3,
  notWith: [],
  evaluate({ today, currency, recurring }) {
    return (recurring?.signals ?? []).flatMap((signal) => {
      if (signal.kind !== "price-rise") return [];
      const { stream, fromMinor, toMinor, on } = signal;
      const { name } = stream;
      const since = daysBetween(stream.lastDate, today);
      const isTold = isSubscription(stream) && !isDoubtful(stream) && mayBeNamed(stream.category);
      if (name === null || !isTold || stream.currency !== currency || since < 0 || since > NEWS_DAYS)
        return [];
      const yearMoreMinor = Math.round((yearlyMinor(stream) * (toMinor - fromMinor)) / toMinor);
      return [
        {
          ruleId: this.id,
          subject: stream.key,
          strength: Math.min(1, toMinor / fromMinor - 1),
          facts: { name, oldPriceMinor: fromMinor, newPriceMinor: toMinor, yearMoreMinor, riseDay: on },
          basis: { from: stream.firstDate, to: stream.lastDate, days: stream.transactionIds.length },
        },
      ];
    });
  },
};
