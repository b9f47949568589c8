import { isCurrency } from "../../../coaching/model/money.ts";
import { readAmount } from "./amounts.ts";
import { type CsvLayout, findLayout } from "./csv-layout.ts";
import { type MoneyStyle, MoneyTally, moneyOf } from "./csv-money.ts";
import { type CsvRecord, csvRecords, sampleRecords } from "./csv-records.ts";
import { type DateOrder, dayOf, orderOf, readDate, type WrittenDate } from "./dates.ts";
import {
  type FileItem,
  type FileRow,
  type OpenFile,
  type ReadOptions,
  type SkippedRow,
  type SkipReason,
  UnreadableFileError,
} from "./file-item.ts";
import { isBalance, isPending, isTotal } from "./row-words.ts";
import { DateTally, dateQuestion } from "./tally.ts";
import { type FileText, openText } from "./text.ts";

interface CsvStyle extends MoneyStyle {
  /** Null where every date says itself which is the month. */
  readonly order: DateOrder | null;
  /** Whether the file or the person says so, so that a date against it is an error or a contradiction. */
  readonly orderIsProved: boolean;
  readonly orderIsAnswered: boolean;
}

/** A wrapped line belongs to the row above it, up to this length of memo. */
const LONGEST_MEMO = 1000;

/**
 * The rows of a table, in the order of the file.
 *
 * Columns, signs and the order of day and month are found in the first {@link SAMPLE_BLOCKS} blocks. Where these leave
 * open what the rest may show, the whole file is looked through first, so that no row is read in a way that a later
 * one disproves. Where they prove an order and a later date disproves it, that row is left out and a question follows.
 */
export async function* readCsv(
  text: FileText,
  open: OpenFile,
  options: ReadOptions,
): AsyncGenerator<FileItem> {
  const layout = findLayout(text.sample, text.isWhole);
  if (layout === null) throw new UnreadableFileError("no-transactions");
  options.onKind?.({ format: "csv", layout: layout.fingerprint });
  let tallies = startTallies(layout);
  for (const [index, record] of sampleRecords(text.sample, layout.delimiter, text.isWhole).entries()) {
    count(record, index, layout, tallies);
  }
  const { dates, money } = tallies;
  const isSettled = (options.dayFirst !== undefined || dates.isSettled) && money.isSettled;
  if (!text.isWhole && !isSettled) tallies = await tallyAll(open, layout);
  yield* rowsOf(text, layout, tallies, options);
}

/** What dates and amounts say about the way they are written. */
interface Tallies {
  readonly dates: DateTally;
  readonly money: MoneyTally;
}

const startTallies = (layout: CsvLayout): Tallies => ({
  dates: new DateTally(),
  money: new MoneyTally(layout),
});

async function tallyAll(open: OpenFile, layout: CsvLayout): Promise<Tallies> {
  const { pieces } = await openText(open);
  const tallies = startTallies(layout);
  let index = 0;
  for await (const record of csvRecords(pieces, layout.delimiter)) count(record, index++, layout, tallies);
  return tallies;
}

/** @param index the record's place in the file, from 0 */
function count(
  { cells, line }: CsvRecord,
  index: number,
  layout: CsvLayout,
  { dates, money }: Tallies,
): void {
  if (index < layout.headRecords) return;
  let isDated = false;
  for (const column of layout.dates) {
    const cell = cells[column] ?? "";
    const date = readDate(cell);
    if (date === null) continue;
    dates.add(date, cell, line);
    isDated = true;
  }
  // A balance stands there without a minus though everything else may have one.
  if (isDated && !layout.texts.some((at) => isBalance(cells[at] ?? ""))) money.add(cells, line);
}

async function* rowsOf(
  text: FileText,
  layout: CsvLayout,
  { dates, money }: Tallies,
  options: ReadOptions,
): AsyncGenerator<FileItem> {
  const { dayFirst, positiveMeans } = options;
  const dateAsked = dayFirst === undefined ? dates.question(layout.fingerprint) : null;
  if (dateAsked !== null) yield dateAsked;
  const signAsked = money.question(positiveMeans);
  if (signAsked !== null) yield signAsked;
  const answered: DateOrder | null = dayFirst === undefined ? null : dayFirst ? "day-first" : "month-first";
  const style: CsvStyle = {
    ...money.style(positiveMeans),
    order: answered ?? dates.order,
    orderIsProved: dates.isProved,
    orderIsAnswered: answered !== null,
  };
  yield* readRows(text, layout, style, options.currency ?? null);
}

