import { existsSync } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DatabaseLog } from "./client.ts";
import type { FolderLayout } from "./embedded.ts";
import { DatabaseUnavailableError } from "./errors.ts";
import { syncFolder } from "./sync-folder.ts";

/**
 * Notes that the database is about to be exchanged for the unpacked one, which takes two renames: a process that
 * ends between them leaves no database, and without a note the next start would make an empty one.
 *
 * @param movedTo where the present files are moved, in the data folder
 */
export async function markRestore({ root, restoring }: FolderLayout, movedTo: string): Promise<void> {
  const file = await open(restoring, "w", 0o600);
  try {
    await file.writeFile(`${basename(movedTo)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(root);
}

/** The exchange is complete. */
export async function unmarkRestore({ root, restoring }: FolderLayout): Promise<void> {
  await syncFolder(root);
  await rm(restoring);
}

/**
 * Brings a restore to an end that was cut off: forgotten where the present database was not touched yet, finished
 * where it was moved aside, taken back where what was unpacked is gone. For who holds the folder's lock.
 *
 * @throws DatabaseUnavailableError when neither database is to be found
 */
export async function settleRestore(layout: FolderLayout, log?: DatabaseLog): Promise<void> {
  const { root, database, unpacked, restoring } = layout;
  if (!existsSync(restoring)) {
    // Perhaps left by one that was cut off while it unpacked, and then not whole.
    await rm(unpacked, { recursive: true, force: true });
    return;
  }
  const movedTo = join(root, basename((await readFile(restoring, "utf8")).trim()));
  if (existsSync(database)) {
    // Before the first rename or after the second: what is in place is whole either way.
    const isDone = !existsSync(unpacked);
    await rm(unpacked, { recursive: true, force: true });
    log?.warn({ folder: root, isDone }, "a restore was cut off; the database in place is used");
  } else if (existsSync(unpacked)) {
    await rename(unpacked, database);
    log?.warn({ folder: root, movedTo }, "a restore was cut off and is now finished");
  } else if (movedTo !== root && existsSync(movedTo)) {
    await rename(movedTo, database);
    log?.warn({ folder: root }, "a restore was cut off and is taken back");
  } else {
    throw new DatabaseUnavailableError(
      `A restore in ${root} was cut off and its database is gone: move a folder "database-before-…" to ${database}, or remove ${restoring} and run "npm run restore".`,
    );
  }
  await unmarkRestore(layout);
}
