import { inPlace } from "../../bot/money/imports.ts";
import { type Part, plainReply } from "../../bot/reply.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import { findImport, type ImportRow } from "../../db/queries/imports.ts";
import type { ErrandContext } from "./errands.ts";

/**
 * Says in the chat now and then how far a long import is, in the one message of the import: "2 300 of 18 000".
 *
 * It speaks in transactions of its own, beside those that store.
 *
 * @param partNow how far it is; null before there is anything to say
 */
export function tellProgress(
  userId: string,
  row: ImportRow,
  context: ErrandContext,
  partNow: () => Part | null,
) {
  const { db, clock, tools, log } = context;
  let told = "";
  let underWay = Promise.resolve();
  const tellNow = async () => {
    const part = partNow();
    const words = part === null ? told : plainReply({ parts: [part] });
    if (part === null || words === told) return;
    told = words;
    const now = clock();
    const eventKey = `import/${row.id}/${row.state}/${words}`;
    await db.transaction((tx) =>
      speak(tx, { userId, identityId: row.identityId, eventKey, now }, async (turn) => {
        // It may have waited for the end of this step of the import, which has been told then.
        if ((await findImport(tx, userId, row.id))?.state !== row.state) return;
        say(turn, [{ parts: [part], ...inPlace(row.id) }]);
      }),
    );
    tools.files.deliver();
  };
  const timer = setInterval(() => {
    underWay = underWay.then(tellNow).catch((error: unknown) => {
      log.warn({ userId, ...log.describe(error) }, "progress not told");
    });
  }, tools.files.progressMs);
  timer.unref();
  return {
    /** Settles once nothing more will be said. */
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
