import { type DayRange, lengthOf } from "../../coaching/questions/asked-period.ts";
import type { SpendingItem } from "../../coaching/questions/spending-ledger.ts";
import { bySize, knownPart, type Share, sumUp, within } from "../../coaching/questions/spending-sums.ts";
import {
  type DayPart,
  madeByLarge,
  middleOf,
  sumByDate,
  sumByDayPart,
  sumByWeekday,
  TIMED_PAYMENTS,
  WEEKDAY_DAYS,
  WEEKDAY_PAYMENTS,
  type WeekdaySum,
} from "../../coaching/questions/spending-times.ts";
import type { SpendingTime } from "../../coaching/understanding/frame.ts";
import { counted, dayName, listed, sentenceCase, weekdayName } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { countWords, line, periodWords } from "./answers.ts";
import { tellNothing } from "./spending-lists.ts";
import { type Told, tellTotal } from "./spending-sums.ts";
import {
  amountOn,
  countedAs,
  isEmpty,
  itemText,
  money,
  paymentsOf,
  type SpendingView,
  wantedIn,
} from "./spending-view.ts";

/** Looked at for a habit where no period is named: twelve of each weekday. */
export const HABIT_DAYS = 84;

/** An average so many times the middle is made by a few days. */
const FAR_FROM_MIDDLE = 2;
/** Places named before they are counted. */
const MOST_NAMED = 3;

/** "When do I spend the most?", by what it asks for. */
export const TIME_TELLERS: Readonly<Record<SpendingTime, (view: SpendingView) => Told>> = {
  date: tellDates,
  weekday: tellWeekdays,
  "time of day": tellDayParts,
  when: tellWhen,
};

/** "Fridays: about $96 a day, …": what is known in full, each weekday by its own number of days. */
function tellWeekdays(view: SpendingView): Told {
  const items = wantedIn(view, view.asked);
  if (isEmpty(sumUp(items)) || sumUp(items).netMinor <= 0) return tellNothing(view);
  const range = knownPart(view.asked, view.known);
  const lacking = lackingFor(view, range);
  if (range === null || lacking !== null)
    return { parts: [...(lacking === null ? [] : [lacking]), ...countedAs(view)] };
  const known = within(items, range);
  const all = sumByWeekday(known, range);
  return {
    parts: [
      ...line(
        ...mostWeekday(view, all, range),
        ...middle(view, known, all[0], range),
        ...oneOff(view, known, range),
      ),
      ...byChoice(view, known, all, range),
      ...countedAs(view),
    ],
    explanation: [
      ...all.toSorted((one, other) => one.weekday - other.weekday).map((sum) => weekdayRow(view, sum)),
      say("questions/spending-times/why-weekdays"),
    ],
  };
}

/** What is too thin for weekdays, in days or in payments; null where both are enough. */
function lackingFor(view: SpendingView, range: DayRange | null): Part | null {
  const period = sentenceCase(periodWords(view.asked, view.context.today));
  const days = lengthOf(range);
  if (range === null || days < WEEKDAY_DAYS) {
    const facts = { period, have: counted(days, "day"), need: counted(WEEKDAY_DAYS, "day") };
    return say("questions/spending-times/thin-days", facts);
  }
  const { count } = sumUp(within(wantedIn(view, view.asked), range));
  if (count >= WEEKDAY_PAYMENTS) return null;
  const have = amountOn(view, paymentsOf(view, count));
  return say("questions/spending-times/thin-payments", { period, have, need: WEEKDAY_PAYMENTS });
}

function mostWeekday(view: SpendingView, all: readonly WeekdaySum[], range: DayRange): readonly Part[] {
  const [first, second] = all;
  const last = all.at(-1);
  if (first === undefined || second === undefined || last === undefined) return [];
  const facts = {
    weekday: weekdayName(first.weekday),
    days: first.days,
    rate: amountOn(view, rateOf(view, first)),
    total: money(view, first.sum.netMinor),
    count: paymentsOf(view, first.sum.count),
    period: periodWords(view.asked, view.context.today),
    known: counted(lengthOf(range), "day"),
  };
  const others = {
    second: weekdayName(second.weekday),
    secondRate: rateOf(view, second),
    last: weekdayName(last.weekday),
    lastRate: rateOf(view, last),
  };
  return [
    say("questions/spending-times/weekday", facts),
    last.rateMinor > 0
      ? say("questions/spending-times/weekday-others", others)
      : say("questions/spending-times/weekday-others-none", others),
  ];
}

