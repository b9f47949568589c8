import { z } from "zod";
import { describeError } from "../../bot/log.ts";
import { openDatabase } from "../../db/client.ts";
import { OperatorError } from "../../db/errors.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { rebuildScores } from "../rebuilding.ts";
import { databaseSettings, mustHoldData, runCommand, say } from "./command.ts";

const USAGE =
  'Run "npm run rebuild-scores" for everybody, "npm run rebuild-scores -- --user=ID" for one person, "npm run rebuild-scores -- --after=ID" to go on after one.';

await runCommand(async () => {
  const { user, after } = readArguments(process.argv.slice(2));
  const { folder, url } = databaseSettings(process.env);
  if (url === null) mustHoldData(folder);
  const database = await openDatabase({ url, folder });
  try {
    await migrateDatabase(database);
    const done = await rebuildScores({
      db: database.db,
      kind: database.kind,
      clock: () => new Date(),
      only: user,
      after,
      progress({ people, days, failed }, last) {
        const trouble = failed.length === 0 ? "" : `, ${failed.length} failed`;
        process.stderr.write(
          `${people} people, ${days} days${trouble}; to go on from here: --after=${last}\n`,
        );
      },
    });
    for (const { userId, error } of done.failed) {
      process.stderr.write(`not scored: ${userId} ${JSON.stringify(describeError(error))}\n`);
    }
    say(`Scored anew: ${done.days} days of ${done.people} people.`);
    if (done.failed.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
});

function readArguments(given: readonly string[]): { readonly user?: string; readonly after?: string } {
  const [asked, ...more] = given;
  if (asked === undefined) return {};
  const found = /^--(?<option>user|after)=(?<id>.+)$/u.exec(asked)?.groups;
  if (more.length > 0 || found === undefined || !z.uuid().safeParse(found.id).success) {
    throw new OperatorError(USAGE);
  }
  return { [String(found.option)]: String(found.id) };
}
