import { isResting } from "../../bot/crisis.ts";
import { readImportOptions } from "../../bot/money/import-options.ts";
import { inPlace } from "../../bot/money/imports.ts";
import { keepForUndo } from "../../bot/money/keep-for-undo.ts";
import { tell } from "../../bot/reply.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import type { Database } from "../../db/client.ts";
import { changeImport, findHome, findImport, type ImportRow } from "../../db/queries/imports.ts";
import { errandJob } from "../../db/queue.ts";
import { bodyFormatOf } from "../imports/body/body-file.ts";
import { sha256Of } from "../imports/look.ts";
import { storedReply, storingPart, unreadableReply } from "../imports/messages.ts";
import { OpenQuestionError, type Stored, storeFile } from "../imports/store.ts";
import { type OpenFile, UnreadableFileError } from "../integrations/files/file-item.ts";
import type { ErrandContext, RunErrand } from "./errands.ts";
import { storeDaysOf } from "./import-days.ts";
import { fail, openImport, showAgain, stepOf } from "./import-file.ts";
import { tellProgress } from "./import-progress.ts";

/** Another run of the same errand has stored the file meanwhile: this one's rows are given up. */
class StoredMeanwhile extends Error {}

/** Stores a file that the person has seen and said yes to, and says what it came to. */
export const storeImport: RunErrand = async ({ userId, subject }, context) => {
  const { db } = context;
  const row = subject === null ? null : await findImport(db, userId, subject);
  const home = await findHome(db, userId);
  if (row?.state !== "storing" || home === null) return;
  await stepOf(userId, row, context, () => store(userId, row, home, context));
};

async function store(
  userId: string,
  row: ImportRow,
  home: { readonly timezone: string; readonly currency: string },
  context: ErrandContext,
): Promise<void> {
  const { db, tools, clock } = context;
  const open = await openImport(userId, row, context);
  if (open === null) return;
  if (row.kind === "body") return storeBody(userId, row, home.timezone, open, context);
  const options = readImportOptions(row.options);
  const now = clock();
  let read = 0;
  const progress = tellProgress(userId, row, context, () => storingPart(read, options.rows));
  try {
    if ((await sha256Of(open)) !== row.sha256) return await showAgain(userId, row, context);
    await storeFile(
      { db, kind: tools.files.kind },
      open,
      {
        userId,
        importId: row.id,
        fileName: row.fileName,
        home,
        answers: options.answers,
        account: options.account,
        now,
        onRows(rows) {
          read = rows;
        },
      },
      (tx, stored) => conclude(tx, userId, row, stored, now, context),
    );
  } catch (error) {
    if (error instanceof StoredMeanwhile) return;
    if (error instanceof OpenQuestionError) return await showAgain(userId, row, context);
    if (!(error instanceof UnreadableFileError)) throw error;
    await fail(userId, row, error.code, unreadableReply(row.id, error), context);
  } finally {
    await progress.stop();
  }
}

async function storeBody(
  userId: string,
  row: ImportRow,
  timezone: string,
  open: OpenFile,
  context: ErrandContext,
): Promise<void> {
  const format = await bodyFormatOf(open, row.fileName, readImportOptions(row.options).taken);
  if (format === null || format === "unclear") return showAgain(userId, row, context);
  await storeDaysOf({ userId, row, timezone, open, format }, context);
}

async function conclude(
  tx: Database,
  userId: string,
  row: ImportRow,
  stored: Stored,
  now: Date,
  { tools }: ErrandContext,
): Promise<void> {
  const { rows, added, leftOut, accounts, source } = stored;
  const change = {
    state: "stored" as const,
    accountId: source === null ? null : (accounts[0]?.id ?? null),
    counts: { added, known: rows - added, leftOut: leftOut.count },
    options: { ...readImportOptions(row.options), ...(source === null ? {} : { source }) },
  };
  if (!(await changeImport(tx, userId, row.id, ["storing"], change, now))) throw new StoredMeanwhile();
  const understanding = { kind: "understand-money", userId, subject: row.id } as const;
  await tools.enqueue(tx, "errands", [errandJob(understanding, now)]);
  const eventKey = `import/${row.id}/stored`;
  await speak(tx, { userId, identityId: row.identityId, eventKey, now }, async (turn) => {
    if (added > 0) await keepForUndo(turn, { kind: "import", before: {}, after: { importId: row.id } });
    const isQuiet = isResting(turn.chat, now);
    say(turn, [
      isQuiet
        ? { ...tell("import/stored-quietly"), ...inPlace(row.id) }
        : storedReply(row.id, stored, turn.context.today),
    ]);
  });
}
