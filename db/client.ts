import type { PGlite } from "@electric-sql/pglite";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";

/**
 * Where queries go: the embedded database or a PostgreSQL server, the same to every caller.
 *
 * A {@link Transaction} is one too, so a query function that takes a `Database` works in both.
 */
export type Database = PgDatabase<PgQueryResultHKT>;

/** What `database.transaction` hands in; a transaction inside a transaction is a savepoint. */
export type Transaction = PgTransaction<PgQueryResultHKT>;

/** What the operator's log offers; pino's loggers fit. Never gets a person's data. */
export interface DatabaseLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** The embedded database: one process, one connection, everything in one folder (null: in memory). */
export interface EmbeddedDatabase {
  readonly kind: "embedded";
  readonly db: Database;
  readonly client: PGlite;
  readonly folder: string | null;
  close(): Promise<void>;
}

/** A PostgreSQL server, which many processes may share. */
export interface ServerDatabase {
  readonly kind: "postgres";
  readonly db: Database;
  readonly client: Sql;
  readonly url: string;
  close(): Promise<void>;
}

export type OpenDatabase = EmbeddedDatabase | ServerDatabase;

export interface DatabaseOptions {
  /** A server's address; it wins over the folder. */
  readonly url?: string | null;
  /** Where the embedded database lives; made when it is missing. */
  readonly folder?: string;
  readonly log?: DatabaseLog;
}

/**
 * Opens the database: the server at `url`, else the embedded one in `folder`. It is not migrated yet.
 *
 * Only the driver that is used gets loaded: the embedded one alone is some 30 MB.
 *
 * @throws DatabaseInUseError when another process has the folder, DatabaseUnavailableError when it cannot be
 *   opened; both messages are meant for the operator
 */
export async function openDatabase({ url, folder, log }: DatabaseOptions): Promise<OpenDatabase> {
  if (url) {
    const { openServer } = await import("./server.ts");
    return openServer(url);
  }
  if (folder === undefined) throw new TypeError("expected a database url or a folder");
  const { openFolder } = await import("./embedded.ts");
  return openFolder(folder, log);
}
