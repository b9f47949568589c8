import { addDays, daysBetween } from "../../coaching/model/local-date.ts";
import { isLinked } from "../../coaching/money/hand-account.ts";
import { findMerchants } from "../../coaching/questions/names.ts";
import type { NamedStream, RecurringMoney } from "../../coaching/recurring/known-streams.ts";
import { isDoubtful, isSubscription, yearlyMinor } from "../../coaching/recurring/subscriptions.ts";
import type { AskSubscriptionsSlots, SubscriptionMeasure } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { loadRecurring } from "../../db/queries/recurring.ts";
import { loadMoneyHistory, type MoneyHistory } from "../../db/queries/spending.ts";
import type { Person, StepContext } from "../conversation.ts";
import { dayName, listed, shorten } from "../format.ts";
import { type Answer, defineQuestion } from "../question.ts";
import { type Choice, type Part, say } from "../reply.ts";
import { accountParts } from "../sources.ts";
import { answered, countWords } from "./answers.ts";
import { knownMoney } from "./spending.ts";
import {
  billsPart,
  changeParts,
  goneParts,
  nameOf,
  nextPart,
  otherTotals,
  rowPart,
  totalPart,
  trialParts,
} from "./subscription-parts.ts";

/** Fewest days of history from which a missing subscription says anything. */
const FEWEST_DAYS = 45;
/** Over for longer than this, it is not worth a word. */
const GONE_DAYS = 180;
const MOST_ASKED = 3;
const MOST_NEXT = 6;

/** What an answer about subscriptions may look at. */
export type SubscriptionData = {
  readonly history: Pick<MoneyHistory, "accounts" | "firstDate" | "linkedFrom">;
  readonly money: RecurringMoney;
};

export async function loadSubscriptions(
  db: Database,
  person: Person,
  { today }: StepContext,
): Promise<SubscriptionData> {
  const history = await loadMoneyHistory(db, person, today, today);
  return { history, money: await loadRecurring(db, person, today) };
}

/** "What subscriptions do I have?" and its like. */
export const askSubscriptions = defineQuestion({
  intent: "ask_subscriptions",
  load: (db, person, _, context) => loadSubscriptions(db, person, context),
  answer: (data, { slots }, context) => answerSubscriptions(data, slots, context),
});

/** Streams by what is to be said of them, the dearest first. */
type Sorted = {
  readonly running: readonly NamedStream[];
  /** Late or over, lately. */
  readonly gone: readonly NamedStream[];
  readonly bills: readonly NamedStream[];
};

/** Pure: the answer from what is stored. */
export function answerSubscriptions(
  data: SubscriptionData,
  slots: AskSubscriptionsSlots,
  context: StepContext,
): Answer {
  const { history, money } = data;
  if (history.accounts.length === 0) return { replies: [{ parts: [say("questions/spending/not-linked")] }] };
  const named = pickNamed(money.streams, slots.merchant);
  if (named === null) {
    const part = say("questions/subscriptions/none-named", { name: shorten(slots.merchant ?? "") });
    return answered([part, ...notes(data, context)], receipt(data, [], context));
  }
  const sorted = sort(named, context, slots.merchant !== undefined);
  const { running, gone } = sorted;
  if (running.length + gone.length + sorted.bills.length === 0) {
    return answered([nonePart(data, context), ...notes(data, context)], receipt(data, [], context));
  }
  const measure = slots.measure ?? "list";
  const trials = measure === "list" && slots.merchant === undefined ? trialParts(money.signals, context) : [];
  const parts = [...TELLERS[measure](sorted, context), ...trials, ...notes(data, context)];
  const answer = answered(parts, receipt(data, [...running, ...sorted.bills], context));
  return measure === "list" ? withQuestions(answer, running) : answer;
}

type Teller = (sorted: Sorted, context: StepContext) => readonly Part[];

const TELLERS: Readonly<Record<SubscriptionMeasure, Teller>> = {
  list: tellList,
  count: ({ running, bills }, context) => [countPart(running), ...billsPart(bills, context)],
  total: (sorted, context) => [
    ...totalPart(sorted.running, context),
    ...otherTotals(sorted.running, context),
    ...billsPart(sorted.bills, context),
  ],
  largest: ({ running, bills }, context) => {
    const [largest] = own(running.length > 0 ? running : bills, context);
    if (largest === undefined) return [countPart(running)];
    return [say("questions/subscriptions/largest"), rowPart(largest, context)];
  },
  "price change": ({ running, bills }, context) => {
    const changes = changeParts([...running, ...bills], context);
    return changes.length > 0 ? changes : [say("questions/subscriptions/no-change")];
  },
  "renewal date": ({ running, bills }, context) => {
    const next = [...running, ...bills]
      .toSorted((left, right) => (left.nextDate < right.nextDate ? -1 : 1))
      .slice(0, MOST_NEXT);
    return next.length === 0 ? [countPart(running)] : next.map((stream) => nextPart(stream, context));
  },
  unused: ({ running }, context) => [
    say("questions/subscriptions/unused"),
    ...own(running, context)
      .slice(0, MOST_ASKED)
      .map((stream) => rowPart(stream, context)),
  ],
};

