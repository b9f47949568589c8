import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject, onTestFinished } from "vitest";

/** The server that the tests may use, or null; tests that need one are skipped by name without. */
export const postgresUrl = inject("postgresUrl");

/** Makes an empty database on the server, dropped when the test ends, and returns its address. */
export async function emptyPostgresDatabase(): Promise<string> {
  if (postgresUrl === null) throw new Error("expected a PostgreSQL server");
  const admin = postgres(postgresUrl, { max: 1, onnotice: () => {} });
  const name = `coach_test_${Date.now()}_${process.pid}_${randomBytes(4).toString("hex")}`;
  await admin`create database ${admin(name)} template template0 encoding 'UTF8'`;
  onTestFinished(async () => {
    await admin`drop database ${admin(name)} with (force)`;
    await admin.end();
  });
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}
