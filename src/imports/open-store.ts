import { join } from "node:path";
import { type OpenDatabase, openDatabase } from "../../db/client.ts";
import { DatabaseInUseError, OperatorError } from "../../db/errors.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { findPeopleCalled } from "../../db/queries/imports.ts";
import { openQueue, type Queue } from "../../db/queue.ts";
import { databaseSettings, mustHoldData } from "../commands/command.ts";

/**
 * Opens the coach's database for one command, and closes it.
 *
 * @throws OperatorError where the coach runs on the embedded one
 */
export async function withDatabase(
  env: NodeJS.ProcessEnv,
  work: (database: OpenDatabase) => Promise<void>,
): Promise<void> {
  const { folder, url } = databaseSettings(env);
  if (url === null) mustHoldData(folder);
  const database = await openDatabase({ url, folder }).catch((error: unknown) => {
    if (!(error instanceof DatabaseInUseError)) throw error;
    throw new OperatorError(
      `The coach is running on ${folder}: put the file into ${join(folder, "inbox")}, or send it into the chat, and it is offered there; or stop the coach first.`,
      error,
    );
  });
  try {
    await migrateDatabase(database);
    await work(database);
  } finally {
    await database.close();
  }
}

/** The queue of the coach, for what follows on a command; whoever runs next works on it. */
export async function withQueue<Result>(
  database: OpenDatabase,
  work: (enqueue: Queue["enqueue"]) => Promise<Result>,
): Promise<Result> {
  const queue = await openQueue(database, { log: quiet, supervise: false });
  try {
    return await work(queue.enqueue);
  } finally {
    await queue.stop();
  }
}

const quiet = { info() {}, warn() {}, error() {}, describe: () => ({}) };

/** @throws OperatorError when it is nobody, or could be several */
export async function onePerson({ db }: OpenDatabase, called: string | undefined): Promise<string> {
  const [one, other] = await findPeopleCalled(db, called ?? null);
  if (one !== undefined && other === undefined) return one;
  if (called !== undefined) {
    throw new OperatorError(
      "--person names nobody who uses this coach: expected an e-mail address or an id of theirs.",
    );
  }
  throw new OperatorError(
    one === undefined
      ? 'Nobody has talked to the coach yet, so there is nobody whose file it could be: run "npm start" first.'
      : "Several people use this coach: say whose file it is, with --person=EMAIL or --person=ID.",
  );
}
