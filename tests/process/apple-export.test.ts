import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { addDays } from "../../coaching/model/local-date.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import type { Database } from "../../db/client.ts";
import { createPerson } from "../../db/queries/people.ts";
import { rows } from "../../db/results.ts";
import { imports } from "../../db/schema/money-in.ts";
import { asleep, exportOf, record, step, zipOf } from "../support/apple-export.ts";
import { run, start } from "../support/child-process.ts";
import { kindsOfDatabase, type Place } from "../support/program.ts";
import { tempFolder } from "../support/temp-folder.ts";

const IMPORT = "src/commands/import.ts";
const kinds = await kindsOfDatabase();
const folder = await tempFolder();
const HOME = { timezone: "America/Los_Angeles", currency: "USD" };
const KILLS = 4;

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
const settings = ({ dataFolder, env }: Place) => ({ DATA_FOLDER: dataFolder, ...env });
const RECORDS = [
  asleep("Maya’s Apple Watch", "00:00", "07:00"),
  step("Maya’s iPhone", "20:00", "20:10", 4000),
  record("RestingHeartRate", "Maya’s Apple Watch", "2026-11-10 08:00:00", "2026-11-10 08:01:00", "255"),
];
const ZIP = zipOf({ "apple_health_export/export.xml": exportOf(...RECORDS) });

test("an export is shown day by day as JSON, in the phone's own zone or the one that is said", async () => {
  const path = await fileOf("export.zip", ZIP);
  const env = { TZ: "UTC" };
  const shown = await run(IMPORT, { args: [path, "--dry-run", "--json"], env });
  expect(shown).toMatchObject({ code: 0, stderr: "2026\n" });
  const none = { sleepScore: null, restingHeartRateBpm: null, hrvMs: null, hrvKind: null, stressLevel: null };
  const day = { source: "apple_health", date: "2026-11-10", ...none, steps: 4000, activityKcal: null };
  expect(shown.stdout.split("\n").map((line): unknown => JSON.parse(line))).toEqual([
    { ...day, sleepMinutes: 420 },
    { skipped: true, date: "2026-11-10", field: "restingHeartRateBpm", reason: "it can't be right" },
  ]);
  const elsewhere = await run(IMPORT, {
    args: [path, "--dry-run", "--json", "--timezone=Asia/Tokyo"],
    env,
  });
  expect(JSON.parse(elsewhere.stdout.split("\n")[0] ?? "")).toMatchObject({
    date: "2026-11-11",
    sleepMinutes: 420,
    steps: 4000,
  });
  const people = await run(IMPORT, { args: [path, "--dry-run"], env });
  expect(people.stdout.split("\n")).toEqual([
    "2026-11-10  sleep 7 h, steps 4 000",
    "An export of Apple Health, 10 November 2026: 1 night and steps on 1 day.",
    "Recorded by Maya's Apple Watch.",
    "Left out, as it can't be right: resting heart rate on 1 day.",
    "Nothing was stored.",
  ]);
});

