import { sql } from "drizzle-orm";
import { PART, type PlannedRow, type SyncPlan } from "../../coaching/money/sync-plan.ts";
import type { Database } from "../client.ts";
import { pgArray } from "../results.ts";
import type { RowSaid } from "./bank-sync.ts";
import { storableJson } from "./bank-values.ts";

/** Rows that one statement writes: their payloads go along, and the embedded database holds a statement in memory. */
const BATCH = 1000;

/** Writes what an update comes to, in few statements whatever its size; see `planSync`. */
export async function writePlan(
  db: Database,
  userId: string,
  { rows, gone, moved }: SyncPlan<RowSaid>,
  now: Date,
): Promise<void> {
  const kept = rows.filter(({ isNew }) => !isNew);
  // First what goes, so that its ids are free.
  await dropRows(
    db,
    userId,
    gone.map(({ id }) => id),
  );
  await moveCorrections(db, userId, moved);
  for (const some of batches(kept)) await updateRows(db, userId, some, now);
  for (const some of batches(rows.filter(({ isNew }) => isNew))) await insertRows(db, userId, some, now);
  await writeParts(db, userId, rows, now);
}

async function dropRows(db: Database, userId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // As rows and not with `any`: the array's text would be read again for every row that is looked at.
  await db.execute(sql`
    with gone as materialized (select unnest(${pgArray(ids)}::text::uuid[]) as id)
    delete from transactions where user_id = ${userId}::uuid
      and (id in (select id from gone) or split_of in (select id from gone))`);
}

/** What was said about a row goes under the row's new id, joined with what was said there before. */
async function moveCorrections(
  db: Database,
  userId: string,
  moved: SyncPlan<RowSaid>["moved"],
): Promise<void> {
  if (moved.length === 0) return;
  const json = storableJson(moved);
  await db.execute(sql`
    with moved as (
      select * from jsonb_to_recordset(${json}::text::jsonb) as moved ("accountId" uuid, "from" text)
    )
    delete from transaction_corrections c using moved
    where c.user_id = ${userId}::uuid and c.account_id = moved."accountId" and c.external_id = moved."from"`);
  await db.execute(sql`
    insert into transaction_corrections (
      user_id, account_id, external_id, merchant_name, category, subcategory, is_discretionary, is_alone, is_impulse,
      notes, splits, said_at
    )
    select distinct on ("accountId", "externalId") ${userId}::uuid, "accountId", "externalId", "merchantName", category,
      subcategory, "isDiscretionary", "isAlone", "isImpulse", notes, splits, "saidAt"
    from rows from (
      jsonb_to_recordset(${json}::text::jsonb) as (
        "accountId" uuid, "externalId" text, "merchantName" text, category text, subcategory text,
        "isDiscretionary" boolean, "isAlone" boolean, "isImpulse" boolean, notes text, splits jsonb,
        "saidAt" timestamptz
      )
    ) with ordinality
    -- The last one holds everything that was said before it.
    order by "accountId", "externalId", ordinality desc
    on conflict (user_id, account_id, external_id) do update set
      merchant_name = excluded.merchant_name, category = excluded.category, subcategory = excluded.subcategory,
      is_discretionary = excluded.is_discretionary, is_alone = excluded.is_alone, is_impulse = excluded.is_impulse,
      notes = excluded.notes, splits = excluded.splits, said_at = excluded.said_at`);
}

/** One row as the statements read it. */
function written(row: PlannedRow<RowSaid>) {
  const { incoming, parts: _, isNew: __, at, amount: ___, left, ...columns } = row;
  return { ...columns, at: at.toISOString(), amount: left, raw: incoming.raw ?? null };
}

const recordset = (json: string) => sql`
  jsonb_to_recordset(${json}::text::jsonb) as r (
    id uuid, "accountId" uuid, "externalId" text, date date, at timestamptz, "timeKnown" boolean, amount numeric,
    currency text, name text, "sourceMerchant" text, memo text, "sourceCategory" text, "isCategoryDoubtful" boolean,
    pending boolean, "merchantName" text, category text, subcategory text, "isDiscretionary" boolean, notes text,
    raw jsonb, "splitOf" uuid
  )`;

