import { sql } from "drizzle-orm";
import type { DatabaseLog, EmbeddedDatabase } from "./client.ts";
import { mustHaveRoom } from "./disk-space.ts";
import { changeMark, type Dump, listDumps, writeDump } from "./dumps.ts";
import { rows } from "./results.ts";

/** What a server does for itself in the background, and the embedded database, which has none, is given here. */
export interface Upkeep {
  /**
   * Writes what changed into the tables' files, so that the log stays small and a start after a kill is quick.
   * For every few minutes.
   *
   * @returns whether there was anything to write
   */
  checkpoint(): Promise<boolean>;
  /**
   * Makes a dump, at most one per UTC day and only when something changed since the newest. For every few
   * minutes as well, and before closing, as a coach on a laptop may never see the night.
   *
   * @returns the dump, or null when none was due
   */
  dumpIfDue(now: Date): Promise<Dump | null>;
  /** Clears out dead rows, counts afresh for the planner (it blocks for a moment), then dumps if due. */
  nightly(now: Date): Promise<Dump | null>;
}

/**
 * Upkeep of a database in a folder; whoever calls it keeps the clock. On a nearly full disk all of it throws
 * DiskFullError and does nothing.
 */
export function createUpkeep(database: EmbeddedDatabase, log?: DatabaseLog): Upkeep {
  const { client, folder } = database;
  if (folder === null) throw new TypeError("a database in memory needs no upkeep");
  let writtenTo: string | null = null;

  const position = async () => {
    const result = await database.db.execute(sql`select pg_current_wal_insert_lsn()::text as position`);
    return String(rows(result)[0]?.position);
  };
  const changedSince = async (dump: Dump | undefined) => dump?.mark !== (await changeMark(database));

  const upkeep: Upkeep = {
    async checkpoint() {
      if (writtenTo !== null && (await position()) === writtenTo) return false;
      mustHaveRoom(folder);
      await client.exec("checkpoint");
      writtenTo = await position();
      return true;
    },
    async dumpIfDue(now) {
      const dumps = await listDumps(folder);
      const today = now.toISOString().slice(0, 10);
      // Any of today, not the newest: a clock that was wrong for a while leaves a dump from the future.
      if (dumps.some((dump) => dump.madeAt.toISOString().startsWith(today))) return null;
      if (!(await changedSince(dumps[0]))) return null;
      await upkeep.checkpoint();
      const dump = await writeDump(database, now);
      log?.info({ dump: dump.name, bytes: dump.bytes }, "database dumped");
      return dump;
    },
    async nightly(now) {
      const [newest] = await listDumps(folder);
      if (await changedSince(newest)) {
        mustHaveRoom(folder);
        // A statement of its own: it cannot run inside a transaction.
        await client.exec("vacuum analyze");
        await upkeep.checkpoint();
      }
      return upkeep.dumpIfDue(now);
    },
  };
  return upkeep;
}
