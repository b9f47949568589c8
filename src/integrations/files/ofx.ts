import { isCurrency } from "../../../coaching/model/money.ts";
import { decimalOf, isNought, markOf, negated, readAmount } from "./amounts.ts";
import { readDate } from "./dates.ts";
import {
  type FileItem,
  type FileRow,
  type SkippedRow,
  type SkipReason,
  UnreadableFileError,
} from "./file-item.ts";
import { ofxTokens } from "./ofx-tokens.ts";

interface Entry {
  readonly line: number;
  readonly values: Map<string, string>;
}

/** Blocks whose values are not the transaction's own: the account on the other side, the original currency. */
const ASIDE = new Set(["BANKACCTTO", "CCACCTTO", "ORIGCURRENCY"]);

/**
 * The transactions of an OFX or QFX file, SGML or XML, tags closed or not.
 *
 * Days are the first eight digits of DTPOSTED: a zone behind them would move the day away from what the bank's own
 * page shows. A minus is money that left the account, on cards as well.
 *
 * @param otherwise the currency of statements that name none
 * @throws UnreadableFileError `no-transactions` for a file that breaks off before its first statement
 */
export async function* readOfx(
  pieces: AsyncIterable<string>,
  otherwise: string | null,
): AsyncGenerator<FileItem> {
  let account: string | null = null;
  let currency: string | null = null;
  let entry: Entry | null = null;
  let tag: string | null = null;
  let aside: string | null = null;
  let isOwnAccount = false;
  let isInvestment = false;
  let hasStatement = false;
  let failed: number | null = null;
  let lastLine = 1;

  const finished = (): FileItem[] => {
    if (entry === null) return [];
    const item = toItem(entry, account, currency ?? otherwise, isInvestment);
    entry = null;
    return [item];
  };

  for await (const token of ofxTokens(pieces)) {
    lastLine = token.line;
    if (token.kind === "text") {
      if (tag === null || aside !== null) continue;
      if (entry !== null) {
        if (!entry.values.has(tag)) entry.values.set(tag, token.text);
      } else if (tag === "ACCTID" && isOwnAccount) account = token.text;
      else if (tag === "CURDEF") currency = codeOf(token.text);
      else if (tag === "CODE" && !hasStatement && token.text !== "0") failed ??= token.line;
      tag = null;
      continue;
    }
    const { name } = token;
    tag = token.kind === "open" ? name : null;
    if (name === aside && token.kind === "close") aside = null;
    else if (ASIDE.has(name) && token.kind === "open") aside = name;
    else if (name === "BANKACCTFROM" || name === "CCACCTFROM" || name === "INVACCTFROM") {
      isOwnAccount = token.kind === "open";
    } else if (/^(CC|INV)?STMTRS$/.test(name)) {
      yield* finished();
      hasStatement = true;
      isInvestment = name === "INVSTMTRS" && token.kind === "open";
      account = null;
      // A statement without a currency of its own must not take the one of the statement before it.
      currency = null;
    } else if (name === "STMTTRN") {
      yield* finished();
      aside = null;
      if (token.kind === "open") entry = { line: token.line, values: new Map() };
    } else if (name === "BANKTRANLIST" && token.kind === "close") yield* finished();
  }
  // A file that ends in the midst of a transaction was cut off there, and what is missing may be the amount's end.
  if (entry !== null) yield { kind: "skipped", line: (entry as Entry).line, reason: "cut-off" };
  if (hasStatement) return;
  if (failed !== null) yield { kind: "skipped", line: failed, reason: "bank-error" };
  else throw new UnreadableFileError("no-transactions", lastLine);
}

function toItem(
  { line, values }: Entry,
  account: string | null,
  currency: string | null,
  isInvestment: boolean,
): FileRow | SkippedRow {
  const left = (reason: SkipReason): SkippedRow => ({ kind: "skipped", line, reason });
  if (isInvestment) return left("investment");
  const text = values.get("TRNAMT") ?? "";
  if (text === "") return left("no-amount");
  const amount = amountOf(text);
  if (amount === null) return left("bad-amount");
  const day = readDate((values.get("DTPOSTED") ?? "").replace(/^(\d{8})\d*(?:\.\d*)?(?:\[.*)?$/u, "$1"));
  if (day?.kind !== "day") return left("bad-date");
  const own = (name: string) => values.get(name) || null;
  return {
    kind: "row",
    line,
    date: day.date,
    amount,
    currency: codeOf(values.get("CURSYM") ?? "") ?? currency,
    name: own("NAME"),
    memo: own("MEMO"),
    account,
    id: own("FITID"),
  };
}

/** OFX writes no thousands, so a single mark is the decimal one, even before three digits. */
function amountOf(text: string): string | null {
  const written = readAmount(text);
  if (written === null || /[^\d.,'+()\s−-]/u.test(text)) return null;
  const mark = markOf(written.digits);
  const decimal = decimalOf(
    written.digits,
    mark === "open" ? (written.digits.includes(",") ? "," : ".") : (mark ?? "."),
  );
  if (decimal === null || isNought(decimal)) return decimal;
  return written.sign === "minus" ? decimal : negated(decimal);
}

function codeOf(text: string): string | null {
  const code = text.trim().toUpperCase();
  return isCurrency(code) ? code : null;
}
