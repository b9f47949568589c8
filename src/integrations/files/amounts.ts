import { isCurrency } from "../../../coaching/model/money.ts";

export type DecimalMark = "." | ",";

/** An amount as written, not yet in one sense: its digits, its sign and what stands around them. */
export interface WrittenAmount {
  readonly digits: string;
  readonly sign: "plus" | "minus" | null;
  /** `CR` or `DR` behind the amount. */
  readonly side: "credit" | "debit" | null;
  /** By a code, or by a sign that one currency has. */
  readonly currency: string | null;
  /** By a sign that several have, the one it stands for most: good where nothing else names one. */
  readonly guess: string | null;
}

const SIGNS: Readonly<Record<string, "plus" | "minus">> = {
  "+": "plus",
  "-": "minus",
  "−": "minus",
  "–": "minus",
};
const SIDES: Readonly<Record<string, "credit" | "debit">> = {
  cr: "credit",
  dr: "debit",
  c: "credit",
  d: "debit",
};

const SHARED: Readonly<Record<string, string | null>> = { $: "USD", "¥": "JPY", fr: "CHF", kr: null };
const SYMBOLS: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  us$: "USD",
  a$: "AUD",
  c$: "CAD",
  ca$: "CAD",
  nz$: "NZD",
  hk$: "HKD",
  s$: "SGD",
  r$: "BRL",
  "₹": "INR",
  "₽": "RUB",
  "₺": "TRY",
  "₴": "UAH",
  "₪": "ILS",
  zł: "PLN",
  kč: "CZK",
  ft: "HUF",
  sfr: "CHF",
  lei: "RON",
};

const SYMBOL = String.raw`[^\d\s.,'’()+\-−–]{1,4}\.?`;
const AMOUNT = new RegExp(
  String.raw`^([(+\-−–]?)\s?(${SYMBOL})?\s?([+\-−–]?)\s?(\d[\d.,'’\s]*|[.,]\d+)(${SYMBOL})?\s?(?:([+\-−–)])|(cr|dr)\.?)?$`,
  "iu",
);
const LONGEST = 40;

/** What a cell says if it is an amount; null for anything else, the empty cell too. */
export function readAmount(cell: string): WrittenAmount | null {
  if (cell.length > LONGEST) return null;
  const text = cell.trim().replace(/\s+/gu, " ");
  const match = AMOUNT.exec(text);
  if (match === null) return null;
  const [, opening = "", before, inner = "", digits = "", after, closing = "", side] = match;
  const isBracketed = opening === "(" && closing === ")";
  if ((opening === "(") !== (closing === ")")) return null;
  const written = [isBracketed ? "-" : opening, inner, isBracketed ? "" : closing].filter(
    (sign) => sign !== "",
  );
  if (written.length > 1) return null;
  const afterSide = SIDES[(after ?? "").toLowerCase()];
  const symbols = [before, afterSide === undefined ? after : undefined].filter((one) => one !== undefined);
  const currencies = symbols.map(currencyOf);
  const guesses = symbols.map((symbol) => SHARED[plainSymbol(symbol)]);
  if (symbols.some((_, at) => currencies[at] === null && guesses[at] === undefined)) return null;
  return {
    digits: digits.trim(),
    sign: SIGNS[written[0] ?? ""] ?? null,
    side: SIDES[(side ?? "").toLowerCase()] ?? afterSide ?? null,
    currency: currencies.find((currency) => currency !== null) ?? null,
    guess: guesses.find((guess) => guess != null) ?? null,
  };
}

function currencyOf(symbol: string): string | null {
  const code = symbol.toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && isCurrency(code)) return code;
  return SYMBOLS[plainSymbol(symbol)] ?? null;
}

function plainSymbol(symbol: string): string {
  return symbol.toLowerCase().replace(/\.$/u, "");
}

/** Which decimal mark these digits prove; `open` when `1.234` may be either; null when there is nothing to prove. */
export function markOf(digits: string): DecimalMark | "open" | null {
  const dot = digits.lastIndexOf(".");
  const comma = digits.lastIndexOf(",");
  if (dot < 0 && comma < 0) return null;
  if (dot >= 0 && comma >= 0) return dot > comma ? "." : ",";
  const [mark, at]: [DecimalMark, number] = dot >= 0 ? [".", dot] : [",", comma];
  const other: DecimalMark = mark === "." ? "," : ".";
  if (digits.indexOf(mark) !== at) return other;
  const before = digits.slice(0, at).replace(/[\s'’]/gu, "");
  if (digits.length - at - 1 !== 3 || before.length > 3 || /^0*$/.test(before)) return mark;
  return "open";
}

const PLAIN: Readonly<Record<DecimalMark, RegExp>> = {
  ".": /^(?:\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:[,\s'’]\d{2,3})*[,\s'’]\d{3}(?:\.\d*)?)$/u,
  ",": /^(?:\d+(?:,\d*)?|,\d+|\d{1,3}(?:[.\s'’]\d{2,3})*[.\s'’]\d{3}(?:,\d*)?)$/u,
};

/**
 * The digits as exact decimal text without a sign, with at least two decimals.
 *
 * @returns null when they are not written with this decimal mark: `12,50` is not twelve hundred and fifty
 */
export function decimalOf(digits: string, mark: DecimalMark): string | null {
  if (!PLAIN[mark].test(digits)) return null;
  const [whole = "", part = ""] = digits.split(mark);
  const decimals = part.replace(/0+$/, "").padEnd(2, "0");
  return `${whole.replace(/\D/g, "").replace(/^0+(?=\d)/, "") || "0"}.${decimals}`;
}

/** The same amount in the other direction; nought has none. */
export function negated(amount: string): string {
  if (amount.startsWith("-")) return amount.slice(1);
  return isNought(amount) ? amount : `-${amount}`;
}

export function isNought(amount: string): boolean {
  return !/[1-9]/.test(amount);
}
