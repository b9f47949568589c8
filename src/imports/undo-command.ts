import { counted } from "../../bot/format.ts";
import { undoDays } from "../../bot/money/import-undo.ts";
import { type Part, say as part, plainReply, tell } from "../../bot/reply.ts";
import { lockPeople } from "../../db/queries/chat-rows.ts";
import { countImported, takeBackImport } from "../../db/queries/import-undo.ts";
import { findLastByCommand } from "../../db/queries/imports.ts";
import { errandJob } from "../../db/queue.ts";
import { say } from "../commands/command.ts";
import type { AskedToUndo } from "./arguments.ts";
import { agreed } from "./ask.ts";
import { onePerson, withDatabase, withQueue } from "./open-store.ts";

/** `npm run import -- --undo`: takes back the last file that the command stored, after a yes. A chat has its own button. */
export async function undoLast({ person, isAgreed }: AskedToUndo, env: NodeJS.ProcessEnv): Promise<void> {
  await withDatabase(env, async (database) => {
    const { db } = database;
    const userId = await onePerson(database, person);
    const last = await findLastByCommand(db, userId);
    if (last === null) return say("No file that was stored by this command is left to take back.");
    const { id, fileName, kind } = last;
    const isBody = kind === "body";
    const { corrected } = await countImported(db, userId, id);
    const said = corrected === 0 ? "" : `, ${counted(corrected, "row")} with what was said about them since`;
    say(`The last file stored by this command is ${fileName}${said}.`);
    const isYes = await agreed(
      isAgreed,
      `Take its ${isBody ? "days" : "rows"} out?`,
      "Nothing was changed: add --yes to take it back.",
    );
    if (!isYes) return say("Nothing was changed.");
    await withQueue(database, async (enqueue) => {
      const now = new Date();
      const removed = await db.transaction(async (tx) => {
        await lockPeople(tx, [userId]);
        const gone = isBody
          ? await undoDays(tx, userId, last, now)
          : partsOf(await takeBackImport(tx, userId, id, now));
        const follows = isBody ? "night-check" : "understand-money";
        if (gone !== null)
          await enqueue(tx, "errands", [errandJob({ kind: follows, userId, subject: null }, now)]);
        return gone;
      });
      say(plainReply(removed === null ? tell("import/was-dropped") : { parts: removed }));
    });
  });
}

function partsOf(removed: number | null): readonly Part[] | null {
  return removed === null ? null : [part("import/undone", { removed: counted(removed, "row") })];
}
