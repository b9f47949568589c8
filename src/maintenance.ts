import { schedule } from "node-cron";
import type { EmbeddedDatabase } from "../db/client.ts";
import { createUpkeep } from "../db/durability.ts";
import type { Log } from "./log.ts";

/**
 * Upkeep of the embedded database while the coach runs: changes written to the tables' files every five minutes,
 * a dump a day, dead rows cleared at night.
 */
export function startMaintenance(database: EmbeddedDatabase, log: Log, clock: () => Date) {
  const upkeep = createUpkeep(database, log);
  const guarded = (work: () => Promise<unknown>) => async () => {
    try {
      await work();
    } catch (error) {
      log.error(log.describe(error), "database upkeep failed");
    }
  };
  const options = { timezone: "UTC", noOverlap: true };
  const often = guarded(async () => {
    await upkeep.checkpoint();
    await upkeep.dumpIfDue(clock());
  });
  const nightly = guarded(() => upkeep.nightly(clock()));
  const tasks = [schedule("*/5 * * * *", often, options), schedule("17 3 * * *", nightly, options)];
  return {
    name: "maintenance",
    async stop() {
      for (const task of tasks) await task.stop();
      await often();
    },
  };
}
