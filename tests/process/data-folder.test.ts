import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { lockFolder } from "../../db/embedded-lock.ts";
import { DatabaseInUseError, DatabaseUnavailableError } from "../../db/errors.ts";
import { type Program, type ProgramOptions, start } from "../support/child-process.ts";
import { tempFolder } from "../support/temp-folder.ts";

const temp = await tempFolder();
const newFolder = () => mkdtemp(join(temp, "data-"));

function startUntilTestEnds(path: string, options: ProgramOptions): Program {
  const program = start(path, options);
  onTestFinished(async () => {
    await program.kill();
  });
  return program;
}

const holder = (folder: string, under: readonly string[] = []) =>
  startUntilTestEnds("tests/support/programs/hold-folder.ts", { args: [folder], under });
const answer = async (program: Program) => {
  await Promise.race([program.line("held"), program.line("refused")]);
  return program.lines[0];
};

test("given a coach on a data folder, when a second one starts on it, then it ends with one sentence and code 1", async () => {
  const folder = join(await newFolder(), "data");
  const first = startUntilTestEnds("tests/support/programs/open-folder.ts", { args: [folder] });
  await first.line("open");
  const second = await startUntilTestEnds("tests/support/programs/open-folder.ts", { args: [folder] }).ended;
  expect(second.code).toBe(1);
  expect(second.stderr.trim().split("\n")).toEqual([
    `The data folder ${folder} is in use by another coach: stop that one first, or set DATABASE_URL to a PostgreSQL server, which several may share.`,
  ]);
  expect(second.stdout).toBe("");
});

test("when six processes race for a folder and the winner is killed, then there is exactly one winner every time", async () => {
  const folder = await newFolder();
  for (let round = 0; round < 5; round += 1) {
    const racers = Array.from({ length: 6 }, () => holder(folder));
    const answers = await Promise.all(racers.map(answer));
    expect(answers.filter((said) => said === "held")).toHaveLength(1);
    expect(answers.filter((said) => said === "refused")).toHaveLength(5);
    await Promise.all(racers.map((racer) => racer.kill()));
  }
});

test("given a holder that was killed, then the folder is free at once", async () => {
  const folder = await newFolder();
  const first = holder(folder);
  expect(await answer(first)).toBe("held");
  await first.kill();
  expect(await answer(holder(folder))).toBe("held");
});

test("given a holder, when another reaches the same folder by another name, then it is refused", async () => {
  const folder = await newFolder();
  const alias = `${folder}-alias`;
  await symlink(folder, alias);
  expect(await answer(holder(folder))).toBe("held");
  expect(await answer(holder(alias))).toBe("refused");
});

// A network namespace of its own is what a container has: the socket's name is not seen from there.
const apart = ["unshare", "--net", "--map-root-user"];
const canBeApart = spawnSync(apart[0] ?? "", [...apart.slice(1), "true"]).status === 0;
test.skipIf(!canBeApart)(
  "given a holder, when another starts in a container on the same folder, then it is refused",
  async () => {
    const folder = await newFolder();
    const first = holder(folder);
    expect(await answer(first)).toBe("held");
    expect(await answer(holder(folder, apart))).toBe("refused");
    await first.kill();
    expect(await answer(holder(folder, apart))).toBe("held");
  },
);

test("a released folder can be taken again by the same process, a held one cannot", async () => {
  const folder = await newFolder();
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(DatabaseInUseError);
  await lock.release();
  await (await lockFolder(folder)).release();
});

test.skipIf(process.platform === "win32")(
  "the data folder and the database in it are for their owner only",
  async () => {
    const folder = join(await newFolder(), "data");
    const database = await openDatabase({ folder });
    await database.close();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "database"))).mode & 0o777).toBe(0o700);
  },
);

test("a data folder that cannot be made is said in one sentence", async () => {
  const opening = openDatabase({ folder: "/proc/data" });
  await expect(opening).rejects.toThrow(DatabaseUnavailableError);
  await expect(opening).rejects.toThrow(
    "The data folder /proc/data cannot be made: check that it may be written to",
  );
});

test("given files that are no database, then the sentence names the folder and the folder is free again", async () => {
  const folder = await newFolder();
  await mkdir(join(folder, "database"));
  await writeFile(join(folder, "database", "PG_VERSION"), "18\n");
  const opening = openDatabase({ folder });
  await expect(opening).rejects.toThrow(DatabaseUnavailableError);
  await expect(opening).rejects.toThrow(join(folder, "database"));
  await (await lockFolder(folder)).release();
});
