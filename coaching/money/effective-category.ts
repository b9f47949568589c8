import { readLine } from "../categories/line-category.ts";
import { type CategoryPair, OTHER, toCategory } from "../categories/taxonomy.ts";
import type { Merchants } from "../merchants/effective.ts";
import { dayNumber } from "../model/local-date.ts";
import { isUnder } from "./category.ts";
import { type MoneySaid, rowKey, type SourceMovement } from "./source-row.ts";
import { pairTransfers, transferWordOf } from "./transfers.ts";

/** What a row is filed under, and how that is known. */
export type FiledRow = {
  readonly pair: CategoryPair | null;
  /** The person put this very row there. */
  readonly isSaid: boolean;
  /** By the source, which doubts it itself. */
  readonly isDoubtful: boolean;
};

type Known = {
  readonly merchants: Merchants;
  readonly said: MoneySaid;
  readonly accountTypes: ReadonlyMap<string, string>;
};

/** Before transfers are looked for: what the row says by itself. */
type OwnWord = FiledRow & { readonly isPersons: boolean; readonly maybeTransfer: boolean };

/**
 * What each row is filed under. The person's word first: of the row, of a part, of everything at the merchant. Then the other
 * side of a transfer, where there is one; then the source's own category; then its words.
 *
 * @param wholes of each row with its parts put back
 */
export function fileRows(
  rows: readonly SourceMovement[],
  wholes: ReadonlyMap<string, number>,
  known: Known,
): ReadonlyMap<string, FiledRow> {
  const partSaid = categoriesOfParts(known.said);
  const own = new Map<string, OwnWord>();
  for (const row of rows) own.set(row.id, ownWord(row, known, partSaid));

  const paired = pairTransfers(
    rows
      .filter(({ splitOf }) => splitOf === null)
      .map((row) => {
        const word = own.get(row.id);
        const category = word?.pair?.subcategory ?? word?.pair?.category ?? null;
        return {
          id: row.id,
          accountId: row.accountId,
          accountType: typeOf(row, known),
          day: dayNumber(row.date),
          amountMinor: wholes.get(row.id) ?? row.amountMinor,
          currency: row.currency,
          merchantKey: known.merchants.byRow.get(row.id)?.key ?? null,
          says: transferWordOf(category, word?.maybeTransfer ?? false),
        };
      }),
  );

  const filed = new Map<string, FiledRow>();
  for (const row of rows) {
    const word = own.get(row.id);
    if (word === undefined) continue;
    const other = paired.get(row.id);
    const isPlain = !word.isPersons && (word.pair === null || isUnder(word.pair.category, "OTHER"));
    filed.set(
      row.id,
      other !== undefined && isPlain ? { ...word, pair: other.pair, isDoubtful: false } : word,
    );
  }
  // A part that nothing was said of is what its whole is.
  for (const row of rows) {
    if (row.splitOf === null || own.get(row.id)?.isPersons) continue;
    const whole = filed.get(row.splitOf);
    if (whole !== undefined) filed.set(row.id, whole);
  }
  return filed;
}

function ownWord(row: SourceMovement, known: Known, partSaid: ReadonlyMap<string, string>): OwnWord {
  const persons = { isPersons: true, isDoubtful: false, maybeTransfer: false };
  const said = known.said.rows.get(rowKey(row));
  const ofRow = said?.category ?? partSaid.get(`${row.accountId}\n${row.externalId}`) ?? null;
  if (ofRow !== null) {
    return {
      ...persons,
      pair: personsPair(ofRow, said?.category == null ? null : said.subcategory),
      isSaid: true,
    };
  }
  const rule = known.merchants.byRow.get(row.id)?.rule;
  if (rule?.category != null) {
    return { ...persons, pair: personsPair(rule.category, rule.subcategory), isSaid: false };
  }
  const accountType = typeOf(row, known);
  const sources = { isSaid: false, isPersons: false } as const;
  const bySource = row.sourceCategory === null ? null : toCategory(row.sourceCategory);
  const isTelling = bySource !== null && bySource.category !== OTHER.category;
  if (isTelling && !row.isCategoryDoubtful) {
    const pair = ofAccount(row, accountType, bySource);
    return { ...sources, pair, isDoubtful: false, maybeTransfer: false };
  }
  const line = lineOf(row, accountType, known);
  const isDoubtful = isTelling && line.pair === null;
  const pair = ofAccount(row, accountType, line.pair ?? bySource);
  return { ...sources, pair, isDoubtful, maybeTransfer: line.maybeTransfer };
}

/** The person's category: one of ours, or a word of their own that is kept as it is. */
function personsPair(category: string, subcategory: string | null): CategoryPair {
  const known = toCategory(subcategory ?? category);
  return known.category === "OTHER" && !isUnder(category, "OTHER") ? { category, subcategory } : known;
}

/** What the kind of account tells of a row. */
function ofAccount(
  { amountMinor }: SourceMovement,
  type: string,
  pair: CategoryPair | null,
): CategoryPair | null {
  const category = pair?.category ?? null;
  // What is paid off a loan is the other side of the instalment, which was spent on the account it came from.
  if (
    type === "loan" &&
    amountMinor < 0 &&
    (category === null || isUnder(category, "LOAN_PAYMENTS") || isUnder(category, "OTHER"))
  ) {
    return toCategory("TRANSFER_IN_ACCOUNT_TRANSFER");
  }
  // Money moved into or out of papers is kept, not spent or earned.
  if (type === "investment" && (category === null || isUnder(category, "OTHER"))) {
    const side = amountMinor < 0 ? "TRANSFER_IN" : "TRANSFER_OUT";
    return toCategory(`${side}_INVESTMENT_AND_RETIREMENT_FUNDS`);
  }
  return pair;
}

function lineOf(row: SourceMovement, accountType: string, { merchants }: Known) {
  return readLine({
    merchantName: merchants.byRow.get(row.id)?.name ?? null,
    line: row.rawName ?? row.sourceMerchant,
    memo: row.memo,
    isSpent: row.amountMinor >= 0,
    accountType,
    isByHand: row.source === "hand",
  });
}

function typeOf({ accountId }: SourceMovement, { accountTypes }: Known): string {
  return accountTypes.get(accountId) ?? "other";
}

/** By account and external id of the parts' own rows. */
function categoriesOfParts({ rows }: MoneySaid): ReadonlyMap<string, string> {
  const categories = new Map<string, string>();
  for (const [key, { splits }] of rows) {
    const [accountId = ""] = key.split("\n");
    for (const { id, category } of splits) {
      if (category !== null) categories.set(`${accountId}\nsplit:${id}`, category);
    }
  }
  return categories;
}
