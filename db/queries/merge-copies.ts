import { type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import type { Database } from "../client.ts";
import { schemaTables } from "../tables.ts";
import { CLASH_RULES, type ClashRule, NOT_COPIED } from "./merge-rules.ts";

export type TwoPeople = { readonly keeperId: string; readonly otherId: string };

/**
 * Copies every row that is one person's to another one, a referenced table before those that refer to it. Works on any
 * table of the schema, so that one to come is not forgotten.
 */
export async function copyRows(db: Database, people: TwoPeople): Promise<void> {
  for (const table of await schemaTables()) {
    const { name, columns } = getTableConfig(table);
    const isPersonal = columns.some((column) => column.name === "user_id");
    if (isPersonal && !NOT_COPIED.has(name)) await db.execute(copyOf(table, people));
  }
}

function copyOf(table: PgTable, people: TwoPeople): SQL {
  const { name, columns } = getTableConfig(table);
  // What the database numbers by itself gets a number of its own.
  const copied = columns.filter((column) => !column.generatedIdentity && !column.generated);
  const values = copied.map((column) => sourceOf(table, column, people));
  return sql`
    insert into ${table} (${list(copied.map(nameOf))})
    select ${list(values)} from ${table} as source where source.user_id = ${people.otherId}::uuid
    on conflict ${onClash(table, CLASH_RULES[name])}`;
}

function sourceOf(table: PgTable, column: PgColumn, { keeperId, otherId }: TwoPeople): SQL {
  if (column.name === "user_id") return sql`${keeperId}::uuid`;
  const own = sql`source.${nameOf(column)}`;
  const parent = parentOf(table, column);
  if (parent === null) return own;
  // Where both had the parent under different ids, the keeper's stands for it from now on.
  const isSame = sql.join(
    parent.key.map((part) => sql`mine.${nameOf(part)} = theirs.${nameOf(part)}`),
    sql` and `,
  );
  return sql`(select mine.${nameOf(parent.column)} from ${parent.table} theirs
    join ${parent.table} mine on mine.user_id = ${keeperId}::uuid and ${isSame}
    where theirs.user_id = ${otherId}::uuid and theirs.${nameOf(parent.column)} = ${own})`;
}

/** The row of the same person that a column names, and by what else that row is known. */
function parentOf(table: PgTable, column: PgColumn) {
  for (const foreignKey of getTableConfig(table).foreignKeys) {
    const { columns, foreignColumns, foreignTable } = foreignKey.reference();
    const place = columns.findIndex(({ name }) => name === column.name);
    const parentColumn = foreignColumns[place];
    const isTheirs = foreignColumns.some(({ name }) => name === "user_id");
    if (parentColumn === undefined || !isTheirs) continue;
    const key = naturalKey(foreignTable);
    return { table: foreignTable, column: parentColumn, key: key.length > 0 ? key : [parentColumn] };
  }
  return null;
}

/** By what a row is known beside its person: better by what it is about than by its own id. */
function naturalKey(table: PgTable): readonly PgColumn[] {
  const { uniqueConstraints, primaryKeys } = getTableConfig(table);
  const [known] = [...uniqueConstraints, ...primaryKeys];
  return (known?.columns ?? []).filter(({ name }) => name !== "user_id");
}

function onClash(table: PgTable, rule: ClashRule | undefined): SQL {
  if (rule === undefined) return sql`do nothing`;
  const { name, columns } = getTableConfig(table);
  const key = naturalKey(table);
  if (key.length === 0) throw new Error(`rows of ${name} cannot clash: it has no unique key`);
  const target = sql`(user_id, ${list(key.map(nameOf))}) do update set`;
  const held = (column: PgColumn) => sql`${sql.identifier(name)}.${nameOf(column)}`;
  if (rule.wins === "keeper") {
    const filled = columns.filter((column) => rule.fills.includes(column.name));
    const sets = filled.map((column) => {
      return sql`${nameOf(column)} = coalesce(${held(column)}, excluded.${nameOf(column)})`;
    });
    return sql`${target} ${list(sets)}`;
  }
  const fixed = new Set(["id", "user_id", "created_at", ...key.map((column) => column.name)]);
  const sets = columns
    .filter((column) => !fixed.has(column.name))
    .map((column) => sql`${nameOf(column)} = excluded.${nameOf(column)}`);
  const by = sql.identifier(rule.by);
  const isNewer = sql`coalesce(excluded.${by}, '-infinity') > coalesce(${sql.identifier(name)}.${by}, '-infinity')`;
  return sql`${target} ${list(sets)} where ${isNewer}`;
}

const nameOf = (column: PgColumn) => sql.identifier(column.name);
const list = (parts: readonly (SQL | ReturnType<typeof sql.identifier>)[]) => sql.join([...parts], sql`, `);
