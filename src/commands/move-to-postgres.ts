import { openFolder } from "../../db/embedded.ts";
import { OperatorError } from "../../db/errors.ts";
import { copyToServer } from "../../db/move.ts";
import { openServer } from "../../db/server.ts";
import { keyFile, readKeyFile } from "../secret-key.ts";
import { databaseSettings, mustHoldData, runCommand, say } from "./command.ts";

await runCommand(async () => {
  const { folder, url } = databaseSettings(process.env);
  if (url === null) {
    throw new OperatorError(
      "DATABASE_URL is not set: set it to the PostgreSQL database to move to, as postgres://user:password@host:5432/coach.",
    );
  }
  mustHoldData(folder);
  const hasKeyFile = readKeyFile(folder) !== null;
  const target = await openServer(url);
  try {
    const source = await openFolder(folder);
    try {
      const copied = await copyToServer(source, target);
      for (const { table, rows } of copied.tables) say(`${table.padEnd(24)} ${rows}`);
      say(`${"unfinished jobs".padEnd(24)} ${copied.jobs}`);
      say(`Everything is copied, counted on both sides. ${folder} is left as it was.`);
      if (hasKeyFile) {
        say(
          `The secrets of linked banks stay sealed with the key in ${keyFile(folder)}: give it to every coach on the server as COACH_SECRET_KEY (several lines: separated by commas), and keep a copy.`,
        );
      }
      say("Start the coach with the same DATABASE_URL to go on there.");
    } finally {
      await source.close();
    }
  } finally {
    await target.close();
  }
});
