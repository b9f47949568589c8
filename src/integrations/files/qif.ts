import { type DecimalMark, decimalOf, isNought, negated, readAmount } from "./amounts.ts";
import { type DateOrder, dayOf, orderOf, readDate } from "./dates.ts";
import {
  type FileItem,
  type FileRow,
  type OpenFile,
  type ReadOptions,
  type SkippedRow,
  type SkipReason,
  UnreadableFileError,
} from "./file-item.ts";
import { isBalance } from "./row-words.ts";
import { DateTally, dateQuestion, MarkTally } from "./tally.ts";
import { type FileText, linesOf, openText } from "./text.ts";

/** One record between two `^`: the first line of each letter. */
interface QifRecord {
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
  readonly account: string | null;
  readonly list: "transactions" | "investments" | "other";
  /** Whether the file ended before the record did. */
  readonly isCut: boolean;
}

// QIF names no layout, so an answer given once holds for all QIF files: they come from one program, mostly.
const LAYOUT = "qif";

/**
 * The transactions of a QIF file. A minus is money that left the account; the parts of a split are not rows of their own.
 *
 * @throws UnreadableFileError `no-transactions`
 */
export async function* readQif(
  text: FileText,
  open: OpenFile,
  options: ReadOptions,
): AsyncGenerator<FileItem> {
  let [dates, marks] = await tally(one(text.sample));
  const isKnown = (options.dayFirst !== undefined || dates.isSettled) && marks.isSettled;
  if (!text.isWhole && !isKnown) [dates, marks] = await tally((await openText(open)).pieces);

  const answered = options.dayFirst;
  const question = answered === undefined ? dates.question(LAYOUT) : null;
  if (question !== null) yield question;
  const order: DateOrder =
    answered === undefined ? (dates.order ?? "month-first") : answered ? "day-first" : "month-first";
  let found = 0;
  let isContradicted = answered !== undefined || !dates.isProved;
  for await (const record of records(text.pieces)) {
    if (record.list === "other") continue;
    found++;
    const item = toItem(record, order, marks.mark, options.currency ?? null);
    yield item;
    if (isContradicted || item.kind === "row") continue;
    const written = record.fields.get("D") ?? "";
    const date = readDate(written);
    if (date?.kind !== "open" || dayOf(date, order) !== null || orderOf(date) === null) continue;
    isContradicted = true;
    yield dateQuestion(LAYOUT, order, [{ line: record.line, text: written, date }]);
  }
  if (found === 0) throw new UnreadableFileError("no-transactions");
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

async function tally(pieces: AsyncIterable<string>): Promise<[DateTally, MarkTally]> {
  const dates = new DateTally();
  const marks = new MarkTally();
  for await (const { fields, line, list } of records(pieces)) {
    if (list === "other") continue;
    const written = fields.get("D") ?? "";
    const date = readDate(written);
    if (date !== null) dates.add(date, written, line);
    const amount = readAmount(fields.get("T") ?? fields.get("U") ?? "");
    if (amount !== null) marks.add(amount.digits);
  }
  return [dates, marks];
}

async function* records(pieces: AsyncIterable<string>): AsyncGenerator<QifRecord> {
  let fields = new Map<string, string>();
  let line = 0;
  let first = 0;
  let account: string | null = null;
  let list: QifRecord["list"] | "account" = "other";
  for await (const text of linesOf(pieces)) {
    line++;
    const trimmed = text.trim();
    if (trimmed === "") continue;
    const header = /^!\s*(type|account|option|clear)\s*:?\s*(.*)$/i.exec(trimmed);
    if (header !== null) {
      const [, kind = "", value = ""] = header;
      if (/^account$/i.test(kind)) list = "account";
      else if (/^type$/i.test(kind)) list = listOf(value);
      fields = new Map();
      continue;
    }
    if (!trimmed.startsWith("^")) {
      if (fields.size === 0) first = line;
      const letter = trimmed.slice(0, 1).toUpperCase();
      if (!fields.has(letter)) fields.set(letter, trimmed.slice(1).trim());
      continue;
    }
    if (list === "account") account = fields.get("N") || null;
    else if (fields.size > 0) yield { line: first, fields, account, list, isCut: false };
    fields = new Map();
  }
  if (list !== "account" && fields.size > 0) yield { line: first, fields, account, list, isCut: true };
}

/** Lists of categories, classes, securities or memorized payments hold no transactions. */
function listOf(type: string): QifRecord["list"] {
  if (/^invst/i.test(type)) return "investments";
  return /^(bank|ccard|cash|oth)/i.test(type) ? "transactions" : "other";
}

function toItem(
  { line, fields, account, list, isCut }: QifRecord,
  order: DateOrder,
  mark: DecimalMark,
  currency: string | null,
): FileRow | SkippedRow {
  const left = (reason: SkipReason): SkippedRow => ({ kind: "skipped", line, reason });
  if (list === "investments") return left("investment");
  const text = fields.get("T") ?? fields.get("U");
  // Some programs leave out the last "^"; a record with all it needs is whole.
  if (isCut && (text === undefined || !fields.has("D"))) return left("cut-off");
  const written = readDate(fields.get("D") ?? "");
  const date = written === null ? null : dayOf(written, order);
  if (date === null) return left("bad-date");
  if (text === undefined || text === "") return left("no-amount");
  const amount = readAmount(text);
  const decimal = amount === null ? null : decimalOf(amount.digits, mark);
  if (amount === null || decimal === null) return left("bad-amount");
  const name = fields.get("P") || null;
  if (name !== null && isBalance(name)) return left("balance");
  return {
    kind: "row",
    line,
    date,
    amount: amount.sign === "minus" || isNought(decimal) ? decimal : negated(decimal),
    currency: amount.currency ?? currency,
    name,
    memo: fields.get("M") || null,
    account,
    id: null,
  };
}
