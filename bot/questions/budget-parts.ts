import { DISCRETIONARY, TOTAL } from "../../coaching/budgets/budget.ts";
import type { BudgetStanding } from "../../coaching/budgets/standing.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import type { NamedStream } from "../../coaching/recurring/known-streams.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, sentenceCase } from "../format.ts";
import { budgetName } from "../money/budget-name.ts";
import { type Part, say } from "../reply.ts";
import { countWords, line } from "./answers.ts";

export type Standing = BudgetStanding<NamedStream>;

/** What was spent of a budget, and what is left. */
export function standingPart(standing: Standing): Part {
  return say(standing.leftMinor < 0 ? "budget/standing-over" : "budget/standing", standingFacts(standing));
}

/** The same right under the budget's name and amount. */
export function nowPart(standing: Standing): Part {
  return say(standing.leftMinor < 0 ? "budget/now-over" : "budget/now", standingFacts(standing));
}

function standingFacts(standing: Standing) {
  const { budget, spentMinor, leftMinor, daysLeft } = standing;
  return {
    name: sentenceCase(budgetName(budget.id)),
    spent: amount(standing, spentMinor),
    budget: amount(standing, budget.amountMinor),
    rest: amount(standing, Math.abs(leftMinor)),
    days: counted(daysLeft, "day"),
  };
}

/** Where that stands against the usual shape of a month; nothing where that cannot be told. */
export function pacePart(standing: Standing): readonly Part[] {
  const { pace, leftMinor } = standing;
  if (pace === null || leftMinor < 0) return [];
  const usual = amount(standing, pace.expectedMinor, { whole: true });
  if (pace.n === 0) return [say(`budget/pace-line-${pace.word}`, { usual })];
  return [say(`budget/pace-${pace.word}`, { usual, months: counted(pace.n, "month") })];
}

/** What is still expected this month, and what that leaves. */
export function expectedPart(standing: Standing): readonly Part[] {
  const { expected, expectedMinor, freeMinor } = standing;
  if (expected.length === 0) return [];
  const facts = {
    expected: amount(standing, expectedMinor),
    count: countWords(expected.length, "payment"),
    rest: amount(standing, Math.abs(freeMinor)),
  };
  return [say(freeMinor < 0 ? "budget/expected-over" : "budget/expected", facts)];
}

/** What can be spent today, or why that cannot be told. */
function safeOf(standing: Standing, { today }: StepContext): readonly Part[] {
  const { safeTodayMinor: safe, budget } = standing;
  const name = budgetName(budget.id);
  if (typeof safe === "number") return [say("budget/safe", { name, amount: amount(standing, safe) })];
  if (safe.kind === "stale") {
    return safe.through === null
      ? [say("budget/unsafe-unread")]
      : [say("budget/unsafe-stale", { through: dayName(safe.through, today) })];
  }
  if (safe.first === null) return [say("budget/unsafe-unread")];
  return [say("budget/unsafe-begins", { first: dayName(safe.first, today) })];
}

/** Over all budgets the least; of categories alone each its own. */
export function safeParts(standings: readonly Standing[], context: StepContext): readonly Part[] {
  const wide = standings.filter(({ budget }) => budget.id === TOTAL || budget.id === DISCRETIONARY);
  const [first] = wide.length > 0 ? wide.toSorted(bySafety) : standings;
  if (first === undefined) return [];
  if (wide.length > 0 || typeof first.safeTodayMinor !== "number") return line(...safeOf(first, context));
  return line(...standings.flatMap((standing) => safeOf(standing, context)));
}

function bySafety(left: Standing, right: Standing): number {
  const safe = ({ safeTodayMinor }: Standing) => (typeof safeTodayMinor === "number" ? safeTodayMinor : -1);
  return safe(left) - safe(right);
}

/** Where the month ends by each budget; where that cannot be told, it is said once. */
export function forecastParts(standings: readonly Standing[]): readonly Part[] {
  const told = standings.flatMap((standing) => {
    const { forecast, budget } = standing;
    if (forecast === null) return [];
    const difference = budget.amountMinor - forecast.minor;
    const facts = {
      name: sentenceCase(budgetName(budget.id)),
      total: amount(standing, forecast.minor, { whole: true }),
      difference: amount(standing, Math.abs(difference), { whole: true }),
      weeks: counted(forecast.weeks, "week"),
    };
    return line(say(difference < 0 ? "budget/forecast-over" : "budget/forecast-under", facts));
  });
  return told.length === 0 ? [say("budget/no-forecast")] : told;
}

/** Whether a price fits in. */
export function affordPart(standing: Standing, priceMinor: number | null): Part {
  const { freeMinor, expectedMinor, safeTodayMinor, daysLeft, budget } = standing;
  const name = budgetName(budget.id);
  if (priceMinor === null)
    return say("budget/afford-no-price", { name, rest: amount(standing, Math.max(0, freeMinor)) });
  if (typeof safeTodayMinor !== "number") return say("budget/afford-unknown", { name });
  const rest = freeMinor - priceMinor;
  const facts = {
    name,
    price: amount(standing, priceMinor),
    rest: amount(standing, Math.abs(rest)),
    days: counted(daysLeft, "day"),
    expected: amount(standing, expectedMinor),
  };
  const what = freeMinor <= 0 ? "afford-none" : rest < 0 ? "afford-over" : "afford";
  return say(expectedMinor > 0 ? `budget/${what}-expected` : `budget/${what}`, facts);
}

/** An amount in the currency of a budget. */
export function amount({ budget }: Standing, minor: number, options?: { readonly whole?: boolean }): string {
  return formatMoney({ minor, currency: budget.currency }, options);
}
