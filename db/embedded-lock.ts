import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DatabaseInUseError } from "./errors.ts";

const SQLITE_BUSY = 5;

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one that may use a data folder, until it releases it or ends in whatever way.
 *
 * The embedded database has no lock of its own and two processes on it lose each other's rows in silence. Two
 * locks are taken, both given back by the kernel the moment a process dies, so nothing is ever left behind to
 * clean up and no process id has to be judged dead or alive:
 *
 * 1. a socket named after the folder's real path (Linux, Windows), which works on any file system, but is not
 *    seen from another container;
 * 2. a lock on the file `lock` in the folder, which holds for every container and, on macOS, is the only one.
 *    SQLite takes it, as Node itself offers no file locks; nothing is ever written to the file.
 *
 * @param folder must exist
 * @throws DatabaseInUseError when another process, or this one, holds the folder
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = realpathSync(folder);
  const socket = await lockByName(path);
  try {
    const file = lockFile(path);
    return {
      async release() {
        file.close();
        await closed(socket);
      },
    };
  } catch (error) {
    await closed(socket);
    throw error;
  }
}

async function lockByName(path: string): Promise<Server | null> {
  const name = `coach-${createHash("sha256").update(path).digest("hex")}`;
  const address =
    process.platform === "linux" ? `\0${name}` : process.platform === "win32" ? `\\\\.\\pipe\\${name}` : null;
  if (address === null) return null;
  const server = createServer((connection) => connection.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new DatabaseInUseError(path) : error);
    });
    server.listen({ path: address, exclusive: true }, resolve);
  });
  server.unref();
  return server;
}

function lockFile(path: string): DatabaseSync {
  const file = new DatabaseSync(join(path, "lock"));
  try {
    file.exec("begin exclusive");
    return file;
  } catch (error) {
    file.close();
    const busy = error instanceof Error && Reflect.get(error, "errcode") === SQLITE_BUSY;
    throw busy ? new DatabaseInUseError(path) : error;
  }
}

function closed(server: Server | null): Promise<void> {
  return new Promise((resolve) => {
    if (server === null) resolve();
    else server.close(() => resolve());
  });
}
