import type { CategoryPair } from "../categories/taxonomy.ts";
import { type ChoiceReason, classify, learnFrom, readPurchases } from "../discretionary/classifier.ts";
import { DISCRETIONARY_CONFIG } from "../discretionary/config.ts";
import { effectiveMerchants, type Merchants } from "../merchants/effective.ts";
import { dayNumber, type LocalDate } from "../model/local-date.ts";
import { RECURRING_CONFIG } from "../recurring/config.ts";
import { isInHistory, type Payment } from "../recurring/event.ts";
import { findRecurring, type RecurringStream } from "../recurring/streams.ts";
import type { StreamWord } from "../recurring/word.ts";
import { MONEY_CONFIG } from "./config.ts";
import { type FiledRow, fileRows } from "./effective-category.ts";
import { type Flow, flowOf } from "./flow.ts";
import { impulsesOf } from "./impulse-of.ts";
import type { ImpulseReason } from "./impulse-reason.ts";
import { type MoneySaid, rowKey, type SaidOfRow, type SourceMovement } from "./source-row.ts";

/** Everything that decides how a row is understood; stored with the rows, so that those of an older one are told apart. */
export const UNDERSTOOD_BY = [
  "understand/1",
  MONEY_CONFIG.version,
  DISCRETIONARY_CONFIG.version,
  RECURRING_CONFIG.version,
].join(" ");

/** Days of history before it can be said that something does not recur. */
const LEAST_HISTORY_DAYS = 45;

/** What is understood of one row. Probabilities have three decimals; null where the question does not arise. */
export type Understood = {
  readonly id: string;
  readonly merchantName: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly isDiscretionary: boolean | null;
  readonly discretionaryProbability: number | null;
  readonly discretionaryReason: ChoiceReason | null;
  readonly isRecurring: boolean | null;
  readonly recurringProbability: number | null;
  readonly impulseProbability: number | null;
  readonly impulseReasons: ImpulseReason | null;
};

export type UnderstandOptions = {
  /** The person's local day; what lies after it is no part of any repetition. */
  readonly asOf: LocalDate;
  /** The person's IANA zone, for the hour of a purchase. */
  readonly zone: string;
  /** By account id. */
  readonly accountTypes: ReadonlyMap<string, string>;
};

/**
 * Understands one person's rows: who was paid, as what, whether it was a choice, whether it recurs, whether it may have been
 * an impulse. Everything the person said wins over everything that was worked out, and teaches it.
 *
 * The order of rows does not matter, and the same rows give the same answers again.
 *
 * @param rows one per id, of any currency
 * @returns one for each row
 */
export function understandMoney(
  rows: readonly SourceMovement[],
  said: MoneySaid,
  options: UnderstandOptions,
): readonly Understood[] {
  const read = readMoney(rows, said, options);
  const streamOf = new Map(
    read.streams.flatMap((stream) => stream.transactionIds.map((id) => [id, stream] as const)),
  );
  const recurring = recurringOf(read, streamOf, options.asOf);
  const choices = choicesOf(read, recurring);
  const impulses = impulsesOf(
    read.rows.map((one) => ({
      ...one.row,
      ...pairOf(one.filed),
      merchantName: one.merchantName,
      isDiscretionary: null,
      discretionaryProbability: choices.get(one.row.id)?.probability ?? 0,
      isRecurring: (recurring.get(one.row.id) ?? 0) >= RECURRING_CONFIG.shown,
      isPurchase: one.flow === "spending" && one.row.amountMinor > 0,
      saidImpulse: one.said?.isImpulse ?? null,
    })),
    options.zone,
  );
  return read.rows.map(({ row, filed, merchantName }) => {
    const choice = choices.get(row.id) ?? null;
    const recurs = recurring.get(row.id) ?? null;
    const impulse = impulses.get(row.id) ?? null;
    return {
      id: row.id,
      merchantName,
      ...pairOf(filed),
      isDiscretionary: choice === null ? null : choice.probability >= DISCRETIONARY_CONFIG.threshold,
      discretionaryProbability: choice?.probability ?? null,
      discretionaryReason: choice?.reason ?? null,
      isRecurring: recurs === null ? null : recurs >= RECURRING_CONFIG.shown,
      recurringProbability: recurs,
      impulseProbability: impulse?.probability ?? null,
      impulseReasons: impulse?.reason ?? null,
    };
  });
}