function tellList(sorted: Sorted, context: StepContext): readonly Part[] {
  const { running, gone, bills } = sorted;
  return [
    ...(running.length === 0 ? [countPart(running)] : totalPart(running, context)),
    ...running.map((stream) => rowPart(stream, context)),
    ...otherTotals(running, context),
    ...changeParts(running, context),
    ...goneParts(gone, context),
    ...billsPart(bills, context),
  ];
}

function countPart(running: readonly NamedStream[]): Part {
  if (running.length === 0) return say("questions/subscriptions/none-running");
  return say("questions/subscriptions/count", {
    count: countWords(running.length, "subscription"),
    names: listed(running.map(nameOf)),
  });
}

/** Under a list: whether those that may be none are some. */
function withQuestions(answer: Answer, running: readonly NamedStream[]): Answer {
  const asked = running.filter(isDoubtful).slice(0, MOST_ASKED);
  const [reply, ...others] = answer.replies;
  if (asked.length === 0 || reply === undefined) return answer;
  const parts = [...reply.parts, say("questions/subscriptions/ask-doubtful")];
  const choices = asked.flatMap((stream): readonly Choice[] => {
    const id = stream.transactionIds.at(-1) ?? "";
    const facts = { name: shorten(nameOf(stream), 20) };
    return [
      { id: `tx:repeats:${id}`, label: "yes", facts, standing: true },
      { id: `tx:once:${id}`, label: "no", facts, standing: true },
    ];
  });
  return {
    ...answer,
    replies: [{ ...reply, parts, choices: [...choices, ...(reply.choices ?? [])] }, ...others],
  };
}

function sort(streams: readonly NamedStream[], { today }: StepContext, isNamed: boolean): Sorted {
  const dear = streams.toSorted((left, right) => yearlyMinor(right) - yearlyMinor(left));
  const isGone = ({ status }: NamedStream) => status === "missed" || status === "ended";
  const isRecent = ({ lastDate }: NamedStream) => isNamed || lastDate >= addDays(today, -GONE_DAYS);
  return {
    running: dear.filter((stream) => isSubscription(stream) && !isGone(stream)),
    gone: dear.filter((stream) => isSubscription(stream) && isGone(stream) && isRecent(stream)),
    bills: dear.filter((stream) => !isSubscription(stream) && !isGone(stream)),
  };
}

/** Those of a merchant; all without a name, null when none fits. */
function pickNamed(
  streams: readonly NamedStream[],
  merchant: string | undefined,
): readonly NamedStream[] | null {
  if (merchant === undefined) return streams;
  const found = findMerchants(merchant, [...new Set(streams.map(nameOf))]);
  if (found.kind !== "found") return null;
  return streams.filter((stream) => found.names.includes(nameOf(stream)));
}

/** In the person's own currency. */
function own(streams: readonly NamedStream[], { person }: StepContext): readonly NamedStream[] {
  return streams.filter(({ currency }) => currency === person.currency);
}

function nonePart({ history }: SubscriptionData, { today }: StepContext): Part {
  const first = history.firstDate;
  const days = first === null ? 0 : daysBetween(first, today);
  if (first !== null && days >= FEWEST_DAYS) return say("questions/subscriptions/none");
  return say("questions/subscriptions/too-early", { need: FEWEST_DAYS, days });
}

/** What may be missing. */
function notes({ history }: SubscriptionData, { today }: StepContext): readonly Part[] {
  const linked = history.accounts.filter(isLinked);
  if (linked.length === 0) return [say("hand/only-told")];
  const { through } = knownMoney({ ...history, rows: [] }, today);
  if (through === null || through >= addDays(today, -2)) return [];
  return [say("questions/spending/stale", { through: dayName(through, today) })];
}

function receipt(
  { history }: SubscriptionData,
  told: readonly NamedStream[],
  context: StepContext,
): readonly Part[] {
  const { today } = context;
  const payments = told.reduce((sum, { transactionIds }) => sum + transactionIds.length, 0);
  const from = history.firstDate;
  return [
    ...(from === null
      ? []
      : [
          say("questions/subscriptions/why", {
            count: countWords(payments, "payment"),
            from: dayName(from, today),
          }),
        ]),
    ...accountParts(history.accounts, context),
  ];
}
