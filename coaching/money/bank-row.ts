import { plainDecimal } from "../model/decimal.ts";
import { instantOfWallTime, type LocalDate, localDateOf } from "../model/local-date.ts";

/** What a source says of one movement, with our sign and dates. */
export type BankRow = {
  readonly externalId: string;
  /** The pending row that this one takes the place of. */
  readonly pendingExternalId: string | null;
  /** A calendar day as the bank names it, never moved by a zone; null where only the instant is known. */
  readonly date: LocalDate | null;
  /** The instant, where the provider gives a real one. */
  readonly at: Date | null;
  /** Exact decimal text; positive = money left the account. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The bank's line. */
  readonly name: string | null;
  /** The provider's cleaned name of the merchant; null where it has none. */
  readonly merchantName: string | null;
  readonly memo: string | null;
  /** A Plaid personal finance category, primary and detailed, of either version; null from who has none. */
  readonly category: { readonly detailed: string; readonly isDoubtful: boolean } | null;
  readonly pending: boolean;
};

/** What a stored row holds of its source's words; `amount` is all of it, before any split. */
export type StoredSource = {
  readonly externalId: string;
  readonly date: LocalDate;
  readonly at: Date;
  readonly timeKnown: boolean;
  readonly amount: string;
  readonly currency: string;
  readonly name: string | null;
  readonly sourceMerchant: string | null;
  readonly memo: string | null;
  readonly sourceCategory: string | null;
  readonly isCategoryDoubtful: boolean;
  readonly pending: boolean;
};

const NOON = 720;

/**
 * A row as it is stored. A row that was stored before keeps the day and instant that it was given then, as long as the
 * source says the same: a person who moves to another zone has bought nothing on other days for it.
 *
 * @throws RangeError for a day that is none, or neither day nor instant
 */
export function storedSource(row: BankRow, zone: string, held: StoredSource | null): StoredSource {
  return {
    ...whenOf(row, zone, held),
    externalId: row.externalId,
    amount: row.amount,
    currency: row.currency,
    name: row.name,
    sourceMerchant: row.merchantName,
    memo: row.memo,
    sourceCategory: row.category?.detailed ?? null,
    isCategoryDoubtful: row.category?.isDoubtful ?? false,
    pending: row.pending,
  };
}

function whenOf(
  { date, at }: BankRow,
  zone: string,
  held: StoredSource | null,
): Pick<StoredSource, "date" | "at" | "timeKnown"> {
  if (at !== null) {
    const isSame = held?.timeKnown === true && held.at.getTime() === at.getTime();
    return { date: date ?? (isSame ? held.date : localDateOf(at, zone)), at, timeKnown: true };
  }
  if (date === null) throw new RangeError("expected a day or an instant");
  const isSame = held?.timeKnown === false && held.date === date;
  return { date, at: isSame ? held.at : instantOfWallTime(zone, date, NOON), timeKnown: false };
}

/** Whether a source says the same again. */
export function isSameSource(one: StoredSource, other: StoredSource): boolean {
  return (
    one.externalId === other.externalId &&
    one.date === other.date &&
    one.at.getTime() === other.at.getTime() &&
    one.timeKnown === other.timeKnown &&
    plainDecimal(one.amount) === plainDecimal(other.amount) &&
    one.currency === other.currency &&
    one.name === other.name &&
    one.sourceMerchant === other.sourceMerchant &&
    one.memo === other.memo &&
    one.sourceCategory === other.sourceCategory &&
    one.isCategoryDoubtful === other.isCategoryDoubtful &&
    one.pending === other.pending
  );
}
