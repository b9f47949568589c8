import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { hasRoom, ROOM_BYTES } from "./disk-space.ts";
import type { Dump } from "./dumps.ts";
import { folderLayout, openDirectory } from "./embedded.ts";
import { lockFolder } from "./embedded-lock.ts";
import { OperatorError } from "./errors.ts";
import { markRestore, settleRestore, unmarkRestore } from "./unfinished-restore.ts";

export interface Restored {
  /** How many people the dump holds. */
  readonly people: number;
  /** Where the files that were in place before are now; null when there were none. */
  readonly movedTo: string | null;
}

/**
 * Puts a dump in place of the embedded database. The present files are moved aside, never deleted, and only
 * after the dump has been unpacked and opened. Cut off at any moment, there is a database at the next start: the
 * present one before the move, the dump's after it.
 *
 * @throws DatabaseInUseError when the coach runs on the folder, OperatorError when the dump is damaged or the
 *   disk has no room for both
 */
export async function restoreDump(folder: string, dump: Dump, now: Date): Promise<Restored> {
  const layout = folderLayout(folder);
  const { root, database, unpacked } = layout;
  const lock = await lockFolder(root);
  try {
    await settleRestore(layout);
    await mkdir(unpacked, { mode: 0o700 });
    const people = await unpack(dump, unpacked);
    if (!existsSync(database)) {
      await rename(unpacked, database);
      return { people, movedTo: null };
    }
    const movedTo = join(root, `database-before-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z`);
    await markRestore(layout, movedTo);
    await rename(database, movedTo);
    await rename(unpacked, database);
    await unmarkRestore(layout);
    return { people, movedTo };
  } finally {
    await lock.release();
  }
}

class NoRoomError extends OperatorError {
  constructor(folder: string, bytes: number) {
    super(
      `The disk that holds ${folder} has no room to unpack the dump: free at least ${Math.ceil(bytes / 2 ** 20)} MB and try again; nothing was changed.`,
    );
  }
}

async function unpack(dump: Dump, directory: string): Promise<number> {
  try {
    // Not left to PGlite, where a damaged file ends in a rejection that nobody can catch.
    const files = await promisify(gunzip)(await readFile(dump.path));
    const needed = files.length + ROOM_BYTES;
    if (!hasRoom(directory, needed)) throw new NoRoomError(directory, needed);
    const client = await openDirectory(directory, new Blob([files]));
    try {
      const { rows } = await client.query<{ people: number }>("select count(*)::int as people from users");
      return rows[0]?.people ?? 0;
    } finally {
      await client.close();
    }
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    if (error instanceof NoRoomError) throw error;
    throw new OperatorError(
      `The dump ${dump.name} cannot be read: choose another one ("npm run restore -- --list"); nothing was changed.`,
      error,
    );
  }
}
