import { hash } from "node:crypto";
import { merchantNameOf } from "../../coaching/merchants/merchant.ts";
import { instantOfWallTime, type LocalDate } from "../../coaching/model/local-date.ts";
import type { StagedRow } from "../../db/queries/import-rows.ts";
import type { FileRow } from "../integrations/files/file-item.ts";

/** Where a day's rows are put that have no time of day. */
const NOON = 12 * 60;
/** The table takes less; nothing that a person spends comes near. */
const MOST_DIGITS = 12;
/** Characters of a name or memo that are kept; no bank writes more. */
const MOST_WORDS = 1000;
/** Names and days recur; more of them than this are worked out again. */
const MOST_REMEMBERED = 20_000;

/** Whether the table can hold the row's amount. */
export function isStorable({ amount }: FileRow): boolean {
  return amount.replace("-", "").indexOf(".") <= MOST_DIGITS;
}

/**
 * Makes rows of a file into rows for the table.
 *
 * @param home the person's zone, and their currency for rows that name none
 */
export function rowMaker(home: { readonly timezone: string; readonly currency: string }) {
  const nameOf = remembering(merchantNameOf);
  const noonOf = remembering((date: LocalDate) => instantOfWallTime(home.timezone, date, NOON).toISOString());
  return (row: FileRow, account: string): StagedRow => {
    const words = kept(row.name ?? row.memo);
    return {
      line: row.line,
      account,
      identity: identityOf(row),
      date: row.date,
      timestamp: noonOf(row.date),
      amount: row.amount,
      currency: row.currency ?? home.currency,
      rawName: words,
      memo: row.name === null ? null : kept(row.memo),
      merchantName: words === null ? null : nameOf(words),
    };
  };
}

/** As the table keeps it. */
function kept(words: string | null): string | null {
  return words === null ? null : words.slice(0, MOST_WORDS).toWellFormed();
}

/**
 * What tells a row from others of its account and layout, as 128 bits in hex: the bank's own id with the day and amount,
 * as some banks use one id twice; else the day, the amount and the words, without regard to case and spaces.
 *
 * Not the currency, which a file may begin to name, and which is the person's where none is named.
 */
function identityOf({ id, date, amount, name, memo }: FileRow): string {
  const told =
    id === null
      ? ["row", date, amount, `${name ?? ""} ${memo ?? ""}`.replace(/\s+/gu, " ").trim().toUpperCase()]
      : ["id", date, amount, id];
  return hash("sha256", told.join("\0")).slice(0, 32);
}

function remembering<Value>(work: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = work(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, value);
    return value;
  };
}