test("given what cannot be read, then one sentence and exit code 1, and no trace of the program", async () => {
  const cut = await fileOf("cut.xml", exportOf(...RECORDS).slice(0, -20));
  const photos = await fileOf("photos.zip", zipOf({ "a/photo.jpg": "secret" }));
  for (const [path, words] of [
    [cut, "cut.xml cannot be read: it breaks off before its end"],
    [photos, "photos.zip cannot be read: there is no export.xml of Apple Health in it. Nothing was stored."],
  ] as const) {
    const ended = await run(IMPORT, { args: [path, "--dry-run"] });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr.replace(/^\d{4}\n/, "").trimEnd()).toMatch(words);
    expect(ended.stderr).not.toMatch(/secret|at async|node:/);
  }
});

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  "an export is stored with --yes; again it adds nothing; --undo takes it back (%s)",
  async (_, kind) => {
    const place = await kind.madePlace();
    const path = await fileOf("export.zip", ZIP);
    const env = settings(place);
    await place.look((db) => createPerson(db, { ...HOME, email: "ada@example.org" }));
    const unasked = await run(IMPORT, { args: [path], env });
    expect(unasked).toMatchObject({ code: 1, stderr: "2026\nNothing was stored: add --yes to store it.\n" });
    const args = [path, "--yes", "--person=ada@example.org"];
    const stored = await run(IMPORT, { args, env });
    expect(stored).toMatchObject({ code: 0, stderr: "2026\n" });
    expect(stored.stdout).toContain("Taken in: 1 day, 1 night among them, 10 November 2026.");
    expect((await run(IMPORT, { args, env })).stdout).toContain("its 1 day were here already");
    const found = await place.look(async (db) => ({
      days: await tableOf(db),
      states: (await db.select().from(imports)).map(({ kind: what, state }) => [what, state]),
      errands: rows(
        await db.execute(sql`select data ->> 'kind' as kind from jobs.job where name = 'errands'`),
      ),
    }));
    expect(found.days).toEqual(["apple_health|2026-11-10|420|4000"]);
    expect(found.states).toEqual([
      ["body", "stored"],
      ["body", "stored"],
    ]);
    expect(found.errands).toEqual([{ kind: "night-check" }]);
    const said: string[] = [];
    for (let times = 0; times < 2; times++) {
      const undone = await run(IMPORT, { args: ["--undo", "--yes"], env });
      said.push(undone.stdout.trimEnd().split("\n").at(-1) ?? "");
    }
    expect(said).toEqual([
      "Taken back: 0 days from that file, out again.",
      "Taken back: 1 day from that file, out again.",
    ]);
    expect(await place.look(tableOf)).toEqual([]);
  },
);

async function tableOf(db: Database): Promise<readonly string[]> {
  const found = await db.execute(sql`
    select concat_ws('|', source, local_date, sleep_duration_minutes, steps) as row from biometric_readings order by 1`);
  return rows(found).map(({ row }) => String(row));
}

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  `an import that is killed ${KILLS} times comes to the same table, and all of it is taken back at once (%s)`,
  { timeout: 600_000 },
  async (name, kind) => {
    const random = seededRandom(`kill an export ${name}`);
    const days = Array.from({ length: 3000 }, (_, day) => addDays("2018-01-01", day));
    const records = days.map((date, day) =>
      record("StepCount", "Phone", `${date} 12:00:00`, `${date} 12:10:00`, String(1000 + day)),
    );
    const path = await fileOf("long.xml", exportOf(...records));
    const prepared = async () => {
      const place = await kind.madePlace();
      await place.look((db) => createPerson(db, HOME));
      return place;
    };
    const shown = "An export of Apple Health";
    const calm = await prepared();
    const whole = start(IMPORT, { args: [path, "--yes"], env: settings(calm) });
    await whole.line(shown);
    const shownAt = performance.now();
    expect(await whole.ended).toMatchObject({ code: 0 });
    const took = performance.now() - shownAt;
    const expected = await calm.look(tableOf);
    expect(expected).toHaveLength(days.length);

    const place = await prepared();
    const env = settings(place);
    const left: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const program = start(IMPORT, { args: [path, "--yes"], env });
      await program.line(shown);
      await pause(took * ((kill + random()) / (KILLS + 1)));
      await program.kill();
      const found = await place.look(tableOf);
      // Whole days of the newest, whatever it was killed at.
      expect(found).toEqual(expected.slice(expected.length - found.length));
      left.push(found.length);
    }
    expect(await run(IMPORT, { args: [path, "--yes"], env })).toMatchObject({ code: 0 });
    expect(await place.look(tableOf)).toEqual(expected);
    // One that was killed once all was stored is over, and the one after it added nothing.
    const back: number[] = [];
    for (let times = 0; times <= KILLS && back.at(-1) !== days.length; times++) {
      const undone = await run(IMPORT, { args: ["--undo", "--yes"], env });
      back.push(Number(/Taken back: (\d+) days/.exec(undone.stdout)?.[1]));
    }
    expect(back.filter((number) => number !== 0)).toEqual([days.length]);
    expect(await place.look(tableOf)).toEqual([]);
    console.log(
      `${name}: stored in ${Math.round(took)} ms, killed ${KILLS} times, days left: ${left.join(", ")}`,
    );
  },
);

test("an upload folder that nobody uses is not even made", async () => {
  const [embedded] = kinds;
  const place = await embedded?.madePlace();
  expect(await readdir(place?.dataFolder ?? "")).not.toContain("uploads");
});
