import { cp, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { changeMark, DUMPS_KEPT, listDumps, writeDump } from "../../db/dumps.ts";
import { createUpkeep } from "../../db/durability.ts";
import { openFolder } from "../../db/embedded.ts";
import { OperatorError } from "../../db/errors.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { restoreDump } from "../../db/restore.ts";
import { rows } from "../../db/results.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { users } from "../../db/schema/people.ts";
import { run, start } from "../support/child-process.ts";
import { canHaveSmallDisk, smallDisk } from "../support/small-disk.ts";
import { tempFolder } from "../support/temp-folder.ts";

const temp = await tempFolder();
const migrated = join(temp, "migrated");

// Making a database takes seconds; each test copies this one.
beforeAll(async () => {
  const database = await openFolder(migrated);
  await migrateDatabase(database);
  await database.close();
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(temp, "data-"));
  await cp(migrated, folder, { recursive: true });
  return folder;
}

async function open(folder: string) {
  const database = await openFolder(folder);
  onTestFinished(() => database.close());
  return database;
}

async function namesIn(folder: string): Promise<readonly (string | null)[]> {
  const database = await openFolder(folder);
  const found = await database.db.select({ name: users.name }).from(users).orderBy(users.name);
  await database.close();
  return found.map(({ name }) => name);
}

const MONDAY = new Date("2026-03-02T03:15:00Z");
const days = (count: number) => new Date(MONDAY.getTime() + count * 86_400_000);

test("when the process is killed while it writes, then every acknowledged row is there afterwards", async () => {
  const folder = await newFolder();
  const acknowledged: string[] = [];
  for (const batches of [1, 3, 10, 40, 100]) {
    const writer = start("tests/support/programs/write-events.ts", { args: [folder] });
    while (writer.lines.length < batches) {
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 5)), writer.ended]);
    }
    const { stdout, signal } = await writer.kill();
    expect(signal).toBe("SIGKILL");
    // The last line may have been cut off.
    acknowledged.push(
      ...stdout.split("\n").flatMap((line) => line.split(" ").filter((id) => id.length === 36)),
    );

    const database = await openFolder(folder);
    const found = new Set((await database.db.select({ id: eventLog.id }).from(eventLog)).map(({ id }) => id));
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    const torn = await database.db.execute(sql`
      select user_id from event_log where metadata ? 'batch' group by user_id, metadata -> 'batch' having count(*) <> 3`);
    expect(rows(torn)).toEqual([]);
    await database.close();
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(4 * 154);
});

test("a checkpoint is made when something was written, and not again without", async () => {
  const database = await open(await newFolder());
  const upkeep = createUpkeep(database);
  await upkeep.checkpoint();
  expect(await upkeep.checkpoint()).toBe(false);
  await database.db.insert(users).values({});
  expect(await upkeep.checkpoint()).toBe(true);
  expect(await upkeep.checkpoint()).toBe(false);
});

test("given many rows and checkpoints between, then the log on disk stays near its bound", async () => {
  const folder = await newFolder();
  const database = await open(folder);
  const upkeep = createUpkeep(database);
  await database.db.execute(sql`create table filler (text text)`);
  for (let round = 0; round < 6; round += 1) {
    await database.db.execute(
      sql`insert into filler select repeat(md5(n::text), 8) from generate_series(1, 100000) as n`,
    );
    await upkeep.checkpoint();
  }
  const log = join(folder, "database", "pg_wal");
  const sizes = await Promise.all(
    (await readdir(log)).map(async (name) => (await stat(join(log, name))).size),
  );
  const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
  // Six rounds write some 200 MB; the setting allows 64, and a checkpoint's own round comes on top.
  expect(megabytes).toBeLessThan(112);
});

test("a dump is made once a day, and only when something changed since the last", async () => {
  const database = await open(await newFolder());
  const upkeep = createUpkeep(database);
  const first = await upkeep.dumpIfDue(MONDAY);
  expect(first?.name).toMatch(/^coach-2026-03-02T03-15-00Z-\d+\.tar\.gz$/);
  await database.db.insert(users).values({});
  expect(await upkeep.dumpIfDue(new Date("2026-03-02T23:59:59Z"))).toBeNull();
  expect((await upkeep.dumpIfDue(new Date("2026-03-03T00:00:00Z")))?.name).toMatch(
    /^coach-2026-03-03T00-00-00Z/,
  );
  expect(await upkeep.dumpIfDue(days(2))).toBeNull();
  await database.db.select().from(users);
  expect(await upkeep.dumpIfDue(days(3))).toBeNull();
  expect(await upkeep.nightly(days(4))).toBeNull();
});

test("the night clears up and dumps what changed, and what it does itself is no change", async () => {
  const database = await open(await newFolder());
  const upkeep = createUpkeep(database);
  await database.db.insert(users).values({});
  await database.db.update(users).set({ name: "Ada" });
  expect(await upkeep.nightly(MONDAY)).not.toBeNull();
  const [table] = rows(
    await database.db.execute(sql`select reltuples::int as rows from pg_class where relname = 'users'`),
  );
  expect(table?.rows).toBe(1);
  const mark = await changeMark(database);
  expect(await upkeep.nightly(days(1))).toBeNull();
  expect(await changeMark(database)).toBe(mark);
});

