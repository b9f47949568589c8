import { inPlace } from "../../bot/money/imports.ts";
import { tell } from "../../bot/reply.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import { findImport, type ImportRow } from "../../db/queries/imports.ts";
import { spaced } from "../imports/messages.ts";
import type { ErrandContext } from "./errands.ts";

/**
 * Says in the chat now and then how far a long import is, in the one message of the import: "2 300 of 18 000".
 *
 * It speaks in transactions of its own, beside the one that stores.
 */
export function tellProgress(userId: string, row: ImportRow, total: number, context: ErrandContext) {
  const { db, clock, tools, log } = context;
  let done = 0;
  let told = 0;
  let underWay = Promise.resolve();
  const tellNow = async () => {
    if (done === told) return;
    told = done;
    const now = clock();
    const eventKey = `import/${row.id}/progress/${done}`;
    await db.transaction((tx) =>
      speak(tx, { userId, identityId: row.identityId, eventKey, now }, async (turn) => {
        // It may have waited for the end of the import, which has been told then.
        if ((await findImport(tx, userId, row.id))?.state !== "storing") return;
        const facts = { done: spaced(told), rows: spaced(Math.max(total, told)) };
        say(turn, [{ ...tell("import/progress", facts), ...inPlace(row.id) }]);
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
    rows(count: number) {
      done = count;
    },
    /** Settles once nothing more will be said. */
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
