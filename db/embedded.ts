import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { DatabaseLog, EmbeddedDatabase } from "./client.ts";
import { guardDiskSpace, hasRoom, ROOM_BYTES } from "./disk-space.ts";
import { lockFolder } from "./embedded-lock.ts";
import { DatabaseUnavailableError } from "./errors.ts";
import { guardTransactions } from "./transaction-guard.ts";
import { settleRestore } from "./unfinished-restore.ts";

/** Settings of the embedded server; the first halves its memory, the next two bound its log on disk. */
const SETTINGS = ["shared_buffers=16MB", "max_wal_size=64MB", "min_wal_size=32MB", "timezone=UTC"];

const OPTIONS: PGliteOptions = {
  startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])],
  relaxedDurability: false,
};

/**
 * Keeps V8 from compiling the embedded database a second time, optimised, in the background.
 *
 * On a small machine that work is most of a start, and its peak of 700 MB can get the process killed.
 * Without it a start takes a third of the time and a quarter of the memory; statements over few rows, which is
 * what the coach runs, are as fast, those over thousands of rows two times slower.
 */
function compileOnce(): void {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
}

/** Where things are inside the data folder: all of it in one place, so that one mounted volume holds it all. */
export function folderLayout(folder: string) {
  const root = resolve(folder);
  return {
    root,
    database: join(root, "database"),
    dumps: join(root, "dumps"),
    /** A dump on its way into place. */
    unpacked: join(root, "database-unpacking"),
    /** There while the database is exchanged for the unpacked one. */
    restoring: join(root, "restore-unfinished"),
  };
}

export type FolderLayout = ReturnType<typeof folderLayout>;

/** Whether a data folder has a database, be it one whose restore was cut off and ends with the next opening. */
export function hasDatabase(folder: string): boolean {
  const { database, restoring } = folderLayout(folder);
  return existsSync(database) || existsSync(restoring);
}

/**
 * Opens the embedded database in a data folder, which only its owner can enter.
 *
 * @throws DatabaseInUseError, DatabaseUnavailableError
 */
export async function openFolder(folder: string, log?: DatabaseLog): Promise<EmbeddedDatabase> {
  const layout = folderLayout(folder);
  const { root, database } = layout;
  ownFolder(root);
  const lock = await lockFolder(root);
  try {
    await settleRestore(layout, log);
    const isNew = !existsSync(join(database, "PG_VERSION"));
    // The files themselves are made readable for everyone; their folder is what keeps others out.
    ownFolder(database);
    needRoom(root, isNew);
    const client = await openDirectory(database);
    if (isNew) log?.info({ folder: root }, "new embedded database");
    return opened(client, root, () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Opens an embedded database in memory.
 *
 * @param dump what it starts from, as `dumpDataDir` made it; empty without
 */
export async function openInMemory(dump?: Blob): Promise<EmbeddedDatabase> {
  compileOnce();
  const client = await PGlite.create({ ...OPTIONS, ...(dump && { loadDataDir: dump }) });
  return opened(client, null, async () => {});
}

/**
 * Opens the files of an embedded database. Only for who holds the lock of the data folder they are in.
 *
 * @param dump what an empty directory is filled with first
 */
export async function openDirectory(directory: string, dump?: Blob): Promise<PGlite> {
  compileOnce();
  try {
    return await PGlite.create({ ...OPTIONS, dataDir: directory, ...(dump && { loadDataDir: dump }) });
  } catch (error) {
    throw new DatabaseUnavailableError(
      `The embedded database in ${directory} cannot be opened: check that the disk is not full; "npm run restore" brings back its newest dump and keeps the present files.`,
      error,
    );
  }
}

function opened(client: PGlite, folder: string | null, release: () => Promise<void>): EmbeddedDatabase {
  const db = drizzle({ client });
  guardTransactions(db);
  if (folder !== null) guardDiskSpace(db, folder);
  return {
    kind: "embedded",
    db,
    client,
    folder,
    async close() {
      try {
        if (!client.closed) await client.close();
      } finally {
        await release();
      }
    },
  };
}

function ownFolder(folder: string): void {
  if (existsSync(folder)) return;
  try {
    // Not `recursive` where it is not needed: Node tries for ever where a file system answers oddly, as /proc does.
    mkdirSync(folder, { recursive: !existsSync(dirname(folder)), mode: 0o700 });
  } catch (error) {
    throw new DatabaseUnavailableError(
      `The data folder ${folder} cannot be made: check that it may be written to and that the disk is not full.`,
      error,
    );
  }
}

function needRoom(folder: string, isNew: boolean): void {
  const bytes = isNew ? 2 * ROOM_BYTES : ROOM_BYTES;
  if (hasRoom(folder, bytes)) return;
  throw new DatabaseUnavailableError(
    `The disk that holds ${folder} is almost full: free at least ${bytes / 2 ** 20} MB and start again. Everything that was saved is still there.`,
  );
}
