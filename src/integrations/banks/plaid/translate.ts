import { decimalFromMinor, isCurrency, minorFromDecimal } from "../../../../coaching/model/money.ts";
import type { BankAccount, BankTransaction } from "../bank-provider.ts";
import type { PlaidAccount, PlaidTransaction } from "./answers.ts";

/** ISO 4217 for "no currency": what nobody names one for. */
const NO_CURRENCY = "XXX";
/** Digits kept of amounts in currencies whose digits nobody knows here, as crypto ones. */
const MOST_DIGITS = 8;
const TOO_LARGE = 1e12;
const DAY_MS = 86_400_000;

const SAVINGS: ReadonlySet<string> = new Set(["savings", "money market", "cd", "hsa", "cash isa", "isa"]);
/** Plaid's doubts about a category: less than it calls "moderately confident". */
const DOUBTFUL: ReadonlySet<string> = new Set(["LOW", "UNKNOWN"]);
/** A till's maker, as Square, is never who was paid. */
const TERMINAL = "payment_terminal";

/**
 * The accounts of an update.
 *
 * @param transactions of the same update: an account whose balance names no currency is in that of what moves on it
 * @param freshAt when Plaid last heard from the bank, which is how old a balance is that says no time itself
 */
export function accountsOf(
  accounts: readonly PlaidAccount[],
  transactions: readonly PlaidTransaction[],
  freshAt: Date | null,
): readonly BankAccount[] {
  return accounts.map((account) => {
    const { balances } = account;
    const moved = transactions.find(
      (one) => one.account_id === account.account_id && currencyOf(one) !== null,
    );
    const currency = currencyOf(balances) ?? (moved === undefined ? null : currencyOf(moved)) ?? NO_CURRENCY;
    const balance = balances.current ?? balances.available ?? null;
    return {
      externalId: account.account_id,
      name: account.name || account.official_name || "Account",
      type: typeOf(account),
      currency,
      balance: balance === null ? null : decimalOf(balance, currency),
      balanceAt: balance === null ? null : (instantOf(balances.last_updated_datetime) ?? freshAt),
      mask: account.mask ?? null,
    };
  });
}

/** @param accounts of the same update, for a movement that names no currency */
export function transactionOf(row: PlaidTransaction, accounts: readonly BankAccount[]): BankTransaction {
  const currency =
    currencyOf(row) ??
    accounts.find(({ externalId }) => externalId === row.account_id)?.currency ??
    NO_CURRENCY;
  const category = row.personal_finance_category;
  return {
    accountExternalId: row.account_id,
    externalId: row.transaction_id,
    pendingExternalId: row.pending_transaction_id ?? null,
    ...whenOf(row),
    amount: decimalOf(row.amount, currency),
    currency,
    name: row.original_description || row.name || null,
    merchantName:
      row.merchant_name ||
      row.counterparties?.find(({ name, type }) => name && type !== TERMINAL)?.name ||
      null,
    memo: row.payment_meta?.reason || null,
    category:
      category === null || category === undefined
        ? null
        : { detailed: category.detailed, isDoubtful: DOUBTFUL.has(category.confidence_level ?? "") },
    pending: row.pending,
    raw: row,
  };
}

function typeOf({ type, subtype }: PlaidAccount): BankAccount["type"] {
  switch (type) {
    case "depository":
      return SAVINGS.has(subtype ?? "") ? "savings" : "checking";
    case "credit":
      return "credit_card";
    case "loan":
      return "loan";
    case "investment":
    case "brokerage":
      return "investment";
    default:
      return "other";
  }
}

/** The day it was made, else the day it was booked, each with its own time: a purchase is not given its booking's hour. */
function whenOf(row: PlaidTransaction): Pick<BankTransaction, "date" | "at"> {
  const [date, at] =
    row.authorized_date !== null && row.authorized_date !== undefined
      ? [row.authorized_date, row.authorized_datetime]
      : [row.date, row.datetime];
  return { date, at: timeOn(date, at) };
}

/**
 * An instant that says more than its day does.
 *
 * Many banks give none, and midnight comes in its place; one that lies on quite another day is no time of this row.
 */
function timeOn(date: string, text: string | null | undefined): Date | null {
  const at = instantOf(text);
  if (at === null || /T00:00(?::00(?:\.0+)?)?(?:Z|[+-]|$)/.test(text ?? "")) return null;
  return Math.abs(at.getTime() - Date.parse(`${date}T12:00:00Z`)) <= 1.5 * DAY_MS ? at : null;
}

function instantOf(text: string | null | undefined): Date | null {
  // Without an offset it would be taken for this machine's time.
  if (!text || !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}

function currencyOf(about: {
  readonly iso_currency_code?: string | null | undefined;
  readonly unofficial_currency_code?: string | null | undefined;
}): string | null {
  return about.iso_currency_code || about.unofficial_currency_code || null;
}

/** Plaid's number as exact text: the dust of binary fractions lies beyond the currency's digits. */
function decimalOf(amount: number, currency: string): string {
  // No column holds it; whoever stores it leaves it out.
  if (Math.abs(amount) >= TOO_LARGE) return String(amount);
  if (isCurrency(currency)) return decimalFromMinor(minorFromDecimal(amount, currency), currency);
  return (Number(amount.toFixed(MOST_DIGITS)) + 0).toFixed(MOST_DIGITS).replace(/\.?0+$/, "");
}
