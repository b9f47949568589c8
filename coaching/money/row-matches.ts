import { plainDecimal } from "../model/decimal.ts";
import { daysBetween, type LocalDate } from "../model/local-date.ts";

/** What tells movements of one account apart when their ids do not. */
export type Matchable = {
  readonly accountId: string;
  readonly externalId: string;
  readonly date: LocalDate;
  readonly amount: string;
  readonly currency: string;
  readonly name: string | null;
};

/** Most days between a pending row and the one that it posts as. */
const MOST_DAYS_APART = 5;

/**
 * Rows that vanished, each with the new one that took its place: of the same account and amount, at most five days apart,
 * the nearest pairs first (of those equally near, the ones that bear the same name). Each row is used once.
 */
export function matchPosted<Old extends Matchable, New extends Matchable>(
  vanished: readonly Old[],
  fresh: readonly New[],
): ReadonlyMap<Old, New> {
  const byAmount = Map.groupBy(fresh, amountKey);
  const pairs = vanished.flatMap((old) =>
    (byAmount.get(amountKey(old)) ?? []).flatMap((row) => {
      const apart = Math.abs(daysBetween(old.date, row.date));
      return apart > MOST_DAYS_APART ? [] : [{ old, row, apart, isNamedAlike: old.name === row.name }];
    }),
  );
  pairs.sort(
    (one, other) =>
      one.apart - other.apart ||
      Number(other.isNamedAlike) - Number(one.isNamedAlike) ||
      inOrder(one.old.externalId, other.old.externalId) ||
      inOrder(one.row.externalId, other.row.externalId),
  );
  const matched = new Map<Old, New>();
  const used = new Set<New>();
  for (const { old, row } of pairs) {
    if (matched.has(old) || used.has(row)) continue;
    matched.set(old, row);
    used.add(row);
  }
  return matched;
}

/**
 * The same movements under other ids, as an account that was linked anew has them: equal in day, amount and name, as many
 * of each as both sides have.
 */
export function matchEqual<Old extends Matchable, New extends Matchable>(
  before: readonly Old[],
  fresh: readonly New[],
): ReadonlyMap<Old, New> {
  const key = (row: Matchable) => `${amountKey(row)}/${row.date}/${row.name ?? ""}`;
  const waiting = Map.groupBy(
    fresh.toSorted((one, other) => inOrder(one.externalId, other.externalId)),
    key,
  );
  const matched = new Map<Old, New>();
  for (const old of before.toSorted((one, other) => inOrder(one.externalId, other.externalId))) {
    const row = waiting.get(key(old))?.shift();
    if (row !== undefined) matched.set(old, row);
  }
  return matched;
}

function amountKey({ accountId, amount, currency }: Matchable): string {
  return `${accountId}/${currency}/${plainDecimal(amount)}`;
}

function inOrder(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
