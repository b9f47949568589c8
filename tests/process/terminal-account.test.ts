import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { run } from "../support/child-process.ts";
import { coachInTest, kindsOfDatabase, runScript } from "../support/program.ts";
import { tempFolder } from "../support/temp-folder.ts";

const kinds = await kindsOfDatabase();
const server = kinds.find(({ kind }) => kind === "postgres");
const embedded = kinds.find(({ kind }) => kind === "embedded");
const temp = await tempFolder();
const newFolder = async () => join(await mkdtemp(join(temp, "folder-")), "data");
const line = (energy: number) => `5/7, energy ${energy}, tired\n`;

async function serverPlace() {
  if (server === undefined) throw new Error("expected a PostgreSQL server");
  return server.emptyPlace();
}

describe.skipIf(server === undefined)("terminals that share a PostgreSQL server", () => {
  test("given two data folders, then they are two people, and a folder is the same person again", async () => {
    const place = await serverPlace();
    const other = { ...place, dataFolder: await newFolder() };
    await runScript(line(41), place);
    await runScript(line(42), other);
    const again = await runScript(line(43), place);
    expect(again.stdout).not.toMatch(/^coach {2}Hi\./);
    const entries = await place.look((db) =>
      db
        .select({ userId: moodEntries.userId, energy: moodEntries.energyLevelSelfReported })
        .from(moodEntries)
        .orderBy(moodEntries.timestamp),
    );
    expect(entries.map(({ energy }) => energy)).toEqual([41, 42, 43]);
    expect(entries[0]?.userId).toBe(entries[2]?.userId);
    expect(entries[0]?.userId).not.toBe(entries[1]?.userId);
  });

  test("given a message that waits for one of them, then the other's terminal does not show it", async () => {
    const place = await serverPlace();
    await runScript(line(41), place);
    await place.look((db) => db.update(outbox).set({ status: "waiting", platformMessageId: null }));
    const other = await runScript("/about\n", { ...place, dataFolder: await newFolder() });
    expect(other.stdout).not.toContain("energy 41");
    const own = await runScript("", place);
    expect(own.stdout).toContain("Saved: mood 5 of 7, energy 41.");
  });

  test.each(["", "i".repeat(256)])(
    "given a damaged terminal-id, then the start says what to do",
    async (id) => {
      const place = await serverPlace();
      await mkdir(place.dataFolder, { recursive: true });
      await writeFile(join(place.dataFolder, "terminal-id"), id);
      const refused = await runScript("", place);
      expect(refused.stderr).toMatch(
        /terminal-id, which says whose terminal this is, is empty or damaged: put it back/,
      );
      expect(refused.code).toBe(1);
    },
  );

  test("given two terminals of one folder at once, then each line is answered where it was written", async () => {
    const place = await serverPlace();
    await runScript("", place);
    const [one, two] = [coachInTest(place), coachInTest(place)];
    await Promise.all([one.hear("coach  "), two.hear("coach  ")]);
    for (let round = 0; round < 10; round++) {
      one.say(line(20 + round).trim());
      two.say(line(60 + round).trim());
    }
    await Promise.all([one.hear("energy 29."), two.hear("energy 69.")]);
    for (const coach of [one, two]) coach.end();
    const energies = (text: string) =>
      [...text.matchAll(/Saved: .*energy (\d+)\./g)].map(([, at]) => Number(at));
    const ended = await Promise.all([one.ended, two.ended]);
    expect(ended.map(({ stdout }) => energies(stdout))).toEqual(
      [20, 60].map((first) => Array.from({ length: 10 }, (_, index) => first + index)),
    );
    expect(await place.look((db) => db.select().from(outbox).where(eq(outbox.status, "waiting")))).toEqual(
      [],
    );
  });

  test("given a folder that was moved to the server, then its person goes on there, and nobody else as them", async () => {
    if (embedded === undefined) throw new Error("expected the embedded database");
    const folder = (await embedded.madePlace()).dataFolder;
    await runScript(line(41), { dataFolder: folder });
    const place = await serverPlace();
    const moved = await run("src/commands/move-to-postgres.ts", {
      env: { DATA_FOLDER: folder, ...place.env },
    });
    expect(moved.code).toBe(0);
    const stranger = await runScript("", place);
    expect(stranger.stdout).toMatch(/^coach {2}Hi\./);
    await runScript(line(42), { ...place, dataFolder: folder });
    const entries = await place.look((db) => db.select().from(moodEntries));
    expect(entries.map(({ energyLevelSelfReported }) => energyLevelSelfReported).sort()).toEqual([41, 42]);
    expect(new Set(entries.map(({ userId }) => userId)).size).toBe(1);
    expect(await place.look((db) => db.select().from(users))).toHaveLength(2);
  });
});
