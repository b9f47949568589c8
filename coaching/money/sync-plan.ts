import { daysBetween, type LocalDate } from "../model/local-date.ts";
import { type BankRow, isSameSource, type StoredSource, storedSource } from "./bank-row.ts";
import { matchEqual, matchPosted } from "./row-matches.ts";
import { applySaid, type PartRow, type SaidOf } from "./said.ts";

/** Before the ids of rows whose account was linked anew, until the new link names them. */
export const BEFORE = "before:";

/** Before the id of a part, as the id of its row. */
export const PART = "split:";

/** How long a pending row that the person said something about outlives its bank's silence, waiting to post. */
const KEPT_FOR_DAYS = 5;

/** A stored row: its source's words, and what it says now. */
export type HeldRow = StoredSource & {
  readonly id: string;
  readonly accountId: string;
  readonly merchantName: string | null;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly isDiscretionary: boolean | null;
  readonly notes: string | null;
};

/** What the person said about the row with an id of its source's, whether or not there is such a row. */
export type Correction = SaidOf & {
  readonly accountId: string;
  readonly externalId: string;
  readonly isAlone: boolean | null;
  readonly isImpulse: boolean | null;
  readonly saidAt: Date;
};

export type SyncInput<Row extends BankRow> = {
  /** New and changed rows, by our account ids. Of two with one id the later counts. */
  readonly upserts: readonly (Row & { readonly accountId: string })[];
  /** Ids that are gone; they win over `upserts`. */
  readonly removed: readonly string[];
  /** Accounts whose every pending row is among the upserts. */
  readonly pendingComplete: readonly string[];
  /** Stored rows of these accounts that the update may be about: by id, by pending id, pending ones, and those before. */
  readonly held: readonly HeldRow[];
  readonly corrections: readonly Correction[];
  readonly zone: string;
  readonly today: LocalDate;
};

/** A row to be written: as a new one, or in place of the stored one. */
export type PlannedRow<Row extends BankRow> = HeldRow & {
  readonly isNew: boolean;
  readonly incoming: Row;
  /** What is left of the amount after the parts. */
  readonly left: string;
  readonly parts: readonly PartRow[];
};

export type SyncPlan<Row extends BankRow> = {
  readonly rows: readonly PlannedRow<Row>[];
  /** Stored rows that go, their parts too; what was said about them stays. */
  readonly gone: readonly HeldRow[];
  /** Corrections that belong to another id from now on: as they are then, and the id that they were held by. */
  readonly moved: readonly (Correction & { readonly from: string })[];
  /** Local days on which something changed. */
  readonly days: readonly LocalDate[];
};

/**
 * What an update comes to: every stored row keeps its own id whatever its source calls it, what the person said follows it,
 * and what says the same again is left alone. Applied to what it led to, the same update comes to nothing.
 *
 * @param newId the id of a new row
 */
export function planSync<Row extends BankRow>(input: SyncInput<Row>, newId: () => string): SyncPlan<Row> {
  const fresh = stillThere(input);
  const heldByKey = new Map(input.held.map((row) => [keyOf(row), row]));
  const takenBy = findRenames(input, fresh, heldByKey);
  const said = moveCorrections(input, fresh, takenBy);
  const rows = fresh.flatMap((row): readonly PlannedRow<Row>[] => {
    const held = heldByKey.get(keyOf(row)) ?? takenBy.get(keyOf(row)) ?? null;
    const source = storedSource(row, input.zone, held);
    if (held !== null && isSameSource(held, source) && !said.joined.has(keyOf(row))) return [];
    return [planRow(row, source, held, said.byKey, newId)];
  });
  const gone = findGone(input, fresh, takenBy, said.byKey);
  const before = new Map(input.held.map((row) => [row.id, row.date]));
  const changed = [
    ...rows.flatMap(({ id, date }) => [date, before.get(id) ?? date]),
    ...gone.map(({ date }) => date),
  ];
  return { rows, gone, moved: said.moved, days: [...new Set(changed)].sort() };
}

type Incoming<Row> = Row & { readonly accountId: string };
type Keyed = { readonly accountId: string; readonly externalId: string };

function keyOf({ accountId, externalId }: Keyed): string {
  return `${accountId}/${externalId}`;
}

/** The rows that exist after the update: each once, without those removed, and without pending ones that have posted. */
function stillThere<Row extends BankRow>({ upserts, removed }: SyncInput<Row>): readonly Incoming<Row>[] {
  const gone = new Set(removed);
  const byKey = new Map(upserts.map((row) => [keyOf(row), row]));
  for (const row of upserts) {
    if (row.pendingExternalId === null || row.pendingExternalId === row.externalId) continue;
    if (gone.has(row.externalId)) continue;
    byKey.delete(keyOf({ accountId: row.accountId, externalId: row.pendingExternalId }));
  }
  return [...byKey.values()].filter((row) => !gone.has(row.externalId));
}

