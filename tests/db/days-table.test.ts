import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { changeImport, recordImport } from "../../db/queries/imports.ts";
import { createPerson } from "../../db/queries/people.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { bodyFormatOf } from "../../src/imports/body/body-file.ts";
import { readBodyFile } from "../../src/imports/body/read-body.ts";
import { storeDays } from "../../src/imports/body/store-days.ts";
import { csvRecords } from "../../src/integrations/files/csv-records.ts";
import { openText } from "../../src/integrations/files/text.ts";
import { fileOf } from "../support/bank-file.ts";
import { testDatabase } from "../support/database.ts";
import { hasFixture, listFixtures, readFixtureBytes, readFixtureText } from "../support/fixtures.ts";

const { db } = await testDatabase();
const LIFESNAPS = "lifesnaps/daily_fitbit_sema.csv";
const NOW = new Date("2026-11-20T12:00:00Z");

/** Takes a table in for a new person, as the command and the chat do. */
async function takeIn(text: string, table: Parameters<typeof readBodyFile>[2]["table"] = {}) {
  const open = fileOf(text);
  expect(await bodyFormatOf(open, "days.csv")).toBe("days-table");
  const { file } = await readBodyFile(open, "days-table", { zone: "UTC", isApart: false, table });
  const userId = await createPerson(db, { timezone: "UTC", currency: "EUR" });
  const store = async () => {
    const importId = randomUUID();
    const about = { id: importId, identityId: null, reference: "-", fileName: "days.csv", bytes: 1 };
    await recordImport(db, userId, { ...about, state: "storing" }, NOW);
    await changeImport(db, userId, importId, ["storing"], { kind: "body" }, NOW);
    const to = { userId, importId, timezone: "UTC", clock: () => NOW };
    return storeDays({ db, enqueue: async () => {} }, file, to, async () => {});
  };
  return { file, userId, store };
}

const rowsOf = (userId: string) =>
  db
    .select()
    .from(biometricReadings)
    .where(eq(biometricReadings.userId, userId))
    .orderBy(asc(biometricReadings.localDate));

/** A cell's number, rounded as a column of whole numbers is; null where it is empty or no body has it. */
function cellIn(cell: string | undefined, [least, most]: readonly [number, number], isWhole: boolean) {
  if (cell === undefined || cell === "") return null;
  const value = isWhole ? Math.round(Number(cell)) : Number(cell);
  return value >= least && value <= most ? value : null;
}

describe.skipIf(!hasFixture(LIFESNAPS))("given LifeSnaps", () => {
  test("when each of its people takes their days in, then every cell is in its place and every gap a gap", async () => {
    const text = readFixtureText(LIFESNAPS);
    const records: (readonly string[])[] = [];
    const { pieces } = await openText(fileOf(text));
    for await (const { cells } of csvRecords(pieces, ",")) records.push(cells);
    const [headings = [], ...rows] = records;
    const lines = text.trimEnd().split("\n");
    const at = (name: string) => headings.indexOf(name);
    const people = Map.groupBy(rows.keys(), (index) => rows[index]?.[at("id")] ?? "");
    expect(people.size).toBe(47);
    let nights = 0;
    for (const indexes of people.values()) {
      const own = indexes.map((index) => rows[index] ?? []);
      const expected = own
        .map((cells) => ({
          localDate: cells[at("date")] ?? "",
          sleepDurationMinutes: cellIn(cells[at("minutesAsleep")], [60, 960], true),
          restingHeartRate: cellIn(cells[at("resting_hr")], [25, 150], false),
          hrv: cellIn(cells[at("rmssd")], [3, 300], false),
          steps: cellIn(cells[at("steps")], [0, 100_000], true),
        }))
        .filter(({ localDate: _, ...values }) => Object.values(values).some((value) => value !== null))
        .sort((one, other) => (one.localDate < other.localDate ? -1 : 1));
      const { store, userId } = await takeIn(
        [lines[0], ...indexes.map((index) => lines[index + 1])].join("\n"),
      );
      expect(await store()).toEqual({ added: expected.length, changed: 0, ahead: 0 });
      const stored = await rowsOf(userId);
      expect(
        stored.map(({ localDate, sleepDurationMinutes, restingHeartRate, hrv, steps }) => ({
          localDate,
          sleepDurationMinutes,
          restingHeartRate,
          hrv,
          steps,
        })),
      ).toEqual(expected);
      for (const { hrv, hrvKind, stressLevel, sleepScore, activityCalories } of stored) {
        expect(hrvKind).toBe(hrv === null ? null : "rmssd");
        expect([stressLevel, sleepScore, activityCalories]).toEqual([null, null, null]);
      }
      nights += expected.filter(({ sleepDurationMinutes }) => sleepDurationMinutes !== null).length;
      expect(await store()).toEqual({ added: 0, changed: 0, ahead: 0 });
    }
    expect(nights).toBeGreaterThan(1500);
  });

  test("when all of its people stand in one table, then those of one are taken, or nobody's", async () => {
    const text = readFixtureText(LIFESNAPS);
    await expect(takeIn(text)).rejects.toMatchObject({ code: "several-people" });
    const { file } = await takeIn(text, { participant: "4" });
    const alone = text.split("\n").filter((line, index) => index === 0 || line.startsWith("4,"));
    const { file: own } = await takeIn(alone.join("\n"));
    expect(file.days).toEqual(own.days);
    expect(file.leftOut).toEqual(own.leftOut);
  });
});

test.skipIf(!hasFixture("bank-csv"))("given the files of banks, then none is taken for days", async () => {
  for (const folder of ["bank-csv", "bank-csv/encodings", "ofx", "qif", "mt940"]) {
    for (const name of listFixtures(folder)) {
      const format = await bodyFormatOf(fileOf(readFixtureBytes(`${folder}/${name}`)), name);
      expect([name, format]).toEqual([name, null]);
    }
  }
});

test("given a column of money beside the days, then only its person can say what it is", async () => {
  const open = fileOf("Date,Steps,Amount\n2026-11-09,5000,12.50\n");
  expect(await bodyFormatOf(open, "x.csv")).toBe("unclear");
  expect(await bodyFormatOf(open, "x.csv", "days")).toBe("days-table");
  expect(await bodyFormatOf(open, "x.csv", "bank")).toBeNull();
  expect(await bodyFormatOf(fileOf("Date,Payee,Amount\n2026-11-09,Inn,5\n"), "x.csv", "days")).toBeNull();
});

describe("signals that a table does not have", () => {
  test("given a second table of the same source with others, then both are kept", async () => {
    const { store, userId } = await takeIn("date,sleep (h)\n2026-11-09,7\n");
    await store();
    const steps = await readBodyFile(fileOf("date,steps\n2026-11-09,5000\n2026-11-10,6000\n"), "days-table", {
      zone: "UTC",
      isApart: false,
    });
    expect(steps.file.signals).toEqual(["steps"]);
    const importId = randomUUID();
    const about = { id: importId, identityId: null, reference: "-", fileName: "days.csv", bytes: 1 };
    await recordImport(db, userId, { ...about, state: "storing" }, NOW);
    const to = { userId, importId, timezone: "UTC", clock: () => NOW };
    await storeDays({ db, enqueue: async () => {} }, steps.file, to, async () => {});
    expect(await rowsOf(userId)).toMatchObject([
      { source: "csv", localDate: "2026-11-09", sleepDurationMinutes: 420, steps: 5000 },
      { source: "csv", localDate: "2026-11-10", sleepDurationMinutes: null, steps: 6000 },
    ]);
  });
});
