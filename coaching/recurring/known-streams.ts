import type { LocalDate } from "../model/local-date.ts";
import type { MoneySaid, SourceMovement } from "../money/source-row.ts";
import { readMoney } from "../money/understand.ts";
import { isInHistory } from "./event.ts";
import { type StreamSignal, streamSignals } from "./signals.ts";
import type { RecurringStream } from "./streams.ts";
import { findTrials } from "./trials.ts";

/** A stream with the name people know its merchant by. */
export type NamedStream = RecurringStream & { readonly name: string | null };

/** What recurs in one person's money, and what is worth a word about it. */
export type RecurringMoney = {
  /** Those that still run first, by next date; then the ended ones, the latest first. */
  readonly streams: readonly NamedStream[];
  /** About streams of `streams`. */
  readonly signals: readonly StreamSignal<NamedStream>[];
  /** First local day of the person's transactions; null without any. */
  readonly historyFrom: LocalDate | null;
};

/** What recurs, seen from a day, with everything the person said in place. */
export function recurringMoney(
  rows: readonly SourceMovement[],
  said: MoneySaid,
  options: { readonly asOf: LocalDate; readonly accountTypes: ReadonlyMap<string, string> },
): RecurringMoney {
  const { asOf } = options;
  const past = rows.filter(isInHistory(asOf));
  const read = readMoney(past, said, options);
  const names = new Map(read.rows.map(({ row, merchantName }) => [row.id, merchantName] as const));
  const streams = read.streams
    .map((stream) => ({ ...stream, name: names.get(stream.transactionIds.at(-1) ?? "") ?? null }))
    .sort(byNextDate);
  const historyFrom = past.reduce<LocalDate | null>(
    (first, { date }) => (first === null || date < first ? date : first),
    null,
  );
  if (historyFrom === null) return { streams, signals: [], historyFrom };
  const trials = findTrials(
    read.rows.map(({ row, key, merchantName, filed }) => ({
      id: row.id,
      date: row.date,
      amountMinor: row.amountMinor,
      currency: row.currency,
      line: [row.rawName, row.memo].filter((part) => part !== null).join(" "),
      key,
      merchantName,
      category: filed.pair?.subcategory ?? filed.pair?.category ?? null,
    })),
    asOf,
  );
  return { streams, signals: [...streamSignals(streams, { asOf, historyFrom }), ...trials], historyFrom };
}

function byNextDate(left: NamedStream, right: NamedStream): number {
  const [leftEnded, rightEnded] = [left.status === "ended", right.status === "ended"];
  if (leftEnded !== rightEnded) return leftEnded ? 1 : -1;
  const [first, second] = leftEnded ? [right.lastDate, left.lastDate] : [left.nextDate, right.nextDate];
  if (first !== second) return first < second ? -1 : 1;
  return left.key < right.key ? -1 : left.key > right.key ? 1 : left.firstDate < right.firstDate ? -1 : 1;
}
