import { ChatError, type PlatformId } from "../../bot/adapter.ts";
import { readImportOptions } from "../../bot/money/import-options.ts";
import { inPlace } from "../../bot/money/imports.ts";
import { type Reply, tell } from "../../bot/reply.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import type { Database, OpenDatabase } from "../../db/client.ts";
import { findAccounts, lockPeople } from "../../db/queries/chat-rows.ts";
import { changeImport, type ImportRow, type ImportState } from "../../db/queries/imports.ts";
import { errandJob } from "../../db/queue.ts";
import type { OpenFile } from "../integrations/files/file-item.ts";
import type { ErrandContext } from "./errands.ts";

/** How often something is tried before the person is told that it does not work. */
const MOST_MISSES = 3;

/** What reading files needs from the process. */
export type FileTools = {
  readonly kind: OpenDatabase["kind"];
  /**
   * A person's file, where their platform keeps it, or where it was sent to by a link.
   *
   * @throws ChatError as `fetchFile` does; FileElsewhereError
   */
  openFile(
    platform: PlatformId,
    file: Pick<ImportRow, "id" | "reference" | "fileName" | "bytes">,
  ): Promise<OpenFile>;
  /** Sends what is queued by now. */
  deliver(): void;
  /** How often a long import says how far it is, in milliseconds. */
  readonly progressMs: number;
  /** Ends what is being read: the process stops, and the next one reads it again. */
  readonly stopping?: AbortSignal | undefined;
};

/** A file that was sent by a link lies on another machine, whose process asks for it again; or its time has run out. */
export class FileElsewhereError extends Error {}

/** An import's file, open; null when it could not be had, which has been told then, or lies elsewhere. */
export async function openImport(
  userId: string,
  row: ImportRow,
  context: ErrandContext,
): Promise<OpenFile | null> {
  const { db, tools } = context;
  const accounts = await findAccounts(db, userId);
  const platform = accounts.find(({ identityId }) => identityId === row.identityId)?.platform;
  if (platform === undefined) {
    await fail(userId, row, "gone", tell("import/gone"), context);
    return null;
  }
  try {
    return await tools.files.openFile(platform, row);
  } catch (error) {
    if (error instanceof FileElsewhereError) return null;
    if (!(error instanceof ChatError)) throw error;
    if (error.code === "refused") {
      const isPath = platform === "terminal";
      const here = tools.files.kind === "embedded" ? "import/no-such-file" : "import/not-here";
      await fail(userId, row, "gone", tell(isPath ? here : "import/gone"), context);
      return null;
    }
    // The queue tries again in a while.
    if (!(await countMiss(userId, row, "not-fetched", tell("import/not-fetched"), context))) throw error;
    return null;
  }
}

/** Does a step of an import. Where it breaks again and again the person is told, instead of left to wait. */
export async function stepOf(
  userId: string,
  row: ImportRow,
  context: ErrandContext,
  step: () => Promise<void>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    const isStopping = context.tools.files.stopping?.aborted === true;
    if (!(error instanceof ChatError || isStopping)) {
      await countMiss(userId, row, "broken", tell("import/broken"), context);
    }
    throw error;
  }
}

/** @returns whether it was the last one, and has been told */
async function countMiss(
  userId: string,
  row: ImportRow,
  code: string,
  reply: Reply,
  context: ErrandContext,
): Promise<boolean> {
  const { db, clock } = context;
  const options = readImportOptions(row.options);
  const misses = options.misses + 1;
  if (misses < MOST_MISSES) {
    await changeImport(db, userId, row.id, [row.state], { options: { ...options, misses } }, clock());
    return false;
  }
  await fail(userId, row, code, reply, context);
  return true;
}

/** Ends an import of which nothing is stored, and says why. */
export async function fail(
  userId: string,
  row: ImportRow,
  errorCode: string,
  reply: Reply,
  context: ErrandContext,
  state: ImportState = "failed",
): Promise<void> {
  const { db, clock } = context;
  await db.transaction(async (tx) => {
    await lockPeople(tx, [userId]);
    if (!(await changeImport(tx, userId, row.id, [row.state], { state, errorCode }, clock()))) return;
    await sayOf(tx, userId, row, "end", { ...reply, ...inPlace(row.id) }, context);
  });
}

/** Says something of an import in the chat it was sent into; once for each step of it and word. */
async function sayOf(
  tx: Database,
  userId: string,
  row: ImportRow,
  word: string,
  reply: Reply,
  { clock }: ErrandContext,
): Promise<void> {
  const { step } = readImportOptions(row.options);
  const eventKey = `import/${row.id}/${step}/${word}`;
  const { identityId } = row;
  await speak(tx, { userId, identityId, eventKey, now: clock() }, async (turn) => say(turn, [reply]));
}

/** The file is another one than was shown, or asks something new: the person sees it anew before anything is stored. */
export async function showAgain(userId: string, row: ImportRow, context: ErrandContext): Promise<void> {
  const { db, tools, clock } = context;
  await db.transaction(async (tx) => {
    await lockPeople(tx, [userId]);
    const options = readImportOptions(row.options);
    const change = { state: "looking", options: { ...options, step: options.step + 1 } } as const;
    if (!(await changeImport(tx, userId, row.id, ["storing"], change, clock()))) return;
    await sayOf(tx, userId, row, "changed", { ...tell("import/changed"), ...inPlace(row.id) }, context);
    await tools.enqueue(tx, "errands", [
      errandJob({ kind: "import-look", userId, subject: row.id }, clock()),
    ]);
  });
  tools.files.deliver();
}
