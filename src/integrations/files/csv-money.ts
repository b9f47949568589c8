import { type DecimalMark, decimalOf, isNought, negated, readAmount, type WrittenAmount } from "./amounts.ts";
import type { CsvLayout } from "./csv-layout.ts";
import type { Example, FileQuestion, SkipReason } from "./file-item.ts";
import { directionOf, flagOf } from "./row-words.ts";
import { MarkTally } from "./tally.ts";

/**
 * How a table says which way money went.
 *
 * `pair`: by the column it stands in. `flag`: by a word beside it. `marked`: only one way is marked, mostly what
 * came in, with a plus or CR, as card statements do. `signed`: by a minus, and the other way means `positiveMeans`.
 */
export type SignStyle =
  | { readonly kind: "pair"; readonly debitsAreNegative: boolean; readonly isSwapped: boolean }
  | { readonly kind: "flag" }
  | { readonly kind: "marked"; readonly plainMeans: "spent" | "received" }
  | { readonly kind: "signed"; readonly positiveMeans: "spent" | "received" };

export interface MoneyStyle {
  readonly mark: DecimalMark;
  readonly sign: SignStyle;
}

export interface CsvMoney {
  /** {@link FileRow.amount} */
  readonly amount: string;
  /** {@link WrittenAmount.currency} */
  readonly currency: string | null;
  /** {@link WrittenAmount.guess} */
  readonly guess: string | null;
}

const EXAMPLES = 2;
/** So much must speak for plain amounts being spent, which is not the custom, before nobody is asked. */
const SURE = 2;
/** So many plain amounts to one with a minus make it doubtful that plain ones came in. */
const LOPSIDED = 3;
const LOPSIDED_FROM = 8;

/** What the amounts of a table say about its decimal mark and its signs. */
export class MoneyTally {
  readonly #layout: CsvLayout;
  readonly #marks = new MarkTally();
  #plain = 0;
  #minus = 0;
  #plus = 0;
  #credits = 0;
  #debits = 0;
  #negativeDebits = 0;
  #positiveDebits = 0;
  #flagged = 0;
  #unflagged = 0;
  #plainReceived = 0;
  #plainSpent = 0;
  readonly #examples: { readonly line: number; readonly text: string; readonly digits: string }[] = [];

  constructor(layout: CsvLayout) {
    this.#layout = layout;
  }

  add(cells: readonly string[], line: number): void {
    const { amount: column, debits, credits, flag } = this.#layout;
    if (column === null) {
      for (const at of [...debits, ...credits]) {
        const amount = readAmount(cells[at] ?? "");
        if (amount === null) continue;
        this.#marks.add(amount.digits);
        if (!debits.includes(at) || !/[1-9]/.test(amount.digits)) continue;
        if (amount.sign === null) this.#keepExample(amount, cells, line);
        if (amount.sign === "minus") this.#negativeDebits++;
        else this.#positiveDebits++;
      }
      return;
    }
    const amount = readAmount(cells[column] ?? "");
    if (amount === null) return;
    this.#marks.add(amount.digits);
    if (!/[1-9]/.test(amount.digits)) return;
    const says = flag === null ? null : flagOf(cells[flag] ?? "");
    if (says === null) this.#unflagged++;
    else this.#flagged++;
    if (says === "received" || amount.side === "credit" || amount.sign === "plus") this.#credits++;
    else if (says === "spent" || amount.side === "debit") this.#debits++;
    if (amount.sign === "minus") this.#minus++;
    else if (amount.sign === "plus") this.#plus++;
    else this.#plain++;
    if (amount.sign === null && amount.side === null) {
      this.#addWords(cells, 1);
      this.#keepExample(amount, cells, line);
    } else if (amount.sign === "minus") this.#addWords(cells, -1);
  }

  #keepExample({ digits }: WrittenAmount, cells: readonly string[], line: number): void {
    if (this.#examples.length >= EXAMPLES) return;
    const words = this.#layout.texts.map((at) => (cells[at] ?? "").replace(/\s+/gu, " ").trim());
    const name = words.find((word) => word !== "");
    this.#examples.push({ line, text: name === undefined ? digits : `${name} ${digits}`, digits });
  }

  #addWords(cells: readonly string[], weight: 1 | -1): void {
    const says = directionOf(this.#layout.texts.map((at) => cells[at] ?? "").join(" "));
    if (says === null) return;
    // A purchase with a minus says the same about plain amounts as a salary without one.
    if ((says === "received") === (weight === 1)) this.#plainReceived++;
    else this.#plainSpent++;
  }

  /** Whether more of the file would change nothing. */
  get isSettled(): boolean {
    if (!this.#marks.isSettled) return false;
    if (this.#layout.amount === null || this.#usesFlag) return true;
    return this.#plain > 0 && this.#minus > 0;
  }

  get #usesFlag(): boolean {
    return this.#minus === 0 && this.#flagged > 0 && this.#flagged >= this.#unflagged;
  }

  get #isMarked(): boolean {
    return this.#minus === 0 && this.#plain > 0 && this.#credits + this.#debits > 0;
  }

