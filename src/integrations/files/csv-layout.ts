import { createHash } from "node:crypto";
import { isCurrency } from "../../../coaching/model/money.ts";
import { readAmount } from "./amounts.ts";
import { type CsvRecord, sampleRecords } from "./csv-records.ts";
import { readDate } from "./dates.ts";
import { cardWeight, type Meaning, meaningOf, plainHeading, type Role, TEXT_RANKS } from "./headings.ts";
import { flagOf } from "./row-words.ts";

/** How a table of transactions is laid out: where it begins and which column means what. Columns count from 0. */
export interface CsvLayout {
  readonly delimiter: string;
  /** Records before the first row: what stands above the headings, and the headings. */
  readonly headRecords: number;
  /** Best first; the next is looked at where one is empty. */
  readonly dates: readonly number[];
  readonly amount: number | null;
  readonly debits: readonly number[];
  readonly credits: readonly number[];
  readonly flag: number | null;
  readonly currency: number | null;
  /** Who it was with first, what kind of booking it was last. */
  readonly texts: readonly number[];
  readonly account: number | null;
  readonly id: number | null;
  readonly status: readonly number[];
  /** What the headings, or what stands above them, say for all rows. */
  readonly currencyOfAll: string | null;
  /** How much the headings speak for a card, where a plain amount is a purchase; 0: not at all. */
  readonly cardWeight: number;
  /** The same for every file of this layout, whatever its rows. */
  readonly fingerprint: string;
}

const LOOKED_AT = 300;
const HEAD_WITHIN = 40;
/** So many rows must agree before a column is thought to say the same in all of them. */
const CONSTANT_FROM = 5;

/** @returns null when the text is no table with a date and an amount in its rows */
export function findLayout(sample: string, isWhole: boolean): CsvLayout | null {
  let best: { readonly layout: CsvLayout; readonly score: number } | null = null;
  const start = sample.slice(0, 60_000);
  for (const delimiter of possibleDelimiters(start)) {
    const records = sampleRecords(start, delimiter, isWhole && start.length === sample.length);
    const found = layOut(records.slice(0, LOOKED_AT), delimiter);
    if (found !== null && found.score > (best?.score ?? 0)) best = found;
  }
  return best?.layout ?? null;
}