type ReadRow = {
  readonly row: SourceMovement;
  readonly said: SaidOfRow | null;
  /** The row that it is a part of and like. */
  readonly like: string | null;
  readonly key: string | null;
  readonly merchantName: string | null;
  readonly filed: FiledRow;
  readonly flow: Flow;
};

/** Rows with their merchants and categories, and what recurs among them. */
export type ReadMoney = {
  readonly rows: readonly ReadRow[];
  readonly merchants: Merchants;
  readonly streams: readonly RecurringStream[];
};

/** The first half of {@link understandMoney}: enough to tell what recurs. */
export function readMoney(
  rows: readonly SourceMovement[],
  said: MoneySaid,
  { asOf, accountTypes }: Omit<UnderstandOptions, "zone">,
): ReadMoney {
  const wholes = wholeAmounts(rows);
  const saidOf = (row: SourceMovement | undefined) =>
    row === undefined ? null : (said.rows.get(rowKey(row)) ?? null);
  const byId = new Map(rows.map((row) => [row.id, row] as const));
  // Who was paid for a whole was paid for its parts.
  const nameOf = (row: SourceMovement) =>
    saidOf(row)?.merchantName ?? saidOf(byId.get(row.splitOf ?? ""))?.merchantName ?? null;
  const named = rows.map((row) => ({ ...row, saidName: nameOf(row) }));
  const merchants = effectiveMerchants(named, said.merchants);
  const filed = fileRows(rows, wholes, { merchants, said, accountTypes });
  const like = wholesOf(rows, said);
  const read = rows.map((row): ReadRow => {
    const merchant = merchants.byRow.get(row.id);
    const ofRow = filed.get(row.id) ?? { pair: null, isSaid: false, isDoubtful: false };
    return {
      row,
      said: saidOf(row),
      like: like.get(row.id)?.id ?? null,
      key: merchant?.key ?? null,
      merchantName: merchant?.name ?? null,
      filed: ofRow,
      flow: flowOf({ ...pairOf(ofRow), amountMinor: row.amountMinor }),
    };
  });
  // A part is no payment of its own: it recurs as its whole does.
  const payments = read
    .filter(({ row }) => row.splitOf === null)
    .map(
      ({ row, merchantName, filed: ofRow }): Payment => ({
        id: row.id,
        date: row.date,
        merchantName,
        rawDescriptor: row.rawName,
        amountMinor: wholes.get(row.id) ?? row.amountMinor,
        currency: row.currency,
        pending: row.pending,
        ...pairOf(ofRow),
      }),
    );
  const keys = new Map(read.map(({ row, key }) => [row.id, key] as const));
  const words = said.streams.map((word): StreamWord => ({ ...word, key: merchants.keyOf(word.key) }));
  return { rows: read, merchants, streams: findRecurring(payments, { asOf, words, keys }) };
}

/** The row that a part is a part of, where the person has said nothing that tells it apart from the rest. */
function wholesOf(rows: readonly SourceMovement[], said: MoneySaid): ReadonlyMap<string, SourceMovement> {
  const byId = new Map(rows.map((row) => [row.id, row] as const));
  return new Map(
    rows.flatMap((part) => {
      const whole = part.splitOf === null ? undefined : byId.get(part.splitOf);
      if (whole === undefined) return [];
      const own = said.rows.get(rowKey(part));
      const ofWhole = said.rows.get(rowKey(whole))?.splits ?? [];
      const category = ofWhole.find(({ id }) => `split:${id}` === part.externalId)?.category ?? null;
      const isLike =
        category === null && (own == null || (own.category === null && own.isDiscretionary === null));
      return isLike ? [[part.id, whole] as const] : [];
    }),
  );
}

