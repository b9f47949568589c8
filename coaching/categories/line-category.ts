import { plainWords } from "../merchants/plain-text.ts";
import type { Category } from "../money/category.ts";
import {
  BANK_WORDS,
  CARD_PAID,
  INCOME_WORDS,
  MAYBE_TRANSFER,
  REFUND_WORDS,
  TRANSFER_WORDS,
  type TransferKind,
} from "./bank-words.ts";
import { KIND_WORDS } from "./kind-words.ts";
import { KNOWN_MERCHANTS, SHY_MERCHANTS } from "./known-merchants.ts";
import { type CategoryPair, toCategory } from "./taxonomy.ts";
import { wordFinder } from "./word-finder.ts";
import { categoryFromWords } from "./words.ts";

/** A row of a source that tells no category. */
export type TextRow = {
  /** Who was paid, cleaned; null where nobody is named. */
  readonly merchantName: string | null;
  /** The bank's line about who was paid. */
  readonly line: string | null;
  readonly memo: string | null;
  readonly isSpent: boolean;
  readonly accountType: string;
  /** Entered by the person, in words of their own. */
  readonly isByHand: boolean;
};

/** What a line says of itself. */
export type LineReading = {
  readonly pair: CategoryPair | null;
  /** It speaks of a transfer, though perhaps to somebody else: enough beside a row of another account that fits. */
  readonly maybeTransfer: boolean;
};

const inBankWords = wordFinder(BANK_WORDS);
const inIncome = wordFinder(INCOME_WORDS);
const inTransfers = wordFinder(TRANSFER_WORDS);
const inKinds = wordFinder(KIND_WORDS);
const isCardPaid = wordFinder(CARD_PAID);
const isRefund = wordFinder(REFUND_WORDS);
const isMaybeTransfer = wordFinder(MAYBE_TRANSFER);

/** Names as they are compared, without spaces. */
const MERCHANTS: ReadonlyMap<string, { readonly category: Category; readonly isShy: boolean }> = new Map(
  Object.entries(KNOWN_MERCHANTS).flatMap(([category, names]) =>
    names.split(", ").map((name) => [squeeze(name), { category, isShy: isShyName(name) }] as const),
  ),
);
/** Words of the longest known name. */
const MOST_NAME_WORDS = 4;

/**
 * A category from a line's own words, for sources that tell none: what the bank calls the movement, then who was paid, then
 * words for what is paid for.
 *
 * Money that comes in is income, a transfer or a refund where the line says so, else nothing: whether it takes a purchase back is
 * told by the person's purchases, not by the shop's name. What is unknown stays so.
 */
export function readLine(row: TextRow): LineReading {
  const line = row.line === null ? "" : lettersOf(row.line);
  const memo = row.memo === null ? "" : lettersOf(row.memo);
  const text = `${line} ${memo}`.trim();
  return readWords(row, text, memo);
}

function readWords(row: TextRow, text: string, memo: string): LineReading {
  if (text === "" && row.merchantName === null) return NOTHING;
  const { merchantName, isSpent, accountType, isByHand } = row;
  // Numbers are gone, so that lines of one shop are one text, and each is read once.
  const key = `${merchantName}\n${text}\n${memo.length}\n${isSpent} ${isByHand} ${accountType}`;
  const before = readings.get(key);
  if (before !== undefined) return before;
  const reading = { pair: pairOf(row, text, memo), maybeTransfer: isMaybeTransfer(text) !== null };
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(key, reading);
  return reading;
}

const NOTHING: LineReading = { pair: null, maybeTransfer: false };
/** What lines were read lately. */
const readings = new Map<string, LineReading>();
const MOST_READINGS = 10_000;

function pairOf(row: TextRow, text: string, memo: string): CategoryPair | null {
  const { isSpent, accountType } = row;
  if (row.isByHand) {
    const own = handCategory(row, text);
    if (own !== null) return own;
  }
  const bank = isSpent ? inBankWords(text) : inIncome(text);
  if (bank !== null) return toCategory(bank);
  const transfer = inTransfers(text);
  if (transfer !== null) return transferPair(transfer, isSpent, accountType);
  if (!isSpent && accountType === "credit_card" && isCardPaid(text) !== null) {
    return transferPair("card", isSpent, accountType);
  }
  if (!isSpent && isRefund(text) === null) return null;
  // What the memo says it was for tells more than what the shop's name sounds like.
  const known = knownMerchant(row.merchantName, text) ?? inKinds(memo) ?? inKinds(text) ?? tillOf(text);
  return known === null ? null : toCategory(known);
}

/** What is sold where a line names its till: Toast (`TST*`) makes them for restaurants and cafés alone. */
function tillOf(text: string): Category | null {
  return text.startsWith("TST ") ? "FOOD_AND_DRINK_RESTAURANT" : null;
}

/** How a transfer of a kind is filed. @param accountType of the account that the row stands on */
function transferPair(kind: TransferKind, isSpent: boolean, accountType: string): CategoryPair | null {
  if (kind === "card") return toCategory("LOAN_PAYMENTS_CREDIT_CARD_PAYMENT");
  if (kind === "cash") return isSpent ? toCategory("TRANSFER_OUT_WITHDRAWAL") : null;
  const side = isSpent ? "TRANSFER_OUT" : "TRANSFER_IN";
  if (kind === "savings") return toCategory(`${side}_SAVINGS`);
  if (kind === "investment" || accountType === "investment") {
    return toCategory(`${side}_INVESTMENT_AND_RETIREMENT_FUNDS`);
  }
  return toCategory(`${side}_ACCOUNT_TRANSFER`);
}

/** What the person wrote down: "lunch", "uber home", "coffee with Ann"; they say what it was, not what a bank calls it. */
function handCategory({ merchantName, line, isSpent }: TextRow, text: string): CategoryPair | null {
  const known = isSpent ? knownMerchant(merchantName, text) : null;
  if (known !== null) return toCategory(known);
  for (const words of [line ?? "", ...text.toLowerCase().split(" ")]) {
    const found = categoryFromWords(words, { exactly: true });
    if (found.kind !== "found") continue;
    const isIncome = found.pair.category === "INCOME";
    if (isIncome !== isSpent) return found.pair;
  }
  return null;
}

/** What a well-known merchant sells: one that begins the name, else one whose name is found nowhere else in a line. */
function knownMerchant(merchantName: string | null, text: string): Category | null {
  const first = merchantName === null ? null : nameAt(plainWords(merchantName).split(" "), 0, false);
  if (first !== null) return first;
  const words = text.split(" ");
  const atStart = nameAt(words, 0, false);
  if (atStart !== null) return atStart;
  for (let from = 1; from < words.length; from++) {
    const found = nameAt(words, from, true);
    if (found !== null) return found;
  }
  return null;
}

/** The longest known name that begins at a word. */
function nameAt(words: readonly string[], from: number, isInside: boolean): Category | null {
  let name = "";
  let longest: Category | null = null;
  for (let at = from; at < Math.min(words.length, from + MOST_NAME_WORDS); at++) {
    name += squeeze(words[at] ?? "");
    const found = MERCHANTS.get(name);
    if (found !== undefined && !(isInside && found.isShy)) longest = found.category;
  }
  return longest;
}

/** Short names stand in other words' places too often to be found inside a line. */
function isShyName(name: string): boolean {
  return SHY_MERCHANTS.has(name) || squeeze(name).length < 4;
}

function squeeze(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** A line's words, without those that are numbers. */
function lettersOf(line: string): string {
  return plainWords(line)
    .split(" ")
    .filter((word) => /[\p{L}&]/u.test(word))
    .join(" ");
}
