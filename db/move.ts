import { type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Database, EmbeddedDatabase, ServerDatabase } from "./client.ts";
import { OperatorError } from "./errors.ts";
import { migrateDatabase } from "./migrate.ts";
import { openQueue, type Queue, unfinishedJobs } from "./queue.ts";
import { pgArray, rows } from "./results.ts";
import { schemaTables } from "./tables.ts";

const BATCH_ROWS = 500;

export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
}

/** What a move has copied. */
export type Copied = {
  readonly tables: readonly CopiedTable[];
  /** Scheduled jobs that had not been done. */
  readonly jobs: number;
};

/**
 * Copies everything in the embedded database to a PostgreSQL server, in one transaction there: all or nothing.
 * The source is only read.
 *
 * Values travel as the texts PostgreSQL itself writes, so that no digit of a number and no JSON null is lost
 * on the way through JavaScript.
 *
 * @returns the rows per table, counted on both sides, and the jobs
 * @throws OperatorError when the target already has people in it, or the source is of another release
 */
export async function copyToServer(source: EmbeddedDatabase, target: ServerDatabase): Promise<Copied> {
  await migrateDatabase(target);
  await sameRelease(source.db, target.db);
  const tables = await schemaTables();
  const queue = await openQueue(target, { log: QUIET, supervise: false });
  try {
    return await copyAll(source, target, queue, tables);
  } finally {
    await queue.stop();
  }
}

const QUIET = { info() {}, warn() {}, error() {}, describe: () => ({}) };

async function copyAll(
  source: EmbeddedDatabase,
  target: ServerDatabase,
  queue: Queue,
  tables: readonly PgTable[],
): Promise<Copied> {
  return target.db.transaction(async (to) => {
    const [people] = rows(await to.execute(sql`select count(*)::int as count from users`));
    if (people?.count !== 0) {
      throw new OperatorError(
        `The database at DATABASE_URL already has people in it (${people?.count}): choose an empty one; nothing was changed.`,
      );
    }
    return source.db.transaction(
      async (from) => {
        const copied: CopiedTable[] = [];
        for (const table of tables) copied.push(await copyTable(from, to, table));
        // Their schedule rows have moved on, so nobody else would queue them again.
        let jobs = 0;
        for (const [name, unfinished] of await unfinishedJobs(from)) {
          await queue.enqueue(to, name, unfinished);
          jobs += unfinished.length;
        }
        return { tables: copied, jobs };
      },
      { accessMode: "read only" },
    );
  });
}

async function sameRelease(source: Database, target: Database): Promise<void> {
  const applied = async (db: Database) => {
    const [list] = rows(
      await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`),
    );
    if (list?.exists !== true) return null;
    const [newest] = rows(
      await db.execute(sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`),
    );
    return newest?.newest;
  };
  if ((await applied(source)) === (await applied(target))) return;
  throw new OperatorError(
    "The data folder was last used by another release of the coach: start the coach on it once (without DATABASE_URL), quit, then move; nothing was changed.",
  );
}

async function copyTable(from: Database, to: Database, table: PgTable): Promise<CopiedTable> {
  const { name, columns } = getTableConfig(table);
  const stored = columns.filter((column) => column.generated === undefined);
  const names = list(stored.map((column) => sql.identifier(column.name)));
  const texts = list(
    stored.map((column, index) => sql`t.${sql.identifier(column.name)}::text as ${position(index)}`),
  );
  const values = list(
    stored.map((column, index) => sql`${position(index)}::${sql.raw(column.getSQLType())}`),
  );
  const positions = list(stored.map((_, index) => position(index)));
  // A column that the database numbers by itself takes given numbers only so.
  const overriding = stored.some((column) => column.generatedIdentity) ? sql`overriding system value` : sql``;

  await from.execute(sql`declare copied no scroll cursor for ${inOrder(table, texts)}`);
  for (;;) {
    const batch = rows(await from.execute(sql`fetch ${sql.raw(String(BATCH_ROWS))} from copied`));
    if (batch.length === 0) break;
    const arrays = list(
      stored.map((_, index) => sql`${pgArray(batch.map((row) => textOf(row[`c${index}`])))}::text::text[]`),
    );
    await to.execute(
      sql`insert into ${table} (${names}) ${overriding} select ${values} from unnest(${arrays}) as batch (${positions})`,
    );
  }
  await from.execute(sql`close copied`);

  for (const column of stored) {
    if (column.generatedIdentity) await continueNumbering(from, to, name, column.name);
  }
  const [before, after] = [await count(from, table), await count(to, table)];
  if (before !== after) {
    throw new Error(`copied ${after} of ${before} rows of ${name}: the whole move was taken back`);
  }
  return { table: name, rows: after };
}

/** Selects a table's rows, those first that others of the same table refer to. */
function inOrder(table: PgTable, texts: SQL): SQL {
  const { foreignKeys } = getTableConfig(table);
  const [toItself, ...more] = foreignKeys
    .map((key) => key.reference())
    .filter((r) => r.foreignTable === table);
  if (toItself === undefined) return sql`select ${texts} from ${table} as t`;
  if (more.length > 0) throw new Error("a table that refers to itself twice has no order");
  const { columns, foreignColumns } = toItself;
  const isChild = conjunction(
    columns.map(
      (column, index) =>
        sql`child.${sql.identifier(column.name)} = parent.${sql.identifier(foreignColumns[index]?.name ?? "")}`,
    ),
  );
  const isFirst = sql.join(
    columns.map((column) => sql`first.${sql.identifier(column.name)} is null`),
    sql` or `,
  );
  const all = (alias: string) => sql`${sql.identifier(alias)}.*`;
  return sql`
    with recursive placed as (
      select ${all("first")}, 0 as depth_placed from ${table} as first where ${isFirst}
      union all
      select ${all("child")}, parent.depth_placed + 1 from ${table} as child join placed as parent on ${isChild}
    )
    select ${texts} from placed as t order by t.depth_placed`;
}

/** Lets the target number new rows on from where the source was. */
async function continueNumbering(from: Database, to: Database, table: string, column: string): Promise<void> {
  const sequence = sql`pg_get_serial_sequence(${table}, ${column})`;
  const [found] = rows(await from.execute(sql`select ${sequence} as name`));
  const [last] = rows(
    await from.execute(sql`select last_value::text as value, is_called from ${sql.raw(String(found?.name))}`),
  );
  await to.execute(sql`select setval(${sequence}, ${last?.value}::bigint, ${last?.is_called}::boolean)`);
}

async function count(db: Database, table: PgTable): Promise<number> {
  const [found] = rows(await db.execute(sql`select count(*)::int as count from ${table}`));
  return Number(found?.count);
}

function textOf(value: unknown): string | null {
  if (value === null || typeof value === "string") return value;
  throw new TypeError("expected a text");
}

const position = (index: number) => sql.identifier(`c${index}`);
const list = (parts: readonly SQL[] | readonly ReturnType<typeof sql.identifier>[]) =>
  sql.join([...parts], sql`, `);
const conjunction = (parts: readonly SQL[]) => sql.join([...parts], sql` and `);
