import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { awaitedOn } from "../../coaching/money/file-account.ts";
import { isLinked } from "../../coaching/money/hand-account.ts";
import {
  askedPeriod,
  type DayRange,
  earlierOf,
  lastDays,
  onWeekdays,
} from "../../coaching/questions/asked-period.ts";
import { buildLedger } from "../../coaching/questions/spending-ledger.ts";
import type { KnownMoney } from "../../coaching/questions/spending-sums.ts";
import type { AskSpendingSlots, SpendingMeasure } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { loadMoneyHistory, type MoneyHistory } from "../../db/queries/spending.ts";
import type { StepContext } from "../conversation.ts";
import { dayName, listed } from "../format.ts";
import { type Answer, defineQuestion } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { accountParts } from "../sources.ts";
import { answerAhead, answered, daysName } from "./answers.ts";
import { readFilter } from "./spending-filter.ts";
import {
  tellBreakdown,
  tellFreeDays,
  tellLargest,
  tellList,
  tellLookup,
  tellShare,
} from "./spending-lists.ts";
import { withMore } from "./spending-more.ts";
import { tellMerchants } from "./spending-places.ts";
import { spendingReceipt } from "./spending-receipt.ts";
import { type Told, tellAverage, tellCount, tellPicture, tellTotal } from "./spending-sums.ts";
import { HABIT_DAYS, TIME_TELLERS } from "./spending-times.ts";
import { coverageNotes, type SpendingView } from "./spending-view.ts";
import { WEEKDAY_TELLERS } from "./spending-weekdays.ts";

/** Looked at when no period is named. */
const DEFAULT_DAYS = 30;
/** Days before the first one asked for, which the usual and refunds look back on: six months and some. */
export const LOOK_BACK_DAYS = 190;

type Teller = (view: SpendingView) => Told;

const TELLERS: Readonly<Record<SpendingMeasure, Teller>> = {
  total: tellTotal,
  count: tellCount,
  average: tellAverage,
  largest: tellLargest,
  list: tellList,
  breakdown: tellBreakdown,
  "top merchants": tellMerchants,
  share: tellShare,
  "no-spend days": tellFreeDays,
  lookup: tellLookup,
};

function tellerOf({ measure, by, weekdays }: AskSpendingSlots): Teller {
  if (weekdays !== undefined) return WEEKDAY_TELLERS[measure ?? "total"];
  return by === undefined ? TELLERS[measure ?? "total"] : TIME_TELLERS[by];
}

/** "How much did I spend on takeout last week?" and its like. */
export const askSpending = defineQuestion({
  intent: "ask_spending",
  load: (db, _, { slots }, context) => loadForSpending(db, slots, context),
  answer: (history, { slots }, context) => answerSpending(history, byChoice(slots), context),
});

/** What was wasted only the person can say: of everything, it is told what was bought by choice. */
function byChoice(slots: AskSpendingSlots): AskSpendingSlots {
  const { asks_of_waste, measure, category, merchant, weekdays } = slots;
  if (asks_of_waste === undefined || category !== undefined || merchant !== undefined) return slots;
  const isListed = weekdays === undefined && (measure === "total" || measure === "list");
  return { ...slots, category: "choices", ...(isListed ? { measure: "list" } : {}) };
}

/** The payments that a question may need, with the accounts they are of. */
function loadForSpending(db: Database, slots: AskSpendingSlots, { person, today }: StepContext) {
  return loadMoneyHistory(db, person, firstWanted(slots, today), today);
}

/** What was asked about before, as a picture. */
export async function pictureSpending(db: Database, slots: AskSpendingSlots, context: StepContext) {
  return answerSpending(await loadForSpending(db, slots, context), slots, context, tellPicture);
}

/** Null where the whole history is looked at: for a merchant's last payment it may lie far back. */
function firstWanted(slots: AskSpendingSlots, today: LocalDate) {
  const { measure, merchant, period, compare_to } = slots;
  if (merchant !== undefined || measure === "lookup") return null;
  const from = period?.from ?? lastDays(today, defaultDays(slots)).from;
  return addDays(earlierOf(from, compare_to?.from ?? from), -LOOK_BACK_DAYS);
}

