import type { LocalDate } from "../model/local-date.ts";
import type { StreamWord } from "../recurring/word.ts";

/** A row as its source tells it, before anything was understood of it. */
export type SourceMovement = {
  readonly id: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly at: Date;
  readonly date: LocalDate;
  readonly timeKnown: boolean;
  readonly source: "bank" | "file" | "hand" | "split";
  /** The row that this one is a part of. */
  readonly splitOf: string | null;
  readonly rawName: string | null;
  readonly memo: string | null;
  readonly sourceMerchant: string | null;
  readonly sourceCategory: string | null;
  readonly isCategoryDoubtful: boolean;
  /** Of the row as it stands, its parts taken out. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly pending: boolean;
};

/** What the person said about one row; null: they have not said. */
export type SaidOfRow = {
  readonly merchantName: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly isDiscretionary: boolean | null;
  /** That holds for this one alone and teaches nothing about others. */
  readonly isAlone?: boolean | null;
  readonly isImpulse: boolean | null;
  readonly splits: readonly { readonly id: string; readonly category: string | null }[];
};

/** What the person said about everything at one merchant. */
export type SaidOfMerchant = {
  /** As `merchantKeys` names it before any rule. */
  readonly merchantKey: string;
  readonly displayName: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly isDiscretionary: boolean | null;
  readonly saidAt: Date;
};

/** Everything a person has said about their money. */
export type MoneySaid = {
  /** By {@link rowKey}. */
  readonly rows: ReadonlyMap<string, SaidOfRow>;
  readonly merchants: readonly SaidOfMerchant[];
  /** The later after the earlier. */
  readonly streams: readonly StreamWord[];
};

/** What a person's word about a row is found by: it outlives the row. */
export function rowKey({ accountId, externalId }: { accountId: string; externalId: string }): string {
  return `${accountId}\n${externalId}`;
}

/** What somebody has said who has not said anything. */
export const NOTHING_SAID: MoneySaid = { rows: new Map(), merchants: [], streams: [] };
