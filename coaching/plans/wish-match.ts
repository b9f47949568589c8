/** A payment that may be a wish come true. */
type Paid = { readonly amountMinor: number; readonly currency: string; readonly name: string | null };

/** Tax or a fee may lie between a price that was said and what was paid. */
const APART = 0.01;
const LETTERS = /[\p{L}\p{N}]{3,}/gu;

/**
 * Payments that may be the purchase of what was parked: as much as its price, give or take 1 %, in its currency. Those come
 * first whose merchant shares a word with it; else they stay in their order.
 */
export function matchWish<Row extends Paid>(
  wish: { readonly what: string; readonly amountMinor: number; readonly currency: string },
  rows: readonly Row[],
): readonly Row[] {
  const words = wordsOf(wish.what);
  const isNamed = ({ name }: Row) => [...wordsOf(name ?? "")].some((word) => words.has(word));
  const fits = rows.filter(
    ({ amountMinor, currency }) =>
      currency === wish.currency &&
      Math.abs(amountMinor - wish.amountMinor) <= Math.abs(wish.amountMinor) * APART,
  );
  return fits.toSorted((one, other) => Number(isNamed(other)) - Number(isNamed(one)));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(LETTERS) ?? []);
}