async function* readRows(
  text: FileText,
  layout: CsvLayout,
  style: CsvStyle,
  currency: string | null,
): AsyncGenerator<FileItem> {
  let held: FileRow | null = null;
  let seen = 0;
  let isContradicted = false;
  for await (const record of csvRecords(text.pieces, layout.delimiter)) {
    if (seen < layout.headRecords) {
      seen++;
      continue;
    }
    const { cells } = record;
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (held !== null && isWrapped(cells, layout)) {
      held = withMore(held, cells, layout);
      continue;
    }
    if (held !== null) yield held;
    held = null;
    const item = readRow(record, layout, style, currency);
    if (item.kind === "row") {
      held = item;
      continue;
    }
    yield item;
    const date = isContradicted ? null : contradiction(record, layout, style);
    if (date === null || style.order === null) continue;
    isContradicted = true;
    yield dateQuestion(layout.fingerprint, style.order, [date]);
  }
  if (held !== null) yield held;
}

function withMore(row: FileRow, cells: readonly string[], layout: CsvLayout): FileRow {
  return { ...row, memo: joined([row.memo, ...layout.texts.map((at) => tidy(cells[at]))]) };
}

/** A date that is a day in the other order only, where so far all were days in this one. */
function contradiction({ cells, line }: CsvRecord, layout: CsvLayout, style: CsvStyle) {
  if (style.orderIsAnswered || !style.orderIsProved) return null;
  const written = dateIn(cells, layout);
  if (written === null || written.date.kind === "day") return null;
  const order = orderOf(written.date);
  return order === null || order === style.order ? null : { line, text: written.text, date: written.date };
}

/** Whether a line has nothing but words, in the columns of words: the rest of the row above it. */
function isWrapped(cells: readonly string[], layout: CsvLayout): boolean {
  let hasText = false;
  for (const [at, cell] of cells.entries()) {
    if (cell.trim() === "") continue;
    if (!layout.texts.includes(at) || layout.dates.includes(at)) return false;
    hasText = true;
  }
  return hasText && !layout.texts.some((at) => isBalance(cells[at] ?? ""));
}

function dateIn(
  cells: readonly string[],
  layout: CsvLayout,
): { readonly date: WrittenDate; readonly text: string } | null {
  for (const at of layout.dates) {
    const text = cells[at] ?? "";
    if (text.trim() === "") continue;
    const date = readDate(text);
    return date === null ? null : { date, text };
  }
  return null;
}

function readRow(
  { cells, line }: CsvRecord,
  layout: CsvLayout,
  style: CsvStyle,
  currency: string | null,
): FileRow | SkippedRow {
  const left = (reason: SkipReason): SkippedRow => ({ kind: "skipped", line, reason });
  const money = moneyOf(cells, layout, style);
  const words = layout.texts.map((at) => tidy(cells[at])).filter((word) => word !== "");
  const written = dateIn(cells, layout);
  if (words.some(isBalance) || isBalance(cells[0] ?? "")) return left("balance");
  if ([...layout.status, ...layout.dates].some((at) => isPending(cells[at] ?? ""))) return left("pending");
  if (written === null) {
    if (cells.some(isTotal)) return left("balance");
    const hasMoney = typeof money !== "string" || money === "bad-amount" || money === "sign-unknown";
    return left(hasMoney ? "bad-date" : "not-a-transaction");
  }
  const date = dayIn(written.date, style);
  if (date === null) return left("bad-date");
  if (typeof money === "string") return left(money);
  const [name = null, ...rest] = words;
  return {
    kind: "row",
    line,
    date,
    amount: money.amount,
    currency:
      currencyOf(cells, layout) ?? money.currency ?? layout.currencyOfAll ?? likelier(money.guess, currency),
    name,
    memo: joined(rest.filter((word) => word !== name)),
    account: layout.account === null ? null : tidy(cells[layout.account]) || null,
    id: layout.id === null ? null : tidy(cells[layout.id]) || null,
  };
}

function dayIn(written: WrittenDate, { order }: CsvStyle) {
  if (order !== null) return dayOf(written, order);
  const only = orderOf(written) ?? (written.kind === "day" ? "day-first" : null);
  return only === null ? null : dayOf(written, only);
}

/** A sign such as $ stands for the person's currency where that has it, else for the one it stands for most. */
function likelier(guess: string | null, own: string | null): string | null {
  if (guess === null || own === null) return guess ?? own;
  return signOf(own) === signOf(guess) ? own : guess;
}

const signs = new Map<string, string>();

function signOf(currency: string): string {
  const known = signs.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  const sign = format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  signs.set(currency, sign);
  return sign;
}

function currencyOf(cells: readonly string[], { currency }: CsvLayout): string | null {
  const code = currency === null ? "" : (cells[currency] ?? "").trim().toUpperCase();
  if (isCurrency(code)) return code;
  return code === "" ? null : (readAmount(`${code} 1`)?.currency ?? null);
}

/** A cell's words with single spaces; quotes that stand around a whole cell are not its own. */
function tidy(cell: string | undefined): string {
  const text = (cell ?? "").replace(/\s+/gu, " ").trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text;
}

function joined(parts: readonly (string | null)[]): string | null {
  const text = parts.filter((part) => part !== null && part !== "").join(" ");
  return text === "" ? null : text.slice(0, LONGEST_MEMO);
}
