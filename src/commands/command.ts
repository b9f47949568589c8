import { once } from "node:events";
import { describeError } from "../../bot/log.ts";
import { hasDatabase } from "../../db/embedded.ts";
import { OperatorError } from "../../db/errors.ts";
import { type DatabaseSettings, readDatabaseSettings } from "../database-settings.ts";

/**
 * Runs a command of the operator: what they can put right is one sentence; of anything else the kind and the place are told, as
 * an error's own words may hold what stands in a file or a row. Exit code 1 either way.
 */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const line =
      error instanceof OperatorError
        ? error.message
        : `This stopped by a fault of the coach: ${JSON.stringify(describeError(error))}`;
    process.stderr.write(`${line}\n`);
    process.exitCode = 1;
  }
}

/** Waits for a slow reader. */
export async function writeOut(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** @throws OperatorError naming everything that is wrong with the settings */
export function databaseSettings(env: NodeJS.ProcessEnv): DatabaseSettings {
  const settings = readDatabaseSettings(env);
  if (settings.problems.length > 0) throw new OperatorError(settings.problems.join("\n"));
  return settings;
}

/**
 * The data folder, for commands about the embedded database.
 *
 * @throws OperatorError when the coach is set to use a server
 */
export function embeddedFolder(env: NodeJS.ProcessEnv): string {
  const { folder, url } = databaseSettings(env);
  if (url === null) return folder;
  throw new OperatorError(
    "DATABASE_URL is set, so the coach keeps its data on that server: use the server's own dump and restore, or run this without DATABASE_URL for the data folder.",
  );
}

/** @throws OperatorError when no embedded database was ever made in the folder */
export function mustHoldData(folder: string): void {
  if (hasDatabase(folder)) return;
  throw new OperatorError(
    `There is no database in ${folder}: start the coach there once (npm start), or check DATA_FOLDER.`,
  );
}
