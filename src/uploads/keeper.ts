import type { Database } from "../../db/client.ts";
import { changeImport, findImport } from "../../db/queries/imports.ts";
import { errandJob, type Queue } from "../../db/queue.ts";
import { startCron } from "../cron.ts";
import type { Log } from "../log.ts";
import type { UploadFolder } from "./folder.ts";

/** How often the folder is looked into. */
const LOOK = "*/5 * * * * *";
/** How long a file is kept that nobody goes on with. */
const KEPT_MS = 24 * 3_600_000;

export type KeeperOptions = {
  readonly db: Database;
  readonly log: Log;
  readonly clock: () => Date;
  readonly folder: UploadFolder;
  readonly enqueue: Queue["enqueue"];
  readonly wake: () => void;
};

/**
 * Looks after the files that people have sent by a link: what is through is removed, and what nobody went on with for a day. A file
 * that waits to be read is asked for again, as another process may have taken the errand, on a machine where it does not lie.
 */
export function startUploadKeeper(options: KeeperOptions) {
  const { log } = options;
  return startCron(
    LOOK,
    () =>
      keepUploads(options).catch((error: unknown) =>
        log.error(log.describe(error), "uploads not looked into"),
      ),
    log,
  );
}

export async function keepUploads({
  db,
  clock,
  folder,
  enqueue,
  wake,
}: Omit<KeeperOptions, "log">): Promise<void> {
  const now = clock();
  const before = new Date(now.getTime() - KEPT_MS);
  const inHand = new Set<string>();
  let isWaiting = false;
  for (const { id, userId } of await folder.list()) {
    const row = await findImport(db, userId, id);
    if (row === null) continue;
    const { state, updatedAt } = row;
    if (state === "stored" || state === "dropped" || state === "failed") {
      await folder.remove(id);
      continue;
    }
    // Nobody has said yes for a day; whoever does then hears that it is over.
    const isLeft = state === "asking" && updatedAt <= before;
    if (isLeft) await changeImport(db, userId, id, ["asking"], { state: "dropped" }, now);
    else inHand.add(id);
    if (state !== "asking" && now.getTime() - updatedAt.getTime() > AGAIN_MS) {
      const kind = state === "looking" ? "import-look" : "import-store";
      await db.transaction((tx) => enqueue(tx, "errands", [errandJob({ kind, userId, subject: id }, now)]));
      isWaiting = true;
    }
  }
  await folder.removeOlder(before, inHand);
  if (isWaiting) wake();
}

/** So long an errand has to come to its process by itself. */
const AGAIN_MS = 10_000;
