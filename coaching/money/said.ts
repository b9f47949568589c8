import { negatedDecimal, signOfDecimal, sumOfDecimals } from "../model/decimal.ts";

/** A movement before the person's word: what its source says, and what was understood of that. */
export type SourceRow = {
  /** Exact decimal text of all of it, before any split; positive = spent. */
  readonly amount: string;
  readonly merchantName: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly isDiscretionary: boolean | null;
  readonly notes: string | null;
};

/** A part that the person tells apart from the rest; `amount` has its sign. */
export type SaidPart = {
  readonly id: string;
  readonly amount: string;
  readonly category: string | null;
  readonly notes: string | null;
};

/** What the person said about one movement; null: they have not said. A row of `transaction_corrections` fits. */
export type SaidOf = {
  readonly merchantName: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly isDiscretionary: boolean | null;
  readonly notes: string | null;
  readonly splits: readonly SaidPart[];
};

/** What a row says: its own columns, and the rows of its parts beside it. The amounts of all of them are the source's. */
export type EffectiveRow = SourceRow & { readonly parts: readonly PartRow[] };

/** A part as a row of its own, `split:<id>`. */
export type PartRow = SourceRow & { readonly id: string };

/**
 * Lays what the person said over what the source says: their word wins wherever there is one.
 *
 * Parts are taken out of the amount. Where they no longer fit in (the bank corrected the amount, and what would be left is
 * nothing or has the other sign), the row is whole again; the parts stay in the correction for when they fit. A part without
 * a category of its own is of the row's.
 */
export function applySaid(source: SourceRow, said: SaidOf | null): EffectiveRow {
  if (said === null) return { ...source, parts: [] };
  const row = {
    merchantName: said.merchantName ?? source.merchantName,
    // The two belong together: a detail under another category would say nothing.
    category: said.category ?? source.category,
    subcategory: said.category === null ? source.subcategory : said.subcategory,
    isDiscretionary: said.isDiscretionary ?? source.isDiscretionary,
    notes: said.notes ?? source.notes,
  };
  const rest = restOf(source.amount, said.splits);
  if (rest === null) return { ...row, amount: source.amount, parts: [] };
  const parts = said.splits.map((part) => ({
    ...row,
    id: part.id,
    amount: part.amount,
    notes: part.notes,
    // Whether the whole was a choice says nothing of a part that is something else.
    ...(part.category === null ? {} : { category: part.category, subcategory: null, isDiscretionary: null }),
  }));
  return { ...row, amount: rest, parts };
}

/**
 * What is left of an amount after its parts, exactly.
 *
 * @returns null where the parts do not fit in: a part or the rest is nothing or has the other sign
 */
export function restOf(amount: string, parts: readonly Pick<SaidPart, "amount">[]): string | null {
  const sign = signOfDecimal(amount);
  const rest = sumOfDecimals([amount, ...parts.map((part) => negatedDecimal(part.amount))]);
  const fit = [rest, ...parts.map((part) => part.amount)].every((some) => signOfDecimal(some) === sign);
  return fit ? rest : null;
}
