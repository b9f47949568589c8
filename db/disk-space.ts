import { statfsSync } from "node:fs";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** What has to be free for the embedded database to work, in bytes: its log grows by 16 MB at a time. */
export const ROOM_BYTES = 64 * 2 ** 20;

/** Nothing was written because the disk is almost full; the code is the one a server gives. */
class DiskFullError extends Error {
  readonly code = "53100";

  constructor() {
    super("the disk that holds the data folder is almost full");
    this.name = "DiskFullError";
  }
}

/**
 * Whether the disk has room for the embedded database to write.
 *
 * It has to be asked before, because the database does not survive the answer "no": where its log cannot grow,
 * it refuses every query from then on, or never comes back from the one it is at and blocks the process for good
 * (both seen with PGlite 0.5.16 on a full disk).
 */
export function hasRoom(folder: string, bytes = ROOM_BYTES): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= bytes;
}

/** @throws DiskFullError */
export function mustHaveRoom(folder: string): void {
  if (!hasRoom(folder)) throw new DiskFullError();
}

/**
 * Makes every transaction on a nearly full disk an error at once, before it has written anything.
 *
 * @param database changed in place
 * @param folder where its files are
 */
export function guardDiskSpace(database: PgDatabase<PgQueryResultHKT>, folder: string): void {
  const { session } = database._;
  const transaction: typeof session.transaction = session.transaction.bind(session);
  session.transaction = async (work, config) => {
    mustHaveRoom(folder);
    return transaction(work, config);
  };
}
