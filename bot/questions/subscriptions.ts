import { addDays, daysBetween } from "../../coaching/model/local-date.ts";
import { findMerchants } from "../../coaching/questions/names.ts";
import type { NamedStream, RecurringMoney } from "../../coaching/recurring/known-streams.ts";
import { isDoubtful, isSubscription, yearlyMinor } from "../../coaching/recurring/subscriptions.ts";
import type { AskSubscriptionsSlots } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { loadRecurring } from "../../db/queries/recurring.ts";
import { loadMoneyHistory, type MoneyHistory } from "../../db/queries/spending.ts";
import type { Person, StepContext } from "../conversation.ts";
import { dayName, shorten } from "../format.ts";
import { type Answer, defineQuestion } from "../question.ts";
import { type Choice, type Part, say } from "../reply.ts";
import { accountParts, freshParts, troubleParts } from "../sources.ts";
import { answered, countWords } from "./answers.ts";
import { nameOf, trialParts } from "./subscription-parts.ts";
import { MOST_ASKED, type Sorted, tellSubscriptions } from "./subscription-tellers.ts";

/** Fewest days of history from which a missing subscription says anything. */
const FEWEST_DAYS = 45;
/** Over for longer than this, it is not worth a word. */
const GONE_DAYS = 180;

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

/** Pure: the answer from what is stored. */
export function answerSubscriptions(
  data: SubscriptionData,
  slots: AskSubscriptionsSlots,
  context: StepContext,
): Answer {
  const { history, money } = data;
  if (history.accounts.length === 0)
    return { replies: [{ parts: [say("questions/subscriptions/not-linked")] }] };
  const named = pickNamed(money.streams, slots.merchant);
  if (named === null) {
    const part = say("questions/subscriptions/none-named", { name: shorten(slots.merchant ?? "") });
    return answered([part, ...notes(data, context)], receipt(data, [], context));
  }
  const sorted = sort(named, money.signals, context, slots.merchant !== undefined);
  const { running, gone } = sorted;
  if (running.length + gone.length + sorted.bills.length === 0) {
    return answered([nonePart(data, context), ...notes(data, context)], receipt(data, [], context));
  }
  const measure = slots.measure ?? "list";
  const trials = measure === "list" && slots.merchant === undefined ? trialParts(money.signals, context) : [];
  const told = tellSubscriptions(measure, sorted, context);
  const answer = {
    ...answered(
      [...told.parts, ...trials, ...notes(data, context)],
      receipt(data, [...running, ...sorted.bills], context),
    ),
    spokenOf: told.streams.map(lastPayment),
  };
  return measure === "list" ? withQuestions(answer, running) : answer;
}

/** Under a list: whether those that may be none are some. */
function withQuestions(answer: Answer, running: readonly NamedStream[]): Answer {
  const asked = running.filter(isDoubtful).slice(0, MOST_ASKED);
  const [reply, ...others] = answer.replies;
  if (asked.length === 0 || reply === undefined) return answer;
  const parts = [...reply.parts, say("questions/subscriptions/ask-doubtful")];
  const choices = asked.flatMap((stream): readonly Choice[] => {
    const id = lastPayment(stream);
    const facts = { name: shorten(nameOf(stream), 20) };
    // Of several, a bare word does not tell which.
    const isOnly = asked.length === 1;
    return [
      { id: `tx:repeats:${id}`, label: "yes", facts, standing: true, ...(isOnly ? { means: "yes" } : {}) },
      { id: `tx:once:${id}`, label: "no", facts, standing: true, ...(isOnly ? { means: "no" } : {}) },
    ];
  });
  return {
    ...answer,
    replies: [{ ...reply, parts, choices: [...choices, ...(reply.choices ?? [])] }, ...others],
  };
}

/** A stream's last payment, which stands for it. */
function lastPayment({ transactionIds }: NamedStream): string {
  return transactionIds.at(-1) ?? "";
}

function sort(
  streams: readonly NamedStream[],
  signals: RecurringMoney["signals"],
  { today }: StepContext,
  isNamed: boolean,
): Sorted {
  const dear = streams.toSorted((left, right) => yearlyMinor(right) - yearlyMinor(left));
  const isGone = ({ status }: NamedStream) => status === "missed" || status === "ended";
  const isRecent = ({ lastDate }: NamedStream) => isNamed || lastDate >= addDays(today, -GONE_DAYS);
  const isNew = (stream: NamedStream) =>
    signals.some((signal) => signal.kind === "new-subscription" && signal.stream === stream);
  const running = dear.filter((stream) => isSubscription(stream) && !isGone(stream));
  return {
    running,
    begun: running.filter(isNew),
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

function nonePart({ history }: SubscriptionData, { today }: StepContext): Part {
  const first = history.firstDate;
  const days = first === null ? 0 : daysBetween(first, today);
  if (first !== null && days >= FEWEST_DAYS) return say("questions/subscriptions/none");
  return say("questions/subscriptions/too-early", { need: FEWEST_DAYS, days });
}

/** What may be missing. */
function notes({ history }: SubscriptionData, context: StepContext): readonly Part[] {
  const { accounts } = history;
  return [...freshParts(accounts, context), ...troubleParts(accounts, context.today)];
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