/** Pure: the answer from what is stored. */
export function answerSpending(
  history: MoneyHistory,
  slots: AskSpendingSlots,
  context: StepContext,
  tell: Teller = tellerOf(slots),
): Answer {
  const { today, person } = context;
  const { accounts, rows, firstDate } = history;
  if (accounts.length === 0) return { replies: [{ parts: [say("questions/spending/not-linked")] }] };
  const asked = askedPeriod(slots.period, defaultPeriod(slots, firstDate, today), today);
  if (asked.kind === "ahead") return answerAhead(asked, today);
  const explain = accountParts(accounts, context);
  if (firstDate === null) return answered([noPaymentsYet(history)], explain);
  if (asked.to < firstDate) return answered([beforeHistory(firstDate, today)], explain);

  const ledger = buildLedger(rows, { currency: person.currency, zone: person.timezone });
  const reading = readFilter(slots, [...ledger.items, ...ledger.others.flatMap(({ items }) => items)]);
  if (reading.kind === "unknown") return answered([reading.part], explain);
  const compared =
    slots.compare_to === undefined ? null : askedPeriod(slots.compare_to, slots.compare_to, today);
  const isComparable = compared !== null && compared.kind === "asked" && compared.to >= firstDate;
  const view: SpendingView = {
    asked: onWeekdays(asked, slots.weekdays),
    compared: isComparable ? onWeekdays(compared, slots.weekdays) : null,
    filter: reading.filter,
    ledger,
    known: knownMoney(history, today),
    accounts,
    context,
  };
  const told = tell(view);
  const notComparable = compared === null || isComparable ? [] : [incomparable(compared, today)];
  const answer = answered(
    [
      ...(slots.asks_of_waste === undefined ? [] : [say("questions/spending/of-waste")]),
      ...told.parts,
      ...notComparable,
      ...coverageNotes(view),
    ],
    spendingReceipt(view, told.explanation),
    told.pictured ?? null,
  );
  return {
    // The buttons hold no weekdays, and would show the other days too.
    ...withMore(answer, slots.weekdays === undefined ? (told.more ?? []) : [], view, slots),
    ...(told.spokenOf === undefined ? {} : { spokenOf: told.spokenOf }),
  };
}

function defaultPeriod(slots: AskSpendingSlots, firstDate: LocalDate | null, today: LocalDate): DayRange {
  if (slots.measure !== "lookup" || firstDate === null) return lastDays(today, defaultDays(slots));
  return { from: firstDate, to: today };
}

/** A habit by weekday or time of day needs more days than a sum. */
function defaultDays({ by, weekdays }: AskSpendingSlots): number {
  if (weekdays !== undefined) return HABIT_DAYS;
  return by === undefined || by === "date" ? DEFAULT_DAYS : HABIT_DAYS;
}

/** How far every linked account is known that today waits for; one that was never read makes nothing known in full. */
export function knownMoney({ accounts, linkedFrom }: MoneyHistory, today: LocalDate): KnownMoney {
  const linked = awaitedOn(accounts.filter(isLinked), today);
  const ends = linked.flatMap(({ syncedThrough }) => syncedThrough ?? []);
  const through = ends.length < linked.length ? null : (ends.toSorted()[0] ?? null);
  return { first: linkedFrom, through };
}

function noPaymentsYet({ accounts }: MoneyHistory): Part {
  return say("questions/spending/no-payments", { accounts: listed(accounts.map(({ name }) => name)) });
}

function beforeHistory(firstDate: LocalDate, today: LocalDate): Part {
  return say("questions/spending/before-history", { first: dayName(firstDate, today) });
}

function incomparable(compared: DayRange, today: LocalDate): Part {
  return say("questions/spending/incomparable", { period: daysName(compared, today) });
}
