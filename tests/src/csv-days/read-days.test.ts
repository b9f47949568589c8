import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { UnreadableFileError } from "../../../src/integrations/files/file-item.ts";
import type { DaysOptions } from "../../../src/integrations/wearables/csv-days/read-days.ts";
import { RefusedUploadError } from "../../../src/integrations/wearables/refused-upload.ts";
import { readDays } from "../../support/csv-days.ts";
import { hasFixture, readFixtureBytes } from "../../support/fixtures.ts";

async function daysOf(file: string | Uint8Array, options: Partial<DaysOptions> = {}) {
  const items = await readDays(file, options);
  return items.flatMap((item) => (item.kind === "day" ? [item.day] : []));
}

/** The minutes asleep of each row, under a heading of its own. */
const sleepOf = async (heading: string, cells: readonly string[]) => {
  const rows = cells.map((cell, at) => `2026-11-${String(at + 1).padStart(2, "0")};${cell}`);
  const days = await daysOf(`date;${heading}\n${rows.join("\n")}\n`);
  return days.map(({ sleepMinutes }) => sleepMinutes);
};

test("given a table of days, then each row is a day with what stands there, and a gap stays a gap", async () => {
  const file = `Date,Sleep (h),Sleep score,Resting HR,HRV RMSSD (ms),Steps,Active kcal,Stress,Calories
2026-11-09,7.5,81,54.5,42,"10,432",512,30,2400
2026-11-10,,,,,,,,2300
2026-11-11,6.25,,n/a,-,0,,,
`;
  const nothing = {
    sleepScore: null,
    restingHeartRateBpm: null,
    hrvMs: null,
    hrvKind: null,
    activityKcal: null,
    stressLevel: null,
  };
  expect(await readDays(file, { source: "csv" })).toEqual([
    {
      kind: "day",
      line: 2,
      person: null,
      day: {
        source: "csv",
        date: "2026-11-09",
        sleepScore: 81,
        sleepMinutes: 450,
        restingHeartRateBpm: 54.5,
        hrvMs: 42,
        hrvKind: "rmssd",
        steps: 10_432,
        activityKcal: 512,
        stressLevel: 30,
      },
    },
    { kind: "skipped", line: 3, reason: "nothing-measured" },
    {
      kind: "day",
      line: 4,
      person: null,
      day: { ...nothing, source: "csv", date: "2026-11-11", sleepMinutes: 375, steps: 0 },
    },
  ]);
});

describe("units", () => {
  test("given no unit, then the column as a whole tells hours, minutes, seconds and milliseconds", async () => {
    expect(await sleepOf("Sleep", ["7.5", "8", "6,25"])).toEqual([450, 480, 375]);
    // 20 minutes would be 20 hours if each cell were asked alone; it is no night.
    expect(await sleepOf("Sleep", ["450", "20", "480"])).toEqual([450, 480]);
    expect(await sleepOf("Sleep", ["27000", "28800", "3600"])).toEqual([450, 480, 60]);
    expect(await sleepOf("Sleep", ["27000000", "28800000"])).toEqual([450, 480]);
  });

  test("given a unit in the heading, then it decides", async () => {
    expect(await sleepOf("Sleep [min]", ["450"])).toEqual([450]);
    expect(await sleepOf("sleep_seconds", ["27000"])).toEqual([450]);
    expect(await sleepOf("minutesAsleep", ["450.0"])).toEqual([450]);
    expect(await sleepOf("Schlafdauer (Std)", ["7,5"])).toEqual([450]);
    expect(await sleepOf("Hours of sleep", ["7.250"])).toEqual([435]);
  });

  test("given times on a clock or in words, then they are hours and minutes", async () => {
    expect(await sleepOf("Sleep", ["7:30", "7h 05m", "8 hrs", "7.5 h", "06:15:30"])).toEqual([
      450, 425, 480, 450, 375,
    ]);
  });

  test("given HRV in seconds, energy in kJ and scores as shares, then they are ours", async () => {
    const file =
      "date,SDNN,Active energy (kJ),Sleep score\n2026-11-09,0.042,2092,0.81\n2026-11-10,0.05,418.4,1\n";
    expect(await daysOf(file)).toMatchObject([
      { hrvMs: 42, hrvKind: "sdnn", activityKcal: 500, sleepScore: 81 },
      { hrvMs: 50, activityKcal: 100, sleepScore: 100 },
    ]);
  });

  test("given decimal commas, then points are thousands", async () => {
    const file = "Datum;Schlaf;Ruhepuls;Schritte\n09.11.2026;7,5;54,5;10.432\n10.11.2026;8;55;9.001\n";
    expect(await daysOf(file)).toMatchObject([
      { date: "2026-11-09", sleepMinutes: 450, restingHeartRateBpm: 54.5, steps: 10_432 },
      { date: "2026-11-10", sleepMinutes: 480, restingHeartRateBpm: 55, steps: 9001 },
    ]);
  });
});

