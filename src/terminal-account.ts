import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OpenDatabase } from "../db/client.ts";
import { OperatorError } from "../db/errors.ts";
import { isExternalId } from "../db/external-id.ts";
import { lockChat } from "../db/queries/chat-rows.ts";
import { renameAccount } from "../db/queries/people.ts";

/** The one person of an embedded database. */
const LOCAL = "local";

/**
 * Whose terminal this is.
 *
 * An embedded database has one person. A server may have many, so there a terminal is known by its data folder: two
 * terminals of one folder are the same person, two people on one server have a folder each, and neither sees the
 * other's answers. Not by the names of user and machine, since a container has a new one whenever it is made.
 *
 * A folder that was moved to the server keeps its person: they came as the local one, and only the folder with the
 * embedded database they came from takes them on.
 */
export async function terminalAccount(database: OpenDatabase, dataFolder: string): Promise<string> {
  if (database.kind === "embedded") return LOCAL;
  const account = folderId(dataFolder);
  if (await isKnown(database, account)) return account;
  const { hasDatabase } = await import("../db/embedded.ts");
  if (hasDatabase(dataFolder)) {
    await renameAccount(database.db, "terminal", LOCAL, account);
  }
  return account;
}

async function isKnown({ db }: OpenDatabase, sender: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const chat = await lockChat(tx, { platform: "terminal", sender, chat: sender });
    return chat !== null;
  });
}

/** A random name that is made once and kept in the folder. */
function folderId(folder: string): string {
  const file = join(folder, "terminal-id");
  if (!existsSync(file)) {
    try {
      // "wx": of two that start at once, the second takes the first one's.
      writeFileSync(file, `${randomUUID()}\n`, { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
  }
  const id = readFileSync(file, "utf8").trim();
  if (!isExternalId(id)) {
    throw new OperatorError(
      `The file ${file}, which says whose terminal this is, is empty or damaged: put it back from a backup, or remove it to start as a new person.`,
    );
  }
  return id;
}
