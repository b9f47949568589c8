import { hash } from "node:crypto";
import { mkdir, readdir, rename, stat } from "node:fs/promises";
import { join, parse } from "node:path";
import type { InboundEvent, InboundFile } from "../bot/adapter.ts";
import type { Database } from "../db/client.ts";
import { findImportsAt, type ImportState } from "../db/queries/imports.ts";
import { startCron } from "./cron.ts";
import type { Log } from "./log.ts";

/** How often the folder is looked into. */
const LOOK = "*/2 * * * * *";
/** What a browser or a copy has not finished yet, and what systems put into folders. */
const UNFINISHED = /^\.|~$|\.(?:part|partial|tmp|crdownload|download)$/iu;
/** Where a file goes once it is through. */
const PLACES: Readonly<Partial<Record<ImportState, "done" | "dropped">>> = {
  stored: "done",
  dropped: "dropped",
  failed: "dropped",
};

export type InboxOptions = {
  /** The folder itself; made when it is missing. */
  readonly folder: string;
  readonly db: Database;
  readonly log: Log;
  /** Hands a file to the conversation, as if it had been sent. @returns whether it was taken */
  readonly offer: (file: InboundFile, eventId: InboundEvent["eventId"]) => Promise<unknown>;
};

/**
 * The drop folder: a file that lies there, and has stopped growing, is offered in the chat once; what was stored moves to
 * `done`, what was not to `dropped`. Nothing is ever deleted or written over.
 */
export async function startInbox({ folder, db, log, offer }: InboxOptions) {
  for (const name of ["done", "dropped"]) {
    await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  }
  /** What each file was at the last look. */
  let before = new Map<string, string>();
  /** Files as they were offered; an import of theirs need not have come of it. */
  const offered = new Set<string>();

  async function look(): Promise<void> {
    const found = await filesIn(folder);
    const imports = await findImportsAt(
      db,
      found.map(({ path }) => path),
    );
    for (const file of found) {
      const latest = imports.get(file.path);
      // One from before the file came is of another file that had its name.
      const state = latest === undefined || latest.createdAt.getTime() < file.cameMs ? null : latest.state;
      const place = state === null ? undefined : PLACES[state];
      if (place !== undefined) {
        // One that cannot be moved, as in a folder of somebody else's, keeps no other from being offered.
        await moveAside(file, join(folder, place)).then(
          () => log.info({ place }, "file of the inbox is through"),
          (error: unknown) => log.warn({ place, ...log.describe(error) }, "file of the inbox not moved"),
        );
      } else if (state === null && before.get(file.path) === file.mark && !offered.has(file.mark)) {
        offered.add(file.mark);
        const { path: reference, name, bytes } = file;
        await offer({ reference, name, bytes, isTooLarge: false }, `inbox/${file.mark}`);
      }
    }
    before = new Map(found.map(({ path, mark }) => [path, mark]));
  }

  return startCron(
    LOOK,
    () => look().catch((error: unknown) => log.error(log.describe(error), "inbox not looked into")),
    log,
  );
}

type Found = {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** When it came under its name, or was changed. */
  readonly cameMs: number;
  /** Tells it from other files, and from itself when it has changed. */
  readonly mark: string;
};

async function filesIn(folder: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || UNFINISHED.test(entry.name)) continue;
    const path = join(folder, entry.name);
    const { size, ctimeMs } = await stat(path);
    const mark = hash("sha256", `${entry.name}\0${size}\0${ctimeMs}`);
    found.push({ path, name: entry.name, bytes: size, cameMs: Math.floor(ctimeMs), mark });
  }
  return found;
}

/** Moves a file into a folder, with a number behind its name where that is taken. */
async function moveAside({ path, name }: Found, folder: string): Promise<void> {
  const taken = new Set(await readdir(folder));
  const { name: stem, ext } = parse(name);
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${stem} (${number})${ext}`;
  await rename(path, join(folder, free));
}
