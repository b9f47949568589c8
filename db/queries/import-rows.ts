import { type SQL, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { logEvent } from "./events.ts";

/** One row of a file on its way into the table. */
export type StagedRow = {
  /** Its place in the file; of equal rows the first comes first. */
  readonly line: number;
  /** Which of the file's accounts it is on; empty where the file names none. */
  readonly account: string;
  /** 128 bits in hex that equal rows of one layout share, and no others. */
  readonly identity: string;
  readonly date: LocalDate;
  readonly timestamp: string;
  readonly amount: string;
  readonly currency: string;
  readonly rawName: string | null;
  readonly memo: string | null;
  readonly merchantName: string | null;
};

/** A temporary table of this session, for one import. */
export type Staging = { readonly name: string };

const COLUMNS: readonly (readonly [
  name: string,
  type: string,
  value: (row: StagedRow) => string | number | null,
])[] = [
  ["line", "int", (row) => row.line],
  ["account", "text", (row) => row.account],
  ["identity", "uuid", (row) => row.identity],
  ["local_date", "date", (row) => row.date],
  ["timestamp", "timestamptz", (row) => row.timestamp],
  ["amount", "numeric", (row) => row.amount],
  ["currency", "text", (row) => row.currency],
  ["raw_name", "text", (row) => row.rawName],
  ["memo", "text", (row) => row.memo],
  ["merchant_name", "text", (row) => row.merchantName],
];

const columnNames = sql.raw(COLUMNS.map(([name]) => `"${name}"`).join(", "));

/**
 * Makes room for a file's rows, which no other session sees.
 *
 * @param isInTransaction then it goes with the end of the transaction, and also by {@link dropStaging}
 */
export async function createStaging(
  db: Database,
  importId: string,
  isInTransaction: boolean,
): Promise<Staging> {
  const name = `import_rows_${importId.replaceAll("-", "")}`;
  const columns = COLUMNS.map(([column, type]) => `"${column}" ${type}`).join(", ");
  const end = isInTransaction ? " on commit drop" : "";
  await db.execute(sql.raw(`create temporary table "${name}" (${columns})${end}`));
  return { name };
}

export async function dropStaging(db: Database, { name }: Staging): Promise<void> {
  await db.execute(sql.raw(`drop table if exists "${name}"`));
}

/** Adds rows of the file; a few thousand at a time. */
export async function stageRows(
  db: Database,
  { name }: Staging,
  staged: readonly StagedRow[],
): Promise<void> {
  if (staged.length === 0) return;
  const arrays = COLUMNS.map(([, type, value]) => {
    return sql`${pgArray(staged.map(value))}::text::${sql.raw(type)}[]`;
  });
  await db.execute(
    sql`insert into ${sql.identifier(name)} (${columnNames}) select * from unnest(${sql.join(arrays, sql`, `)})`,
  );
}

export type Settlement = {
  readonly userId: string;
  readonly importId: string;
  /** Begins the ids of all rows of the file's layout. */
  readonly layout: string;
  /** The stored account of each account that the file names. */
  readonly accounts: ReadonlyMap<string, string>;
  /** First and last day in the file. */
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  readonly now: Date;
};

/**
 * Moves staged rows into the table, those left out that it holds already. One statement.
 *
 * A row is known by what stands in it and, of equal rows in a file, by its number among them: so two equal coffees are
 * two rows, and a file that comes again adds none. What another layout of the bank's, or its own connection, said of an
 * account before is told by day and amount alone: of as many rows as both have there, only what the file has more is
 * added. Splits count with the row they were taken out of.
 *
 * @returns how many were added, and on which days
 */
export async function settleRows(
  db: Database,
  staging: Staging,
  settlement: Settlement,
): Promise<{ readonly added: number; readonly days: readonly LocalDate[] }> {
  const { userId, importId, layout, accounts, period, now } = settlement;
  if (accounts.size === 0) return { added: 0, days: [] };
  const prefix = `${layout}/`;
  const numbered = sql`
    select *, ${prefix} || identity::text || case copy when 1 then '' else '/' || copy end as external_id
    from (
      select staged.*, known.id as account_id, row_number() over (partition by known.id, identity order by line) as copy
      from ${sql.identifier(staging.name)} staged
      join unnest(${pgArray([...accounts.keys()])}::text::text[], ${pgArray([...accounts.values()])}::text::uuid[])
        as known (account, id) on known.account = staged.account
    ) placed`;
  const ids = sql`${pgArray([...new Set(accounts.values())])}::text::uuid[]`;
  const others = sql`
    transactions.user_id = ${userId}::uuid and transactions.account_id = any(${ids})
      and transactions.local_date between ${period.from}::date and ${period.to}::date
      and transactions.source <> 'split' and not starts_with(transactions.external_id, ${prefix})`;
  const [{ has = false } = {}] = rows(
    await db.execute(sql`select exists (select from transactions where ${others}) as has`),
  );
  const chosen = has === true ? withoutOthers(numbered, others, userId) : numbered;
  const inserted = await db.execute(sql`
    with added as (
      insert into transactions (user_id, account_id, external_id, timestamp, local_date, source, merchant_name,
        raw_name, memo, amount, currency, import_id, created_at, updated_at)
      select ${userId}::uuid, account_id, external_id, timestamp, local_date, 'file', merchant_name,
        raw_name, memo, amount, currency, ${importId}::uuid, ${now.toISOString()}::timestamptz,
        ${now.toISOString()}::timestamptz
      from (${chosen}) chosen
      on conflict (user_id, account_id, external_id) do nothing
      returning local_date
    )
    select local_date::text as day, count(*)::int as number from added group by 1 order by 1`);
  const days = rows(inserted).map(({ day, number }) => ({ day: String(day), number: Number(number) }));
  const added = days.reduce((sum, { number }) => sum + number, 0);
  if (added > 0) await logEvent(db, userId, "transaction_added", { source: "file", added }, now);
  return { added, days: days.map(({ day }) => day) };
}

/** The numbered rows that are neither in the table nor among what others said; those are matched by name first. */
function withoutOthers(numbered: SQL, others: SQL, userId: string): SQL {
  const group = sql`account_id, local_date, currency, amount`;
  return sql`
    with fresh as (
      select *, row_number() over (partition by ${group}, merchant_name order by external_id) as place
      from (${numbered}) numbered
      where not exists (
        select from transactions
        where transactions.user_id = ${userId}::uuid and transactions.account_id = numbered.account_id
          and transactions.external_id = numbered.external_id)
    ), other as (
      select transactions.account_id, transactions.local_date, transactions.currency, transactions.merchant_name,
        transactions.amount + coalesce(sum(part.amount), 0) as amount
      from transactions
      left join transactions part on part.user_id = transactions.user_id and part.split_of = transactions.id
      where ${others}
      group by transactions.user_id, transactions.id
    ), named as (
      select ${group}, merchant_name, count(*) as number from other group by ${group}, merchant_name
    ), told as (
      select fresh.*, place <= coalesce(named.number, 0) as is_named
      from fresh left join named on named.account_id = fresh.account_id and named.local_date = fresh.local_date
        and named.currency = fresh.currency and named.amount = fresh.amount
        and named.merchant_name is not distinct from fresh.merchant_name
    ), taken as (
      select ${group}, count(*) as number from told where is_named group by ${group}
    ), spare as (
      select ${group}, total.number - coalesce(taken.number, 0) as number
      from (select ${group}, sum(number) as number from named group by ${group}) total
      left join taken using (${group})
    )
    select rest.* from (
      select *, row_number() over (partition by ${group} order by external_id) as rank
      from told where not is_named
    ) rest
    left join spare on spare.account_id = rest.account_id and spare.local_date = rest.local_date
      and spare.currency = rest.currency and spare.amount = rest.amount
    where rest.rank > coalesce(spare.number, 0)`;
}
