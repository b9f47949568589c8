import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asc } from "drizzle-orm";
import { expect, test } from "vitest";
import { createPerson } from "../../db/queries/people.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { run } from "../support/child-process.ts";
import { kindsOfDatabase } from "../support/program.ts";
import { tempFolder } from "../support/temp-folder.ts";

const IMPORT = "src/commands/import.ts";
const kinds = await kindsOfDatabase();
const folder = await tempFolder();

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const DAYS = "person,date,hrv,steps\na,2026-03-14,42,8000\na,2026-03-15,,9000\nb,2026-03-14,50,100\n";

test("a table of days is shown as JSON, with what only its person can say, and nothing is stored", async () => {
  const path = await fileOf("days.csv", "date,hrv,steps\n2026-03-14,42,8000\n2026-03-15,,0\n");
  const { code, stdout, stderr } = await run(IMPORT, { args: [path, "--dry-run", "--json"] });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const said = stdout
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(said).toMatchObject([
    { source: "csv", date: "2026-03-14", steps: 8000, hrvMs: null },
    { source: "csv", date: "2026-03-15", steps: 0 },
    { skipped: true, date: "2026-03-14", field: "hrvMs" },
    { about: "hrv-kind" },
  ]);
  const answered = await run(IMPORT, { args: [path, "--dry-run", "--hrv=rmssd"] });
  expect(answered.stdout).toContain("A table of days, 14 March 2026 to 15 March 2026");
  expect(answered.stdout).toContain("HRV on 1 day");
});

test("given a table that may be a bank's, then it is told by a flag", async () => {
  const path = await fileOf("both.csv", "Date,Steps,Amount\n2026-03-14,8000,-3.20\n");
  const asked = await run(IMPORT, { args: [path, "--dry-run"] });
  expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining("say --bank or --days") });
  const bank = await run(IMPORT, { args: [path, "--dry-run", "--bank"] });
  expect(bank.stdout).toContain("Rows: 1");
  const days = await run(IMPORT, { args: [path, "--dry-run", "--days"] });
  expect(days.stdout).toContain("steps on 1 day");
});

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  "a table of days is stored under what recorded it once all is said, adds nothing again, and is taken back (%s)",
  async (_, kind) => {
    const place = await kind.madePlace();
    const env = { DATA_FOLDER: place.dataFolder, ...place.env };
    await place.look((db) => createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" }));
    const path = await fileOf("people.csv", DAYS);
    const several = await run(IMPORT, { args: [path, "--yes"], env });
    expect(several).toMatchObject({ code: 1, stderr: expect.stringContaining("--participant=ID") });
    const mine = [path, "--yes", "--participant=a", "--source=Garmin"];
    const open = await run(IMPORT, { args: mine, env });
    expect(open).toMatchObject({ code: 1, stderr: expect.stringContaining("--hrv=rmssd or --hrv=sdnn") });
    const stored = await run(IMPORT, { args: [...mine, "--hrv=rmssd"], env });
    expect(stored).toMatchObject({ code: 0, stderr: "" });
    expect(stored.stdout).toContain("Taken in: 2 days");
    const again = await run(IMPORT, { args: [...mine, "--hrv=rmssd"], env });
    expect(again.stdout).toContain("Nothing new in it");
    const readings = () =>
      place.look((db) => db.select().from(biometricReadings).orderBy(asc(biometricReadings.localDate)));
    expect(await readings()).toMatchObject([
      { source: "Garmin", localDate: "2026-03-14", hrv: 42, hrvKind: "rmssd", steps: 8000 },
      { source: "Garmin", localDate: "2026-03-15", hrv: null, hrvKind: null, steps: 9000 },
    ]);
    for (let time = 0; time < 2; time++) {
      expect(await run(IMPORT, { args: ["--undo", "--yes"], env })).toMatchObject({ code: 0 });
    }
    expect(await readings()).toEqual([]);
  },
);
