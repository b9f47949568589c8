import { expectedPayments } from "../budgets/expected.ts";
import { indexDays, valuesBetween } from "../model/day-index.ts";
import { addDays, dateOfDayNumber, dayNumber, daysBetween } from "../model/local-date.ts";
import { flowOf } from "../money/flow.ts";
import { isDoubtful } from "../recurring/subscriptions.ts";
import { mayBeNamed } from "./choices.ts";
import type { Evidence, Rule } from "./rule.ts";

/** Bills that are due within so many days. */
const DUE_DAYS = 3;
/** Days before today that the usual pace is told from, and how many of them have to be known in full. */
const PACE_DAYS = 28;
const LEAST_DAYS = 14;

/**
 * A payment that comes back is due within three days, and at the usual pace checking and savings would not hold it by then.
 *
 * Everything that is due before it counts, also what is a little late. What is housing, health or groceries is counted too, and
 * never named. Once its day has passed it is spoken of no more: it was, or it does not come.
 */
export const billDueLowBalancePace: Rule = {
  id: "bill-due-low-balance-pace",
  type: "financial",
  riskLevel: "medium",
  triggerSource: "bill_due_low_balance_pace",
  level: "info",
  slots: ["morning", "evening"],
  restDays: 3,
  notWith: [],
  evaluate(evidence) {
    const { today, currency, recurring, liquidMinor } = evidence;
    const pace = usualDayMinor(evidence);
    if (recurring === null || liquidMinor === null || pace === null) return [];
    const own = recurring.streams.filter((stream) => stream.currency === currency && !isDoubtful(stream));
    let dueMinor = 0;
    for (const { stream, date, dueDate, amountMinor } of expectedPayments(own, {
      today,
      to: addDays(today, DUE_DAYS),
    })) {
      const goesMinor = Math.round(pace.minor * daysBetween(today, date)) + dueMinor;
      dueMinor += amountMinor;
      if (liquidMinor - goesMinor >= amountMinor) continue;
      if (dueDate < today || stream.name === null || !mayBeNamed(stream.category)) continue;
      const facts = { name: stream.name, billMinor: amountMinor, dueDay: date, balanceMinor: liquidMinor };
      // Of one that is due today nothing goes out before it, and there is no pace to tell.
      const isAlone = goesMinor <= 0;
      return [
        {
          ruleId: this.id,
          subject: stream.key,
          strength: 1,
          facts: isAlone ? facts : { ...facts, goesMinor, paceDays: pace.days },
          isAlone,
          basis: { from: pace.from, to: today, days: pace.days },
          isDue: daysBetween(today, date) <= 1,
          saidOnce: { from: addDays(date, -DUE_DAYS), until: addDays(date, 1) },
        },
      ];
    }
    return [];
  },
};

/** What goes out on a usual day beside payments that come back, over days known in full; null where too few are. */
function usualDayMinor({ today, days, payments, currency }: Evidence) {
  const day = dayNumber(today);
  const inFull = valuesBetween(indexDays(days), "spentTotalMinor", day - PACE_DAYS, day - 1);
  const known = new Set(inFull.map((one) => one.day));
  const [first] = inFull;
  if (first === undefined || known.size < LEAST_DAYS) return null;
  const spentMinor = payments
    .filter((row) => row.currency === currency && row.isRecurring !== true && flowOf(row) === "spending")
    .filter((row) => Number.isFinite(row.amountMinor) && known.has(dayNumber(row.date)))
    .reduce((sum, row) => sum + row.amountMinor, 0);
  return { minor: spentMinor / known.size, days: known.size, from: dateOfDayNumber(first.day) };
}
