import type Stripe from "stripe";
import { decimalFromMinor } from "../../../../coaching/model/money.ts";
import type { BankAccount, BankTransaction } from "../bank-provider.ts";
import { momentOf } from "../epoch.ts";

type SourceAccount = Stripe.FinancialConnections.Account;
type SourceTransaction = Stripe.FinancialConnections.Transaction;

/**
 * What turns Stripe's sign into ours, positive = money left the account.
 *
 * Stripe's reference says "in cents" and nothing of the sign. A sample in its documentation shows a purchase as −1000, and
 * its balances are positive for what belongs to the person, so money that leaves is taken to be negative: the opposite of
 * ours. Whoever finds it otherwise with a live bank changes this line and no other.
 */
const SIGN = -1;

const SECOND_MS = 1000;
const CURRENCY = /^[a-z]{3}$/i;

const TYPES: Readonly<Record<string, BankAccount["type"]>> = {
  checking: "checking",
  savings: "savings",
  credit_card: "credit_card",
  line_of_credit: "loan",
  mortgage: "loan",
};

export function toAccount(source: SourceAccount): BankAccount {
  const type = TYPES[source.subcategory] ?? (source.category === "investment" ? "investment" : "other");
  const [code, current] =
    Object.entries(source.balance?.current ?? {}).find(([key]) => CURRENCY.test(key)) ?? [];
  const currency = (code ?? "usd").toUpperCase();
  const owes = type === "credit_card" || type === "loan";
  const asOf = current === undefined ? null : (source.balance?.as_of ?? null);
  return {
    externalId: source.id,
    name: source.display_name?.trim() || source.institution_name,
    type,
    currency,
    // What belongs to the person is positive there; what is owed on a card is positive here.
    balance: current === undefined ? null : decimalFromMinor(owes ? -current : current, currency),
    balanceAt: asOf === null ? null : new Date(asOf * SECOND_MS),
    mask: source.last4,
  };
}

/** A movement: Stripe knows neither the merchant nor a category, only the bank's line. */
export function toTransaction(source: SourceTransaction, timezone: string): BankTransaction {
  const currency = source.currency.toUpperCase();
  const { date, at } = momentOf(source.transacted_at, timezone);
  return {
    accountExternalId: source.account,
    externalId: source.id,
    // A movement keeps its id when it posts.
    pendingExternalId: null,
    date,
    at,
    amount: decimalFromMinor(SIGN * source.amount, currency),
    currency,
    name: source.description.trim() || null,
    merchantName: null,
    memo: null,
    category: null,
    pending: source.status === "pending",
    raw: source,
  };
}
