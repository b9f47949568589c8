import { createHash } from "node:crypto";
import { isCurrency } from "../../../coaching/model/money.ts";
import { readAmount } from "./amounts.ts";
import {
  byContent,
  type Column,
  filledUp,
  findPair,
  lookAt,
  mostly,
  settle,
  textsOf,
} from "./csv-columns.ts";
import { type CsvRecord, sampleRecords } from "./csv-records.ts";
import { readDate } from "./dates.ts";
import { cardWeight, type Meaning, meaningOf, plainHeading, type Role } from "./headings.ts";

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
  /** Whether only the order of the two columns says which is which. */
  readonly pairIsGuessed: boolean;
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

function layOut(
  records: readonly CsvRecord[],
  delimiter: string,
): { readonly layout: CsvLayout; readonly score: number } | null {
  const head = findHead(records);
  const headings = head < 0 ? [] : (records[head]?.cells ?? []);
  const rows = records
    .slice(head + 1)
    .map(({ cells }) => cells)
    .filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const width = Math.max(headings.length, ...rows.map((cells) => cells.length), 0);
  if (width < 2) return null;
  const columns = Array.from({ length: width }, (_, at) => lookAt(rows.map((cells) => cells[at] ?? "")));
  const meanings = columns.map((column, at) => settle(meaningOf(headings[at] ?? ""), column, at));
  const pair = head < 0 ? findPair(columns, rows) : null;
  const roles = head < 0 ? withPair(byContent(columns), pair) : filledUp(meanings, columns);
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
    pairIsGuessed: pair !== null,
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
  if (head < 0 && good * 2 < rows.length) return null;
  const known = meanings.filter((meaning) => meaning !== null).length;
  return { layout, score: good * 1000 + known * 10 + (head < 0 ? 0 : 1) };
}

/** What was spent stands first in nearly all such tables; the person is asked all the same. */
function withPair(roles: readonly (Meaning | null)[], pair: number | null): readonly (Meaning | null)[] {
  if (pair === null) return roles;
  return roles.map((meaning, at) => {
    if (at === pair) return { role: "debit", rank: 0 };
    if (at === pair + 1) return { role: "credit", rank: 0 };
    return meaning?.role === "amount" ? null : meaning;
  });
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
