import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { OperatorError } from "../db/errors.ts";
import { createSealer, type Sealer } from "../db/sealing.ts";
import { syncFolder } from "../db/sync-folder.ts";

const KEY_BYTES = 32;
/** Who owns the file may read and write it, nobody else anything. */
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/** Where the data folder of an embedded database keeps its master keys, one a line, the newest first. */
export function keyFile(folder: string): string {
  return join(folder, "secret.key");
}

/**
 * The master keys in a data folder.
 *
 * @returns null where it has none
 * @throws OperatorError when the file is open to others, cannot be read or holds no keys; never with a part of it
 */
export function readKeyFile(folder: string): readonly string[] | null {
  const path = keyFile(folder);
  let text: string;
  try {
    // Windows has no such modes: there the folder is what keeps others out.
    if (process.platform !== "win32" && (statSync(path).mode & OTHERS) !== 0) {
      throw new OperatorError(
        `${path} can be read by others, and opens every secret in the database: run "chmod 600" on it.`,
      );
    }
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    if (code === "ENOENT") return null;
    throw new OperatorError(
      `${path} cannot be read (${String(code)}): the coach seals its secrets with the key in it.`,
      error,
    );
  }
  const keys = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  try {
    createSealer(keys);
  } catch {
    throw new OperatorError(
      `${path} holds no key: expected 32 random bytes in base64 on each line, the newest first. Put a copy of it back; only if nothing was ever linked, remove it, and a new one is made.`,
    );
  }
  return keys;
}

/**
 * Makes a data folder's first master key. Only for who holds the folder.
 *
 * The key is on the disk before its name is, so that a crash leaves none or a whole one.
 *
 * @throws OperatorError when it cannot be written
 */
export async function makeKeyFile(folder: string): Promise<readonly string[]> {
  const path = keyFile(folder);
  const unfinished = `${path}.unfinished`;
  const key = randomBytes(KEY_BYTES).toString("base64");
  try {
    rmSync(unfinished, { force: true });
    const file = openSync(unfinished, "wx", OWNER_ONLY);
    try {
      writeSync(file, `${key}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, path);
    await syncFolder(folder);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    throw new OperatorError(
      `${path} cannot be written (${String(code)}): the coach keeps the key there that seals what banks hand out.`,
      error,
    );
  }
  return [key];
}

/**
 * What seals secrets here: the keys that the operator gave, else those in the data folder of an embedded database, which
 * gets one as soon as something is set up that is handed secrets. Keys in the folder open what they have sealed also where
 * others were given later.
 *
 * @param config.databaseUrl with a server no file is looked at: several machines need one key, which is given
 * @param onMade is called with the path of a file that was made
 * @returns null where there is nothing to seal with, and nothing to seal
 */
export async function openSealer(
  config: {
    readonly databaseUrl: string | null;
    readonly dataFolder: string;
    readonly secretKeys: readonly string[];
    readonly keepsSecrets: boolean;
  },
  onMade: (path: string) => void,
): Promise<Sealer | null> {
  const { databaseUrl, dataFolder, secretKeys, keepsSecrets } = config;
  const inFolder = databaseUrl === null ? (readKeyFile(dataFolder) ?? []) : [];
  const known = [...secretKeys, ...inFolder];
  if (known.length > 0) return createSealer(known);
  if (databaseUrl !== null || !keepsSecrets) return null;
  const made = await makeKeyFile(dataFolder);
  onMade(keyFile(dataFolder));
  return createSealer(made);
}
