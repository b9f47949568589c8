import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { BEFORE, type Correction, type HeldRow, PART } from "../../coaching/money/sync-plan.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { saidPart, saidWords } from "./said-shape.ts";

export type AboutRows = {
  readonly userId: string;
  readonly accountIds: readonly string[];
  readonly rows: readonly {
    readonly accountId: string;
    readonly externalId: string;
    readonly pendingExternalId: string | null;
  }[];
  readonly removed: readonly string[];
};

const heldRow = z.object({
  id: z.string(),
  accountId: z.string(),
  externalId: z.string(),
  date: z.string(),
  at: z.coerce.date(),
  timeKnown: z.boolean(),
  amount: z.string(),
  currency: z.string(),
  name: z.string().nullable(),
  sourceMerchant: z.string().nullable(),
  memo: z.string().nullable(),
  sourceCategory: z.string().nullable(),
  isCategoryDoubtful: z.boolean(),
  pending: z.boolean(),
  merchantName: z.string().nullable(),
  category: z.string().nullable(),
  subcategory: z.string().nullable(),
  isDiscretionary: z.boolean().nullable(),
  notes: z.string().nullable(),
});

/**
 * The stored rows that an update may be about: those that it names by their ids or as pending, those that are pending, and
 * those whose account was linked anew. `amount` is all of each, its parts added again.
 */
export async function loadHeld(db: Database, about: AboutRows): Promise<readonly HeldRow[]> {
  if (about.accountIds.length === 0) return [];
  const { userId } = about;
  const ids = pgArray(about.accountIds);
  const found = await db.execute(sql`
    with named as (${namesIn(about)}),
    wanted as (
      select t.id from transactions t join named using (account_id, external_id) where t.user_id = ${userId}::uuid
      union
      select t.id from transactions t
      where t.user_id = ${userId}::uuid and t.account_id = any(${ids}::text::uuid[])
        and (t.pending or starts_with(t.external_id, ${BEFORE}))
    ),
    parts as (
      select split_of as id, sum(amount) as amount from transactions
      where user_id = ${userId}::uuid and account_id = any(${ids}::text::uuid[]) and source = 'split'
      group by split_of
    )
    select t.id::text as id, t.account_id::text as "accountId", t.external_id as "externalId",
      t.local_date::text as date, to_char(t.timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      t.time_known as "timeKnown", (t.amount + coalesce(parts.amount, 0))::text as amount, t.currency,
      t.raw_name as name, t.source_merchant as "sourceMerchant", t.memo, t.source_category as "sourceCategory",
      t.is_category_doubtful as "isCategoryDoubtful", t.pending, t.merchant_name as "merchantName", t.category,
      t.subcategory, t.is_discretionary as "isDiscretionary", t.notes
    from wanted join transactions t on t.user_id = ${userId}::uuid and t.id = wanted.id
    left join parts on parts.id = t.id
    where t.source <> 'split'`);
  return z.array(heldRow).parse(rows(found));
}

const correction = saidWords.extend({
  accountId: z.string(),
  externalId: z.string(),
  splits: z.string().transform((text) => z.array(saidPart).parse(JSON.parse(text))),
  saidAt: z.coerce.date(),
});

/** What the person said about any of these rows, about ids that no row has now, and about parts. */
export async function loadCorrections(db: Database, about: AboutRows): Promise<readonly Correction[]> {
  if (about.accountIds.length === 0) return [];
  const ids = pgArray(about.accountIds);
  const found = await db.execute(sql`
    with named as (${namesIn(about)})
    select c.account_id::text as "accountId", c.external_id as "externalId", c.merchant_name as "merchantName",
      c.category, c.subcategory, c.is_discretionary as "isDiscretionary", c.is_impulse as "isImpulse", c.notes,
      c.splits::text as splits, to_char(c.said_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "saidAt"
    from transaction_corrections c
    where c.user_id = ${about.userId}::uuid and c.account_id = any(${ids}::text::uuid[]) and (
      (c.account_id, c.external_id) in (select account_id, external_id from named)
      or starts_with(c.external_id, ${BEFORE}) or starts_with(c.external_id, ${PART})
      or exists (select from transactions t where t.user_id = c.user_id and t.account_id = c.account_id
        and t.external_id = c.external_id and t.pending)
    )`);
  return z.array(correction).parse(rows(found));
}

/** Every key that the update names: of rows, of the pending rows that they replace, of rows removed from any account. */
function namesIn({ accountIds, rows: named, removed }: AboutRows): SQL {
  const keys = named.flatMap(({ accountId, externalId, pendingExternalId }) => [
    { a: accountId, e: externalId },
    ...(pendingExternalId === null ? [] : [{ a: accountId, e: pendingExternalId }]),
  ]);
  return sql`
    select a as account_id, e as external_id
      from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as keys (a uuid, e text)
    union
    select accounts.id, removed.id from unnest(${pgArray(accountIds)}::text::uuid[]) as accounts (id),
      unnest(${pgArray(removed)}::text::text[]) as removed (id)`;
}
