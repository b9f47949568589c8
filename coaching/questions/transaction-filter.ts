import type { Period, UnderstandingContext } from "../understanding/frame.ts";
import { readMessage } from "../understanding/message.ts";

/** Which transactions a person wants to see; null where nothing was said of it. */
export type AskedTransactions = {
  /** A merchant or a kind of spending, in their own words. */
  readonly words: string | null;
  readonly period: Period | null;
  /** Major units, both included. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /** ISO 4217, where an amount was said with one. */
  readonly currency: string | null;
  readonly only: TransactionKind | null;
};
export type TransactionKind = "pending" | "subscriptions" | "refunds" | "transfers" | "unclear";

const KINDS: readonly (readonly [TransactionKind, RegExp])[] = [
  ["pending", /\b(?:pending|not (?:yet )?(?:posted|settled|booked))\b/u],
  ["subscriptions", /\b(?:subscriptions?|subs?|recurring|memberships?|regular payments|repeating)\b/u],
  ["refunds", /\b(?:refunds?|refunded)\b/u],
  ["transfers", /\b(?:transfers?|between (?:my )?(?:own )?accounts)\b/u],
  ["unclear", /\b(?:unclear|unsure|not sure|uncategori[sz]ed|unknown|without a? ?category)\b/u],
];
const ABOVE =
  /\b(?:over|above|more than|at least|from|bigger than|larger than|greater than)(?: \p{Sc})? ?$|> ?$/u;
const BELOW = /\b(?:under|below|less than|at most|up to|smaller than|cheaper than)(?: \p{Sc})? ?$|< ?$/u;
const BETWEEN = /\bbetween(?: \p{Sc})? ?$/u;
const AND = /\b(?:and|to|-)(?: \p{Sc})? ?$|- ?$/u;
/** Words that do not tell which ones. */
const EMPTY = new Set(
  (
    "show list see give me my all the a an of at on in for from to with transactions transaction payments payment " +
    "purchases purchase charges charge spending money please only just what were was are ones one and over under " +
    "above below between more less than least most up bigger larger smaller cheaper greater " +
    "everything anything expenses orders category called how many which that i have had did do make made"
  ).split(" "),
);

/** "uniqlo", "groceries last month", "over 50", "subscriptions", "unclear", "pending", and any of them together. */
export function readTransactionFilter(said: string, context: UnderstandingContext): AskedTransactions {
  const { sentence, flat, timeless, periods, amounts } = readMessage(said, context);
  const taken = [...periods.spans];
  const kind = KINDS.find(([, words]) => words.test(timeless));
  const named = kind?.[1].exec(timeless);
  if (named) taken.push({ start: named.index, end: named.index + named[0].length });
  let atLeast: number | null = null;
  let atMost: number | null = null;
  let currency: string | null = null;
  for (const { start, end, value, currency: own } of amounts) {
    const before = timeless.slice(0, start);
    if (ABOVE.test(before) || BETWEEN.test(before)) atLeast = value;
    else if (BELOW.test(before) || (atLeast !== null && AND.test(before))) atMost = value;
    // "14.50" alone is that very amount.
    else if (atLeast === null && atMost === null) atLeast = atMost = value;
    else continue;
    currency = own ?? currency;
    taken.push({ start, end });
  }
  const words = sentence.tokens
    .filter(({ flatStart, flatEnd }) => !taken.some(({ start, end }) => flatStart < end && flatEnd > start))
    .filter(({ word }) => !EMPTY.has(word) && /[\p{L}\p{N}]/u.test(word));
  const [first] = words;
  const last = words.at(-1);
  const text = first && last ? sentence.text.slice(first.start, last.end).trim() : "";
  return {
    words: flat === "" || text === "" ? null : text,
    period: periods.period,
    atLeast,
    atMost,
    currency,
    only: kind?.[0] ?? null,
  };
}
