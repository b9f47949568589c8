import { asc } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { biometricReadings } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";
import { importChat } from "../support/import-chat.ts";

const database = await testDatabase();
const { db } = database;

const DAYS = "Date,Sleep (h),Steps,Resting HR\n2026-11-14,7.5,8000,54\n2026-11-15,,9000,\n2026-11-17,6,,55\n";
const SEEN =
  "A table of days, 14 November 2026 to 17 November 2026: 2 nights, steps on 2 days and resting heart rate on 2 days.";

const stored = () =>
  db
    .select({
      source: biometricReadings.source,
      date: biometricReadings.localDate,
      sleep: biometricReadings.sleepDurationMinutes,
      steps: biometricReadings.steps,
      hrv: biometricReadings.hrv,
      kind: biometricReadings.hrvKind,
    })
    .from(biometricReadings)
    .orderBy(asc(biometricReadings.localDate));
const none = { hrv: null, kind: null };

describe("a table of days sent into the chat", () => {
  test("given a yes, then its days are stored with their gaps, and taken back by a tap", async () => {
    const chat = await importChat(database);
    expect(await chat.offer("nights.csv", DAYS)).toContain(`${SEEN}\nShall I take it in?`);
    expect(chat.buttons()).toEqual(["yes", "no"]);
    expect(await stored()).toEqual([]);
    expect(await chat.taps("yes")).toContain("Taken in: 3 days, 2 nights among them");
    expect(await stored()).toEqual([
      { source: "csv", date: "2026-11-14", sleep: 450, steps: 8000, ...none },
      { source: "csv", date: "2026-11-15", sleep: null, steps: 9000, ...none },
      { source: "csv", date: "2026-11-17", sleep: 360, steps: null, ...none },
    ]);
    expect(await chat.offer("nights.csv", DAYS)).toContain("so it adds nothing");
    expect(await chat.taps("undo")).toContain("Taken back: 3 days");
    expect(await stored()).toEqual([]);
  });

  test("given a no, then nothing is stored", async () => {
    const chat = await importChat(database);
    await chat.offer("nights.csv", DAYS);
    await chat.taps("no");
    expect(await stored()).toEqual([]);
  });

  test("given a file that is named after a device, then its days may bear that name", async () => {
    const chat = await importChat(database);
    await chat.offer("Garmin_2026.csv", DAYS);
    expect(chat.buttons()).toEqual(["yes, as Garmin", "yes", "no"]);
    await chat.taps("yes, as Garmin");
    expect(new Set((await stored()).map(({ source }) => source))).toEqual(new Set(["Garmin"]));
    expect(await chat.say("/devices")).toContain("Garmin, from a file");
  });

  test("given a file that is named after a device which brings days by itself, then the two stay apart", async () => {
    const chat = await importChat(database);
    await chat.offer("oura trends.csv", DAYS);
    await chat.taps("yes, as Oura (file)");
    expect(new Set((await stored()).map(({ source }) => source))).toEqual(new Set(["Oura (file)"]));
  });
});

describe("what only its person can say", () => {
  test("given HRV of a kind that the table does not say, then it is asked, and kept as that or not at all", async () => {
    const file = "date,hrv,steps\n2026-11-14,42,8000\n";
    const chat = await importChat(database);
    expect(await chat.offer("hrv.csv", file)).toContain("Its HRV may be RMSSD");
    expect(chat.buttons()).toEqual(["RMSSD", "SDNN", "leave HRV out", "don't store it"]);
    expect(await chat.taps("SDNN")).toContain("HRV on 1 day");
    await chat.taps("yes");
    const day = { source: "csv", date: "2026-11-14", sleep: null, steps: 8000 };
    expect(await stored()).toEqual([{ ...day, hrv: 42, kind: "sdnn" }]);
    await chat.taps("undo");
    await chat.offer("hrv again.csv", `${file}\n`);
    const said = await chat.taps("leave HRV out");
    expect(said).toContain("steps on 1 day.");
    expect(said).not.toContain("HRV");
    await chat.taps("yes");
    expect(await stored()).toEqual([{ ...day, ...none }]);
  });

  test("given dates that may be read in two ways, then they are asked about, and the answer holds for the next file", async () => {
    const chat = await importChat(database);
    expect(await chat.offer("d.csv", "date,steps\n03/04/2026,8000\n05/06/2026,9000\n")).toContain(
      "which comes first in its dates",
    );
    await chat.taps("Friday 3 April and Friday 5 June");
    await chat.taps("yes");
    expect((await stored()).map(({ date }) => date)).toEqual(["2026-04-03", "2026-06-05"]);
    expect(await chat.offer("e.csv", "date,steps\n07/08/2026,7000\n")).toContain("7 August 2026: steps");
  });

  test("given a table that may be a bank's as well, then it is asked, and taken as what it is said to be", async () => {
    const file = "Date,Steps,Amount\n2026-11-14,8000,-3.20\n";
    const chat = await importChat(database);
    expect(await chat.offer("x.csv", file)).toContain("a file from a bank, or a table of days");
    expect(await chat.taps("a table of days")).toContain(
      "A table of days, 14 November 2026: steps on 1 day.",
    );
    await chat.taps("yes");
    expect(await stored()).toHaveLength(1);
    await chat.offer("y.csv", `${file}\n`);
    expect(await chat.taps("a bank's file")).toContain("A CSV with 1 row");
  });

  test("given the days of several people, then it is not taken, and says whose it needs", async () => {
    const chat = await importChat(database);
    const file = "person,date,steps\na,2026-11-14,8000\nb,2026-11-14,9000\n";
    expect(await chat.offer("x.csv", file)).toContain("the days of several people");
    expect(await stored()).toEqual([]);
  });

  test("given rows without a day and rows of the same day, then they are told", async () => {
    const chat = await importChat(database);
    const file = "date,steps\n2026-11-14,8000\nsoon,5\n2026-11-14,1\n2026-11-15,999999999\n";
    const said = await chat.offer("x.csv", file);
    expect(said).toContain("Left out, as it can't be right: steps on 1 day.");
    expect(said).toContain("Left out, without a day that I can read: 1 row.");
    expect(said).toContain("Left out, as another row before them is of the same day: 1 row.");
    await chat.taps("yes");
    expect(await stored()).toMatchObject([{ date: "2026-11-14", steps: 8000 }]);
  });

  test("given a tap on a question that is over, then nothing changes", async () => {
    const chat = await importChat(database);
    await chat.offer("hrv.csv", "date,hrv,steps\n2026-11-14,42,8000\n");
    const late = chat.token("RMSSD");
    await chat.taps("SDNN");
    await chat.taps("yes");
    await chat.tapToken(late);
    await chat.settle();
    expect(await stored()).toMatchObject([{ hrv: 42, kind: "sdnn" }]);
  });
});
