import { countOf, numberOf, SMALL_NUMBERS } from "./numbers.ts";
import type { Span } from "./sentence.ts";
import { CURRENCIES, DOLLARS, KRONER, SLANG_AMOUNTS } from "./words/currencies.ts";

/** A sum of money or a number that may be one. */
export type Amount = Span & {
  /** Major units, not negative. */
  readonly value: number;
  /** ISO 4217 where the message names one. */
  readonly currency: string | null;
  /** Said as money: with a currency, or with cents. */
  readonly isMoney: boolean;
};

const LARGEST = 1_000_000_000;
const WORDS = [...Object.keys(CURRENCIES), ...DOLLARS, ...KRONER].sort(
  (one, other) => other.length - one.length,
);
const SIGN = WORDS.map((word) => word.replace(/[$]/g, "\\$")).join("|");
const NUMBER = String.raw`\d+(?:[.,]\d+)*`;
const UNIT_AFTER =
  String.raw`(?! ?(?:%|percent|\/|out of|of \d|am\b|pm\b|hours?\b|h\b|minutes?\b|days?\b|nights?\b|` +
  String.raw`weeks?\b|months?\b|years?\b|times?\b|x\b|steps\b|km\b|kms\b|miles?\b|kg\b|bpm\b|ms\b|kcal\b|` +
  String.raw`st\b|nd\b|rd\b|th\b|pounds heavier|people\b|merchants?\b|stores?\b|shops?\b|places\b|` +
  String.raw`transactions?\b|purchases\b|categories\b|things\b|items\b|subscriptions\b|meetings?\b|` +
  String.raw`cups?\b|glasses\b|o'clock))`;
const AMOUNT = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}.,:/])(?:(?<before>${SIGN}) ?)?(?<![\p{N}.,:/])(?<number>${NUMBER})(?!\d|` +
      String.raw`[.,:/]\d)(?<kilo> k(?![\p{L}]))?(?: (?<after>${SIGN})(?![\p{L}\p{N}]))?${UNIT_AFTER}(?<cents> (?:cents|` +
      String.raw`pence|p)(?![\p{L}]))?`,
    String.raw`(?<![\p{L}])(?:(?<many>two|three|four|five|\d) |a |an )?(?<slang>fivers?|tenners?)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:a|one) (?<big>grand|hundred|thousand)(?: (?<bigafter>${SIGN}))?(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?<spelled>${SMALL_NUMBERS})(?: (?<scale>hundred|thousand|` +
      String.raw`grand))?(?: (?<spelledafter>${SIGN}))(?![\p{L}])`,
  ].join("|"),
  "gu",
);

/**
 * Every amount in the flat text. The person's own dollar or crown is meant by "$", "bucks" and "kr" where their
 * currency has that name.
 */
export function readAmounts(flat: string, currency: string): Amount[] {
  const amounts: Amount[] = [];
  for (const match of flat.matchAll(AMOUNT)) {
    const amount = amountOf(match.groups ?? {}, currency);
    if (amount === null || !(amount.value >= 0 && amount.value < LARGEST)) continue;
    amounts.push({ ...amount, start: match.index, end: match.index + match[0].length });
  }
  return amounts;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Value = { readonly value: number; readonly currency: string | null; readonly isMoney: boolean };

function amountOf(groups: Groups, own: string): Value | null {
  if (groups.slang !== undefined) {
    const coin = SLANG_AMOUNTS[groups.slang.replace(/s$/, "")] ?? 0;
    return { value: coin * wordCount(groups.many), currency: "GBP", isMoney: true };
  }
  if (groups.big !== undefined) {
    return {
      value: groups.big === "hundred" ? 100 : 1000,
      currency: codeOf(groups.bigafter, own),
      isMoney: true,
    };
  }
  if (groups.spelled !== undefined) {
    const scale = groups.scale === "hundred" ? 100 : groups.scale === undefined ? 1 : 1000;
    return {
      value: countOf(groups.spelled) * scale,
      currency: codeOf(groups.spelledafter, own),
      isMoney: true,
    };
  }
  const digits = groups.number ?? "";
  const number = numberOf(digits);
  if (number === null) return null;
  const code = codeOf(groups.before ?? groups.after, own);
  const factor = groups.kilo === undefined ? (groups.cents === undefined ? 1 : 0.01) : 1000;
  const hasCents = /[.,]\d\d$/.test(digits);
  const isMoney = code !== null || hasCents || factor !== 1;
  return { value: Math.round(number * factor * 1000) / 1000, currency: code, isMoney };
}

function codeOf(word: string | undefined, own: string): string | null {
  if (word === undefined) return null;
  if (DOLLARS.has(word)) return ["USD", "CAD", "AUD", "NZD", "SGD", "HKD"].includes(own) ? own : "USD";
  if (KRONER.has(word)) return ["SEK", "NOK", "DKK"].includes(own) ? own : "SEK";
  return CURRENCIES[word] ?? null;
}

function wordCount(word: string | undefined): number {
  if (word === undefined) return 1;
  return /^\d$/.test(word) ? Number(word) : countOf(word);
}
