import { isResting } from "../../bot/crisis.ts";
import { dayName } from "../../bot/format.ts";
import { readImportOptions } from "../../bot/money/import-options.ts";
import { inPlace } from "../../bot/money/imports.ts";
import { keepForUndo } from "../../bot/money/keep-for-undo.ts";
import { type Choice, say as part, type Reply, tell } from "../../bot/reply.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import { type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { lockPeople } from "../../db/queries/chat-rows.ts";
import { changeImport, findStoredFile, type ImportRow } from "../../db/queries/imports.ts";
import type { BodyFile, BodyFormat } from "../imports/body/body-file.ts";
import { countsOf, problemOf, readingPart, seenParts, storedParts } from "../imports/body/messages.ts";
import { readBodyFile } from "../imports/body/read-body.ts";
import { type DaysStored, NotStoringError, storeDays } from "../imports/body/store-days.ts";
import { unreadableReply } from "../imports/messages.ts";
import { otherKindOf } from "../imports/other-kinds.ts";
import { type OpenFile, UnreadableFileError } from "../integrations/files/file-item.ts";
import { RefusedUploadError } from "../integrations/wearables/refused-upload.ts";
import type { ErrandContext } from "./errands.ts";
import { fail, showAgain } from "./import-file.ts";
import { tellProgress } from "./import-progress.ts";

/** A file of days that a person sent. */
export type DaysImport = {
  readonly userId: string;
  readonly row: ImportRow;
  readonly timezone: string;
  readonly open: OpenFile;
  readonly format: BodyFormat;
};

/** Reads a file of days that was sent, says what is in it, and asks whether to take it in. */
export async function lookAtDays(about: DaysImport, context: ErrandContext): Promise<void> {
  const { userId, row, timezone } = about;
  const { db, clock } = context;
  const read = await readOrRefuse(about, context);
  if (read === null) return;
  const { file, sha256 } = read;
  if (file.days.length === 0) {
    return fail(userId, row, "no-rows", tell("body-import/nothing-in-it"), context);
  }
  const known = await findStoredFile(db, userId, sha256);
  if (known !== null) {
    const day = dayName(localDateOf(known.updatedAt, timezone), localDateOf(clock(), timezone));
    return fail(userId, row, "known", tell("import/known-file", { day }), context, "dropped");
  }
  const now = clock();
  await db.transaction(async (tx) => {
    await lockPeople(tx, [userId]);
    const options = { ...readImportOptions(row.options), rows: file.days.length, misses: 0 };
    const change = { kind: "body", state: "asking", sha256, options } as const;
    if (!(await changeImport(tx, userId, row.id, ["looking"], change, now))) return;
    const eventKey = `import/${row.id}/${options.step}/look`;
    await speak(tx, { userId, identityId: row.identityId, eventKey, now }, async (turn) => {
      // Numbers of a body are for later; the file lies where it was sent.
      if (isResting(turn.chat, now)) {
        await changeImport(tx, userId, row.id, ["asking"], { state: "dropped" }, now);
        return say(turn, [{ ...tell("import/dropped"), ...inPlace(row.id) }]);
      }
      say(turn, [askReply(row.id, file)]);
    });
  });
}

function askReply(importId: string, file: BodyFile): Reply {
  const standing = (word: string, means: "yes" | "no"): Choice => ({
    id: `import:${importId}:${word}`,
    label: means,
    standing: true,
    means,
  });
  return {
    parts: [...seenParts(file), part("body-import/ask")],
    choices: [standing("store", "yes"), standing("drop", "no")],
    ...inPlace(importId),
  };
}

/** Takes in a file of days that the person has said yes to, and says what it came to. */
export async function storeDaysOf(about: DaysImport, context: ErrandContext): Promise<void> {
  const { userId, row, timezone } = about;
  const { db, clock, tools } = context;
  const read = await readOrRefuse(about, context);
  if (read === null) return;
  if (read.sha256 !== row.sha256) return showAgain(userId, row, context);
  const { file } = read;
  try {
    const person = { userId, importId: row.id, timezone, clock };
    await storeDays({ db, enqueue: tools.enqueue }, file, person, (tx, stored, now) =>
      conclude(tx, about, file, stored, now),
    );
  } catch (error) {
    // Another run of the same errand has stored it meanwhile, or the person is gone.
    if (!(error instanceof NotStoringError)) throw error;
  }
}

async function conclude(
  tx: Database,
  { userId, row }: DaysImport,
  file: BodyFile,
  stored: DaysStored,
  now: Date,
): Promise<void> {
  await changeImport(
    tx,
    userId,
    row.id,
    ["storing"],
    { state: "stored", counts: countsOf(file, stored) },
    now,
  );
  const eventKey = `import/${row.id}/stored`;
  await speak(tx, { userId, identityId: row.identityId, eventKey, now }, async (turn) => {
    if (stored.added > 0)
      await keepForUndo(turn, { kind: "import", before: {}, after: { importId: row.id } });
    if (isResting(turn.chat, now))
      return say(turn, [{ ...tell("import/stored-quietly"), ...inPlace(row.id) }]);
    const undo: Choice = { id: `import:${row.id}:undo`, label: "undo", standing: true };
    const choices = stored.added > 0 ? { choices: [undo] } : {};
    say(turn, [{ parts: storedParts(file, stored), ...choices, ...inPlace(row.id) }]);
  });
}

/** @returns null when it cannot be read, which has been told then */
async function readOrRefuse(
  { userId, row, timezone, open, format }: DaysImport,
  context: ErrandContext,
): Promise<Awaited<ReturnType<typeof readBodyFile>> | null> {
  let done = 0;
  let newest: LocalDate | null = null;
  const progress = tellProgress(userId, row, context, () => readingPart(done, row.bytes, newest));
  try {
    return await readBodyFile(open, format, {
      zone: timezone,
      isApart: true,
      signal: context.tools.files.stopping,
      onProgress(bytes, day) {
        done = bytes;
        newest = day;
      },
    });
  } catch (error) {
    if (!(error instanceof RefusedUploadError || error instanceof UnreadableFileError)) throw error;
    await progress.stop();
    await fail(userId, row, error.code, await refusal(error, open, row), context);
    return null;
  } finally {
    await progress.stop();
  }
}

/** An archive may be anything until it is read, so one without an export is told as what it is. */
async function refusal(
  error: RefusedUploadError | UnreadableFileError,
  open: OpenFile,
  { id, fileName }: ImportRow,
): Promise<Reply> {
  if (error instanceof UnreadableFileError) return unreadableReply(id, error);
  const other = error.code === "not-an-export" ? await otherKindOf(open, fileName) : null;
  const reply =
    other === null ? tell("body-import/refused", { problem: problemOf(error) }) : tell(`import/is-${other}`);
  return { ...reply, ...inPlace(id) };
}