async function insertRows(
  db: Database,
  userId: string,
  some: readonly PlannedRow<RowSaid>[],
  now: Date,
): Promise<void> {
  const json = storableJson(some.map(written));
  await db.execute(sql`
    insert into transactions (
      id, user_id, account_id, external_id, timestamp, local_date, time_known, source, raw_name, source_merchant, memo,
      source_category, is_category_doubtful, amount, currency, pending, merchant_name, category, subcategory,
      is_discretionary, notes, raw_payload, created_at, updated_at
    )
    select id, ${userId}::uuid, "accountId", "externalId", at, date, "timeKnown", 'bank', name, "sourceMerchant", memo,
      "sourceCategory", "isCategoryDoubtful", amount, currency, pending, "merchantName", category, subcategory,
      "isDiscretionary", notes, raw, ${now}::timestamptz, ${now}::timestamptz
    from ${recordset(json)}`);
}

/** What was understood of the old words is stale: `understood_by` says so until they are understood anew. */
async function updateRows(
  db: Database,
  userId: string,
  some: readonly PlannedRow<RowSaid>[],
  now: Date,
): Promise<void> {
  if (some.length === 0) return;
  const json = storableJson(some.map(written));
  await db.execute(sql`
    update transactions t set external_id = r."externalId", timestamp = r.at, local_date = r.date,
      time_known = r."timeKnown", source = 'bank', raw_name = r.name, source_merchant = r."sourceMerchant",
      memo = r.memo, source_category = r."sourceCategory", is_category_doubtful = r."isCategoryDoubtful",
      amount = r.amount, currency = r.currency, pending = r.pending, merchant_name = r."merchantName",
      category = r.category, subcategory = r.subcategory, is_discretionary = r."isDiscretionary", notes = r.notes,
      raw_payload = r.raw, understood_by = null, updated_at = ${now}::timestamptz
    from ${recordset(json)} where t.user_id = ${userId}::uuid and t.id = r.id`);
}

/** The parts of the rows written, as they are now: those that do not fit any more go. */
async function writeParts(
  db: Database,
  userId: string,
  rows: readonly PlannedRow<RowSaid>[],
  now: Date,
): Promise<void> {
  const parts = rows.flatMap((row) =>
    row.parts.map(({ id, ...part }) => ({
      ...written(row),
      ...part,
      id: null,
      raw: null,
      externalId: `${PART}${id}`,
      splitOf: row.id,
    })),
  );
  const changed = pgArray(rows.flatMap(({ id, isNew }) => (isNew ? [] : [id])));
  const wanted = pgArray(parts.map(({ externalId }) => externalId));
  await db.execute(sql`
    with changed as materialized (select unnest(${changed}::text::uuid[]) as id),
    wanted as materialized (select unnest(${wanted}::text::text[]) as id)
    delete from transactions where user_id = ${userId}::uuid and source = 'split'
      and split_of in (select id from changed) and external_id not in (select id from wanted)`);
  if (parts.length === 0) return;
  await db.execute(sql`
    insert into transactions (
      user_id, account_id, external_id, timestamp, local_date, time_known, source, raw_name, source_merchant, memo,
      source_category, is_category_doubtful, amount, currency, pending, merchant_name, category, subcategory,
      is_discretionary, notes, split_of, created_at, updated_at
    )
    select ${userId}::uuid, "accountId", "externalId", at, date, "timeKnown", 'split', name, "sourceMerchant", memo,
      "sourceCategory", "isCategoryDoubtful", amount, currency, pending, "merchantName", category, subcategory,
      "isDiscretionary", notes, "splitOf", ${now}::timestamptz, ${now}::timestamptz
    from ${recordset(storableJson(parts))}
    on conflict (user_id, account_id, external_id) do update set
      timestamp = excluded.timestamp, local_date = excluded.local_date, time_known = excluded.time_known,
      raw_name = excluded.raw_name, source_merchant = excluded.source_merchant, memo = excluded.memo,
      source_category = excluded.source_category, is_category_doubtful = excluded.is_category_doubtful,
      amount = excluded.amount, currency = excluded.currency, pending = excluded.pending,
      merchant_name = excluded.merchant_name, category = excluded.category, subcategory = excluded.subcategory,
      is_discretionary = excluded.is_discretionary, notes = excluded.notes, split_of = excluded.split_of,
      understood_by = null, updated_at = excluded.updated_at`);
}

function batches<T>(rows: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
    rows.slice(index * BATCH, (index + 1) * BATCH),
  );
}
