import { openAsBlob } from "node:fs";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeEach, inject } from "vitest";
import type { OpenDatabase } from "../../db/client.ts";
import { openInMemory } from "../../db/embedded.ts";
import { rows } from "../../db/results.ts";
import { openServer } from "../../db/server.ts";

type TestDatabaseSource =
  | { readonly kind: "embedded"; readonly template: string }
  | { readonly kind: "postgres"; readonly url: string; readonly run: string; readonly template: string };

declare module "vitest" {
  interface ProvidedContext {
    testDatabase: TestDatabaseSource;
    /** The server that answers, for tests that need one beside the embedded database. */
    postgresUrl: string | null;
  }
}

// Kept outside the modules: a worker runs many files on its one database.
declare global {
  var coachTestDatabase: Promise<OpenDatabase> | undefined;
}

/**
 * The migrated database of this worker, emptied before each test of the calling file.
 *
 * Call it once at the top of a test file: `const { db } = await testDatabase();`. The file then runs on the
 * embedded database and, where a server answers, once more on PostgreSQL. Never close it.
 */
export async function testDatabase(): Promise<OpenDatabase> {
  globalThis.coachTestDatabase ??= open(inject("testDatabase"));
  const database = await globalThis.coachTestDatabase;
  const { db } = database;
  const tables = await tableNames(database);
  const nonEmpty = sql.raw(
    tables.map((name) => `select '${name}' as name where exists (select from "${name}")`).join(" union all "),
  );
  beforeEach(async () => {
    // Erasing everybody is 200 times faster on a server than TRUNCATE, and leaves nothing but what a test
    // wrote beside people.
    await db.execute(sql`delete from users`);
    const left = rows(await db.execute(nonEmpty)).map((row) => `"${row.name}"`);
    if (left.length > 0) await db.execute(sql.raw(`truncate table ${left.join(", ")} cascade`));
  });
  return database;
}

async function open(source: TestDatabaseSource | undefined): Promise<OpenDatabase> {
  if (source === undefined) {
    throw new Error("no database here: files that ask for one live in tests/db, tests/bot or tests/journeys");
  }
  if (source.kind === "embedded") return openInMemory(await openAsBlob(source.template));
  const name = `${source.run}_${process.pid}`;
  const admin = postgres(source.url, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)} template ${admin(source.template)}`;
  // Nothing here has to survive a power cut, and waiting for the disk is most of a small test.
  await admin`alter database ${admin(name)} set synchronous_commit = off`;
  await admin.end();
  const url = new URL(source.url);
  url.pathname = `/${name}`;
  return openServer(url.href);
}

async function tableNames({ db }: OpenDatabase): Promise<readonly string[]> {
  const found = await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`);
  return rows(found).map((row) => String(row.tablename));
}
