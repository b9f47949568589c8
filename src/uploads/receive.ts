import { shorten } from "../../bot/format.ts";
import type { Database } from "../../db/client.ts";
import { recordImport } from "../../db/queries/imports.ts";
import { dropUploadToken, findUploadToken, type UploadToken } from "../../db/queries/upload-tokens.ts";
import { errandJob, type Queue } from "../../db/queue.ts";
import type { Log } from "../log.ts";
import type { UploadFolder } from "./folder.ts";

/** What taking files by a link needs from the process. */
export type UploadParts = {
  readonly db: Database;
  readonly log: Pick<Log, "info" | "error" | "describe">;
  readonly clock: () => Date;
  readonly enqueue: Queue["enqueue"];
  /** Has the errands looked for at once. */
  readonly wake: () => void;
  readonly folder: UploadFolder;
  /** The largest file that is taken. */
  readonly mostBytes: number;
};

const LONGEST_NAME = 200;

/** How an import names a file that lies in the folder; nobody can say it who does not know the import's id. */
export function uploadReference(importId: string): string {
  return `upload:${importId}`;
}

/** The link of a token, where it holds. */
export function linkOf({ db, clock }: UploadParts, token: string): Promise<UploadToken | null> {
  return findUploadToken(db, token, "file", clock());
}

/**
 * A file is here whole: the link is over, and the file is looked at as one that was sent into the chat.
 *
 * @returns false where the link is over since
 */
export async function takeUpload(
  { db, log, clock, enqueue, wake, folder }: UploadParts,
  link: UploadToken,
): Promise<boolean> {
  const { userId, id, identityId } = link;
  const upload = await folder.find(id);
  if (upload === null) return false;
  const now = clock();
  const isTaken = await db.transaction(async (tx) => {
    if (!(await dropUploadToken(tx, link))) return false;
    const name = shorten(upload.name.replaceAll("\0", "").trim() || "file", LONGEST_NAME);
    const reference = uploadReference(id);
    const row = { id, identityId, reference, fileName: name, bytes: upload.at, state: "looking" } as const;
    await recordImport(tx, userId, row, now);
    await enqueue(tx, "errands", [errandJob({ kind: "import-look", userId, subject: id }, now)]);
    return true;
  });
  log.info({ userId, importId: id, isTaken }, "file received");
  if (isTaken) wake();
  return isTaken;
}