function rateOf(view: SpendingView, { rateMinor }: WeekdaySum): string {
  return money(view, rateMinor, { whole: true });
}

/** Said where a few large payments make the day: without them and their like it would be another. */
function oneOff(view: SpendingView, items: readonly SpendingItem[], range: DayRange): readonly Part[] {
  const made = madeByLarge(items, range);
  const [only, ...others] = made?.large ?? [];
  if (made === null || only === undefined) return [];
  const facts = { weekday: weekdayName(made.without.weekday), rate: rateOf(view, made.without) };
  if (others.length === 0) {
    return [say("questions/spending-times/weekday-one-off", { ...facts, item: itemText(view, only) })];
  }
  const { netMinor, count } = sumUp(made.large);
  const names = [...new Set(made.large.map(nameOf))];
  const where = names.length > MOST_NAMED ? counted(names.length, "place") : listed(names);
  const large = { count, amount: money(view, netMinor), where };
  return [say("questions/spending-times/weekday-large", { ...facts, ...large })];
}

function nameOf({ merchantName }: SpendingItem): string {
  return merchantName ?? inline("questions/spending/nameless");
}

/** Said where the middle one of such days is far from what they come to on average, as "a usual Tuesday" tells the middle. */
function middle(
  view: SpendingView,
  items: readonly SpendingItem[],
  first: WeekdaySum | undefined,
  range: DayRange,
): readonly Part[] {
  if (first === undefined) return [];
  const minor = middleOf(items, range, first.weekday);
  if (minor < 0 || minor * FAR_FROM_MIDDLE > first.rateMinor) return [];
  const usual = money(view, minor, { whole: true });
  return [say("questions/spending-times/weekday-middle", { weekday: weekdayName(first.weekday), usual })];
}

/** Rent and bills have their day; what is bought by choice may have another. */
function byChoice(
  view: SpendingView,
  items: readonly SpendingItem[],
  all: readonly WeekdaySum[],
  range: DayRange,
): readonly Part[] {
  const choices = items.filter(({ isChoice }) => isChoice);
  if (view.filter.kind !== "all" || sumUp(choices).count < WEEKDAY_PAYMENTS) return [];
  const [first] = sumByWeekday(choices, range);
  if (first === undefined || first.sum.netMinor <= 0) return [];
  const same = first.weekday === all[0]?.weekday ? "same" : "other";
  const facts = { weekday: weekdayName(first.weekday), rate: rateOf(view, first) };
  return line(
    say(`questions/spending-times/choices-weekday-${same}`, facts),
    ...oneOff(view, choices, range),
  );
}

function weekdayRow(view: SpendingView, sum: WeekdaySum): Part {
  return say("questions/spending-times/why-weekday", {
    weekday: weekdayName(sum.weekday),
    days: sum.days,
    rate: rateOf(view, sum),
    total: money(view, sum.sum.netMinor),
    count: paymentsOf(view, sum.sum.count),
  });
}

/** By the part of the day, of the payments that carry a time: banks mostly give the day alone. */
function tellDayParts(view: SpendingView): Told {
  const items = wantedIn(view, view.asked).filter(({ chargedMinor }) => chargedMinor > 0);
  if (items.length === 0 || sumUp(items).netMinor <= 0) return tellNothing(view);
  return {
    parts: [...dayPartParts(view, items, false), ...countedAs(view)],
    explanation: [say("questions/spending-times/why-day-parts")],
  };
}

