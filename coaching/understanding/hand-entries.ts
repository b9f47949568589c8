import type { LocalDate } from "../model/local-date.ts";
import { readAmounts } from "./amounts.ts";
import type { UnderstandingContext } from "./frame.ts";
import { readMessage } from "./message.ts";
import { pattern } from "./pattern.ts";
import { understand } from "./understand.ts";

/** One payment as it was told. */
export type HandEntry = {
  /** Major units; positive when money was spent, negative when it came in. */
  readonly amount: number;
  /** ISO 4217, only where one was named. */
  readonly currency: string | null;
  /** In the person's own words; null when it was left out. */
  readonly what: string | null;
  /** Null when no day was named. */
  readonly date: LocalDate | null;
};

/** What a message tells of payments. */
export type HandReading = {
  readonly entries: readonly HandEntry[];
  /** An amount more was named that could not be told apart. */
  readonly leftOut: boolean;
};

/** Most payments taken from one message. */
const MOST_ENTRIES = 10;
const BETWEEN = /\s*(?:,(?!\d)|;|\n|\+|&|(?<!\p{L})(?:and|plus|und|then)(?!\p{L}))\s*/iu;
/** A day that is still to come: the parser reads days that have been. */
const AHEAD = pattern("iu", String.raw`\b(?:tomorrow|next (?:week|month|year|\p{L}+day)|in \d+ days)\b`);

/**
 * The payments a message tells, "12 coffee and 8 bagel": several only when every piece of it tells one with its what.
 * A day that is named once, as mostly at the end, is the day of all that name none.
 */
export function readHandEntries(text: string, context: UnderstandingContext): HandReading {
  const pieces = text.split(BETWEEN).filter((piece) => piece.trim() !== "");
  const each = pieces.length > MOST_ENTRIES ? [] : pieces.map((piece) => readOne(piece, context));
  const whole = each.filter((entry) => entry !== null && entry.what !== null);
  if (whole.length > 1 && whole.length === pieces.length) {
    const entries = whole.filter((entry) => entry !== null);
    const days = new Set(entries.flatMap(({ date }) => date ?? []));
    const shared = days.size === 1 ? ([...days][0] ?? null) : null;
    return { entries: entries.map((entry) => ({ ...entry, date: entry.date ?? shared })), leftOut: false };
  }
  const only = readOne(text, context);
  if (only === null) return { entries: [], leftOut: false };
  const first = each[0];
  // "12 coffee and 8 of something odd": the first is taken, and its what is not the rest of the sentence.
  const isSeveral = readMessage(text, context).amounts.length > 1;
  const entry = isSeveral && first !== null && first !== undefined ? first : only;
  return { entries: [entry], leftOut: isSeveral };
}

/** Whether a payment is told of a day that is still to come. */
export function isAhead(text: string): boolean {
  return AHEAD.test(text);
}

function readOne(text: string, context: UnderstandingContext): HandEntry | null {
  const frame = understand(text, context);
  if (frame.intent !== "add_transaction" || frame.slots.amount === undefined) return null;
  const { amount, currency = null, what = null, date = null } = frame.slots;
  // "Refund 30 Uniqlo": where it comes from says more than that it is one.
  if (what !== null && /^(?:refund(?:ed)?|cashback)$/iu.test(what)) {
    const rest = understand(text.replace(/\b(?:refund(?:ed)?|cashback)\b/iu, " "), context);
    const named = rest.intent === "add_transaction" ? rest.slots.what : undefined;
    if (named !== undefined) return { amount: -Math.abs(amount), currency, what: named, date };
  }
  return { amount, currency, what, date };
}

/** Whether a message names an amount that no purchase has: nothing at all, or a billion and more. */
export function isAbsurdAmount(text: string): boolean {
  const said =
    /^\s*(?:(?:i )?(?:spent|paid) )?[-−+]?\p{Sc}?\s?(\d[\d.,]*)\s?\p{Sc}?(?: (?:on|for|at))? \p{L}/iu.exec(
      text,
    );
  const digits = (said?.[1] ?? "").replace(/[.,]\d{1,2}$/u, "").replaceAll(/[.,]/gu, "");
  if (digits === "") return false;
  return digits.length > 9 || !/[1-9]/u.test(said?.[1] ?? "");
}

/** "No, 13", "make it 13", "sorry, 13.50": the amount that takes the place of the last one; null for any other text. */
export function readFixedAmount(text: string, context: UnderstandingContext): number | null {
  const flat = text.trim().toLowerCase();
  const fix =
    /^(?:(?:no|nope|sorry|oops|wait|actually|i meant|i mean|make it|make that|it was|should be|rather)[\s,.:;!-]*)+(?<rest>\S+(?: \p{L}+)?)\s*[.!]?$/u.exec(
      flat,
    );
  const rest = fix?.groups?.rest;
  if (rest === undefined) return null;
  const [amount, ...others] = readAmounts(readMessage(rest, context).flat, context.currency);
  if (amount === undefined || others.length > 0 || amount.value <= 0) return null;
  return amount.value;
}
