import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../../db/migrate.ts";
import { openServer } from "../../db/server.ts";

/** Databases that a killed run left behind are removed after this long; a run lasts minutes. */
const LEFT_BEHIND_MS = 3_600_000;
const PREFIX = "coach_test_";

/** Makes a migrated database that each worker copies, and drops all of this run's databases at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { postgresUrl } = project.getProvidedContext();
  if (postgresUrl === null) throw new Error("expected a PostgreSQL server");
  const admin = postgres(postgresUrl, { max: 1, onnotice: () => {} });
  const drop = async (isOurs: (name: string) => boolean) => {
    const found = await admin<{ datname: string }[]>`select datname from pg_database`;
    for (const { datname } of found.filter((row) => row.datname.startsWith(PREFIX) && isOurs(row.datname))) {
      await admin`drop database if exists ${admin(datname)} with (force)`;
    }
  };
  const startedAt = Date.now();
  await drop((name) => startedAt - Number(name.slice(PREFIX.length).split("_")[0]) > LEFT_BEHIND_MS);

  const run = `${PREFIX}${startedAt}_${process.pid}`;
  const template = `${run}_template`;
  await admin`create database ${admin(template)} template template0 encoding 'UTF8'`;
  const url = new URL(postgresUrl);
  url.pathname = `/${template}`;
  const database = await openServer(url.href, 1);
  await migrateDatabase(database);
  await database.close();
  project.provide("testDatabase", { kind: "postgres", url: postgresUrl, run, template });

  return async () => {
    await drop((name) => name.startsWith(run));
    await admin.end();
  };
}