function dayPartParts(
  view: SpendingView,
  items: readonly SpendingItem[],
  isPeriodTold: boolean,
): readonly Part[] {
  const period = periodWords(view.asked, view.context.today);
  const timed = items.filter(({ minute }) => minute !== null);
  const counts = {
    timed: timed.length,
    count: amountOn(view, paymentsOf(view, items.length)),
    over: isPeriodTold ? "" : inline("questions/spending-times/over", { period }),
    need: TIMED_PAYMENTS,
  };
  if (timed.length < TIMED_PAYMENTS) {
    const some = timed.length === 0 ? "none" : "few";
    return [say(`questions/spending-times/thin-times-${some}`, counts)];
  }
  const share = timed.length * 2 > items.length ? "most" : "some";
  const [first, ...others] = sumByDayPart(timed);
  if (first === undefined) return [];
  const most = {
    ...counts,
    part: partWords(first.name),
    total: money(view, first.sum.netMinor),
    paid: paymentsOf(view, first.sum.count),
  };
  return line(
    say(`questions/spending-times/day-part-${share}`, most),
    ...(others.length === 0 ? [] : [say("questions/spending-times/day-part-others", othersOf(view, others))]),
  );
}

function othersOf(view: SpendingView, others: readonly Share<DayPart>[]) {
  const words = others.map(({ name, sum }) =>
    inline("questions/spending-times/day-part-one", {
      part: inline(`questions/spending-times/part-${name}`),
      total: money(view, sum.netMinor),
    }),
  );
  return { others: words.join(", ") };
}

/** `in the evening (18:00 to 21:00)`. */
function partWords(part: DayPart): string {
  return inline(`questions/spending-times/in-${part}`);
}

/** Which of weekday and time of day was meant is open, so both are told, as far as they can be. */
function tellWhen(view: SpendingView): Told {
  const weekdays = tellWeekdays(view);
  const items = wantedIn(view, view.asked).filter(({ chargedMinor }) => chargedMinor > 0);
  if (items.length === 0 || sumUp(items).netMinor <= 0) return weekdays;
  return {
    parts: [...weekdays.parts, ...dayPartParts(view, items, true)],
    explanation: [...(weekdays.explanation ?? []), say("questions/spending-times/why-day-parts")],
  };
}

/** The day on which most was spent, and what on. */
function tellDates(view: SpendingView): Told {
  const items = wantedIn(view, view.asked);
  const [first, second] = sumByDate(items);
  if (first === undefined || first.sum.netMinor <= 0) return tellNothing(view);
  if (view.asked.days === 1) return tellTotal(view);
  const paid = bySize(items.filter(({ date, netMinor }) => date === first.name && netMinor > 0));
  const [largest] = paid;
  const choices =
    view.filter.kind === "all" ? sumByDate(items.filter(({ isChoice }) => isChoice))[0] : undefined;
  const isOther = choices !== undefined && choices.name !== first.name && choices.sum.netMinor > 0;
  const facts = { ...dateFacts(view, first), period: periodWords(view.asked, view.context.today) };
  return {
    parts: [
      ...line(
        say("questions/spending-times/date", facts),
        ...(paid.length > 1 && largest !== undefined
          ? [say("questions/spending-times/date-largest", { item: placeText(view, largest) })]
          : []),
        ...(second === undefined || second.sum.netMinor <= 0
          ? []
          : [say("questions/spending-times/date-second", dateFacts(view, second))]),
      ),
      ...(isOther ? [say("questions/spending-times/choices-date", dateFacts(view, choices))] : []),
      ...countedAs(view),
    ],
    spokenOf: paid.map(({ id }) => id),
  };
}

function dateFacts(view: SpendingView, { name, sum }: Share<string>) {
  return {
    day: dayName(name, view.context.today),
    total: amountOn(view, money(view, sum.netMinor)),
    count: countWords(sum.count, "payment"),
  };
}

/** `$89.90 at Uniqlo`, where its day is told already. */
function placeText(view: SpendingView, item: SpendingItem): string {
  const merchant = item.merchantName ?? inline("questions/spending/nameless");
  return inline("questions/spending/amount-at", { amount: money(view, item.netMinor), what: merchant });
}
