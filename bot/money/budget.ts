import { z } from "zod";
import { type Budget, budgetFromWords, DISCRETIONARY, weeklyShare } from "../../coaching/budgets/budget.ts";
import { formatMoney, isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import { readAmounts } from "../../coaching/understanding/amounts.ts";
import { readMessage } from "../../coaching/understanding/message.ts";
import { removeBudget, saveBudget } from "../../db/queries/budgets.ts";
import type { MoneyChange } from "../../db/queries/money-changes.ts";
import type { StepContext } from "../conversation.ts";
import { isResting, restingAnswer, settingsRestAnswer } from "../crisis.ts";
import { listed, sentenceCase, shorten } from "../format.ts";
import { answerBudgets, budgetLines, loadBudgetView } from "../questions/budget.ts";
import { type Choice, type Part, say as part, type Reply, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { budgetName } from "./budget-name.ts";
import { OTHER_STRETCH } from "./budget-words.ts";
import { keepForUndo } from "./keep-for-undo.ts";

const OFF = /(?:^|\s)(?:off|none|remove|delete|stop|no limit|unlimited)$/i;

/** Null where there was none, or is none any more. */
const stored = z.object({
  budget: z.object({ id: z.string(), amountMinor: z.number(), currency: z.string() }).nullable(),
});

/** `/budget`, `/budget groceries 400`, `/budget choices off`, and what sentences say of the same. */
export async function runBudget(turn: Turn, said: string): Promise<void> {
  const { context, db } = turn;
  const isShown = said.trim() === "";
  if (isResting(turn.chat, context.now)) {
    return takeAnswer(turn, isShown ? restingAnswer(context) : settingsRestAnswer(context));
  }
  if (isShown) return takeAnswer(turn, answerBudgets(await loadBudgetView(db, context), context));
  const request = readBudgetRequest(said, context);
  if ("prompt" in request) return say(turn, [{ parts: [request] }]);
  if (request.amountMinor === null) return dropBudget(turn, request.id);
  const { id, amountMinor } = request;
  await setBudget(turn, { id, amountMinor, currency: context.person.currency });
}

type BudgetRequest = { readonly id: string; readonly amountMinor: number | null };

/** What is to be set, or taken off (no amount); else what is said about the words. */
function readBudgetRequest(said: string, context: StepContext): BudgetRequest | Part {
  const { person, today } = context;
  if (OTHER_STRETCH.test(said)) return part("budget/by-month");
  const isOff = OFF.test(said.trim());
  // The minus of "-5" is no part of a number anywhere else, and a budget of it would be one that nobody set.
  if (/(?:^|\s)[-−–]\s?\p{Sc}?\d/u.test(said)) return part("budget/below-nothing");
  const { flat } = readMessage(said, { today, timezone: person.timezone, currency: person.currency });
  const [amount, ...others] = isOff ? [] : readAmounts(flat, person.currency);
  if (!isOff && (amount === undefined || others.length > 0)) return part("budget/usage");
  const words = isOff
    ? said.trim().replace(OFF, "")
    : `${flat.slice(0, amount?.start)} ${flat.slice(amount?.end)}`.replace(
        /\b(?:to|a month|per month|monthly|is)\b|[=:]/g,
        " ",
      );
  const found = budgetFromWords(words);
  if (found.kind === "unknown") return unknownCategory(words, found.near);
  if (amount === undefined) return { id: found.id, amountMinor: null };
  if (amount.currency !== null && amount.currency !== person.currency) {
    return part("budget/other-currency", { currency: person.currency });
  }
  const amountMinor = minorFromDecimal(amount.value, person.currency);
  return amountMinor > 0
    ? { id: found.id, amountMinor }
    : part("budget/not-nothing", { name: budgetName(found.id) });
}

function unknownCategory(words: string, near: readonly string[]): Part {
  const said = shorten(words.trim());
  if (near.length === 0) return part("budget/unknown", { said });
  return part("budget/unknown-near", { said, near: listed(near) });
}

async function setBudget(turn: Turn, budget: Budget): Promise<void> {
  const { db, context } = turn;
  const before = await saveBudget(db, context.person.userId, budget, context.now);
  const choices = await undoChoice(turn, before, budget);
  const facts = { name: sentenceCase(budgetName(budget.id)), amount: amountOf(budget) };
  const was = before === null ? null : { ...facts, before: amountOf(before) };
  const head = was === null ? part("budget/set", facts) : part("budget/changed", was);
  const weekly = { ...budget, amountMinor: weeklyShare(budget.amountMinor) };
  const score = budget.id === DISCRETIONARY ? [part("budget/weekly", { weekly: amountOf(weekly) })] : [];
  const lines = budgetLines(await loadBudgetView(db, context), budget.id, context);
  say(turn, [{ parts: [head, ...score, ...lines], choices }]);
}

async function dropBudget(turn: Turn, id: string): Promise<void> {
  const { db, context } = turn;
  const before = await removeBudget(db, context.person.userId, id, context.now);
  const name = budgetName(id);
  if (before === null) return say(turn, [tell("budget/none-of", { name })]);
  const choices = await undoChoice(turn, before, null);
  say(turn, [{ parts: [part("budget/off", { name, amount: amountOf(before) })], choices }]);
}

async function undoChoice(
  turn: Turn,
  before: Budget | null,
  after: Budget | null,
): Promise<readonly Choice[]> {
  const changeId = await keepForUndo(turn, {
    kind: "budget",
    before: { budget: before },
    after: { budget: after },
  });
  return [{ id: `money-undo:${changeId}`, label: "undo", standing: true }];
}

/** A budget is as it was before. */
export async function undoBudget(turn: Turn, change: MoneyChange): Promise<readonly Reply[]> {
  const { db, context } = turn;
  const { userId } = context.person;
  const before = stored.parse(change.before).budget;
  const after = stored.parse(change.after).budget;
  if (before === null) {
    if (after !== null) await removeBudget(db, userId, after.id, context.now);
    return [tell("budget/undone-off", { name: budgetName(after?.id ?? "") })];
  }
  await saveBudget(db, userId, before, context.now);
  return [tell("budget/undone", { name: sentenceCase(budgetName(before.id)), amount: amountOf(before) })];
}

function amountOf({ amountMinor, currency }: Budget): string {
  return isCurrency(currency) ? formatMoney({ minor: amountMinor, currency }) : "";
}