function pairOf({ pair }: FiledRow): { category: string | null; subcategory: string | null } {
  return pair ?? ({ category: null, subcategory: null } satisfies Record<keyof CategoryPair, null>);
}

/** Each row's amount with its parts put back. */
function wholeAmounts(rows: readonly SourceMovement[]): ReadonlyMap<string, number> {
  const wholes = new Map(rows.map(({ id, amountMinor }) => [id, amountMinor] as const));
  for (const { splitOf, amountMinor } of rows) {
    const rest = splitOf === null ? undefined : wholes.get(splitOf);
    if (splitOf !== null && rest !== undefined) wholes.set(splitOf, rest + amountMinor);
  }
  return wholes;
}

/** How likely each payment recurs; left out where that cannot be told. */
function recurringOf(
  { rows }: ReadMoney,
  streamOf: ReadonlyMap<string, RecurringStream>,
  asOf: LocalDate,
): ReadonlyMap<string, number> {
  const isPast = isInHistory(asOf);
  const past = rows.filter(({ row }) => isPast(row));
  const last = dayNumber(asOf);
  const isLong = past.some(({ row }) => last - dayNumber(row.date) >= LEAST_HISTORY_DAYS);
  const visits = new Map<string, number>();
  const place = ({ key, row }: ReadRow) => `${key ?? ""}\n${row.currency}`;
  for (const one of past) {
    if (one.key === null || one.flow !== "spending" || one.row.splitOf !== null) continue;
    visits.set(place(one), (visits.get(place(one)) ?? 0) + 1);
  }
  const probabilities = new Map<string, number>();
  for (const one of rows) {
    if (one.flow !== "spending") continue;
    const stream = streamOf.get(one.row.splitOf ?? one.row.id);
    const probability = stream?.probability ?? 0;
    const isTold = isLong && (visits.get(place(one)) ?? 0) >= 2;
    if (isTold || probability === 1) probabilities.set(one.row.id, rounded(probability));
  }
  return probabilities;
}

/** How likely each was a choice, and why, for spending and what takes it back. */
function choicesOf(
  { rows, merchants }: ReadMoney,
  recurring: ReadonlyMap<string, number>,
): ReadonlyMap<string, { readonly probability: number; readonly reason: ChoiceReason }> {
  const spent = rows.filter(({ flow }) => flow !== "transfer" && flow !== "income");
  const judged = spent.filter(({ like }) => like === null);
  // A part of another kind is judged by its kind: what is usual at the shop holds for the rest.
  const keys = new Map(judged.map(({ row, key }) => [row.id, row.splitOf === null ? key : null] as const));
  const purchases = readPurchases(
    judged.map(({ row, filed, merchantName }) => ({
      id: row.id,
      merchantName,
      rawDescriptor: row.rawName,
      ...pairOf(filed),
      isCategoryDoubtful: filed.isDoubtful,
      isCategorySaid: filed.isSaid,
      isRecurring: (recurring.get(row.id) ?? 0) >= RECURRING_CONFIG.shown,
    })),
    keys,
  );
  const corrections = judged.flatMap(({ row, said }) =>
    typeof said?.isDiscretionary === "boolean"
      ? [{ transactionId: row.id, isDiscretionary: said.isDiscretionary, isAlone: said.isAlone === true }]
      : [],
  );
  const learned = learnFrom(purchases, corrections, merchants.always);
  const choices = new Map(
    judged.map(({ row }) => {
      const { probability, reason } = classify(purchases, learned, row.id);
      return [row.id, { probability: rounded(probability), reason }] as const;
    }),
  );
  // A part that is like its whole is what that is, and is no answer of its own.
  for (const { row, like } of spent) {
    const whole = like === null ? undefined : choices.get(like);
    if (whole !== undefined) choices.set(row.id, whole);
  }
  return choices;
}

/** As they are stored: what differs by less differs by nothing that anybody could mean. */
function rounded(probability: number): number {
  return Math.round(probability * 1000) / 1000;
}
