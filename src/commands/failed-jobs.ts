import { describeError } from "../../bot/log.ts";
import { openDatabase } from "../../db/client.ts";
import { OperatorError } from "../../db/errors.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { type FailedJob, listFailed, openQueue, retryFailed } from "../../db/queue.ts";
import { databaseSettings, mustHoldData, runCommand, say } from "./command.ts";

const USAGE =
  'Run "npm run failed-jobs" to see them, "npm run failed-jobs -- --retry" to run all of them again, "npm run failed-jobs -- --retry=ID" for one.';
const quiet = { info() {}, warn() {}, error() {}, describe: describeError };

await runCommand(async () => {
  const [asked, ...more] = process.argv.slice(2);
  const retry = /^--retry(?:=(?<id>[0-9a-f-]{36}))?$/.exec(asked ?? "");
  if (more.length > 0 || (asked !== undefined && retry === null)) throw new OperatorError(USAGE);
  const { folder, url } = databaseSettings(process.env);
  if (url === null) mustHoldData(folder);
  const database = await openDatabase({ url, folder });
  try {
    await migrateDatabase(database);
    const queue = await openQueue(database, { log: quiet, supervise: false });
    const failed = await listFailed(queue);
    if (failed.length === 0) say("No job has failed for good.");
    else say(`Jobs that failed for good (${failed.length}), oldest first:`);
    for (const job of failed) say(`  ${line(job)}`);
    if (retry !== null && failed.length > 0) {
      const id = retry.groups?.id;
      if (id !== undefined && !failed.some((job) => job.id === id)) {
        throw new OperatorError(`There is no failed job ${id}: choose one of the list.`);
      }
      const number = await retryFailed(queue, id === undefined ? undefined : [id]);
      say(`Queued again: ${number}. The next worker takes them.`);
    }
    await queue.stop();
  } finally {
    await database.close();
  }
});

function line({ id, job, failedAt, tries }: FailedJob): string {
  const about = job === null ? "unreadable" : `${job.kind} for ${job.localDate}, person ${job.userId}`;
  return `${id}  ${about}, failed ${failedAt.toISOString()} after ${tries} tries`;
}
