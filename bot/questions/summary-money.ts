import { averageSpend } from "../../coaching/features/average-spending.ts";
import { discretionarySpendRatio } from "../../coaching/features/choice-share.ts";
import type { Days } from "../../coaching/model/day-index.ts";
import type { AskedPeriod } from "../../coaching/questions/asked-period.ts";
import { buildLedger } from "../../coaching/questions/spending-ledger.ts";
import { sumByGroup, sumUp } from "../../coaching/questions/spending-sums.ts";
import { mayBeNamed } from "../../coaching/rules/choices.ts";
import type { MoneyHistory } from "../../db/queries/spending.ts";
import type { StepContext } from "../conversation.ts";
import { counted, dayName, listed } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { line } from "./answers.ts";
import { knownMoney } from "./spending.ts";
import { usualIn, usualPart, whyUsual } from "./spending-sums.ts";
import { isEmpty, money, paymentsOf, type SpendingView, wantedIn } from "./spending-view.ts";

const MOST_GROUPS = 3;
/** The share of choices over 30 days stands beside so many days at most. */
const MOST_SHARE_DAYS = 14;

/** What was spent in some days; null where no account has told of them. */
export function spendingView(
  history: MoneyHistory,
  asked: AskedPeriod,
  context: StepContext,
): SpendingView | null {
  const { accounts, rows, firstDate } = history;
  if (accounts.length === 0 || firstDate === null || asked.to < firstDate) return null;
  const { currency, timezone } = context.person;
  const ledger = buildLedger(rows, { currency, zone: timezone });
  return {
    asked,
    compared: null,
    filter: { kind: "all" },
    ledger,
    known: knownMoney(history, context.today),
    accounts,
    context,
  };
}

/**
 * What was spent, by choice and in all, against the usual; then where most of it went: where nobody asked, without housing, health
 * and groceries.
 */
export function moneyParts(
  view: SpendingView | null,
  days: Days,
  rows: MoneyHistory["rows"],
  { isUnasked = false } = {},
): readonly Part[] {
  if (view === null) return [say("questions/summary/no-account")];
  const items = wantedIn(view, view.asked);
  const sum = sumUp(items);
  if (isEmpty(sum)) return [say("questions/summary/no-payments")];
  const choices = sumUp(items.filter(({ isChoice }) => isChoice));
  const usual = usualIn(view);
  return [
    ...line(
      say("questions/summary/spent", {
        spent: money(view, sum.netMinor),
        count: paymentsOf(view, sum.count),
        choices: money(view, choices.netMinor),
      }),
      ...averagePart(view, days),
      ...(usual === null ? [] : [usualPart(view, usual)]),
    ),
    ...line(...groupPart(view, isUnasked), ...sharePart(view, days, rows)),
  ];
}

function groupPart(view: SpendingView, isUnasked: boolean): readonly Part[] {
  const items = wantedIn(view, view.asked).filter(({ category }) => !isUnasked || mayBeNamed(category));
  const groups = sumByGroup(items)
    .filter((group) => group.sum.netMinor > 0)
    .slice(0, MOST_GROUPS)
    .map((group) =>
      inline("questions/why/group", {
        name: inline(`questions/groups/${group.name}`),
        amount: money(view, group.sum.netMinor),
      }),
    );
  if (groups.length < 2) return [];
  const facts = { groups: listed(groups) };
  return [
    isUnasked ? say("questions/summary/groups-unasked", facts) : say("questions/summary/groups", facts),
  ];
}

/** A day's spending on average over the days of the period that are known in full. */
function averagePart(view: SpendingView, days: Days): readonly Part[] {
  const { asked } = view;
  if (asked.days === 1) return [];
  const average = averageSpend(days, asked.to, asked.days);
  if (average.kind === "missing") return [];
  const facts = {
    average: money(view, average.value, { whole: true }),
    days: counted(average.n, "day"),
  };
  return [say(average.n < asked.days ? "questions/summary/a-known-day" : "questions/summary/a-day", facts)];
}

/**
 * How much of the last thirty days' spending was a choice; null where too little says it, and where the days asked about are
 * nearly the same ones: two shares that differ by a day's rent contradict each other.
 */
function shareOf({ asked, context }: SpendingView, days: Days, rows: MoneyHistory["rows"]) {
  if (asked.days === 1 || asked.days > MOST_SHARE_DAYS) return null;
  const share = discretionarySpendRatio(days, asked.to, rows, context.person.currency);
  return share.kind === "missing" ? null : share;
}

function sharePart(view: SpendingView, days: Days, rows: MoneyHistory["rows"]): readonly Part[] {
  const share = shareOf(view, days, rows);
  return share === null
    ? []
    : [say("questions/summary/choice-share", { share: Math.round(share.value * 100) })];
}

/** What "why?" adds to the receipt of the money, and how choices and their share are counted. */
export function whyMoney(
  view: SpendingView,
  days: Days,
  rows: MoneyHistory["rows"],
): { readonly usual: readonly Part[]; readonly method: readonly Part[] } {
  const usual = usualIn(view);
  const share = shareOf(view, days, rows);
  const { today } = view.context;
  const method = [say("questions/spending/why-choices")];
  if (share !== null) {
    const facts = { from: dayName(share.from, today), to: dayName(share.to, today), n: share.n };
    method.push(say("questions/summary/why-share", facts));
  }
  return { usual: usual === null ? [] : [whyUsual(view, usual)], method };
}
