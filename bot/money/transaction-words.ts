import { DISCRETIONARY_CONFIG } from "../../coaching/discretionary/config.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { formatMoney, minorFromDecimal } from "../../coaching/model/money.ts";
import { flowOf } from "../../coaching/money/flow.ts";
import type { MoneyRow } from "../../db/queries/transactions.ts";
import { dayPhrase, dayShort, shorten } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { categoryName } from "./category-name.ts";

/** A merchant's name is cut to so many characters, wherever it stands in a sentence. */
export const LONGEST_MERCHANT = 48;
/** A note in a list is cut to so many characters. */
const NOTE_IN_LIST = 40;

/** Whole minor units of a row's own currency; positive left the account. */
export function minorOf({ amount, currency }: Pick<MoneyRow, "amount" | "currency">): number {
  return minorFromDecimal(amount, currency);
}

/** An amount without its sign, in its own currency. */
export function amountWords(row: Pick<MoneyRow, "amount" | "currency">): string {
  return formatMoney({ minor: Math.abs(minorOf(row)), currency: row.currency });
}

export function merchantWords({ merchantName }: Pick<MoneyRow, "merchantName">): string {
  return merchantName === null
    ? inline("questions/spending/nameless")
    : shorten(merchantName, LONGEST_MERCHANT);
}

/** `Uniqlo, 19 November, $89.90`, as a change is read back. */
export function purchaseWords(row: MoneyRow, today: LocalDate): string {
  return inline("correct/purchase", {
    merchant: merchantWords(row),
    day: daySaid(row.date, today),
    amount: amountWords(row),
  });
}

/** `today`, `yesterday`, `19 November`. */
export function daySaid(date: LocalDate, today: LocalDate): string {
  const phrase = dayPhrase(date, today);
  return phrase === "today" || phrase === "yesterday" ? phrase : dayShort(date, today);
}

/** What a row means for the sums. */
export function flow(row: MoneyRow) {
  return flowOf({ ...row, amountMinor: minorOf(row) });
}

/** `$89.90 at Uniqlo, 19 November`, `$3,000 from Acme, today`. @param day as it is to be said */
export function movementWords(row: MoneyRow, day: string): string {
  const facts = { amount: amountWords(row), merchant: merchantWords(row), day };
  const isNamed = row.merchantName !== null;
  switch (flow(row)) {
    case "transfer":
      return inline(isNamed ? "transactions/moved" : "transactions/moved-nameless", facts);
    case "income":
    case "uncategorized-in":
      return inline(isNamed ? "transactions/came-in" : "transactions/came-in-nameless", facts);
    case "spending":
      return inline("questions/spending/item-paid", facts);
    case "refund":
      return inline("questions/spending/item-refund", facts);
  }
}

/** One line of a list. */
export function rowPart(row: MoneyRow, number: number, today: LocalDate): Part {
  return say("transactions/row", {
    number,
    movement: movementWords(row, daySaid(row.date, today)),
    marks: marksOf(row).join(", "),
  });
}

/** `clothes, a choice, comes back, still pending, “winter coat”`. */
function marksOf(row: MoneyRow): readonly string[] {
  const note = row.notes?.trim() ?? "";
  return [
    categoryName(row) ?? inline("transactions/mark-uncategorised"),
    ...choiceMark(row),
    ...(row.isRecurring === true ? [inline("transactions/mark-recurring")] : []),
    ...(row.splitOf === null ? [] : [inline("transactions/mark-part")]),
    ...(row.pending ? [inline("transactions/mark-pending")] : []),
    ...(note === "" ? [] : [inline("transactions/mark-note", { note: shorten(note, NOTE_IN_LIST) })]),
  ];
}

function choiceMark(row: MoneyRow): readonly string[] {
  if (flow(row) !== "spending" || row.isDiscretionary === null || row.category === null) return [];
  if (isUnsure(row)) return [inline("transactions/mark-unsure")];
  return [inline(row.isDiscretionary ? "transactions/mark-choice" : "transactions/mark-need")];
}

/** Near enough to even that it is said. */
export function isUnsure({ discretionaryProbability: probability }: MoneyRow): boolean {
  const { unsureFrom, unsureTo } = DISCRETIONARY_CONFIG;
  return probability !== null && probability >= unsureFrom && probability <= unsureTo;
}
