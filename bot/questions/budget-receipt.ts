import { monthStartOf } from "../../coaching/model/local-date.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, listed, sentenceCase } from "../format.ts";
import { budgetName } from "../money/budget-name.ts";
import { type Part, say } from "../reply.ts";
import { accountParts, freshParts, troubleParts } from "../sources.ts";
import { countWords } from "./answers.ts";
import type { BudgetView } from "./budget.ts";
import { amount, type Standing } from "./budget-parts.ts";

/** What may be missing, and what is apart. */
export function budgetNotes(
  { budgets, history, ledger, ground }: BudgetView,
  context: StepContext,
): readonly Part[] {
  const { person, today } = context;
  const month = monthStartOf(today);
  const other = budgets.filter(({ currency }) => currency !== person.currency);
  const elsewhere = ledger.others.filter(({ items }) => items.some(({ date }) => date >= month));
  const begins = ground.known.first;
  return [
    ...(!ground.isByHand && begins !== null && begins > month
      ? [say("questions/spending/begins", { first: dayName(begins, today) })]
      : []),
    ...other.map(({ id, amountMinor, currency }) =>
      say("budget/elsewhere", {
        name: sentenceCase(budgetName(id)),
        amount: formatMoney({ minor: amountMinor, currency }),
        currency: person.currency,
      }),
    ),
    ...(elsewhere.length > 0
      ? [say("budget/not-added", { currencies: listed(elsewhere.map(({ currency }) => currency)) })]
      : []),
    ...freshParts(history.accounts, context),
    ...troubleParts(history.accounts, today),
  ];
}

/** What the numbers rest on: days, payments, months, what is expected, accounts. */
export function budgetReceipt(
  view: BudgetView,
  standings: readonly Standing[],
  context: StepContext,
): readonly Part[] {
  const { today } = context;
  return [
    ...standings.flatMap((standing) => [
      say("budget/why-counted", {
        name: sentenceCase(budgetName(standing.budget.id)),
        count: countWords(standing.payments, "payment"),
        from: dayName(monthStartOf(today), today),
      }),
      ...standing.expected.map(({ stream, date, amountMinor }) =>
        say("budget/why-expected", {
          name: stream.name ?? stream.key,
          amount: amount(standing, amountMinor),
          day: dayName(date, today),
        }),
      ),
    ]),
    ...shapePart(standings),
    say("budget/why-safe"),
    ...accountParts(view.history.accounts, context),
  ];
}

function shapePart(standings: readonly Standing[]): readonly Part[] {
  const n = Math.max(0, ...standings.map(({ pace }) => pace?.n ?? 0));
  return [n === 0 ? say("budget/why-line") : say("budget/why-shape", { months: counted(n, "month") })];
}
