import { weekdayOf } from "../../coaching/model/local-date.ts";
import { daysOn, lengthOf } from "../../coaching/questions/asked-period.ts";
import { knownPart, sumUp } from "../../coaching/questions/spending-sums.ts";
import { counted, dayName, listed, sentenceCase } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { accountParts } from "../sources.ts";
import { countWords, daysName, periodWords } from "./answers.ts";
import { isEmpty, money, paymentsOf, type SpendingView, wantedIn } from "./spending-view.ts";

/** What an answer about spending rests on: days, payments, refunds, what was left out, accounts. */
export function spendingReceipt(view: SpendingView, own: readonly Part[] = []): readonly Part[] {
  const { asked, compared } = view;
  return [
    ...countedIn(view, asked),
    ...(compared === null ? [] : countedIn(view, compared)),
    ...leftOut(view),
    ...filterParts(view),
    ...own,
    ...accountParts(view.accounts, view.context),
  ];
}

function countedIn(view: SpendingView, range: SpendingView["asked"]): readonly Part[] {
  const { today } = view.context;
  const sum = sumUp(wantedIn(view, range));
  const known = knownPart(range, view.known);
  const days = say("questions/spending/why-days", {
    period: sentenceCase(range.weekdays === undefined ? daysName(range, today) : periodWords(range, today)),
    known: range.weekdays === undefined ? lengthOf(known) : daysOn(known, range.weekdays),
    days: counted(range.days, "day"),
  });
  if (isEmpty(sum)) return [days];
  const facts = { count: paymentsOf(view, sum.count), charged: money(view, sum.chargedMinor) };
  const paid =
    sum.refunds === 0
      ? say("questions/spending/why-paid", facts)
      : say("questions/spending/why-paid-refunds", {
          ...facts,
          refunds: countWords(sum.refunds, "refund"),
          back: money(view, sum.refundedMinor),
          net: money(view, sum.netMinor),
        });
  if (sum.pending === 0) return [days, paid];
  return [days, paid, say("questions/spending/why-pending", { count: paymentsOf(view, sum.pending) })];
}

/** Movements that are no spending, where the question was about everything. */
function leftOut(view: SpendingView): readonly Part[] {
  const { filter, ledger, asked } = view;
  if (filter.kind !== "all") return [];
  const moved = ledger.transfers.filter(
    ({ date }) =>
      date >= asked.from && date <= asked.to && (asked.weekdays?.includes(weekdayOf(date)) ?? true),
  );
  if (moved.length === 0) return [];
  return [say("questions/spending/why-left-out", { count: countWords(moved.length, "transfer") })];
}

function filterParts({ filter, known, context }: SpendingView): readonly Part[] {
  if (filter.kind === "merchants") {
    const first = known.first === null ? "" : dayName(known.first, context.today);
    return [say("questions/spending/why-merchants", { names: listed(filter.names), first })];
  }
  if (filter.kind !== "category") return [];
  const { rule } = filter.category;
  if (rule.kind === "under") return [say("questions/spending/why-category", { what: filter.word })];
  return [
    say(rule.kind === "impulses" ? "questions/spending/why-impulses" : "questions/spending/why-choices"),
  ];
}