test("the newest dumps are kept, for their owner only, and what a crash left half written is cleared away", async () => {
  const folder = await newFolder();
  const database = await open(folder);
  const dumps = join(folder, "dumps");
  await mkdir(dumps, { mode: 0o700 });
  await writeFile(join(dumps, "coach-2026-03-01T00-00-00Z-1.tar.gz.partial"), "cut off");
  await writeFile(join(dumps, "notes.txt"), "mine");
  // Older ones only have to be there: making each would take seconds.
  for (let day = 0; day <= DUMPS_KEPT; day += 1) {
    const stamp = days(day).toISOString().slice(0, 19).replaceAll(":", "-");
    await writeFile(join(dumps, `coach-${stamp}Z-700.tar.gz`), "older", { mode: 0o600 });
  }
  await writeDump(database, days(DUMPS_KEPT + 1));
  const kept = await listDumps(folder);
  expect(kept.map(({ madeAt }) => madeAt)).toEqual(
    Array.from({ length: DUMPS_KEPT }, (_, back) => days(DUMPS_KEPT + 1 - back)),
  );
  expect((await readdir(dumps)).sort()).toEqual([...kept.map(({ name }) => name), "notes.txt"].sort());
  for (const { path, bytes } of kept) {
    const { mode, size } = await stat(path);
    expect(size).toBe(bytes);
    if (process.platform !== "win32") expect(mode & 0o777).toBe(0o600);
  }
});

test("when a dump is restored, then its rows are back and the files in between are kept", async () => {
  const folder = await newFolder();
  const database = await openFolder(folder);
  await database.db.insert(users).values([{ name: "Ada" }, { name: "Grace" }]);
  const dump = await writeDump(database, MONDAY);
  await database.db.insert(users).values({ name: "Later" });
  await database.close();

  const { people, movedTo } = await restoreDump(folder, dump, days(1));
  expect(people).toBe(2);
  expect(movedTo).toBe(join(folder, "database-before-2026-03-03T03-15-00Z"));
  expect(await namesIn(folder)).toEqual(["Ada", "Grace"]);
  const kept = await mkdtemp(join(temp, "kept-"));
  await cp(movedTo ?? "", join(kept, "database"), { recursive: true });
  expect(await namesIn(kept)).toEqual(["Ada", "Grace", "Later"]);
});

test("given a damaged dump, when it is to be restored, then it is refused and nothing was changed", async () => {
  const folder = await newFolder();
  const database = await openFolder(folder);
  await database.db.insert(users).values({ name: "Ada" });
  const dump = await writeDump(database, MONDAY);
  await database.close();
  const whole = await readFile(dump.path);
  await writeFile(dump.path, whole.subarray(0, whole.length / 2));
  await expect(restoreDump(folder, dump, MONDAY)).rejects.toThrow(OperatorError);
  await expect(restoreDump(folder, dump, MONDAY)).rejects.toThrow(/cannot be read.*nothing was changed/);
  expect(await namesIn(folder)).toEqual(["Ada"]);
  expect((await readdir(folder)).sort()).toEqual(["database", "dumps", "lock"]);
});

test.skipIf(!canHaveSmallDisk)(
  "given a disk without room for a second copy, when a dump is restored, then it is refused and nothing was changed",
  async () => {
    const disk = await smallDisk(130);
    const source = await newFolder();
    const database = await openFolder(source);
    const dump = await writeDump(database, MONDAY);
    await database.close();
    await cp(source, join(disk.seenFromHere, "data"), { recursive: true });
    const env = { DATA_FOLDER: join(disk.path, "data") };
    const refused = await run("src/commands/restore.ts", { env, under: disk.under, args: [dump.name] });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^The disk that holds .* has no room to unpack the dump: free at least \d+ MB/,
    );
    expect(refused.stderr.trim().split("\n")).toHaveLength(1);
    expect((await readdir(join(disk.seenFromHere, "data"))).sort()).toEqual(["database", "dumps", "lock"]);
  },
);

test("the operator dumps, lists and restores by command, but not while the coach runs", async () => {
  const folder = await newFolder();
  const env = { DATA_FOLDER: folder };
  const none = await run("src/commands/restore.ts", { env });
  expect(none).toMatchObject({ code: 1, stdout: "" });
  expect(none.stderr).toContain(`There are no dumps in ${folder} yet`);

  const made = await run("src/commands/dump.ts", { env });
  expect(made).toMatchObject({ code: 0, stderr: "" });
  const [dump] = await listDumps(folder);
  expect(made.stdout).toContain(dump?.path);

  const listed = await run("src/commands/restore.ts", { env, args: ["--list"] });
  expect(listed).toMatchObject({ code: 0, stderr: "" });
  expect(listed.stdout).toContain(dump?.name);
  expect(await readdir(folder)).not.toContainEqual(expect.stringContaining("before"));

  const running = await openFolder(folder);
  const refused = await run("src/commands/restore.ts", { env });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("is in use by another coach");
  await running.close();

  const unknown = await run("src/commands/restore.ts", { env, args: ["yesterday"] });
  expect(unknown).toMatchObject({ code: 1 });
  expect(unknown.stderr).toContain("There is no dump yesterday");

  const restored = await run("src/commands/restore.ts", { env, args: [dump?.name ?? ""] });
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  expect(restored.stdout).toContain(`Restored ${dump?.name} (people: 0).`);
  expect(restored.stdout).toContain("The files that were in place are kept in");
});
