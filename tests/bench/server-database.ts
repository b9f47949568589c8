import { randomBytes } from "node:crypto";
import postgres from "postgres";
import type { ServerDatabase } from "../../db/client.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { openServer } from "../../db/server.ts";

/** A migrated database of its own, dropped at the end. */
export async function withDatabase(
  server: string,
  work: (database: ServerDatabase) => Promise<void>,
): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  const name = `coach_bench_${process.pid}_${randomBytes(4).toString("hex")}`;
  await admin`create database ${admin(name)} template template0 encoding 'UTF8'`;
  try {
    const url = new URL(server);
    url.pathname = `/${name}`;
    const database = await openServer(url.href);
    try {
      await migrateDatabase(database);
      await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await admin`drop database ${admin(name)} with (force)`;
    await admin.end();
  }
}
