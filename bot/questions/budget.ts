import {
  type Budget,
  type BudgetId,
  budgetFromWords,
  DISCRETIONARY,
  TOTAL,
} from "../../coaching/budgets/budget.ts";
import { type BudgetGround, standingOf } from "../../coaching/budgets/standing.ts";
import { addDays, monthStartOf } from "../../coaching/model/local-date.ts";
import { isLinked } from "../../coaching/money/hand-account.ts";
import { buildLedger, type Ledger } from "../../coaching/questions/spending-ledger.ts";
import type { NamedStream } from "../../coaching/recurring/known-streams.ts";
import type { AskForecastBudgetSlots } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { loadBudgets } from "../../db/queries/budgets.ts";
import { loadRecurring } from "../../db/queries/recurring.ts";
import { loadMoneyHistory, type MoneyHistory } from "../../db/queries/spending.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, sentenceCase, shorten } from "../format.ts";
import { budgetName } from "../money/budget-name.ts";
import type { Answer } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { freshParts, troubleParts } from "../sources.ts";
import { answered, line } from "./answers.ts";
import {
  affordPart,
  amount,
  expectedPart,
  forecastParts,
  nowPart,
  pacePart,
  type Standing,
  safeParts,
  standingPart,
} from "./budget-parts.ts";
import { budgetNotes, budgetReceipt } from "./budget-receipt.ts";
import { knownMoney } from "./spending.ts";

/** Twelve months before this one, and the sixty days in which their refunds find their payments. */
const LOOK_BACK_DAYS = 366 + 60;

/** Everything an answer about budgets may look at. */
export type BudgetView = {
  readonly budgets: readonly Budget[];
  readonly history: MoneyHistory;
  readonly ledger: Ledger;
  readonly ground: BudgetGround<NamedStream>;
};

export async function loadBudgetView(db: Database, context: StepContext): Promise<BudgetView> {
  const budgets = await loadBudgets(db, context.person.userId);
  const { streams } = await loadRecurring(db, context.person, context.today);
  return viewOf(db, budgets, streams, context);
}

/**
 * A person's budgets in their own currency, and what these are held against.
 *
 * @param streams what recurs, where that is loaded already
 * @returns `ground` null without a budget: then nothing more is read
 */
export async function loadBudgetsWith(
  db: Database,
  context: StepContext,
  streams: readonly NamedStream[],
): Promise<{ readonly budgets: readonly Budget[]; readonly ground: BudgetView["ground"] | null }> {
  const { userId, currency } = context.person;
  const budgets = (await loadBudgets(db, userId)).filter((budget) => budget.currency === currency);
  if (budgets.length === 0) return { budgets, ground: null };
  return viewOf(db, budgets, streams, context);
}

async function viewOf(
  db: Database,
  budgets: readonly Budget[],
  streams: readonly NamedStream[],
  { person, today }: StepContext,
): Promise<BudgetView> {
  const from = addDays(monthStartOf(today), -LOOK_BACK_DAYS);
  const history = await loadMoneyHistory(db, person, from, today);
  const ledger = buildLedger(history.rows, { currency: person.currency, zone: person.timezone });
  const isByHand = !history.accounts.some(isLinked);
  return {
    budgets,
    history,
    ledger,
    ground: {
      items: ledger.items,
      streams: streams.filter(({ currency }) => currency === person.currency),
      known: isByHand ? { first: history.firstDate, through: null } : knownMoney(history, today),
      isByHand,
      today,
    },
  };
}

/** Pure: `/budget`, every budget with what is left of it, and what can be spent today. */
export function answerBudgets(view: BudgetView, context: StepContext): Answer {
  const { budgets, history } = view;
  if (budgets.length === 0) return { replies: [{ parts: [say("budget/none")] }] };
  const own = ownBudgets(view, context);
  const standings = inOrder(own).map((budget) => standingOf(budget, view.ground));
  return answered(
    [
      say("budget/heading", { month: monthOf(context), days: daysLeft(context) }),
      ...standings.flatMap((standing) => line(standingPart(standing), ...pacePart(standing))),
      ...(history.firstDate === null ? [say("budget/no-payments")] : safeParts(standings, context)),
      ...budgetNotes(view, context),
    ],
    budgetReceipt(view, standings, context),
  );
}

/** A budget in a line, as it stands under its setting. */
export function budgetLines(view: BudgetView, id: BudgetId, context: StepContext): readonly Part[] {
  const budget = ownBudgets(view, context).find((one) => one.id === id);
  if (budget === undefined || view.history.firstDate === null) return [];
  const standing = standingOf(budget, view.ground);
  return [
    ...line(nowPart(standing), ...pacePart(standing)),
    ...freshParts(view.history.accounts, context),
    ...troubleParts(view.history.accounts, context.today),
  ];
}

