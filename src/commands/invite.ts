import { readAccess } from "../../bot/access/access.ts";
import { makeCode } from "../../bot/access/one-time-code.ts";
import { openDatabase } from "../../db/client.ts";
import { DatabaseInUseError, OperatorError } from "../../db/errors.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { INVITE_DAYS, storeInvite } from "../../db/queries/invites.ts";
import { databaseSettings, mustHoldData, runCommand, say } from "./command.ts";

const USAGE = 'Run "npm run invite" without anything behind it: it makes one code.';

await runCommand(async () => {
  if (process.argv.length > 2) throw new OperatorError(USAGE);
  mustLetInByCode(process.env);
  const { folder, url } = databaseSettings(process.env);
  if (url === null) mustHoldData(folder);
  const database = await openDatabase({ url, folder }).catch((error: unknown) => {
    if (!(error instanceof DatabaseInUseError)) throw error;
    throw new OperatorError(
      "The coach is running on this data folder: say /invite in its terminal or in a chat that is inside, or stop it and run this again.",
      error,
    );
  });
  try {
    await migrateDatabase(database);
    const { code, hash } = makeCode("invite");
    await storeInvite(database.db, { codeHash: hash, madeBy: null, now: new Date() });
    say(`Invite code: ${code}`);
    say(`It lets one person in, once, within ${INVITE_DAYS} days, and is shown only here.`);
    say("They send it to the bot as their first message.");
    say(`On Telegram this link does the same: https://t.me/YOUR_BOT?start=invite_${code}`);
  } finally {
    await database.close();
  }
});

/** @throws OperatorError where a code would let nobody in */
function mustLetInByCode(env: NodeJS.ProcessEnv): void {
  const read = readAccess({ ACCESS: env.ACCESS || undefined, ACCESS_LIST: env.ACCESS_LIST || undefined });
  if ("problems" in read) throw new OperatorError(read.problems.join("\n"));
  const { kind } = read.access;
  if (kind === "open") throw new OperatorError("ACCESS is open, so anybody may come in without a code.");
  if (kind === "list") {
    throw new OperatorError("ACCESS is list, so a code lets nobody in: add the account to ACCESS_LIST.");
  }
}
