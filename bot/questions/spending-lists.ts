import { lengthOf } from "../../coaching/questions/asked-period.ts";
import { SPENDING_CATEGORIES } from "../../coaching/questions/spending-categories.ts";
import type { SpendingItem } from "../../coaching/questions/spending-ledger.ts";
import {
  bySize,
  daysWithout,
  knownPart,
  type Share,
  sumByGroup,
  sumUp,
  within,
} from "../../coaching/questions/spending-sums.ts";
import { counted, sentenceCase } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { countWords, line, periodWords } from "./answers.ts";
import { type Told, totalPart, usualIn } from "./spending-sums.ts";
import {
  amountOn,
  countedAs,
  isEmpty,
  itemText,
  money,
  nothing,
  paymentsOf,
  type SpendingView,
  subjectOf,
  wantedEver,
  wantedIn,
} from "./spending-view.ts";

/** Payments of a list. */
export const MOST_ROWS = 8;
const MOST_GROUPS = 6;

/** "The largest: $180 at Bazaarly, Thursday 19 November. One of 21 payments, …" */
export function tellLargest(view: SpendingView): Told {
  const items = wantedIn(view, view.asked);
  const [largest] = bySize(items.filter(({ netMinor }) => netMinor > 0));
  if (largest === undefined) return tellNothing(view);
  const facts = {
    item: itemText(view, largest),
    count: amountOn(view, paymentsOf(view, sumUp(items).count)),
    period: periodWords(view.asked, view.context.today),
  };
  return { parts: [say("questions/spending/largest", facts), ...countedAs(view)], spokenOf: [largest.id] };
}

/** Up to eight payments, the newest first; of more the eight largest. */
export function tellList(view: SpendingView): Told {
  const items = wantedIn(view, view.asked);
  const sum = sumUp(items);
  if (isEmpty(sum)) return tellNothing(view);
  const shown = shownOf(items);
  return {
    parts: [totalPart(view, sum), ...rows(view, items, shown), ...countedAs(view)],
    spokenOf: shown.map(({ id }) => id),
    more: view.compared === null && usualIn(view) !== null ? ["picture"] : [],
  };
}

function shownOf(items: readonly SpendingItem[]): readonly SpendingItem[] {
  return items.length <= MOST_ROWS ? items.toReversed() : bySize(items).slice(0, MOST_ROWS);
}

/** The rows of a list, and how much is left out of it. */
function rows(
  view: SpendingView,
  items: readonly SpendingItem[],
  shown: readonly SpendingItem[],
): readonly Part[] {
  const row = (item: SpendingItem) =>
    say("questions/spending/row", { item: sentenceCase(itemText(view, item)) });
  if (items.length <= MOST_ROWS) return shown.map(row);
  const rest = sumUp(bySize(items).slice(MOST_ROWS));
  const restCount = items.length - MOST_ROWS;
  return [
    say("questions/spending/largest-of", { shown: shown.length }),
    ...shown.map(row),
    say("questions/spending/and-more", { count: restCount, amount: money(view, rest.netMinor) }),
  ];
}

/** By plain groups, the largest first. */
export function tellBreakdown(view: SpendingView): Told {
  const items = wantedIn(view, view.asked);
  const sum = sumUp(items);
  if (isEmpty(sum) || sum.netMinor <= 0) return tellNothing(view);
  const all = sumByGroup(items);
  const groups = all.filter((group) => group.sum.netMinor > 0);
  // Where more came back than went out, a share makes no sense.
  const back = all.filter((group) => group.sum.netMinor < 0);
  const spent = groups.reduce((total, group) => total + group.sum.netMinor, 0);
  const shown = groups.slice(0, groups.length > MOST_GROUPS + 1 ? MOST_GROUPS : groups.length);
  const rest = groups.slice(shown.length).reduce((total, group) => total + group.sum.netMinor, 0);
  const percent = (minor: number) => Math.round((100 * minor) / spent);
  const groupRow = ({ name, sum: { netMinor } }: Share<string>) =>
    say("questions/spending/group", {
      name: sentenceCase(inline(`questions/groups/${name}`)),
      amount: money(view, netMinor),
      percent: percent(netMinor),
    });
  const restRow = say("questions/spending/other-groups", {
    amount: money(view, rest),
    percent: percent(rest),
    count: groups.length - shown.length,
  });
  return {
    parts: [
      totalPart(view, sum),
      ...shown.map(groupRow),
      ...(shown.length < groups.length ? [restRow] : []),
      ...back.map(({ name, sum: { netMinor } }) =>
        say("questions/spending/group-back", {
          name: sentenceCase(inline(`questions/groups/${name}`)),
          amount: money(view, -netMinor),
        }),
      ),
      ...countedAs(view),
    ],
  };
}

