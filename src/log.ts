import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { destination, type Logger, pino } from "pino";
import { type BotLog, describeError } from "../bot/log.ts";
import { OperatorError } from "../db/errors.ts";

/** Most characters that wait for room on the disk; what comes later is dropped. */
const MOST_WAITING = 1_000_000;

export type Log = BotLog & Pick<Logger, "flush">;

/**
 * The operator's log: JSON lines in `coach.log` in the data folder, so that nothing lands in the chat.
 *
 * Callers pass ids, counts and codes. The person's words, amounts, health values and tokens never come here, hence
 * {@link describeError} in place of a serialised error, whose message may quote them.
 *
 * A log that cannot be written, as on a full disk, stops nothing: its lines wait, and standard error says so once.
 *
 * @throws OperatorError when the folder or the file in it cannot be made
 */
export function openLog(folder: string, level: string): Log {
  const path = join(folder, "coach.log");
  const file = openFile(folder, path);
  let told = false;
  file.on("error", (error: unknown) => {
    if (!told)
      process.stderr.write(`${path} cannot be written (${codeOf(error)}): its lines wait until it can.\n`);
    told = true;
  });
  const logger = pino({ level, base: { pid: process.pid } }, file);
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    describe: describeError,
    flush: () => logger.flush(),
  };
}

function openFile(folder: string, path: string) {
  try {
    makeFolder(folder);
    return destination({ dest: path, mode: 0o600, sync: true, maxLength: MOST_WAITING });
  } catch (error) {
    throw new OperatorError(
      `The data folder ${folder} cannot be used (${codeOf(error)}): set DATA_FOLDER to one that may be written to, and check that the disk is not full.`,
      error,
    );
  }
}

/** Not Node's own `recursive`, which tries for ever where a file system answers oddly, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another coach that starts at the same moment may have been quicker.
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "unknown error";
}
