import { randomUUID } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What is known of a file from its first byte on. */
const about = z.object({
  /** Whose it is. */
  userId: z.uuid(),
  name: z.string(),
  /** What it is to have in the end, or at most where a form sends it. */
  size: z.number().int().positive(),
  /** Tells it from another file of the person's; one that is sent by a form is never gone on with. */
  mark: z.string().nullable(),
});
export type UploadAbout = Readonly<z.infer<typeof about>>;

/** A file as far as it has come. */
export type Upload = UploadAbout & {
  readonly id: string;
  /** Bytes that are there. */
  readonly at: number;
  /** When the last of them came. */
  readonly cameAt: Date;
};

/** There is no room for a file. */
export class NoSpaceError extends Error {
  constructor() {
    super("no room for what is sent");
    this.name = "NoSpaceError";
  }
}

/** Left free beside what is sent: a database that can write no more is worse than a file that is not taken. */
const RESERVE_BYTES = 512 * 2 ** 20;
const ID = /^([0-9a-f-]{36})\.json$/;

export type UploadFolder = ReturnType<typeof openUploadFolder>;

/**
 * Files that people send by a link, each with what is known of it beside it, for the owner of the process alone. A file has the
 * id of the link that it came by, and later of its import.
 *
 * @param roomIn bytes that are free on the folder's disk
 */
export function openUploadFolder(folder: string, roomIn = freeBytes) {
  const pathOf = (id: string) => join(folder, id);
  const aboutOf = (id: string) => join(folder, `${id}.json`);

  async function find(id: string): Promise<Upload | null> {
    try {
      const known = about.safeParse(JSON.parse(await readFile(aboutOf(id), "utf8")));
      const { size: at, mtime: cameAt } = await stat(pathOf(id));
      return known.success ? { ...known.data, id, at, cameAt } : null;
    } catch (error) {
      if (error instanceof SyntaxError || isMissing(error)) return null;
      throw error;
    }
  }

  async function list(): Promise<readonly Upload[]> {
    const names = await readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const ids = names.flatMap((name) => ID.exec(name)?.[1] ?? []);
    return (await Promise.all(ids.map(find))).filter((upload) => upload !== null);
  }

  async function remove(id: string): Promise<void> {
    await rm(pathOf(id), { force: true });
    await rm(aboutOf(id), { force: true });
  }

  return {
    pathOf,
    find,
    list,
    remove,
    /** Removes what no byte was added to since then, whatever it is, but for files that are in hand. */
    async removeOlder(than: Date, inHand: ReadonlySet<string>): Promise<void> {
      const kept = new Set<string>();
      for (const { id, cameAt } of await list()) {
        if (cameAt > than || inHand.has(id)) kept.add(id).add(`${id}.json`);
      }
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter((one) => !kept.has(one))) {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        if (found?.isFile() === true && found.mtime <= than) await rm(path, { force: true });
      }
    },
    /** Begins a file, in place of what there was of another by the same link. @throws NoSpaceError */
    async begin(id: string, file: UploadAbout): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await remove(id);
      const others = (await list()).reduce((sum, { size, at }) => sum + Math.max(0, size - at), 0);
      if ((await roomIn(folder)) < others + file.size + RESERVE_BYTES) throw new NoSpaceError();
      await writeFile(pathOf(id), "", { mode: 0o600 });
      const half = join(folder, `${randomUUID()}.part`);
      await writeFile(half, JSON.stringify(file), { mode: 0o600 });
      await rename(half, aboutOf(id));
    },
    /** Adds what comes behind the bytes that are there; what has come before it breaks off stays. @throws NoSpaceError */
    async append(id: string, at: number, bytes: AsyncIterable<Uint8Array>): Promise<void> {
      const file = await open(pathOf(id), "r+");
      try {
        await writeAll(file, at, bytes);
      } catch (error) {
        if (codeOf(error) === "ENOSPC" || codeOf(error) === "EDQUOT") throw new NoSpaceError();
        throw error;
      } finally {
        await file.close();
      }
    },
    /** What a file that came by a form has in the end, as it could not be said before. */
    async settle({ id, userId, name, at, mark }: Upload): Promise<void> {
      await writeFile(aboutOf(id), JSON.stringify({ userId, name, size: at, mark } satisfies UploadAbout));
    },
  };
}

async function writeAll(file: FileHandle, at: number, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  let place = at;
  for await (const piece of bytes) {
    for (let from = 0; from < piece.length; ) {
      const { bytesWritten } = await file.write(piece, from, piece.length - from, place);
      from += bytesWritten;
      place += bytesWritten;
    }
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : null;
}
