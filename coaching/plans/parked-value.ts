import { type LocalDate, localDateOf } from "../model/local-date.ts";

/** A parked wish as the sums of a month need it. */
export type CountedWish = {
  /** Minor units; null where no price was said. */
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly localDate: LocalDate;
  readonly outcome: "bought" | "dropped" | null;
  readonly closedAt: Date | null;
};

/** How many, and what those with a price come to in each currency, minor units; currencies are never added. */
export type WishSum = { readonly count: number; readonly values: ReadonlyMap<string, number> };

/**
 * What was parked in some local days, and what of all that was ever parked was said in them to be bought or dropped.
 *
 * @param zone of the person, for the local day of what was said
 */
export function sumWishes(
  wishes: readonly CountedWish[],
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  zone: string,
): { readonly parked: WishSum; readonly bought: WishSum; readonly dropped: WishSum } {
  const isWithin = (date: LocalDate) => date >= from && date <= to;
  const closed = wishes.filter(({ closedAt }) => closedAt !== null && isWithin(localDateOf(closedAt, zone)));
  return {
    parked: sumOf(wishes.filter(({ localDate }) => isWithin(localDate))),
    bought: sumOf(closed.filter(({ outcome }) => outcome === "bought")),
    dropped: sumOf(closed.filter(({ outcome }) => outcome === "dropped")),
  };
}

function sumOf(wishes: readonly CountedWish[]): WishSum {
  const values = new Map<string, number>();
  for (const { amountMinor, currency } of wishes) {
    if (amountMinor !== null) values.set(currency, (values.get(currency) ?? 0) + amountMinor);
  }
  return { count: wishes.length, values };
}
