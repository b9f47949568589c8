import type { OpenDatabase } from "../db/client.ts";
import { createUpkeep } from "../db/durability.ts";
import { pruneAccess } from "../db/queries/access.ts";
import { pruneModelCalls } from "../db/queries/model-calls.ts";
import { dropRawPayloads } from "../db/queries/raw-payloads.ts";
import { renewRuleAggregates } from "../db/queries/rule-aggregates.ts";
import { pruneChats } from "../db/queries/upkeep.ts";
import type { Config } from "./config.ts";
import { startCron } from "./cron.ts";
import type { Log } from "./log.ts";
import type { Deadline } from "./stopping.ts";

/**
 * Upkeep of the database while the coach runs.
 *
 * On either: old event ids and messages, codes that let nobody in any more, what went to a
 * language model, and what banks answered as it came are forgotten at night, and once a day one process counts over all people
 * what was answered to each rule. On the embedded one, which has nobody else to do it: changes written to the tables' files every five minutes, a dump a day, dead rows cleared at night.
 */
export function startMaintenance(
  database: OpenDatabase,
  { rawPayloadDays }: Pick<Config, "rawPayloadDays">,
  log: Log,
  clock: () => Date,
) {
  const upkeep = database.kind === "embedded" ? createUpkeep(database, log) : null;
  const guarded = (work: () => Promise<unknown>) => async () => {
    try {
      await work();
    } catch (error) {
      log.error(log.describe(error), "database upkeep failed");
    }
  };
  const checkpoint = guarded(async () => upkeep?.checkpoint());
  const often = guarded(async () => {
    await upkeep?.checkpoint();
    await upkeep?.dumpIfDue(clock());
  });
  const nightly = guarded(async () => {
    await database.db.transaction((tx) => pruneChats(tx, clock()));
    await database.db.transaction((tx) => pruneAccess(tx, clock()));
    await pruneModelCalls(database.db, clock());
    await dropRawPayloads(database.db, rawPayloadDays, clock());
    await upkeep?.nightly(clock());
  });
  // Looked for often, so that a machine which sleeps at night is not left without them; made when due.
  const counts = guarded(() => renewRuleAggregates(database.db, clock()));
  const tasks = [
    startCron("*/5 * * * *", often, log),
    startCron("*/5 * * * *", counts, log),
    startCron("17 3 * * *", nightly, log),
  ];
  return {
    name: "maintenance",
    async stop({ isUrgent }: Deadline) {
      for (const task of tasks) await task.stop();
      // A dump of much data takes longer than a machine that goes down waits.
      await (isUrgent ? checkpoint() : often());
    },
  };
}
