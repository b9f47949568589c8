import { readFile } from "node:fs/promises";
import { generateDrizzleJson } from "drizzle-kit/api";
import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { migrateDatabase } from "../../db/migrate.ts";
import { rows } from "../../db/results.ts";
import { schemaTables } from "../../db/tables.ts";
import { testDatabase } from "../support/database.ts";

const database = await testDatabase();
const { db } = database;
const tables = await schemaTables();

const meta = async (file: string) =>
  JSON.parse(await readFile(new URL(`../../db/migrations/meta/${file}`, import.meta.url), "utf8"));

test("the newest migration leads to the schema as it is now (else: npm run db:generate)", async () => {
  const { entries } = await meta("_journal.json");
  const newest = await meta(`${String(entries.length - 1).padStart(4, "0")}_snapshot.json`);
  const schema = Object.fromEntries(tables.map((table) => [getTableConfig(table).name, table]));
  // The snapshot was read back from a file, where what is undefined is absent.
  const now = JSON.parse(JSON.stringify(generateDrizzleJson(schema)));
  expect(now.tables).toEqual(newest.tables);
});

test("the columns in the database are those of the schema, with their types", async () => {
  const found = await db.execute(sql`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`);
  const inDatabase = rows(found).map((row) => `${row.table}.${row.column} ${row.type} ${row.required}`);
  const inSchema = tables.flatMap((table) => {
    const { name, columns, primaryKeys } = getTableConfig(table);
    const keyColumns = primaryKeys.flatMap((key) => key.columns);
    return columns.map((column) => {
      const type = column.getSQLType() === "time" ? "time without time zone" : column.getSQLType();
      return `${name}.${column.name} ${type} ${column.notNull || keyColumns.includes(column)}`;
    });
  });
  expect(inDatabase.sort()).toEqual(inSchema.sort());
});

test("when a migrated database is migrated again, then nothing happens", async () => {
  const applied = async () =>
    rows(await db.execute(sql`select hash, created_at from drizzle.__drizzle_migrations order by id`));
  const before = await applied();
  await migrateDatabase(database);
  expect(await applied()).toEqual(before);
  expect(before).toHaveLength((await meta("_journal.json")).entries.length);
});
