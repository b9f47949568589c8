import { toCategory } from "../categories/taxonomy.ts";
import { merchantNameOf } from "../merchants/merchant.ts";
import { plainWords } from "../merchants/plain-text.ts";
import { daysBetween, type LocalDate } from "../model/local-date.ts";
import { type Category, isUnder } from "./category.ts";

/** A row as far as it tells whether another one is the same purchase. */
export type Purchase = {
  readonly id: string;
  readonly date: LocalDate;
  /** Positive when money was spent; before splits. */
  readonly amountMinor: number;
  readonly currency: string;
  /** Who was paid or what for, as the person or the bank says it; null when neither does. */
  readonly words: string | null;
  /** The most detailed one known. */
  readonly category: Category | null;
};

/** A payment told by hand and the bank's row that may be the same purchase. */
export type HandMatch = {
  readonly handId: string;
  readonly bankId: string;
  /** The bank's amount is the one told, within a cent; else it holds a tip. */
  readonly isSameAmount: boolean;
};

/** A cent; a tip of up to a quarter; a bank shows a purchase up to three days later, or names the day before. */
const TOLERANCE_MINOR = 1;
const MOST_TIP = 1.25;
const DAYS_AFTER = 3;
const DAYS_BEFORE = 1;

/** Where a tip may have been added. */
const TIPPED: readonly Category[] = ["FOOD_AND_DRINK"];
const NEVER_TIPPED: readonly Category[] = ["FOOD_AND_DRINK_GROCERIES"];

type Candidate = HandMatch & { readonly cost: readonly number[] };

/**
 * Payments told by hand that a bank or file shows as well, each row in one match at most.
 *
 * Same currency and direction; the amount within a cent, or up to a quarter more where people tip; the bank's day from
 * one before to three after. Words or categories that name something else rule a pair out; unknown ones do not. The
 * nearest pairs are taken first, so the order of rows does not matter.
 *
 * @param apart pairs, as `pairKey` names them, that were offered or said to be two
 */
export function matchHandRows(
  hand: readonly Purchase[],
  bank: readonly Purchase[],
  apart: ReadonlySet<string> = new Set(),
): readonly HandMatch[] {
  const candidates = hand.flatMap((told) =>
    bank.flatMap((row): readonly Candidate[] => {
      const candidate = apart.has(pairKey(told.id, row.id)) ? null : compare(told, row);
      return candidate === null ? [] : [candidate];
    }),
  );
  candidates.sort(nearestFirst);
  const used = new Set<string>();
  return candidates.flatMap(({ handId, bankId, isSameAmount }) => {
    if (used.has(`hand ${handId}`) || used.has(`bank ${bankId}`)) return [];
    used.add(`hand ${handId}`).add(`bank ${bankId}`);
    return [{ handId, bankId, isSameAmount }];
  });
}

/** One name for a pair. */
export function pairKey(handId: string, bankId: string): string {
  return `${handId} ${bankId}`;
}

function compare(told: Purchase, row: Purchase): Candidate | null {
  const days = daysBetween(told.date, row.date);
  if (told.currency !== row.currency || days < -DAYS_BEFORE || days > DAYS_AFTER) return null;
  if (told.amountMinor === 0 || Math.sign(told.amountMinor) !== Math.sign(row.amountMinor)) return null;
  const likeness = likenessOf(told, row);
  if (likeness === "different") return null;
  const more = row.amountMinor - told.amountMinor;
  const isSameAmount = Math.abs(more) <= TOLERANCE_MINOR;
  const isTipped = more > 0 && row.amountMinor <= told.amountMinor * MOST_TIP && isTippedAt(told, row);
  if (!isSameAmount && !isTipped) return null;
  const cost = [isSameAmount ? 0 : 1, likeness === "same" ? 0 : 1, Math.abs(days), Math.abs(more)];
  return { handId: told.id, bankId: row.id, isSameAmount, cost };
}

function isTippedAt(told: Purchase, row: Purchase): boolean {
  const isOut = ({ category }: Purchase) =>
    TIPPED.some((prefix) => isUnder(category, prefix)) &&
    !NEVER_TIPPED.some((prefix) => isUnder(category, prefix));
  return isOut(row) || (sortedAs(row) === null && isOut(told));
}

/** Words in common, or the same detailed category, are the same; two known kinds that differ are not. */
function likenessOf(told: Purchase, row: Purchase): "same" | "unknown" | "different" {
  const ours = wordsOf(told.words);
  const theirs = wordsOf(row.words);
  if ([...ours].some((word) => theirs.has(word))) return "same";
  // Money that comes in is an income or a transfer as one takes it.
  const [one, other] = [sortedAs(told), sortedAs(row)];
  if (one === null || other === null || told.amountMinor < 0) return "unknown";
  if (isUnder(one, other) || isUnder(other, one)) return "same";
  return toCategory(one).category === toCategory(other).category ? "unknown" : "different";
}

/** "Other" tells nothing. */
function sortedAs({ category }: Purchase): Category | null {
  return isUnder(category, "OTHER") ? null : category;
}

function wordsOf(text: string | null): ReadonlySet<string> {
  if (text === null) return new Set();
  const cleaned = `${text} ${merchantNameOf(text) ?? ""}`;
  return new Set(
    plainWords(cleaned)
      .split(" ")
      .filter((word) => word.length >= 3 && !COMMON.has(word)),
  );
}

/** Words that name nobody. */
const COMMON: ReadonlySet<string> = new Set([
  "THE",
  "AND",
  "FOR",
  "WITH",
  "FROM",
  "CARD",
  "PAYMENT",
  "PURCHASE",
]);

function nearestFirst(left: Candidate, right: Candidate): number {
  for (const [place, cost] of left.cost.entries()) {
    const step = cost - (right.cost[place] ?? 0);
    if (step !== 0) return step;
  }
  const names = (match: HandMatch) => pairKey(match.handId, match.bankId);
  return names(left) < names(right) ? -1 : 1;
}
