import { addDays } from "../model/local-date.ts";
import type { CalendarDay } from "./calendar.ts";
import { drawBetween, drawChance, drawWhole, opaqueId, type Streams } from "./draws.ts";
import type { Traits } from "./persons.ts";
import { priceMinor } from "./prices.ts";
import type { SampleAccount, SampleAccountType, SampleTransaction, SampleUnlinked } from "./types.ts";

/** Months of income that lie on an account before the first day; a card starts with nothing owed. */
const OPENING_MONTHS: Record<SampleAccountType, readonly [number, number]> = {
  checking: [1.2, 2.2],
  savings: [0.5, 4],
  credit_card: [0, 0],
};

/** Every sample person has these three, at an invented bank; balances are those before the first day. */
export function openAccounts(
  seed: string,
  personId: string,
  streams: Streams,
  traits: Traits,
): SampleAccount[] {
  const account = (type: SampleAccountType, name: string): SampleAccount => {
    const months = drawBetween(streams("opening-balance", type), ...OPENING_MONTHS[type]);
    return {
      id: type,
      provider: "simulated",
      externalAccountId: opaqueId("acc", `${seed}/${personId}/${type}`),
      name,
      type,
      currency: traits.currency,
      balanceMinor: months === 0 ? 0 : priceMinor(months * traits.monthlyIncomeUsd, traits.currency),
    };
  };
  return [account("checking", "Checking"), account("savings", "Savings"), account("credit_card", "Card")];
}

/** The accounts after these transactions. */
export function settleBalances(
  accounts: readonly SampleAccount[],
  transactions: readonly SampleTransaction[],
): SampleAccount[] {
  return accounts.map((account) => {
    const own = transactions.filter(({ accountId }) => accountId === account.id);
    const spent = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    return { ...account, balanceMinor: account.balanceMinor - spent };
  });
}

/** For a fifth of persons, once, 5 to 20 days on which the link to one account was broken. */
export function drawUnlinked(
  streams: Streams,
  traits: Traits,
  days: readonly CalendarDay[],
  accounts: readonly SampleAccount[],
): SampleUnlinked[] {
  const random = streams("unlinked");
  const type = drawChance(random, 0.6) ? "credit_card" : "checking";
  const start = Math.floor(drawBetween(random, 0.2, 0.8) * days.length);
  const length = drawWhole(random, 5, 20);
  const from = days[start]?.date;
  const account = accounts.find((candidate) => candidate.type === type);
  if (!traits.losesBankLink || from === undefined || !account) return [];
  return [{ accountId: account.id, from, to: addDays(from, length - 1) }];
}
