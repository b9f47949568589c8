import { type DecimalMark, decimalOf, markOf, readAmount } from "../../files/amounts.ts";
import type { Unit } from "./headings.ts";

/** What a cell says, before its column is known: a length of time by its own writing, or digits. */
export type WrittenValue =
  | { readonly kind: "minutes"; readonly minutes: number }
  | {
      readonly kind: "digits";
      readonly digits: string;
      readonly isNegative: boolean;
      /** Where it stands in the cell itself. */
      readonly unit: Unit | null;
    };

const EMPTY = /^(?:[-–—.?]*|n\/?a|nan|null|none|nil|keine?)$/i;
const CLOCK = /^(\d{1,2}):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?$/;
const WORDED = /^(?:(\d{1,2})\s?(?:h|hrs?|hours?|std)\.?)\s?(?:(\d{1,2})\s?(?:m|mins?|minutes?)?\.?)?$/i;
const WITH_UNIT = /^(.*\d)\s?(bpm|ms|kcal|cal|kj|steps|%|h|hrs|hours|min|mins|minutes)$/i;
const CELL_UNITS: Readonly<Record<string, Unit>> = {
  ms: "milliseconds",
  kj: "kilojoules",
  h: "hours",
  hrs: "hours",
  hours: "hours",
  min: "minutes",
  mins: "minutes",
  minutes: "minutes",
};

/** @returns null for a cell that says nothing; `odd` for one that is no value */
export function readCell(cell: string): WrittenValue | "odd" | null {
  const text = cell.trim();
  if (EMPTY.test(text)) return null;
  if (text.length > 40) return "odd";
  const clock = CLOCK.exec(text) ?? WORDED.exec(text);
  if (clock !== null) return { kind: "minutes", minutes: Number(clock[1]) * 60 + Number(clock[2] ?? 0) };
  const [, number = text, word = ""] = WITH_UNIT.exec(text) ?? [];
  const amount = readAmount(number);
  if (amount === null || amount.currency !== null || amount.guess !== null || amount.side !== null)
    return "odd";
  return {
    kind: "digits",
    digits: amount.digits,
    isNegative: amount.sign === "minus",
    unit: CELL_UNITS[word.toLowerCase()] ?? null,
  };
}

/**
 * @param mark of the file, null where no number in it proves one
 * @param isCount whether three digits behind the only mark are rather thousands than a fraction
 * @returns null for digits that are no number
 */
export function numberOf(digits: string, mark: DecimalMark | null, isCount: boolean): number | null {
  const own = markOf(digits);
  const other: DecimalMark = digits.includes(",") ? "." : ",";
  const likely = own === "open" ? (mark ?? (isCount ? other : other === "." ? "," : ".")) : (own ?? ".");
  const decimal = decimalOf(digits, likely);
  return decimal === null ? null : Number(decimal);
}
