import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { EmbeddedDatabase } from "./client.ts";
import { folderLayout } from "./embedded.ts";
import { rows } from "./results.ts";
import { syncFolder } from "./sync-folder.ts";

/** How many dumps are kept; older ones are removed after a new one is safely written. */
export const DUMPS_KEPT = 7;

const NAME = /^coach-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-(\d+)\.tar\.gz$/;
const PARTIAL = /^coach-.*\.partial$/;

/** A compressed copy of the whole embedded database at one moment. */
export interface Dump {
  readonly name: string;
  readonly path: string;
  readonly madeAt: Date;
  /** The database's {@link changeMark} when it was made. */
  readonly mark: string;
  readonly bytes: number;
}

/** The dumps of a data folder, newest first; none when there is no such folder. */
export async function listDumps(folder: string): Promise<readonly Dump[]> {
  const { dumps } = folderLayout(folder);
  const found: Dump[] = [];
  for (const name of await namesIn(dumps)) {
    const [, stamp, mark] = NAME.exec(name) ?? [];
    if (stamp === undefined || mark === undefined) continue;
    const path = join(dumps, name);
    found.push({ name, path, madeAt: instantOf(stamp), mark, bytes: (await stat(path)).size });
  }
  return found.sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime() || (a.name < b.name ? 1 : -1));
}

/**
 * Writes a dump and then removes the oldest beyond {@link DUMPS_KEPT}.
 *
 * It is complete or not there: written under another name, forced to the disk, then renamed. Queries wait
 * meanwhile (seconds for a database of 100 MB), and it is built in memory.
 */
export async function writeDump(database: EmbeddedDatabase, now: Date): Promise<Dump> {
  if (database.folder === null) throw new TypeError("a database in memory has no folder for dumps");
  const { dumps } = folderLayout(database.folder);
  await mkdir(dumps, { recursive: true, mode: 0o700 });
  for (const name of await namesIn(dumps)) if (PARTIAL.test(name)) await rm(join(dumps, name));

  const mark = await changeMark(database);
  const content = await database.client.dumpDataDir("gzip");
  const stamp = now.toISOString().slice(0, 19).replaceAll(":", "-");
  const name = `coach-${stamp}Z-${mark}.tar.gz`;
  const path = join(dumps, name);
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, "wx", 0o600);
    try {
      await file.writeFile(content.stream());
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await syncFolder(dumps);
  for (const old of (await listDumps(database.folder)).slice(DUMPS_KEPT)) await rm(old.path);
  return { name, path, madeAt: instantOf(`${stamp}Z`), mark, bytes: content.size };
}

/**
 * A number that differs once anything was written: the next transaction's, which reading does not use up.
 *
 * It survives restarts, unlike the database's own statistics.
 */
export async function changeMark({ db }: EmbeddedDatabase): Promise<string> {
  const result = await db.execute(sql`select pg_snapshot_xmax(pg_current_snapshot())::text as mark`);
  return String(rows(result)[0]?.mark);
}

function instantOf(stamp: string): Date {
  const [day, time] = stamp.split("T");
  return new Date(`${day}T${time?.replaceAll("-", ":")}`);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "ENOENT") return [];
    throw error;
  }
}
