import { isCurrency } from "../../../coaching/model/money.ts";
import { readAmount } from "./amounts.ts";
import { readDate } from "./dates.ts";
import { type Meaning, type Role, TEXT_RANKS } from "./headings.ts";
import { flagOf } from "./row-words.ts";

/** So many rows must agree before a column is thought to say the same in all of them. */
const CONSTANT_FROM = 5;

/** What stands in a column: how many of its cells are filled, and with what. */
export interface Column {
  readonly filled: number;
  readonly dates: number;
  readonly amounts: number;
  /** Amounts with a minus. */
  readonly signed: number;
  /** Amounts with one or two decimals. */
  readonly decimals: number;
  readonly currencies: number;
  readonly flags: number;
  readonly letters: number;
  /** Whether the cells can be ids: hardly one twice, all with a digit and without a space. */
  readonly areIds: boolean;
  readonly isConstant: boolean;
}

/** Counts what the cells of one column are; those of the headings are not among them. */
export function lookAt(cells: readonly string[]): Column {
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

/** Whether `part` of the filled cells is so large a share of them; never in an empty column. */
export const mostly = (part: number, column: Column, share = 0.6): boolean =>
  column.filled > 0 && part >= column.filled * share;

/** A heading's meaning after a look at what stands below it; words that mean two things are told apart there. */
export function settle(meaning: Meaning | null, column: Column, at: number): Meaning | null {
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
export function filledUp(
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
export function byContent(columns: readonly Column[]): readonly (Meaning | null)[] {
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

/**
 * Two columns side by side of which each row fills one: what was spent and what came in, in a table without headings.
 *
 * @returns the first of the two; null where a column carries a minus, which says more
 */
export function findPair(columns: readonly Column[], rows: readonly (readonly string[])[]): number | null {
  if (columns.some(({ signed }) => signed > 0)) return null;
  const isMoney = (column: Column | undefined) =>
    column !== undefined && column.filled > 0 && column.amounts === column.filled && column.dates === 0;
  const first = columns.findIndex((column, at) => {
    if (!isMoney(column) || !isMoney(columns[at + 1])) return false;
    const filled = rows.map((cells) => [at, at + 1].filter((one) => (cells[one] ?? "").trim() !== "").length);
    return !filled.includes(2) && filled.filter((count) => count === 1).length >= rows.length * 0.8;
  });
  return first < 0 ? null : first;
}

/** A bare "name" beside the other side's name is the person's own; what is the same in all rows says nothing. */
export function textsOf(roles: readonly (Meaning | null)[], columns: readonly Column[]): readonly number[] {
  const texts = roles
    .flatMap((meaning, at) => (meaning?.role === "text" ? [{ at, rank: meaning.rank }] : []))
    .sort((one, other) => one.rank - other.rank || one.at - other.at);
  const hasOtherSide = texts.some(({ rank }) => rank === TEXT_RANKS.counterparty);
  const named = texts.filter(({ rank }) => !(hasOtherSide && rank === TEXT_RANKS.name)).map(({ at }) => at);
  const telling = named.filter((at) => columns[at]?.isConstant !== true);
  return telling.length > 0 ? telling : named;
}
