import { openDatabase } from "../../db/client.ts";
import { OperatorError } from "../../db/errors.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { resealAll } from "../../db/reseal.ts";
import { readConfig } from "../config.ts";
import { openSealer } from "../secret-key.ts";
import { mustHoldData, runCommand, say } from "./command.ts";

const USAGE =
  'Run "npm run reseal" without anything behind it: it seals every stored secret with the newest key.';

await runCommand(async () => {
  if (process.argv.length > 2) throw new OperatorError(USAGE);
  const config = readConfig(process.env);
  const { databaseUrl: url, dataFolder: folder } = config;
  if (url === null) mustHoldData(folder);
  const sealer = await openSealer({ ...config, keepsSecrets: false }, () => {});
  if (sealer === null) {
    throw new OperatorError("There is no key, so nothing is sealed: see COACH_SECRET_KEY in .env.example.");
  }
  const database = await openDatabase({ url, folder });
  try {
    await migrateDatabase(database);
    const done = await resealAll(database.db, sealer);
    for (const { table, sealed, unopened } of done) {
      const left = unopened === 0 ? "" : `, ${unopened} that none of the keys opens`;
      say(`${table.padEnd(24)} ${sealed} sealed anew${left}`);
    }
    const unopened = done.reduce((sum, table) => sum + table.unopened, 0);
    if (unopened === 0) say("Every secret is sealed with the newest key: the others are no longer needed.");
    else {
      process.stderr.write("Some secrets need a key that was not given: keep the keys you have.\n");
      process.exitCode = 1;
    }
  } finally {
    await database.close();
  }
});