describe("what is not what it seems", () => {
  test("given HRV of a kind that nobody says, then it is not taken until somebody does", async () => {
    const file = "date,hrv,steps\n2026-11-09,42,5000\n";
    expect(await readDays(file)).toMatchObject([
      { kind: "question", about: "hrv-kind" },
      { kind: "refused", line: 2, date: "2026-11-09", field: "hrvMs" },
      { kind: "day", day: { hrvMs: null, hrvKind: null, steps: 5000 } },
    ]);
    expect(await daysOf(file, { hrvKind: "sdnn" })).toMatchObject([{ hrvMs: 42, hrvKind: "sdnn" }]);
    const without = { kind: "day", day: { hrvMs: null, steps: 5000 } };
    expect(await readDays(file, { hrvKind: null })).toMatchObject([without]);
    const told = await readDays("date,rmssd,steps\n2026-11-09,42,5000\n");
    expect(told.map(({ kind }) => kind)).toEqual(["day"]);
    const empty = await readDays("date,hrv,steps\n2026-11-09,-,5000\n");
    expect(empty.map(({ kind }) => kind)).toEqual(["day"]);
  });

  test("given all calories, the least HRV or Fitbit's stress score, then they are no active energy, HRV or stress", async () => {
    const file =
      "date,calories,min rmssd,stress_score,responsiveness_points_percentage,steps\n2026-11-09,2400,12,78,0.5,5000\n";
    expect(await daysOf(file)).toMatchObject([
      { activityKcal: null, hrvMs: null, stressLevel: null, steps: 5000 },
    ]);
    expect(await daysOf("date,stress_score\n2026-11-09,78\n")).toMatchObject([{ stressLevel: 78 }]);
  });

  test("given values that cannot be, then they are told by the name of the signal and never by what they are", async () => {
    const items = await readDays(
      "date,sleep (min),rmssd,steps\n2026-11-09,20,secret,-5\n2026-11-10,450,40,1\n",
    );
    expect(items).toMatchObject([
      { kind: "refused", line: 2, field: "hrvMs" },
      { kind: "refused", line: 2, field: "sleepMinutes" },
      { kind: "refused", line: 2, field: "steps" },
      { kind: "skipped", line: 2, reason: "nothing-measured" },
      { kind: "day", line: 3, day: { date: "2026-11-10" } },
    ]);
    expect(JSON.stringify(items)).not.toContain("secret");
  });

  test("given a day twice or a day that is none, then the first stands, and both are told", async () => {
    const items = await readDays("date,steps\n2026-11-09,5000\n2026-11-09,6000\n2026-02-30,7000\n\n");
    expect(items).toMatchObject([
      { kind: "day", day: { steps: 5000 } },
      { kind: "skipped", line: 3, reason: "same-day" },
      { kind: "skipped", line: 4, reason: "bad-date" },
    ]);
    expect(items).toHaveLength(3);
  });

  test("given dates that can be read in two ways, then it is asked; an answer settles it", async () => {
    const file = "date,steps\n03/04/2026,5000\n05/04/2026,6000\n";
    const [question] = await readDays(file);
    expect(question).toMatchObject({ kind: "question", about: "date-order" });
    expect(await daysOf(file, { dayFirst: false })).toMatchObject([
      { date: "2026-03-04" },
      { date: "2026-05-04" },
    ]);
    // One date that fits one order only speaks for all.
    expect(await daysOf(`${file}25/04/2026,7000\n`)).toMatchObject([
      { date: "2026-04-03" },
      { date: "2026-04-05" },
      { date: "2026-04-25" },
    ]);
  });

  test("given rows of several persons, then each says whose it is; a number of the row is nobody", async () => {
    const several = await readDays(
      "id,date,steps\na,2026-11-09,1\nb,2026-11-09,2\na,2026-11-10,3\nb,2026-11-10,4\n",
    );
    expect(several).toMatchObject([{ person: "a" }, { person: "b" }, { person: "a" }, { person: "b" }]);
    const numbered = await readDays("id,date,steps\n1,2026-11-09,1\n2,2026-11-10,2\n3,2026-11-11,3\n");
    expect(numbered).toMatchObject([{ person: null }, { person: null }, { person: null }]);
  });
});