/** Pure: "will I stay under budget?", "how much can I still spend?", "can I afford 80 headphones?". */
export function answerAheadOfBudget(
  view: BudgetView,
  slots: AskForecastBudgetSlots,
  /** What is thought of buying, in minor units of the person's currency; null when the question names none. */
  priceMinor: number | null,
  context: StepContext,
): Answer {
  const chosen = chooseBudgets(view, slots, context);
  if ("prompt" in chosen && slots.measure === "forecast") {
    const alone = forecastAlone(view, slots, context);
    if (alone !== null) return alone;
  }
  if ("prompt" in chosen) return { replies: [{ parts: [chosen] }] };
  // What is thought of buying is rarely what a budget for one kind of spending is for.
  if (slots.measure === "affordability" && slots.category === undefined && !chosen.some(isWide))
    return { replies: [{ parts: [say("budget/afford-no-wide")] }] };
  const standings = chosen.map((budget) => standingOf(budget, view.ground));
  const parts = tellAll(standings, slots.measure ?? "on track", priceMinor, context);
  return answered([...parts, ...budgetNotes(view, context)], budgetReceipt(view, standings, context));
}

/** The budgets a question is about: of the named category; else the widest there are. */
function chooseBudgets(
  view: BudgetView,
  { category, period }: AskForecastBudgetSlots,
  context: StepContext,
): readonly Budget[] | Part {
  if (period !== undefined && monthStartOf(period.from) > monthStartOf(context.today))
    return say("budget/later-month");
  const own = ownBudgets(view, context);
  if (view.budgets.length === 0) return say("budget/none");
  const found = category === undefined ? null : budgetFromWords(category);
  if (found?.kind === "found") {
    const named = own.filter(({ id }) => id === found.id);
    return named.length > 0 ? named : say("budget/none-of", { name: budgetName(found.id) });
  }
  if (found?.kind === "unknown" && category !== undefined)
    return say("budget/unknown", { said: shorten(category) });
  const wide = own.filter(isWide);
  const chosen = wide.length > 0 ? wide : own;
  return chosen.length > 0 ? inOrder(chosen) : say("budget/none-own", { currency: context.person.currency });
}

/** Where this month ends, without a budget to hold it against; null for what is no kind of spending, or another month. */
function forecastAlone(
  view: BudgetView,
  { category, period }: AskForecastBudgetSlots,
  context: StepContext,
): Answer | null {
  const { currency } = context.person;
  if (period !== undefined && monthStartOf(period.from) !== monthStartOf(context.today)) return null;
  const found = budgetFromWords(category ?? "");
  if (found.kind === "unknown") return null;
  const standing = standingOf({ id: found.id, amountMinor: 0, currency }, view.ground);
  const { forecast, spentMinor } = standing;
  const name = budgetName(found.id);
  const facts = { name, spent: amount(standing, spentMinor) };
  const told =
    forecast === null
      ? line(
          say("budget/no-forecast", { name }),
          say("budget/so-far", { ...facts, name: sentenceCase(name) }),
        )
      : [
          say("budget/forecast-alone", {
            ...facts,
            total: amount(standing, forecast.minor, { whole: true }),
            weeks: counted(forecast.weeks, "week"),
          }),
        ];
  return answered([...told, ...budgetNotes(view, context)], budgetReceipt(view, [standing], context));
}

function tellAll(
  standings: readonly Standing[],
  measure: NonNullable<AskForecastBudgetSlots["measure"]>,
  priceMinor: number | null,
  context: StepContext,
): readonly Part[] {
  const each = (tell: (standing: Standing) => readonly Part[]) =>
    standings.flatMap((one) => line(...tell(one)));
  const left = each((one) => [standingPart(one), ...expectedPart(one)]);
  const pace = each((one) => [standingPart(one), ...pacePart(one)]);
  switch (measure) {
    case "affordability":
      return each((one) => [affordPart(one, priceMinor)]);
    case "daily allowance":
      return [...safeParts(standings, context), ...left];
    case "remaining":
      return [...left, ...safeParts(standings, context)];
    case "forecast":
      return [...forecastParts(standings), ...pace];
    case "on track":
      return [...pace, ...forecastParts(standings)];
  }
}

/** For all spending, or for all that is a choice. */
function isWide({ id }: Budget): boolean {
  return id === TOTAL || id === DISCRETIONARY;
}

/** Budgets in the currency the person counts in now. */
function ownBudgets({ budgets }: BudgetView, { person }: StepContext): readonly Budget[] {
  return budgets.filter(({ currency }) => currency === person.currency);
}

/** All spending first, then choices, then categories by size. */
function inOrder(budgets: readonly Budget[]): readonly Budget[] {
  const place = ({ id }: Budget) => (id === TOTAL ? 0 : id === DISCRETIONARY ? 1 : 2);
  return budgets.toSorted(
    (left, right) => place(left) - place(right) || right.amountMinor - left.amountMinor,
  );
}

function monthOf({ today }: StepContext): string {
  return dayName(today, today).split(" ").at(-1) ?? "";
}

function daysLeft({ today }: StepContext): string {
  const last = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 0)).getUTCDate();
  return counted(last - Number(today.slice(8)) + 1, "day");
}