/** Stored rows that go on under another id, by the key of the new row: as it says itself, else by what they look like. */
function findRenames<Row extends BankRow>(
  { held, pendingComplete, zone }: SyncInput<Row>,
  fresh: readonly Incoming<Row>[],
  heldByKey: ReadonlyMap<string, HeldRow>,
): ReadonlyMap<string, HeldRow> {
  const takenBy = new Map<string, HeldRow>();
  const taken = new Set<HeldRow>();
  const take = (row: Keyed, old: HeldRow) => {
    if (taken.has(old) || takenBy.has(keyOf(row))) return;
    takenBy.set(keyOf(row), old);
    taken.add(old);
  };
  const unknown = fresh.filter((row) => !heldByKey.has(keyOf(row)));
  for (const row of unknown) {
    if (row.pendingExternalId === null) continue;
    const old = heldByKey.get(keyOf({ accountId: row.accountId, externalId: row.pendingExternalId }));
    if (old !== undefined) take(row, old);
  }
  const named = new Set(fresh.map(keyOf));
  const complete = new Set(pendingComplete);
  const left = held.filter((row) => !taken.has(row) && !named.has(keyOf(row)));
  const matchable = () =>
    unknown
      .filter((row) => !takenBy.has(keyOf(row)))
      .map((row) => ({ ...storedSource(row, zone, null), accountId: row.accountId }));
  const before = left.filter((row) => row.externalId.startsWith(BEFORE));
  for (const [old, row] of matchEqual(before, matchable())) take(row, old);
  const vanished = left.filter(
    (row) =>
      row.pending && !taken.has(row) && (complete.has(row.accountId) || row.externalId.startsWith(BEFORE)),
  );
  for (const [old, row] of matchPosted(vanished, matchable())) take(row, old);
  return takenBy;
}

/** Corrections after the update, by key: those of a row that goes on under another id go with it. */
function moveCorrections<Row extends BankRow>(
  { corrections }: SyncInput<Row>,
  fresh: readonly Incoming<Row>[],
  takenBy: ReadonlyMap<string, HeldRow>,
) {
  const byKey = new Map(corrections.map((one) => [keyOf(one), one]));
  const moved: (Correction & { readonly from: string })[] = [];
  /** Rows that have more said about them than before. */
  const joined = new Set<string>();
  for (const row of fresh) {
    // A pending row that is not stored any more may have left its correction behind.
    const froms = new Set([takenBy.get(keyOf(row))?.externalId, row.pendingExternalId]);
    for (const from of froms) {
      if (from === undefined || from === null || from === row.externalId) continue;
      const left = byKey.get(keyOf({ accountId: row.accountId, externalId: from }));
      if (left === undefined) continue;
      const both = joinSaid(byKey.get(keyOf(row)), left);
      byKey.delete(keyOf(left));
      byKey.set(keyOf(row), { ...both, externalId: row.externalId });
      moved.push({ ...both, externalId: row.externalId, from });
      joined.add(keyOf(row));
    }
  }
  return { byKey, moved, joined };
}

/** All that was said about one movement under two ids: the later word on each thing. */
function joinSaid(one: Correction | undefined, other: Correction): Correction {
  if (one === undefined) return other;
  const [late, early] = one.saidAt >= other.saidAt ? [one, other] : [other, one];
  const judged = late.isDiscretionary !== null ? late : early;
  const isCategorySaid = late.category !== null;
  return {
    ...late,
    merchantName: late.merchantName ?? early.merchantName,
    category: isCategorySaid ? late.category : early.category,
    subcategory: isCategorySaid ? late.subcategory : early.subcategory,
    isDiscretionary: judged.isDiscretionary,
    isAlone: judged.isAlone,
    isImpulse: late.isImpulse ?? early.isImpulse,
    notes: late.notes ?? early.notes,
    splits: late.splits.length > 0 ? late.splits : early.splits,
  };
}

function planRow<Row extends BankRow>(
  incoming: Incoming<Row>,
  source: StoredSource,
  held: HeldRow | null,
  saidByKey: ReadonlyMap<string, Correction>,
  newId: () => string,
): PlannedRow<Row> {
  const { accountId } = incoming;
  const {
    amount: left,
    parts,
    ...effective
  } = applySaid(
    {
      amount: source.amount,
      // What was understood stands until the row is understood anew.
      merchantName: source.sourceMerchant ?? held?.merchantName ?? null,
      category: held?.category ?? null,
      subcategory: held?.subcategory ?? null,
      isDiscretionary: held?.isDiscretionary ?? null,
      notes: held?.notes ?? null,
    },
    saidByKey.get(keyOf(incoming)) ?? null,
  );
  const saidOfPart = ({ id }: PartRow) => saidByKey.get(keyOf({ accountId, externalId: `${PART}${id}` }));
  return {
    ...source,
    ...effective,
    id: held?.id ?? newId(),
    accountId,
    isNew: held === null,
    incoming,
    left,
    parts: parts.map((part) => ({
      ...applySaid(part, withoutSplits(saidOfPart(part))),
      id: part.id,
    })),
  };
}

/** A part is not split again: more parts are taken out of its row. */
function withoutSplits(said: Correction | undefined): Correction | null {
  return said === undefined ? null : { ...said, splits: [] };
}

/** Stored rows that the update takes away: named as removed, or pending and not told of any more. */
function findGone<Row extends BankRow>(
  { held, removed, pendingComplete, today }: SyncInput<Row>,
  fresh: readonly Incoming<Row>[],
  takenBy: ReadonlyMap<string, HeldRow>,
  saidByKey: ReadonlyMap<string, Correction>,
): readonly HeldRow[] {
  const removedIds = new Set(removed);
  const complete = new Set(pendingComplete);
  const named = new Set(fresh.map(keyOf));
  const goesOn = new Set(takenBy.values());
  const superseded = new Set(
    fresh.flatMap(({ accountId, pendingExternalId }) =>
      pendingExternalId === null ? [] : [keyOf({ accountId, externalId: pendingExternalId })],
    ),
  );
  return held.filter((row) => {
    if (named.has(keyOf(row)) || goesOn.has(row)) return false;
    if (removedIds.has(row.externalId) || superseded.has(keyOf(row))) return true;
    if (!row.pending) return false;
    const isSaid = saidByKey.has(keyOf(row));
    if (isSaid && daysBetween(row.date, today) <= KEPT_FOR_DAYS) return false;
    return complete.has(row.accountId) || row.externalId.startsWith(BEFORE);
  });
}