/** Signs that stand in most lines; the usual ones first, as of two that fit alike the first is taken. */
function possibleDelimiters(start: string): readonly string[] {
  const lines = start
    .split("\n", 80)
    .filter((line) => line.trim() !== "")
    .map((line) => new Set(line));
  const usual = [",", ";", "\t", "|"];
  const counts = new Map<string, number>();
  for (const signs of lines) for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const others = [...counts]
    .filter(([sign, count]) => count >= lines.length * 0.6 && /^[^\p{L}\p{N}\s"'.()+$€£/-]$/u.test(sign))
    .map(([sign]) => sign)
    .filter((sign) => !usual.includes(sign));
  return [...usual.filter((sign) => counts.has(sign)), ...others];
}

interface Column {
  readonly filled: number;
  readonly dates: number;
  readonly amounts: number;
  readonly signed: number;
  readonly decimals: number;
  readonly currencies: number;
  readonly flags: number;
  readonly letters: number;
  /** Whether the cells can be ids: hardly one twice, all with a digit and without a space. */
  readonly areIds: boolean;
  readonly isConstant: boolean;
}

function layOut(
  records: readonly CsvRecord[],
  delimiter: string,
): { readonly layout: CsvLayout; readonly score: number } | null {
  const head = findHead(records);
  const headings = head < 0 ? [] : (records[head]?.cells ?? []);
  const rows = records.slice(head + 1).map(({ cells }) => cells);
  const width = Math.max(headings.length, ...rows.map((cells) => cells.length), 0);
  if (width < 2) return null;
  const columns = Array.from({ length: width }, (_, at) => lookAt(rows.map((cells) => cells[at] ?? "")));
  const meanings = columns.map((column, at) => settle(meaningOf(headings[at] ?? ""), column, at));
  const roles = head < 0 ? byContent(columns) : filledUp(meanings, columns);
  const of = (role: Role): readonly number[] =>
    roles
      .flatMap((meaning, at) => (meaning?.role === role ? [{ at, rank: meaning.rank }] : []))
      .sort((one, other) => one.rank - other.rank || one.at - other.at)
      .map(({ at }) => at);
  const money = [...of("amount"), ...of("debit"), ...of("credit")];
  const named = of("date");
  const dated = named.filter((at) => (columns[at]?.dates ?? 0) > 0);
  // A column of times is headed like one of dates.
  const dates = dated.length > 0 ? dated : named;
  if (dates.length === 0 || money.length === 0) return null;

  const isPair = of("debit").length > 0 && of("credit").length > 0;
  // Where there are both, the one column says more if it carries signs: the other two may both be unsigned.
  const amount = of("amount").find((at) => !isPair || (columns[at]?.signed ?? 0) > 0) ?? null;
  const usesPair = amount === null;
  const above = records.slice(0, Math.max(head, 0)).flatMap(({ cells }) => cells);
  const preamble = head < 0 ? (records[0]?.cells ?? []) : above;
  const layout: CsvLayout = {
    delimiter,
    headRecords: head + 1,
    dates,
    amount,
    debits: usesPair ? of("debit") : [],
    credits: usesPair ? of("credit") : [],
    flag: of("flag")[0] ?? null,
    currency: of("currency")[0] ?? null,
    // A kind of booking is better than no words at all.
    texts: of("text").length > 0 ? textsOf(roles, columns) : of("flag").slice(0, 1),
    account: of("account")[0] ?? null,
    id: of("id")[0] ?? null,
    status: of("status"),
    currencyOfAll:
      currencyIn(money.map((at) => headings[at] ?? "")) ??
      currencyIn(preamble.filter((cell) => /^[A-Z]{3}$/.test(cell.trim()))),
    cardWeight: Math.max(0, ...headings.map(cardWeight)),
    fingerprint: fingerprintOf(delimiter, headings, columns),
  };
  const good = rows.filter((cells) => isRow(cells, layout)).length;
  // Without headings, a table is one only if most of its lines are rows.
  if (head < 0 && good * 2 < rows.filter((cells) => cells.some((cell) => cell.trim() !== "")).length)
    return null;
  const known = meanings.filter((meaning) => meaning !== null).length;
  return { layout, score: good * 1000 + known * 10 + (head < 0 ? 0 : 1) };
}

function isRow(cells: readonly string[], { dates, amount, debits, credits }: CsvLayout): boolean {
  const money = amount === null ? [...debits, ...credits] : [amount];
  return (
    dates.some((at) => readDate(cells[at] ?? "") !== null) &&
    money.some((at) => readAmount(cells[at] ?? "") !== null)
  );
}

/** The line of headings: the one with most known words, and no date or amount in it. -1 where there is none. */
function findHead(records: readonly CsvRecord[]): number {
  let best = -1;
  let most = 1;
  for (const [at, { cells }] of records.slice(0, HEAD_WITHIN).entries()) {
    if (cells.some((cell) => readDate(cell) !== null || readAmount(cell) !== null)) continue;
    const meanings = cells.map(meaningOf);
    const known = meanings.filter((meaning) => meaning !== null).length;
    const says = (...roles: readonly Role[]) =>
      meanings.some((meaning) => meaning !== null && roles.includes(meaning.role));
    if (known > most && (says("date") || says("amount", "debit", "credit"))) {
      best = at;
      most = known;
    }
  }
  return best;
}

function lookAt(cells: readonly string[]): Column {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const amounts = filled.map(readAmount).filter((amount) => amount !== null);
  return {
    filled: filled.length,
    dates: filled.filter((cell) => readDate(cell) !== null).length,
    amounts: amounts.length,
    signed: amounts.filter(({ sign }) => sign === "minus").length,
    decimals: amounts.filter(({ digits }) => /[.,]\d{1,2}$/.test(digits)).length,
    currencies: filled.filter((cell) => /^[A-Za-z]{3}$/.test(cell) && isCurrency(cell.toUpperCase())).length,
    flags: filled.filter((cell) => flagOf(cell) !== null).length,
    letters: filled.reduce((sum, cell) => sum + cell.replace(/[^\p{L}]/gu, "").length, 0),
    isConstant: filled.length >= CONSTANT_FROM && new Set(filled).size === 1,
    areIds: new Set(filled).size >= filled.length * 0.9 && filled.every((cell) => /^\S*\d\S*$/.test(cell)),
  };
}

const mostly = (part: number, column: Column, share = 0.6): boolean =>
  column.filled > 0 && part >= column.filled * share;

/** A heading's meaning after a look at what stands below it; words that mean two things are told apart there. */
function settle(meaning: Meaning | null, column: Column, at: number): Meaning | null {
  if (column.filled === 0) return meaning;
  // A column of nothing but DEBIT and CREDIT may be headed "Details"; among names such words may stand by chance.
  const share = meaning === null || meaning.role === "flag" || isKind(meaning) ? 0.6 : 1;
  if (mostly(column.flags, column, share) && (meaning === null || /^(flag|text)$/.test(meaning.role))) {
    return { role: "flag", rank: meaning?.role === "flag" ? 0 : 1 };
  }
  if (meaning === null) return null;
  switch (meaning.role) {
    case "flag":
      return { role: "text", rank: TEXT_RANKS.kind };
    case "currency":
      if (mostly(column.currencies, column)) return meaning;
      return mostly(column.dates, column) ? { role: "date", rank: 3 } : null;
    case "date":
      if (mostly(column.currencies, column)) return { role: "currency", rank: 1 };
      return column.dates > 0 || column.amounts < column.filled ? meaning : null;
    case "id":
      // A "reference" is what one side wrote as often as a number of the bank's.
      return column.areIds ? meaning : { role: "text", rank: TEXT_RANKS.purpose };
    case "amount":
    case "debit":
    case "credit":
      return column.amounts > 0 ? meaning : null;
    case "account":
      // "Kontonummer" is one's own in the first column, and the other side's behind that side's name.
      return meaning.rank === 1 && at > 0 ? null : meaning;
    default:
      return meaning;
  }
}

function isKind(meaning: Meaning): boolean {
  return meaning.role === "text" && meaning.rank === TEXT_RANKS.kind;
}

/** Headings may leave out what the cells show plainly. */
function filledUp(
  meanings: readonly (Meaning | null)[],
  columns: readonly Column[],
): readonly (Meaning | null)[] {
  const guessed = byContent(columns);
  const has = (...roles: readonly Role[]) =>
    meanings.some((meaning) => roles.includes(meaning?.role ?? "ignored"));
  const wanted = new Set<Role>();
  if (!has("date")) wanted.add("date");
  if (!has("amount", "debit", "credit")) wanted.add("amount");
  if (!has("currency")) wanted.add("currency");
  if (!meanings.some((meaning, at) => meaning?.role === "text" && columns[at]?.filled !== 0))
    wanted.add("text");
  return meanings.map((meaning, at) => {
    if (meaning !== null) return meaning;
    const guess = guessed[at] ?? null;
    return guess !== null && wanted.has(guess.role) ? guess : null;
  });
}

/** What columns mean by their cells alone. */
function byContent(columns: readonly Column[]): readonly (Meaning | null)[] {
  const rows = Math.max(...columns.map(({ filled }) => filled), 0);
  const meanings: (Meaning | null)[] = columns.map((column) => {
    if (column.filled < rows * 0.3) return null;
    if (mostly(column.dates, column)) return { role: "date", rank: 1 };
    if (mostly(column.currencies, column)) return { role: "currency", rank: 0 };
    if (mostly(column.flags, column)) return { role: "flag", rank: 0 };
    return null;
  });
  // A balance is hardly ever below nought in most rows, and stands behind the amount.
  const money = columns
    .map((column, at) => ({ column, at }))
    .filter(
      ({ column, at }) =>
        meanings[at] === null && column.filled >= rows * 0.3 && mostly(column.amounts, column),
    )
    .sort(
      (one, other) =>
        Number(other.column.signed > 0) - Number(one.column.signed > 0) ||
        Number(other.column.decimals > 0) - Number(one.column.decimals > 0) ||
        one.at - other.at,
    )[0];
  if (money !== undefined) meanings[money.at] = { role: "amount", rank: 0 };
  return columns.map((column, at) => {
    const meaning = meanings[at] ?? null;
    if (meaning !== null || column.letters < column.filled * 2 || mostly(column.amounts, column))
      return meaning;
    return { role: "text", rank: TEXT_RANKS.description };
  });
}

/** A bare "name" beside the other side's name is the person's own; what is the same in all rows says nothing. */
function textsOf(roles: readonly (Meaning | null)[], columns: readonly Column[]): readonly number[] {
  const texts = roles
    .flatMap((meaning, at) => (meaning?.role === "text" ? [{ at, rank: meaning.rank }] : []))
    .sort((one, other) => one.rank - other.rank || one.at - other.at);
  const hasOtherSide = texts.some(({ rank }) => rank === TEXT_RANKS.counterparty);
  const named = texts.filter(({ rank }) => !(hasOtherSide && rank === TEXT_RANKS.name)).map(({ at }) => at);
  const telling = named.filter((at) => columns[at]?.isConstant !== true);
  return telling.length > 0 ? telling : named;
}

function currencyIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    for (const [code] of text.matchAll(/\b[A-Z]{3}\b/g)) if (isCurrency(code)) return code;
    if (text.includes("€")) return "EUR";
    if (text.includes("£")) return "GBP";
  }
  return null;
}

function fingerprintOf(delimiter: string, headings: readonly string[], columns: readonly Column[]): string {
  const shape =
    headings.length > 0
      ? headings.map(plainHeading)
      : columns.map((column) =>
          mostly(column.dates, column) ? "date" : mostly(column.amounts, column) ? "number" : "text",
        );
  return `csv-${createHash("sha256")
    .update(JSON.stringify([delimiter, shape]))
    .digest("hex")
    .slice(0, 16)}`;
}
