import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { destination, type Logger, pino } from "pino";
import { type BotLog, describeError } from "../bot/log.ts";

export type Log = BotLog & Pick<Logger, "flush">;

/**
 * The operator's log: JSON lines in `coach.log` in the data folder, so that nothing lands in the chat.
 *
 * Callers pass ids, counts and codes. The person's words, amounts, health values and tokens never come here, hence
 * {@link describeError} in place of a serialised error, whose message may quote them.
 */
export function openLog(folder: string, level: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = destination({ dest: join(folder, "coach.log"), mode: 0o600, sync: true });
  const logger = pino({ level, base: { pid: process.pid } }, file);
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    describe: describeError,
    flush: () => logger.flush(),
  };
}