/** A category's or merchant's share of everything spent; without one, the share of choices. */
export function tellShare(asked: SpendingView): Told {
  const view = asked.filter.kind === "all" ? { ...asked, filter: choicesFilter() } : asked;
  const whole = sumUp(within(view.ledger.items, view.asked));
  const part = sumUp(wantedIn(view, view.asked));
  if (whole.netMinor <= 0 || part.netMinor < 0) return tellNothing({ ...view, filter: { kind: "all" } });
  const facts = {
    what: sentenceCase(subjectOf(view)),
    percent: Math.round((100 * part.netMinor) / whole.netMinor),
    amount: money(view, part.netMinor),
    whole: money(view, whole.netMinor),
    period: periodWords(view.asked, view.context.today),
  };
  const counts = { count: paymentsOf(view, part.count), wholeCount: countWords(whole.count, "payment") };
  return {
    parts: [say("questions/spending/share", facts), ...countedAs(view)],
    explanation: [say("questions/spending/why-share", { ...facts, ...counts })],
  };
}

function choicesFilter(): SpendingView["filter"] {
  const category = SPENDING_CATEGORIES.find(({ id }) => id === "choices");
  if (category === undefined) throw new Error('the category "choices" is missing');
  return { kind: "category", category, word: "choices" };
}

/** Days without a payment, of the days known in full. */
export function tellFreeDays(view: SpendingView): Told {
  const { asked, known, context } = view;
  const range = knownPart(asked, known);
  const period = periodWords(asked, context.today);
  if (range === null) return { parts: [say("questions/spending/free-days-unknown", { period })] };
  const items = within(wantedIn(view, asked), range);
  const facts = {
    free: daysWithout(items, range),
    days: counted(lengthOf(range), "day"),
    period,
    what: subjectOf(view),
  };
  if (view.filter.kind !== "all") {
    return { parts: [say("questions/spending/free-days-of", facts), ...countedAs(view)] };
  }
  const choices = items.filter(({ isChoice }) => isChoice);
  return {
    parts: [say("questions/spending/free-days", { ...facts, choiceFree: daysWithout(choices, range) })],
    explanation: [say("questions/spending/why-choices")],
  };
}

/** Whether there was such a payment, and the last one. */
export function tellLookup(view: SpendingView): Told {
  if (view.filter.kind === "all") return tellList(view);
  const items = wantedIn(view, view.asked).filter(({ chargedMinor }) => chargedMinor > 0);
  const last = items.at(-1);
  if (last === undefined) return tellNothing(view);
  const sum = sumUp(items);
  const period = periodWords(view.asked, view.context.today);
  if (items.length === 1) {
    return {
      parts: [
        say("questions/spending/lookup-one", { item: itemText(view, last), period }),
        ...countedAs(view),
      ],
      spokenOf: [last.id],
    };
  }
  const facts = {
    counted: amountOn(view, paymentsOf(view, items.length)),
    amount: money(view, sum.netMinor),
    item: itemText(view, last),
    period,
  };
  return { parts: [say("questions/spending/lookup", facts), ...countedAs(view)], spokenOf: [last.id] };
}

/** Nothing in the days asked about; where there was something before them, the last of it. */
export function tellNothing(view: SpendingView): Told {
  const before = wantedEver(view).findLast((item) => item.date < view.asked.from && item.chargedMinor > 0);
  const earlier =
    before === undefined || view.filter.kind === "all"
      ? []
      : [say("questions/spending/last-before", { item: itemText(view, before) })];
  return { parts: [...line(nothing(view), ...earlier), ...countedAs(view)] };
}
