import { expectedPayments } from "../budgets/expected.ts";
import { addDays, daysBetween } from "../model/local-date.ts";
import type { Cadence } from "../recurring/config.ts";
import { isDoubtful, isSubscription } from "../recurring/subscriptions.ts";
import { mayBeNamed } from "./choices.ts";
import type { Rule } from "./rule.ts";

/** Rare enough to be forgotten. */
const RARE: readonly Cadence[] = ["quarterly", "semiannual", "annual"];
const DUE_DAYS = 3;

/**
 * A subscription that is paid a few times a year at most renews within three days. Once its day has passed it is too late to
 * look at it before, and one that was given up never comes.
 */
export const renewalSoon: Rule = {
  id: "renewal-soon",
  type: "financial",
  riskLevel: "low",
  triggerSource: "renewal_soon",
  level: "info",
  slots: ["morning", "evening"],
  restDays: 3,
  notWith: ["bill-due-low-balance-pace"],
  evaluate({ today, currency, recurring }) {
    const rare = (recurring?.streams ?? []).filter(
      (stream) =>
        stream.currency === currency &&
        RARE.includes(stream.cadence) &&
        isSubscription(stream) &&
        !isDoubtful(stream) &&
        mayBeNamed(stream.category),
    );
    const due = expectedPayments(rare, { today, to: addDays(today, DUE_DAYS) });
    return due
      .filter(({ dueDate }) => dueDate >= today)
      .flatMap(({ stream, date }) =>
        stream.name === null
          ? []
          : [
              {
                ruleId: this.id,
                subject: stream.key,
                strength: 1 - daysBetween(today, date) / (DUE_DAYS + 1),
                facts: {
                  name: stream.name,
                  priceMinor: stream.lastAmountMinor,
                  dueDay: date,
                  lastDay: stream.lastDate,
                  renewals: stream.transactionIds.length,
                },
                basis: { from: stream.firstDate, to: stream.lastDate, days: stream.transactionIds.length },
                isDue: daysBetween(today, date) <= 1,
                saidOnce: { from: addDays(date, -DUE_DAYS), until: addDays(date, 1) },
              },
            ],
      );
  },
};
