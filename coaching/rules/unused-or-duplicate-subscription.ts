import { isUnder } from "../money/category.ts";
import { isSamePrice } from "../recurring/amounts.ts";
import type { NamedStream } from "../recurring/known-streams.ts";
import { isDoubtful, isSubscription, yearlyMinor } from "../recurring/subscriptions.ts";
import { mayBeNamed } from "./choices.ts";
import type { Rule } from "./rule.ts";

/** Of these one is mostly enough; of films and series people have several on purpose. */
const ONE_IS_ENOUGH = ["ENTERTAINMENT_MUSIC_AND_AUDIO", "PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS"] as const;

/**
 * Two subscriptions that may be one too many: the same price at one merchant twice, or two of a kind of which one is mostly
 * enough.
 *
 * Whether something is used no bank can tell, so it is asked and never said.
 */
export const unusedOrDuplicateSubscription: Rule = {
  id: "unused-or-duplicate-subscription",
  type: "financial",
  riskLevel: "low",
  triggerSource: "unused_or_duplicate_subscription",
  level: "info",
  slots: ["morning", "evening"],
  restDays: 14,
  notWith: ["subscription-price-rise"],
  evaluate({ currency, recurring }) {
    const running = (recurring?.streams ?? []).filter(
      (stream) =>
        isSubscription(stream) &&
        !isDoubtful(stream) &&
        mayBeNamed(stream.category) &&
        stream.name !== null &&
        stream.currency === currency &&
        stream.status === "mature",
    );
    return running.flatMap((one, at) =>
      running.slice(at + 1).flatMap((other) => {
        if (!isOneTooMany(one, other)) return [];
        const pair = [one, other].toSorted((left, right) => yearlyMinor(right) - yearlyMinor(left));
        const [dear = one, cheap = other] = pair;
        return [
          {
            ruleId: this.id,
            // One question for the pair, whichever of the two is dearer by then.
            subject: [one.key, other.key].sort().join(" + "),
            strength: one.key === other.key ? 1 : 0.5,
            facts: {
              name: dear.name ?? "",
              otherName: cheap.name ?? "",
              ownPriceMinor: dear.nextAmountMinor,
              otherPriceMinor: cheap.nextAmountMinor,
              yearMinor: yearlyMinor(cheap),
            },
            basis: {
              from: [dear.firstDate, cheap.firstDate].sort()[0] ?? dear.firstDate,
              to: [dear.lastDate, cheap.lastDate].sort()[1] ?? dear.lastDate,
              days: dear.transactionIds.length + cheap.transactionIds.length,
            },
          },
        ];
      }),
    );
  },
};

function isOneTooMany(one: NamedStream, other: NamedStream): boolean {
  const isTwice =
    one.key === other.key &&
    one.cadence === other.cadence &&
    isSamePrice(one.nextAmountMinor, other.nextAmountMinor);
  const isOfKind = ONE_IS_ENOUGH.some(
    (kind) => isUnder(one.category, kind) && isUnder(other.category, kind) && one.key !== other.key,
  );
  return isTwice || isOfKind;
}
