import { negatedDecimal } from "../../../../coaching/model/decimal.ts";
import { localDateOf } from "../../../../coaching/model/local-date.ts";
import { isCurrency } from "../../../../coaching/model/money.ts";
import type { BankAccount, BankTransaction } from "../bank-provider.ts";
import { momentOf } from "../epoch.ts";
import type { AccountSet, SourceAccount, SourceTransaction } from "./answer.ts";

const SECOND_MS = 1000;
const LONGEST_NOTICE = 300;
const DECIMAL = /^-?\d+(\.\d+)?$|^-?\.\d+$/;

/** SimpleFIN tells no type: the name has to. The first that fits; what says nothing is an everyday account. */
const TYPES: readonly (readonly [RegExp, BankAccount["type"]])[] = [
  [/\b(loan|mortgage|heloc|line of credit)\b/i, "loan"],
  [/\b(debit|checking|chequing)\b/i, "checking"],
  [/\b(credit|visa|master ?card|amex|american express|discover|rewards)\b|\bcard\b/i, "credit_card"],
  [/\b(brokerage|invest\w*|401\W?k|403\W?b|roth|ira|hsa|529|pension|portfolio)\b/i, "investment"],
  [/\b(savings?|money market|cd|certificate)\b/i, "savings"],
];

/**
 * A decimal text as the bridge's banks write it, with an ordinary minus and without marks between thousands.
 *
 * @returns null for what is no number
 */
function plainAmount(text: string): string | null {
  const plain = text
    .trim()
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-")
    .replace(/^\+/, "")
    .replace(/,(?=\d{3}(\D|$))/g, "");
  return DECIMAL.test(plain) ? plain : null;
}

/** An ISO 4217 code; null for miles and points, whose currency is an address. */
export function currencyOf({ currency }: Pick<SourceAccount, "currency">): string | null {
  const code = currency.trim().toUpperCase();
  return isCurrency(code) ? code : null;
}

/** An account; several banks stand behind one access, so its bank's name stands before its own. */
export function toAccount(source: SourceAccount, set: AccountSet, currency: string): BankAccount {
  const own = source.name?.trim() || "Account";
  const bank = bankOf(source, set);
  const name = bank === null || own.toLowerCase().includes(bank.toLowerCase()) ? own : `${bank} ${own}`;
  const holds = (source.holdings?.length ?? 0) > 0;
  const type = holds ? "investment" : (TYPES.find(([words]) => words.test(own))?.[1] ?? "checking");
  const balance = plainAmount(source.balance ?? "");
  const owes = type === "credit_card" || type === "loan";
  return {
    externalId: source.id,
    name: name.slice(0, 200),
    type,
    currency,
    balance: balance !== null && owes ? negatedDecimal(balance) : balance,
    balanceAt: source["balance-date"] > 0 ? new Date(source["balance-date"] * SECOND_MS) : null,
    mask: null,
  };
}

function bankOf(source: SourceAccount, set: AccountSet): string | null {
  const connection = set.connections?.find(({ conn_id }) => conn_id === source.conn_id);
  return connection?.name?.trim() || source.org?.name?.trim() || null;
}

/**
 * A movement; SimpleFIN's sign is the opposite of ours.
 *
 * @returns null where the amount cannot be read
 */
export function toTransaction(
  source: SourceTransaction,
  about: {
    readonly accountExternalId: string;
    readonly currency: string;
    readonly timezone: string;
    readonly now: Date;
    readonly raw: unknown;
  },
): BankTransaction | null {
  const amount = plainAmount(source.amount);
  if (amount === null) return null;
  const happened = source.transacted_at > 0 ? source.transacted_at : source.posted;
  const { date, at } =
    happened > 0
      ? momentOf(happened, about.timezone)
      : { date: localDateOf(about.now, about.timezone), at: null };
  return {
    accountExternalId: about.accountExternalId,
    externalId: source.id,
    pendingExternalId: null,
    date,
    // Of a posting the hour says when a machine ran, not when somebody paid.
    at: source.transacted_at > 0 ? at : null,
    amount: negatedDecimal(amount),
    currency: about.currency,
    name: source.description?.trim() || source.payee?.trim() || null,
    merchantName: source.payee?.trim() || null,
    memo: source.memo?.trim() || null,
    category: null,
    pending: source.pending ?? source.posted === 0,
    raw: about.raw,
  };
}

/** What the service says of its own accord: made for people, but from outside, so in one line of bounded length. */
export function plainNotice(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, LONGEST_NOTICE);
}
