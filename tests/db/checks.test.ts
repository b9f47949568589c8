import { sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { pgError } from "../../db/errors.ts";
import { rows } from "../../db/results.ts";
import { schemaTables } from "../../db/tables.ts";
import { testDatabase } from "../support/database.ts";
import { insertRow, insertRowEverywhere } from "../support/database-rows.ts";
import { IMPERSONAL_TABLES } from "../support/impersonal-tables.ts";
import type { Cases } from "./checks/case.ts";
import { DAYS } from "./checks/days.ts";
import { JUDGEMENT } from "./checks/judgement.ts";
import { MONEY } from "./checks/money.ts";
import { PEOPLE_AND_CHAT } from "./checks/people-and-chat.ts";

const { db } = await testDatabase();
const impersonal = new Set<PgTable>(IMPERSONAL_TABLES);
const everyTable = await schemaTables();
const tables = everyTable.filter((table) => !impersonal.has(table));
const CASES: Cases = { ...PEOPLE_AND_CHAT, ...MONEY, ...DAYS, ...JUDGEMENT };

test("every CHECK in the database is tried below", async () => {
  const found = await db.execute(sql`
    select c.conrelid::regclass::text || ' ' || c.conname as name from pg_constraint c
    join pg_namespace n on n.oid = c.connamespace where n.nspname = 'public' and c.contype = 'c'`);
  const tried = Object.entries(CASES).flatMap(([table, cases]) =>
    cases.map(({ check }) => `${table} ${check}`),
  );
  expect([...new Set(tried)].sort()).toEqual(
    rows(found)
      .map((row) => String(row.name))
      .sort(),
  );
});

const fractional = tables.flatMap((table) =>
  getTableConfig(table).columns.flatMap((column) =>
    ["numeric", "double precision"].includes(column.getSQLType()) ? [{ table, column: column.name }] : [],
  ),
);

test.each(fractional.map((one) => [`${getTableConfig(one.table).name}.${one.column}`, one] as const))(
  "%s takes no NaN and no infinity, which its type would",
  async (_name, { table, column }) => {
    const parents = await insertRowEverywhere(db, tables.slice(0, tables.indexOf(table)));
    for (const value of ["NaN", "Infinity", "-Infinity"]) {
      const refusal = insertRow(db, table, { [column]: value }, parents).then(() => null, pgError);
      expect(await refusal, value).toMatchObject({ code: "23514" });
    }
  },
);

const all = Object.entries(CASES).flatMap(([table, cases]) =>
  cases.map((one) => ({ ...one, table, title: `${one.check} on ${one.column}` })),
);

test.each(all)("$title lets its edges through and refuses what is beyond", async (one) => {
  const table = everyTable.find((candidate) => getTableConfig(candidate).name === one.table);
  if (table === undefined) throw new Error(`no table ${one.table}`);
  const before = impersonal.has(table) ? [] : tables.slice(0, tables.indexOf(table));
  const parents = await insertRowEverywhere(db, before);
  const tryOut = (value: string | null) =>
    db.transaction(async (tx) => {
      await insertRow(tx, table, { ...one.beside, [one.column]: value }, parents);
      throw new Error("accepted, taken back");
    });
  for (const value of one.good) await expect(tryOut(value), String(value)).rejects.toThrow("accepted");
  for (const value of one.bad) {
    const refusal = await tryOut(value).catch(pgError);
    expect({ value, ...refusal }).toEqual({ value, code: "23514", constraint: one.check });
  }
});
