import { sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { pgError } from "../../db/errors.ts";
import { erasePerson } from "../../db/queries/people.ts";
import { rows } from "../../db/results.ts";
import { users } from "../../db/schema/people.ts";
import { schemaTables } from "../../db/tables.ts";
import { testDatabase } from "../support/database.ts";
import { insertRow, insertRowEverywhere, type RowTexts } from "../support/database-rows.ts";
import { IMPERSONAL_TABLES } from "../support/impersonal-tables.ts";

const { db } = await testDatabase();
const all = await schemaTables();
const impersonal = new Set<PgTable>(IMPERSONAL_TABLES);
const tables = all.filter((table) => !impersonal.has(table));
const byName = new Map(all.map((table) => [getTableConfig(table).name, table]));
const perPerson = tables.filter((table) => table !== users);

interface Key {
  readonly table: string;
  readonly name: string;
  readonly kind: "p" | "u" | "f";
  readonly columns: readonly string[];
  readonly target: string | null;
}

/** Every primary, unique and foreign key as the database has it, unique indexes included. */
async function keysInCatalogue(): Promise<readonly Key[]> {
  const found = await db.execute(sql`
    select c.conrelid::regclass::text as "table", c.conname as name, c.contype::text as kind,
      nullif(c.confrelid, 0)::regclass::text as target,
      (select json_agg(a.attname order by k.place) from unnest(c.conkey) with ordinality k(number, place)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number)::text as columns
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where n.nspname = 'public' and c.contype in ('p', 'u', 'f')
    union all
    select i.indrelid::regclass::text, i.indexrelid::regclass::text, 'u', null,
      (select json_agg(a.attname) from pg_attribute a where a.attrelid = i.indexrelid)::text
    from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
    where n.nspname = 'public' and i.indisunique
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
    order by 1, 2`);
  return rows(found).map((row) => ({
    table: String(row.table),
    name: String(row.name),
    kind: row.kind === "p" || row.kind === "f" ? row.kind : "u",
    columns: JSON.parse(String(row.columns)),
    target: row.target === null ? null : String(row.target),
  }));
}

const impersonalNames = new Set(IMPERSONAL_TABLES.map((table) => getTableConfig(table).name));
const keys = (await keysInCatalogue()).filter((key) => !impersonalNames.has(key.table));

test("the tables in the database are those of the schema", async () => {
  const found = rows(await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`));
  expect(found.map((row) => row.tablename).sort()).toEqual([...byName.keys()].sort());
  expect(tables).toContain(users);
});

test("parents come before the tables that refer to them", () => {
  const seen = new Set<PgTable>();
  for (const table of tables) {
    for (const key of getTableConfig(table).foreignKeys) {
      const parent = key.reference().foreignTable;
      if (parent !== table) expect(seen).toContain(parent);
    }
    seen.add(table);
  }
});

test.each(perPerson.map((table) => getTableConfig(table).name))("%s belongs to a person", (name) => {
  const toPeople = keys.filter((key) => key.table === name && key.kind === "f" && key.target === "users");
  expect(toPeople.map((key) => key.columns)).toContainEqual(["user_id"]);
});

/**
 * Keys without the person in them, each for a reason: an e-mail address and a chat account are looked up before
 * the person is known, and the other two lead from a person to their sample person, who is somebody else.
 */
const WITHOUT_PERSON = [
  "users_email_unique",
  "chat_identities_platform_user",
  "users_sample_of_users_id_fk",
  "chat_identities_sample_user_id_users_id_fk",
];

test.each(keys.map((key) => [key.name, key] as const))("the key %s has the person in it", (name, key) => {
  const person = key.table === "users" ? "id" : "user_id";
  expect(key.columns.includes(person)).toBe(!WITHOUT_PERSON.includes(name));
});

const uniqueKeys = keys.filter((key) => key.kind !== "f" && key.columns.join() !== "user_id,id");

test.each(uniqueKeys.map((key) => [key.name, key] as const))(
  "given a row, when another one has the same %s, then it is refused by that name",
  async (name, key) => {
    const first = await insertRowEverywhere(db, tables, { email: "ada@example.org" });
    const table = tableNamed(key.table);
    const same = pick(first.get(table), key.columns);
    const second = insertRow(db, table, { ...unlike(key), ...same }, first);
    expect(await second.then(() => null, pgError)).toEqual({ code: "23505", constraint: name });
  },
);

test.each(uniqueKeys.filter((key) => key.columns.includes("user_id")).map((key) => [key.name, key] as const))(
  "given a row, when another person has the same %s, then both are kept",
  async (_name, key) => {
    const ada = await insertRowEverywhere(db, tables);
    const table = tableNamed(key.table);
    const { user_id: _, ...same } = pick(ada.get(table), key.columns);
    const grace = await insertRowEverywhere(db, tables.slice(0, tables.indexOf(table)));
    const parentKeys = getTableConfig(table).foreignKeys.flatMap((key) => key.reference().columns);
    const own = Object.fromEntries(
      Object.entries(same).filter(([column]) => !parentKeys.some(({ name }) => name === column)),
    );
    const theirs = await insertRow(db, table, own, grace);
    expect(pick(theirs, Object.keys(own))).toEqual(own);
  },
);

test("given two people with rows in every table, when one is erased, then none of theirs and all of the other's remain", async () => {
  const ada = await insertRowEverywhere(db, tables);
  const grace = await insertRowEverywhere(db, tables);
  // Ada looks around as a sample person, who has rows in every table as well.
  const adaId = String(ada.get(users)?.id);
  const sample = await insertRowEverywhere(db, tables, { sample_of: adaId, sample_name: "short-sleeper" });
  const sampleId = String(sample.get(users)?.id);
  await db.execute(
    sql`update chat_identities set sample_user_id = ${sampleId}::uuid where user_id = ${adaId}::uuid`,
  );
  expect(await rowsPerPerson([adaId, sampleId])).toEqual(perPerson.map(() => 2));

  await erasePerson(db, adaId);

  expect(await rowsPerPerson([adaId, sampleId])).toEqual(perPerson.map(() => 0));
  expect(await rowsPerPerson([String(grace.get(users)?.id)])).toEqual(perPerson.map(() => 1));
  expect(await db.$count(users)).toBe(1);
});

async function rowsPerPerson(people: readonly string[]): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const table of perPerson) {
    const ids = sql.join(
      people.map((id) => sql`${id}::uuid`),
      sql`, `,
    );
    counts.push(await db.$count(table, sql`user_id in (${ids})`));
  }
  return counts;
}

/** Values for columns that are in another unique key of the same table, so that only the tested key collides. */
function unlike(key: Key): RowTexts {
  const others = keys
    .filter((other) => other.table === key.table && other.name !== key.name && other.kind === "u")
    .flatMap((other) => other.columns)
    .filter((column) => !key.columns.includes(column) && column !== "user_id");
  const texts = new Set(
    getTableConfig(tableNamed(key.table)).columns.flatMap((c) => (c.getSQLType() === "text" ? [c.name] : [])),
  );
  return Object.fromEntries(
    others
      .filter((column) => texts.has(column) && column !== "platform")
      .map((column) => [column, "another"]),
  );
}

function pick(row: RowTexts | undefined, columns: readonly string[]): RowTexts {
  return Object.fromEntries(columns.map((column) => [column, row?.[column] ?? null]));
}

function tableNamed(name: string): PgTable {
  const table = byName.get(name);
  if (table === undefined) throw new Error(`no table ${name} in the schema`);
  return table;
}
