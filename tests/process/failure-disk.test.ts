import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { moodEntries } from "../../db/schema/health.ts";
import { coachInTest, folderPlace, runScript } from "../support/program.ts";
import { canHaveSmallDisk, smallDisk } from "../support/small-disk.ts";
import { tempFolder } from "../support/temp-folder.ts";

const temp = await tempFolder();

const NOT_SAVED = "I couldn't save that just now";

test.skipIf(!canHaveSmallDisk)(
  "given a disk that fills up, then it is said, nothing saved is lost, and with room it goes on",
  async () => {
    const disk = await smallDisk(240);
    const options = { dataFolder: join(disk.path, "data"), under: disk.under };
    const coach = coachInTest(options);
    await coach.hear("start with my own");
    const saved: number[] = [];
    const checkIn = async (energy: number, expected: string) => {
      coach.say(`5/7, energy ${energy}, tired`);
      await coach.hear(expected);
      if (expected.startsWith("Saved")) saved.push(energy);
    };
    await checkIn(41, "Saved: mood 5 of 7, energy 41.");
    disk.fill();
    for (const energy of [42, 43, 44]) await checkIn(energy, NOT_SAVED);
    disk.free();
    await checkIn(45, "Saved: mood 5 of 7, energy 45.");
    disk.fill();
    await checkIn(46, NOT_SAVED);
    coach.end();
    expect(await coach.ended).toMatchObject({ code: 0 });

    const refused = await runScript("5/7, energy 47, tired\n", options);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain(
      `The disk that holds ${options.dataFolder} is almost full: free at least 64 MB and start again.`,
    );

    disk.free();
    const again = await runScript("5/7, energy 48, tired\n", options);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("Saved: mood 5 of 7, energy 48.");

    const here = join(disk.seenFromHere, "data");
    const log = await readFile(join(here, "coach.log"), "utf8");
    expect(log).toMatch(/"code":"53100".*"msg":"event not stored"/);
    expect(log).not.toMatch(/tired|energy/);
    const copy = join(temp, "data");
    await cp(here, copy, { recursive: true });
    const entries = await folderPlace(copy).look((db) =>
      db.select().from(moodEntries).orderBy(moodEntries.timestamp),
    );
    expect(entries.map((entry) => entry.energyLevelSelfReported)).toEqual([...saved, 48]);
  },
);
