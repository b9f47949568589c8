import type { LocalDate } from "../../../coaching/model/local-date.ts";
import {
  type MoneySaid,
  NOTHING_SAID,
  rowKey,
  type SaidOfMerchant,
  type SaidOfRow,
  type SourceMovement,
} from "../../../coaching/money/source-row.ts";
import { type Understood, understandMoney } from "../../../coaching/money/understand.ts";

export const AS_OF = "2026-11-23";

export const ACCOUNT_TYPES: ReadonlyMap<string, string> = new Map([
  ["checking", "checking"],
  ["second", "checking"],
  ["savings", "savings"],
  ["card", "credit_card"],
  ["loan", "loan"],
  ["papers", "investment"],
]);

let made = 0;

/** A row of a bank that tells a line and no category, $10 out of checking. */
export function told(date: LocalDate, line: string, change: Partial<SourceMovement> = {}): SourceMovement {
  made++;
  const id = change.id ?? `tx-${String(made).padStart(5, "0")}`;
  return {
    id,
    accountId: "checking",
    externalId: id,
    at: new Date(`${date}T12:00:00Z`),
    date,
    timeKnown: false,
    source: "bank",
    splitOf: null,
    rawName: line,
    memo: null,
    sourceMerchant: null,
    sourceCategory: null,
    isCategoryDoubtful: false,
    amountMinor: 1000,
    currency: "USD",
    pending: false,
    ...change,
  };
}

export function saying(
  about: SourceMovement,
  what: Partial<SaidOfRow>,
): readonly [key: string, said: SaidOfRow] {
  const nothing = { merchantName: null, category: null, subcategory: null };
  return [
    rowKey(about),
    { ...nothing, isDiscretionary: null, isImpulse: null, splits: [], ...what },
  ] as const;
}

export function ruling(merchantKey: string, what: Partial<SaidOfMerchant>): SaidOfMerchant {
  return {
    merchantKey,
    displayName: null,
    category: null,
    subcategory: null,
    isDiscretionary: null,
    saidAt: new Date("2026-11-01T12:00:00Z"),
    ...what,
  };
}

export function understood(
  rows: readonly SourceMovement[],
  said: Partial<MoneySaid> = {},
  asOf: LocalDate = AS_OF,
): ReadonlyMap<string, Understood> {
  const answers = understandMoney(
    rows,
    { ...NOTHING_SAID, ...said },
    { asOf, zone: "UTC", accountTypes: ACCOUNT_TYPES },
  );
  return new Map(answers.map((one) => [one.id, one]));
}

/** The most detailed category of each row. */
export function categoriesOf(
  rows: readonly SourceMovement[],
  said: Partial<MoneySaid> = {},
): readonly (string | null)[] {
  const answers = understood(rows, said);
  return rows.map(({ id }) => answers.get(id)?.subcategory ?? answers.get(id)?.category ?? null);
}