  /** @param answer what the person said a plain amount means */
  style(answer: "spent" | "received" | undefined): MoneyStyle {
    const mark = this.#marks.mark;
    if (this.#layout.amount === null) {
      const debitsAreNegative = this.#negativeDebits > 0 && this.#positiveDebits === 0;
      const isSwapped = this.#layout.pairIsGuessed && answer === "received";
      return { mark, sign: { kind: "pair", debitsAreNegative, isSwapped } };
    }
    if (this.#usesFlag) return { mark, sign: { kind: "flag" } };
    if (this.#isMarked) {
      const plainMeans = answer ?? (this.#credits > 0 ? "spent" : "received");
      return { mark, sign: { kind: "marked", plainMeans } };
    }
    return { mark, sign: { kind: "signed", positiveMeans: answer ?? this.#positive.means } };
  }

  get #positive(): { readonly means: "spent" | "received"; readonly isSure: boolean } {
    const { cardWeight } = this.#layout;
    if (this.#plain + this.#plus === 0) return { means: "received", isSure: true };
    if (this.#minus === 0) return { means: "spent", isSure: cardWeight > 0 };
    const spent = this.#plainSpent + cardWeight;
    if (spent >= SURE && spent > 2 * this.#plainReceived) return { means: "spent", isSure: true };
    if (spent > this.#plainReceived) return { means: "spent", isSure: false };
    if (this.#plainReceived > 0) return { means: "received", isSure: true };
    const isLopsided =
      this.#plain >= LOPSIDED * this.#minus && this.#plain + this.#minus >= LOPSIDED_FROM && this.#plus === 0;
    return isLopsided ? { means: "spent", isSure: false } : { means: "received", isSure: true };
  }

  /** What is to be asked; null where the table says it or the person has. */
  question(answer: "spent" | "received" | undefined): FileQuestion | null {
    const { mark, sign } = this.style(answer);
    if (answer !== undefined) return null;
    const isAsked =
      sign.kind === "pair" ? this.#layout.pairIsGuessed : sign.kind === "signed" && !this.#positive.isSure;
    if (!isAsked) return null;
    const assumed = sign.kind === "signed" ? sign.positiveMeans : "spent";
    const examples = this.#examples.flatMap(({ line, text, digits }): readonly Example[] => {
      const amount = decimalOf(digits, mark);
      if (amount === null) return [];
      const [spent, received] = [amount, negated(amount)];
      return [
        assumed === "spent"
          ? { line, text, assumed: spent, otherwise: received }
          : { line, text, assumed: received, otherwise: spent },
      ];
    });
    return { kind: "question", about: "sign", assumed, layout: this.#layout.fingerprint, examples };
  }
}

/** A row's money in the sense of {@link FileRow.amount}, or why there is none. */
export function moneyOf(
  cells: readonly string[],
  layout: CsvLayout,
  { mark, sign }: MoneyStyle,
): CsvMoney | SkipReason {
  if (layout.amount === null)
    return sign.kind === "pair" ? pairOf(cells, layout, mark, sign) : "sign-unknown";
  const cell = cells[layout.amount] ?? "";
  if (cell.trim() === "") return "no-amount";
  const written = readAmount(cell);
  const digits = written === null ? null : decimalOf(written.digits, mark);
  if (written === null || digits === null) return "bad-amount";
  const direction = directionIn(written, sign, layout.flag === null ? "" : (cells[layout.flag] ?? ""));
  if (direction === null)
    return isNought(digits)
      ? { amount: digits, currency: written.currency, guess: written.guess }
      : "sign-unknown";
  return {
    amount: direction === "spent" ? digits : negated(digits),
    currency: written.currency,
    guess: written.guess,
  };
}

function directionIn(written: WrittenAmount, sign: SignStyle, flag: string): "spent" | "received" | null {
  switch (sign.kind) {
    case "flag":
      // A minus beside "debit" may mean money back or be there for show.
      return written.sign === "minus" ? null : flagOf(flag);
    case "marked": {
      if (written.sign === "minus") return null;
      if (written.sign === "plus" || written.side === "credit") return "received";
      return written.side === "debit" ? "spent" : (flagOf(flag) ?? sign.plainMeans);
    }
    case "signed": {
      if (written.side !== null && written.sign === null)
        return written.side === "debit" ? "spent" : "received";
      const isPositive = written.sign !== "minus";
      return isPositive === (sign.positiveMeans === "spent") ? "spent" : "received";
    }
    case "pair":
      return null;
  }
}

/** From a column of what was spent and one of what came in; one of them may say 0 instead of nothing. */
function pairOf(
  cells: readonly string[],
  { debits, credits }: CsvLayout,
  mark: DecimalMark,
  { debitsAreNegative, isSwapped }: Extract<SignStyle, { readonly kind: "pair" }>,
): CsvMoney | SkipReason {
  let found: CsvMoney | null = null;
  for (const at of [...debits, ...credits]) {
    const cell = cells[at]?.trim() ?? "";
    if (cell === "" || /^[-–—]+$/u.test(cell)) continue;
    const written = readAmount(cell);
    const digits = written === null ? null : decimalOf(written.digits, mark);
    if (written === null || digits === null) return "bad-amount";
    if (found !== null && isNought(digits)) continue;
    // Two amounts in one row: neither is sure to be the one.
    if (found !== null && !isNought(found.amount)) return "bad-amount";
    const isDebit = debits.includes(at);
    const isMinus = written.sign === "minus" && !(isDebit && debitsAreNegative);
    const isSpent = (isDebit !== isSwapped) !== isMinus;
    found = {
      amount: isSpent ? digits : negated(digits),
      currency: written.currency,
      guess: written.guess,
    };
  }
  return found ?? "no-amount";
}
