import { fileURLToPath } from "node:url";
import type { EmbeddedDatabase, OpenDatabase } from "./client.ts";

const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)) };

/** The advisory lock's number: any, as long as it stays the same from release to release. */
const MIGRATION_LOCK = 7_305_809;

/**
 * Brings the database up to the schema of this release; does nothing when it is.
 *
 * All pending migrations run in one transaction. On a server, processes that start at once take turns: drizzle
 * itself takes no lock, and those that come second would fail on tables that the first has just made.
 */
export async function migrateDatabase(database: OpenDatabase): Promise<void> {
  if (database.kind === "embedded") await migrateEmbedded(database);
  else await migrateServer(database.url);
}

async function migrateEmbedded({ client }: EmbeddedDatabase): Promise<void> {
  const [{ drizzle }, { migrate }] = await Promise.all([
    import("drizzle-orm/pglite"),
    import("drizzle-orm/pglite/migrator"),
  ]);
  await migrate(drizzle({ client }), MIGRATIONS);
}

async function migrateServer(url: string): Promise<void> {
  const [{ drizzle }, { migrate }, { openServer }] = await Promise.all([
    import("drizzle-orm/postgres-js"),
    import("drizzle-orm/postgres-js/migrator"),
    import("./server.ts"),
  ]);
  // The lock belongs to a session, so lock and migrations must share the one connection of a pool of one.
  const single = await openServer(url, 1);
  try {
    await single.client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle({ client: single.client }), MIGRATIONS);
  } finally {
    await single.close();
  }
}
