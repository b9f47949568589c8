import { schedule } from "node-cron";
import type { Log } from "./log.ts";

/**
 * Work that comes round by a cron expression in UTC, never twice at once. What the library has to say goes to the
 * log: standard output belongs to the chat.
 *
 * A round that the process was too busy for is not made up, so the work itself must look for what is due.
 */
export function startCron(expression: string, work: () => Promise<unknown>, log: Pick<Log, "info" | "warn">) {
  const note = (level: "info" | "warn") => () => log[level]({ expression }, "cron");
  return schedule(expression, work, {
    timezone: "UTC",
    noOverlap: true,
    suppressMissedWarning: true,
    logger: { info: note("info"), warn: note("warn"), error: note("warn"), debug: () => {} },
  });
}
