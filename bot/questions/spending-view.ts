import { addDays } from "../../coaching/model/local-date.ts";
import { formatMoney, type Money } from "../../coaching/model/money.ts";
import { isLinked } from "../../coaching/money/hand-account.ts";
import { type AskedPeriod, earlierOf, laterOf } from "../../coaching/questions/asked-period.ts";
import type { Ledger, SpendingItem } from "../../coaching/questions/spending-ledger.ts";
import { type KnownMoney, type SpendingSum, sumUp, within } from "../../coaching/questions/spending-sums.ts";
import type { AccountRow } from "../../db/queries/days.ts";
import type { StepContext } from "../conversation.ts";
import { dayName, dayPhrase, listed } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { freshParts, troubleParts } from "../sources.ts";
import { countWords, periodWords } from "./answers.ts";
import { isWanted, nounOf, type SpendingFilter } from "./spending-filter.ts";

/** Everything an answer about spending may look at. */
export type SpendingView = {
  readonly asked: AskedPeriod;
  /** What it is held against; null when nothing was named. */
  readonly compared: AskedPeriod | null;
  readonly filter: SpendingFilter;
  readonly ledger: Ledger;
  readonly known: KnownMoney;
  readonly accounts: readonly AccountRow[];
  readonly context: StepContext;
};

/** The payments asked about in some days. */
export function wantedIn({ ledger, filter }: SpendingView, range: AskedPeriod): readonly SpendingItem[] {
  return within(ledger.items, range).filter((item) => isWanted(item, filter));
}

/** The payments asked about, whenever they were. */
export function wantedEver({ ledger, filter }: SpendingView): readonly SpendingItem[] {
  return ledger.items.filter((item) => isWanted(item, filter));
}

/** An amount in the person's currency; `whole` for "about". */
export function money(view: SpendingView, minor: number, options?: { readonly whole?: boolean }): string {
  return formatAmount({ minor, currency: view.context.person.currency }, options);
}

/** As {@link formatMoney}; what would round to nothing keeps its cents. */
function formatAmount(amount: Money, options: { readonly whole?: boolean } = {}): string {
  const minor = Math.round(amount.minor);
  const whole = formatMoney({ ...amount, minor }, options);
  return options.whole === true && minor !== 0 && !/[1-9]/.test(whole)
    ? formatMoney({ ...amount, minor })
    : whole;
}

/** `$64 on takeout`, `5 orders at Uniqlo`, or the amount alone. */
export function amountOn({ filter }: SpendingView, amount: string): string {
  switch (filter.kind) {
    case "all":
      return amount;
    case "category":
      return inline("questions/spending/amount-on", { amount, what: filter.word });
    case "merchants":
      return inline("questions/spending/amount-at", { amount, what: listed(filter.names) });
  }
}

/** The category or merchant asked about, alone. */
export function subjectOf({ filter }: SpendingView): string {
  if (filter.kind === "all") return "";
  return filter.kind === "category" ? filter.word : listed(filter.names);
}

export function paymentsOf({ filter }: SpendingView, count: number): string {
  return countWords(count, nounOf(filter));
}

/** One payment in a sentence: `$89.90 at Uniqlo, Thursday 19 November`. */
export function itemText(view: SpendingView, item: SpendingItem): string {
  const { today } = view.context;
  const day = dayPhrase(item.date, today);
  const shown = item.chargedMinor > 0 ? item.chargedMinor : item.refundedMinor;
  const facts = { amount: money(view, shown), day };
  const merchant = item.merchantName ?? inline("questions/spending/nameless");
  const kind = item.chargedMinor === 0 ? "refund" : item.refundedMinor > 0 ? "refunded" : "paid";
  return inline(`questions/spending/item-${kind}`, { ...facts, merchant });
}

/** "Nothing on takeout, yesterday." */
export function nothing(view: SpendingView): Part {
  const period = periodWords(view.asked, view.context.today);
  const what = subjectOf(view);
  if (view.filter.kind === "all") return say("questions/spending/nothing", { period });
  return view.filter.kind === "category"
    ? say("questions/spending/nothing-on", { period, what })
    : say("questions/spending/nothing-at", { period, what });
}

/** What may be missing from the numbers, where anything may. */
export function coverageNotes(view: SpendingView): readonly Part[] {
  const { known, accounts, context, asked, compared } = view;
  const { today } = context;
  const from = earlierOf(asked.from, compared?.from ?? asked.from);
  const to = laterOf(asked.to, compared?.to ?? asked.to);
  const linked = accounts.filter(isLinked);
  const unread = linked.filter(({ syncedThrough }) => syncedThrough === null);
  // Today is never known in full, and "so far" says it.
  const wanted = earlierOf(to, addDays(today, -1));
  const notes: Part[] = [];
  if (linked.length > 0 && unread.length > 0) {
    notes.push(say("questions/spending/never-read", { accounts: listed(unread.map(({ name }) => name)) }));
  } else if (known.through !== null && known.through < wanted) {
    notes.push(say("questions/spending/stale", { through: dayName(known.through, today) }));
  }
  // Where its age is said already, or who said it, that is enough.
  const fresh = notes.length > 0 ? [] : freshParts(accounts, context);
  if (known.first !== null && from < known.first) {
    notes.push(say("questions/spending/begins", { first: dayName(known.first, today) }));
  }
  return [...notes, ...otherCurrencyNotes(view), ...fresh, ...troubleParts(accounts, today)];
}

/** Payments in other currencies that fit the question: told apart, never summed with it. */
function otherCurrencyNotes(view: SpendingView): readonly Part[] {
  return view.ledger.others.flatMap(({ currency, items }) => {
    const wanted = within(items, view.asked).filter((item) => isWanted(item, view.filter));
    const sum = sumUp(wanted);
    if (sum.count + sum.refunds === 0) return [];
    const amount = formatAmount({ minor: sum.netMinor, currency });
    return [
      say("questions/spending/other-currency", { count: paymentsOf(view, sum.count), currency, amount }),
    ];
  });
}

/** What was counted as the category, where banks tell it only together with its like. */
export function countedAs({ filter }: SpendingView): readonly Part[] {
  if (filter.kind !== "category" || !filter.category.isWider) return [];
  return [say(`questions/counted-as/${filter.category.id}`, { what: filter.word })];
}

/** Whether there is anything to tell about. */
export function isEmpty(sum: SpendingSum): boolean {
  return sum.count + sum.refunds === 0;
}
