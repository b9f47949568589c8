import { expect, test } from "vitest";
import { createPerson } from "../../db/queries/people.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";
import { hasFixture, readFixture, readFixtureBytes, readFixtureText } from "../support/fixtures.ts";
import { exportFile, storedDays, storeExport } from "../support/stored-export.ts";

const { db } = await testDatabase();
const NONE = {
  sleepDurationMinutes: null,
  restingHeartRate: null,
  hrv: null,
  hrvKind: null,
  steps: null,
  activityCalories: null,
};

async function importFixture(name: string, timezone: string) {
  const userId = await createPerson(db, { timezone, currency: "USD" });
  const file = await exportFile(readFixtureBytes(`apple-health/${name}`), timezone);
  const stored = await storeExport(db, file, { userId, timezone });
  expect(stored).toMatchObject({ added: file.days.length, changed: 0, ahead: 0 });
  return storedDays(db, userId);
}

/** The rows of one of the recorded extractions, by its headings. */
function extraction(name: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = readFixtureText(`apple-health/${name}`).trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, at) => [names[at], cell.replaceAll('"', "")])),
  );
}

test.skipIf(!hasFixture("apple-health"))(
  "given the authored export, as XML or as zip, then its one day stands in the table as expected",
  async () => {
    type Day = Readonly<Record<string, number>>;
    const expected = readFixture("apple-health/authored/expected.json") as Readonly<Record<string, Day>>;
    const day = expected["2026-11-10"]!;
    for (const name of ["export.xml", "export.zip"]) {
      expect(await importFixture(`authored/${name}`, "America/Los_Angeles")).toEqual([
        {
          source: "apple_health",
          localDate: "2026-11-10",
          sleepDurationMinutes: day.sleep_duration_minutes,
          restingHeartRate: day.resting_heart_rate,
          hrv: day.hrv_ms_sdnn_mean,
          hrvKind: "sdnn",
          steps: day.steps,
          activityCalories: day.activity_calories_kcal,
        },
      ]);
    }
    const untold = await db.select().from(biometricReadings);
    expect(untold).toMatchObject([
      { sleepScore: null, stressLevel: null, rawPayload: null },
      { sleepScore: null, stressLevel: null, rawPayload: null },
    ]);
  },
);

test.skipIf(!hasFixture("apple-health"))(
  "given another project's sample, then its own extraction of it is what stands in the table, row by row",
  async () => {
    const steps = new Map<string, number>();
    for (const { startDate = "", value } of extraction("export6s3sample.expected.StepCount.csv")) {
      const date = startDate.slice(0, 10);
      steps.set(date, (steps.get(date) ?? 0) + Number(value));
    }
    const energy = new Map(
      extraction("export6s3sample.expected.ActivitySummary.csv").map((row) => [
        row.dateComponents,
        Math.round(Number(row.activeEnergyBurned)),
      ]),
    );
    const dates = [...new Set([...steps.keys(), ...energy.keys()])].sort();
    expect(dates).toHaveLength(3);
    expect(await importFixture("export6s3sample.xml", "Europe/London")).toEqual(
      dates.map((localDate) => ({
        ...NONE,
        source: "apple_health",
        localDate,
        steps: steps.get(localDate!) ?? null,
        activityCalories: energy.get(localDate!) ?? null,
      })),
    );
  },
);

test.skipIf(!hasFixture("apple-health"))(
  "given the small exports of other projects, then what they tell of a day stands in the table, and nothing else",
  async () => {
    const simon = await importFixture("healthkit-to-sqlite-export.xml", "America/Los_Angeles");
    expect(simon).toEqual([
      { ...NONE, source: "apple_health", localDate: "2016-11-15", activityCalories: 590 },
      { ...NONE, source: "apple_health", localDate: "2016-11-16", activityCalories: 324 },
    ]);
    expect(await importFixture("tagbug-example.xml", "UTC")).toEqual([
      { ...NONE, source: "apple_health", localDate: "2024-01-02", steps: 3000 },
      { ...NONE, source: "apple_health", localDate: "2024-01-03", sleepDurationMinutes: 440 },
    ]);
  },
);