test("given lines above the headings, UTF-16 or tabs, then the table is found", async () => {
  const file = "My nights\nexported 2026-11-12\n\nDay\tAsleep duration (min)\n2026-11-09\t450\n";
  const expected = [{ date: "2026-11-09", sleepMinutes: 450 }];
  expect(await daysOf(file)).toMatchObject(expected);
  expect(await daysOf(Buffer.from(`\ufeff${file}`, "utf16le"))).toMatchObject(expected);
});

test("given a file that is no table of days, then it is refused as a whole", async () => {
  for (const file of ["Date,Amount\n2026-11-09,12.50\n", "hello\n", '{"data":[]}']) {
    await expect(readDays(file)).rejects.toThrow(RefusedUploadError);
  }
  await expect(readDays("")).rejects.toThrow(UnreadableFileError);
  await expect(readDays("%PDF-1.7")).rejects.toThrow(UnreadableFileError);
});

const LIFESNAPS = "lifesnaps/daily_fitbit_sema.csv";

test.skipIf(!hasFixture(LIFESNAPS))(
  "given LifeSnaps, then the days of its 47 people load with their gaps, and what cannot be is told",
  async () => {
    const items = await readDays(readFixtureBytes(LIFESNAPS), { source: "lifesnaps" });
    const days = items.flatMap((item) => (item.kind === "day" ? [item] : []));
    const with_ = (signal: "sleepMinutes" | "hrvMs" | "restingHeartRateBpm" | "steps") =>
      days.filter(({ day }) => day[signal] !== null).length;
    const refused = (field: string) =>
      items.filter((item) => item.kind === "refused" && item.field === field).length;
    expect(new Set(days.map(({ person }) => person)).size).toBe(47);
    expect(new Set(days.map(({ person, day }) => `${person} ${day.date}`)).size).toBe(days.length);
    expect([with_("sleepMinutes"), refused("sleepMinutes")]).toEqual([2340, 7]);
    expect([with_("hrvMs"), refused("hrvMs")]).toEqual([1482, 21]);
    expect([with_("restingHeartRateBpm"), with_("steps")]).toEqual([2898, 3168]);
    expect(days.every(({ day }) => day.stressLevel === null && day.activityKcal === null)).toBe(true);
    expect(items.filter(({ kind }) => kind === "skipped").length + days.length).toBe(5042);
    expect(days.find(({ person, day }) => person === "4" && day.date === "2021-10-19")?.day).toMatchObject({
      sleepMinutes: 462,
      restingHeartRateBpm: 58.221909523010254,
    });
  },
);

test("the example that people are shown is read as it says", async () => {
  const text = await readFile(new URL("../../../docs/csv-of-days.md", import.meta.url), "utf8");
  const example = /```csv\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
  const none = { sleepMinutes: null, sleepScore: null, hrvMs: null, hrvKind: null, stressLevel: null };
  expect(await readDays(example, { source: "csv" })).toEqual([
    {
      kind: "day",
      line: 2,
      person: null,
      day: {
        source: "csv",
        date: "2026-11-09",
        sleepMinutes: 435,
        sleepScore: 81,
        restingHeartRateBpm: 54,
        hrvMs: 42,
        hrvKind: "rmssd",
        steps: 8123,
        activityKcal: 410,
        stressLevel: 35,
      },
    },
    {
      kind: "day",
      line: 3,
      person: null,
      day: {
        source: "csv",
        date: "2026-11-10",
        ...none,
        restingHeartRateBpm: 55,
        steps: 10_432,
        activityKcal: 512,
      },
    },
    {
      kind: "day",
      line: 4,
      person: null,
      day: {
        source: "csv",
        date: "2026-11-11",
        sleepMinutes: 400,
        sleepScore: 74,
        restingHeartRateBpm: 53.5,
        hrvMs: 47,
        hrvKind: "rmssd",
        steps: null,
        activityKcal: null,
        stressLevel: 41,
      },
    },
  ]);
});
