import { isCurrency } from "../../../coaching/model/money.ts";
import { decimalOf, isNought, negated } from "./amounts.ts";
import { readDate } from "./dates.ts";
import {
  type FileItem,
  type FileRow,
  type SkippedRow,
  type SkipReason,
  UnreadableFileError,
} from "./file-item.ts";
import { linesOf } from "./text.ts";

interface Entry {
  readonly line: number;
  readonly text: string;
  supplement: string;
  details: string;
}

const ENTRY =
  /^(?<day>\d{6})(?:\d{4})?(?<side>R?[CD]|E[CD])(?<funds>[A-Z])?(?<digits>\d+(?:,\d*)?)(?<kind>[A-Z][A-Z0-9]{3})?(?<own>.*?)(?:\/\/(?<bank>.*))?$/u;

const LONGEST_DETAILS = 5000;

/**
 * The transactions of an MT940 statement. D is money that left the account, and so is the reversal of what came in.
 *
 * @param otherwise the currency of statements that name none
 * @throws UnreadableFileError `no-transactions` when there is not one entry and no statement
 */
export async function* readMt940(
  pieces: AsyncIterable<string>,
  otherwise: string | null,
): AsyncGenerator<FileItem> {
  let account: string | null = null;
  let currency: string | null = null;
  let entry: Entry | null = null;
  let into: "supplement" | "details" | null = null;
  let line = 0;
  let isStatement = false;
  for await (const text of linesOf(pieces)) {
    line++;
    const field = /^(?:\{4:)?:(\d{2}[A-Z]?):(.*)$/u.exec(text);
    if (field === null) {
      // The end of a message, or a line that goes on from the one before.
      if (/^-\}?|^\{\d:/.test(text)) into = null;
      else if (entry !== null && into !== null && entry[into].length < LONGEST_DETAILS)
        entry[into] += `\n${text}`;
      continue;
    }
    const [, tag = "", value = ""] = field;
    into = null;
    if (tag === "86" && entry !== null) {
      entry.details = value;
      into = "details";
      continue;
    }
    if (entry !== null) yield toItem(entry, account, currency ?? otherwise);
    entry = null;
    if (tag === "20") currency = null;
    else if (tag === "25") account = value.trim() || null;
    else if (/^60/.test(tag)) {
      isStatement = true;
      const code = value.slice(7, 10);
      currency = isCurrency(code) ? code : null;
    } else if (tag === "61") {
      entry = { line, text: value, supplement: "", details: "" };
      into = "supplement";
    }
  }
  if (entry !== null) yield toItem(entry, account, currency ?? otherwise);
  if (!isStatement) throw new UnreadableFileError("no-transactions");
}

function toItem(entry: Entry, account: string | null, currency: string | null): FileRow | SkippedRow {
  const { line, text, supplement, details } = entry;
  const left = (reason: SkipReason): SkippedRow => ({ kind: "skipped", line, reason });
  const found = ENTRY.exec(text)?.groups;
  if (found === undefined) return left("bad-amount");
  const { day = "", side = "", digits = "", own = "", bank = "" } = found;
  const date = readDate(`20${day}`);
  if (date?.kind !== "day") return left("bad-date");
  const amount = decimalOf(digits, ",");
  if (amount === null) return left("bad-amount");
  const isSpent = side === "D" || side === "ED" || side === "RC";
  const told = detailsOf(details);
  const reference = bank.trim() || own.trim();
  return {
    kind: "row",
    line,
    date: date.date,
    amount: isSpent || isNought(amount) ? amount : negated(amount),
    currency,
    name: told.name ?? told.memo ?? tidy(supplement),
    memo: told.name === null ? null : told.memo,
    account,
    id: /^(NONREF)?$/u.test(reference) ? null : reference,
  };
}

function tidy(text: string): string | null {
  return text.replace(/\s+/gu, " ").trim() || null;
}

/** Who and what for, from the three ways banks fill in field 86: `/NAME/…/`, `?32…` and plain text. */
function detailsOf(details: string): { readonly name: string | null; readonly memo: string | null } {
  const flat = details.replaceAll("\n", "");
  if (/\/(NAME|REMI)\//u.test(flat)) {
    const part = (name: string) =>
      tidy(new RegExp(`/${name}/(.*?)(?=/[A-Z]{3,4}/|$)`, "u").exec(flat)?.[1] ?? "");
    return { name: part("NAME"), memo: part("REMI") };
  }
  if (/^\d{3}\?\d\d/u.test(flat)) {
    const parts = flat.split("?").slice(1);
    const pick = (codes: RegExp) =>
      tidy(
        parts
          .filter((part) => codes.test(part))
          .map((part) => part.slice(2))
          .join(""),
      );
    return { name: pick(/^3[23]/u), memo: pick(/^(2\d|6[0-3])/u) };
  }
  return { name: null, memo: tidy(details) };
}
