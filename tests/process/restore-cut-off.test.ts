import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { listDumps, writeDump } from "../../db/dumps.ts";
import { hasDatabase, openFolder } from "../../db/embedded.ts";
import { DatabaseUnavailableError } from "../../db/errors.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { restoreDump } from "../../db/restore.ts";
import { users } from "../../db/schema/people.ts";
import { run } from "../support/child-process.ts";
import { tempFolder } from "../support/temp-folder.ts";

const temp = await tempFolder();
const source = join(temp, "source");
const restored = join(temp, "restored");
const BEFORE = "database-before-2026-03-03T03-15-00Z";

// Ada is in the dump; Grace came after it, so that who is there says which database is in place.
beforeAll(async () => {
  const database = await openFolder(source);
  await migrateDatabase(database);
  await database.db.insert(users).values({ name: "Ada" });
  await writeDump(database, new Date("2026-03-02T03:15:00Z"));
  await database.db.insert(users).values({ name: "Grace" });
  await database.close();
  await cp(source, restored, { recursive: true });
  const [dump] = await listDumps(restored);
  if (dump === undefined) throw new Error("expected a dump");
  await restoreDump(restored, dump, new Date("2026-03-03T03:15:00Z"));
});

async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(temp, "data-"));
  await cp(folder, copy, { recursive: true });
  return copy;
}

const DUMPED = ["Ada"];
const PRESENT = ["Ada", "Grace"];

/** Starts on the folder: who is there, and what the log says of a restore. */
async function startOn(folder: string) {
  const log: string[] = [];
  const database = await openFolder(folder, {
    info: (_, message) => log.push(message),
    warn: (_, message) => log.push(message),
  });
  const people = await database.db.select({ name: users.name }).from(users).orderBy(users.name);
  await database.close();
  return { people: people.map(({ name }) => name), log };
}

const entriesOf = async (folder: string) => (await readdir(folder)).sort();

describe("given a restore that ended between its two renames", () => {
  test("when the coach starts, then what was unpacked is put in place and the log says so", async () => {
    const folder = await copyOf(restored);
    await rename(join(folder, "database"), join(folder, "database-unpacking"));
    await writeFile(join(folder, "restore-unfinished"), `${BEFORE}\n`);
    expect(hasDatabase(folder)).toBe(true);
    expect(await startOn(folder)).toEqual({
      people: DUMPED,
      log: ["a restore was cut off and is now finished"],
    });
    expect(await entriesOf(folder)).toEqual(["database", BEFORE, "dumps", "lock"]);
    expect(await startOn(folder)).toEqual({ people: DUMPED, log: [] });
  });

  test("and what was unpacked is gone, when the coach starts, then the files before it are put back", async () => {
    const folder = await copyOf(restored);
    await rm(join(folder, "database"), { recursive: true });
    await writeFile(join(folder, "restore-unfinished"), `${BEFORE}\n`);
    expect(await startOn(folder)).toEqual({
      people: PRESENT,
      log: ["a restore was cut off and is taken back"],
    });
    expect(await entriesOf(folder)).toEqual(["database", "dumps", "lock"]);
  });

  test.each([`${BEFORE}\n`, ""])(
    "and both databases are gone (note %j), then the start refuses to begin empty",
    async (note) => {
      const folder = await mkdtemp(join(temp, "data-"));
      await writeFile(join(folder, "restore-unfinished"), note);
      await expect(openFolder(folder)).rejects.toThrow(DatabaseUnavailableError);
      await expect(openFolder(folder)).rejects.toThrow(/cut off and its database is gone: move a folder/);
      expect(await entriesOf(folder)).toEqual(["lock", "restore-unfinished"]);
    },
  );

  test("when another restore runs, then it keeps what the first one put in place", async () => {
    const folder = await copyOf(restored);
    await rename(join(folder, "database"), join(folder, "database-unpacking"));
    await writeFile(join(folder, "restore-unfinished"), `${BEFORE}\n`);
    const [dump] = await listDumps(folder);
    if (dump === undefined) throw new Error("expected a dump");
    const { people, movedTo } = await restoreDump(folder, dump, new Date("2026-03-04T03:15:00Z"));
    expect([people, movedTo]).toEqual([1, join(folder, "database-before-2026-03-04T03-15-00Z")]);
    expect(await entriesOf(folder)).toEqual([
      "database",
      BEFORE,
      "database-before-2026-03-04T03-15-00Z",
      "dumps",
      "lock",
    ]);
  });
});

test("given what a restore left that was killed while it unpacked, when the coach starts, then it is cleared away", async () => {
  const folder = await copyOf(source);
  await mkdir(join(folder, "database-unpacking"));
  await writeFile(join(folder, "database-unpacking", "PG_VERSION"), "half");
  expect(await startOn(folder)).toEqual({ people: PRESENT, log: [] });
  expect(await entriesOf(folder)).toEqual(["database", "dumps", "lock"]);
});

test.each([
  { step: "open restore-unfinished", people: PRESENT, entries: ["database", "dumps", "lock"] },
  { step: "rename database", people: DUMPED, entries: ["database", BEFORE, "dumps", "lock"] },
  { step: "rename database-unpacking", people: DUMPED, entries: ["database", BEFORE, "dumps", "lock"] },
  { step: "rm restore-unfinished", people: DUMPED, entries: ["database", BEFORE, "dumps", "lock"] },
])(
  "when a restore is killed after its step '$step', then the next start finds a whole database",
  async (killed) => {
    const folder = await copyOf(source);
    const program = "tests/support/programs/restore-until.ts";
    const { signal, stdout } = await run(program, { args: [folder, killed.step] });
    expect({ signal, stdout }).toEqual({ signal: "SIGKILL", stdout: "" });
    expect((await startOn(folder)).people).toEqual(killed.people);
    expect(await entriesOf(folder)).toEqual(killed.entries);
  },
);
