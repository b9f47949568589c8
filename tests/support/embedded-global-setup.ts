import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { openInMemory } from "../../db/embedded.ts";
import { migrateDatabase } from "../../db/migrate.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const migrations = join(root, "db/migrations");
const cache = join(root, ".vitest");

/** Migrates an embedded database once per state of the migrations; each worker starts from that file. */
export async function setup(project: TestProject): Promise<void> {
  const template = join(cache, `embedded-${await stamp()}.tar`);
  if (!existsSync(template)) await makeTemplate(template);
  project.provide("testDatabase", { kind: "embedded", template });
}

async function stamp(): Promise<string> {
  const hash = createHash("sha256");
  const files = (await readdir(migrations, { recursive: true })).filter((name) => /\.(sql|json)$/.test(name));
  for (const name of files.sort()) hash.update(name).update(await readFile(join(migrations, name)));
  hash.update(await readFile(join(root, "node_modules/@electric-sql/pglite/package.json")));
  hash.update(await readFile(join(root, "db/embedded.ts")));
  return hash.digest("hex").slice(0, 16);
}

async function makeTemplate(path: string): Promise<void> {
  const database = await openInMemory();
  await migrateDatabase(database);
  const dump = await database.client.dumpDataDir("none");
  await database.close();
  await mkdir(cache, { recursive: true });
  // Another run may be doing the same right now: each writes its own file, the last one stays.
  const partial = `${path}.${process.pid}`;
  await writeFile(partial, Buffer.from(await dump.arrayBuffer()));
  await rename(partial, path);
}
