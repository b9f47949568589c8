import { DateTime } from "luxon";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import type { NamedStream, RecurringMoney } from "../../coaching/recurring/known-streams.ts";
import { isDoubtful, yearlyMinor } from "../../coaching/recurring/subscriptions.ts";
import type { StepContext } from "../conversation.ts";
import { dayName, dayPhrase, listed } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { countWords, line } from "./answers.ts";

/** A change of price is told for so long. */
const CHANGE_DAYS = 365;

/** What a stream is called. */
export function nameOf({ name, key }: Pick<NamedStream, "name" | "key">): string {
  return name ?? key;
}

/**
 * `· Netflix: $15.49 monthly, next around Saturday 12 December, seen since March 2025`; of one whose day has passed and that
 * was not seen yet, that it was expected.
 */
export function rowPart(stream: NamedStream, { today }: StepContext): Part {
  const facts = {
    name: nameOf(stream),
    price: priceOf(stream),
    day: dayPhrase(stream.nextDate, today),
    since: monthName(stream.firstDate),
  };
  const row = stream.nextDate < today ? "row-late" : "row";
  return isDoubtful(stream)
    ? say(`questions/subscriptions/${row}-doubtful`, facts)
    : say(`questions/subscriptions/${row}`, facts);
}

/** `Netflix: around Saturday 12 December, $15.49`; likewise where that day has passed. */
export function nextPart(stream: NamedStream, { today }: StepContext): Part {
  const facts = { name: nameOf(stream), amount: amountOf(stream), day: dayPhrase(stream.nextDate, today) };
  return say(`questions/subscriptions/${stream.nextDate < today ? "next-late" : "next"}`, facts);
}

/** What those in the person's currency cost altogether. */
export function totalPart(running: readonly NamedStream[], { person }: StepContext): readonly Part[] {
  const counted = running.filter(({ currency }) => currency === person.currency);
  if (counted.length === 0) return [];
  return [say("questions/subscriptions/total", totalFacts(counted, person.currency))];
}

/** The same for every other currency, each apart. @param row said of each of them under its total */
export function otherTotals(
  running: readonly NamedStream[],
  { person }: StepContext,
  row?: (stream: NamedStream) => Part,
): readonly Part[] {
  const others = Map.groupBy(running, ({ currency }) => currency);
  return [...others]
    .filter(([currency]) => currency !== person.currency)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([currency, streams]) => [
      say("questions/subscriptions/total-other", totalFacts(streams, currency)),
      ...(row === undefined ? [] : streams.map(row)),
    ]);
}

function totalFacts(streams: readonly NamedStream[], currency: string) {
  const yearly = streams.reduce((sum, stream) => sum + yearlyMinor(stream), 0);
  return {
    count: countWords(streams.length, "subscription"),
    month: formatMoney({ minor: Math.round(yearly / 12), currency }),
    year: formatMoney({ minor: yearly, currency }, { whole: true }),
    currency,
  };
}

/** Those whose price went up or down within a year. */
export function changedOf(streams: readonly NamedStream[], { today }: StepContext): readonly Priced[] {
  return streams.flatMap((stream) => {
    const { priceChange } = stream;
    return priceChange === null || priceChange.on < addDays(today, -CHANGE_DAYS)
      ? []
      : [{ ...stream, priceChange }];
  });
}

type Priced = NamedStream & { readonly priceChange: NonNullable<NamedStream["priceChange"]> };

export function changePart({ priceChange, currency, ...stream }: Priced, { today }: StepContext): Part {
  const { fromMinor, toMinor, on } = priceChange;
  const facts = {
    name: nameOf(stream),
    from: formatMoney({ minor: fromMinor, currency }),
    to: formatMoney({ minor: toMinor, currency }),
    day: dayName(on, today),
  };
  return say(toMinor > fromMinor ? "questions/subscriptions/rise" : "questions/subscriptions/fall", facts);
}

/** Those that have begun lately, where the merchant's absence was seen before. */
export function begunParts(begun: readonly NamedStream[], { today }: StepContext): readonly Part[] {
  const names = begun.map((stream) => onDay("begun-item", stream, stream.firstDate, today));
  return names.length === 0 ? [] : [say("questions/subscriptions/begun", { names: listed(names) })];
}

/** Those that did not come when they were due: perhaps cancelled. */
export function goneParts(gone: readonly NamedStream[], { today }: StepContext): readonly Part[] {
  const names = gone.map((stream) => onDay("gone-item", stream, stream.lastDate, today));
  return names.length === 0 ? [] : [say("questions/subscriptions/gone", { names: listed(names) })];
}

function onDay(
  prompt: "begun-item" | "gone-item",
  stream: NamedStream,
  date: LocalDate,
  today: LocalDate,
): string {
  return inline(`questions/subscriptions/${prompt}`, { name: nameOf(stream), day: dayName(date, today) });
}

/** Rent, loans, bills: what comes back and is not subscribed to. */
export function billsPart(bills: readonly NamedStream[], _: StepContext): readonly Part[] {
  if (bills.length === 0) return [];
  const items = bills.map((stream) =>
    inline("questions/subscriptions/bill-item", { name: nameOf(stream), price: priceOf(stream) }),
  );
  return line(say("questions/subscriptions/bills", { items: listed(items) }));
}

/** `$15.49 monthly`; `about $92 monthly` for a bill that differs. */
function priceOf(stream: NamedStream): string {
  const cadence = inline(`questions/subscriptions/cadence-${stream.cadence}`);
  const facts = { amount: amountOf(stream), cadence };
  return inline(
    stream.isVariable ? "questions/subscriptions/price-about" : "questions/subscriptions/price",
    facts,
  );
}

function amountOf({ nextAmountMinor, currency, isVariable }: NamedStream): string {
  return formatMoney({ minor: nextAmountMinor, currency }, { whole: isVariable });
}

function monthName(date: LocalDate): string {
  return DateTime.fromISO(date, { zone: "UTC", locale: "en" }).toFormat("LLLL yyyy");
}

/** Trials that have begun and may soon be charged. */
export function trialParts(signals: RecurringMoney["signals"], { today }: StepContext): readonly Part[] {
  return signals.flatMap((signal) => {
    if (signal.kind !== "trial-ending") return [];
    const facts = { name: signal.name ?? signal.key, began: dayName(signal.began, today) };
    if (signal.ends === null) return [say("questions/subscriptions/trial", facts)];
    return [say("questions/subscriptions/trial-ends", { ...facts, ends: dayName(signal.ends, today) })];
  });
}
