import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { countBodyData } from "../../db/queries/body-data.ts";
import { applyDays, type DaySaid, type DaysSaid } from "../../db/queries/body-in.ts";
import { createPerson } from "../../db/queries/people.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-03-10T09:00:00Z");
const ALL = [
  "sleepScore",
  "sleepMinutes",
  "restingHeartRateBpm",
  "hrvMs",
  "steps",
  "activityKcal",
  "stressLevel",
] as const;

function day(date: string, said: Partial<DaySaid> = {}): DaySaid {
  const none = { sleepScore: null, restingHeartRateBpm: null, hrvMs: null, hrvKind: null };
  const rest = { steps: null, activityKcal: null, stressLevel: null, raw: null };
  return { date, ...none, ...rest, sleepMinutes: null, ...said };
}

async function someone(): Promise<string> {
  return createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
}

const apply = (userId: string, said: Partial<DaysSaid>) =>
  db.transaction((tx) =>
    applyDays(
      tx,
      { userId, timezone: "Europe/Berlin" },
      { source: "oura", days: [], signals: ALL, covers: null, ...said },
      NOW,
    ),
  );

const storedOf = (userId: string) =>
  db
    .select()
    .from(biometricReadings)
    .where(eq(biometricReadings.userId, userId))
    .orderBy(asc(biometricReadings.localDate), asc(biometricReadings.source));

const dirtyOf = async (userId: string) =>
  (await db.select().from(dirtyDays).where(eq(dirtyDays.userId, userId))).map(({ date }) => date).sort();

describe("days of a source", () => {
  test("given new days, then each has a row at its local midnight, with what it came from, and is scored again", async () => {
    const userId = await someone();
    const raw = { sleep: [{ id: "x" }] };
    const said = [
      day("2026-03-08", { sleepMinutes: 412, hrvMs: 41.5, hrvKind: "rmssd", raw }),
      day("2026-03-09", { steps: 8000 }),
    ];
    expect(await apply(userId, { days: said })).toEqual({
      added: 2,
      changed: 0,
      removed: 0,
      dates: ["2026-03-08", "2026-03-09"],
      addedDates: ["2026-03-08", "2026-03-09"],
    });
    const [first, second] = await storedOf(userId);
    expect(first).toMatchObject({
      source: "oura",
      localDate: "2026-03-08",
      timestamp: new Date("2026-03-07T23:00:00Z"),
      sleepDurationMinutes: 412,
      hrv: 41.5,
      hrvKind: "rmssd",
      rawPayload: raw,
      steps: null,
    });
    expect(second).toMatchObject({ steps: 8000, sleepDurationMinutes: null, hrvKind: null });
    expect(await dirtyOf(userId)).toEqual(["2026-03-08", "2026-03-09"]);
  });

  test("given the same again, then nothing is written and no day is scored again", async () => {
    const userId = await someone();
    const days = [day("2026-03-08", { sleepMinutes: 412, hrvMs: 41.123456789, hrvKind: "rmssd" })];
    await apply(userId, { days });
    await db.delete(dirtyDays);
    const before = await storedOf(userId);
    expect(await apply(userId, { days })).toEqual({
      added: 0,
      changed: 0,
      removed: 0,
      dates: [],
      addedDates: [],
    });
    expect(await storedOf(userId)).toEqual(before);
    expect(await dirtyOf(userId)).toEqual([]);
  });

  test("given an update about some signals, then the others stay, and a signal that it does not name any more goes", async () => {
    const userId = await someone();
    await apply(userId, { days: [day("2026-03-08", { sleepMinutes: 412, sleepScore: 80, steps: 8000 })] });
    const update = {
      days: [day("2026-03-08", { sleepMinutes: 430, steps: 1 })],
      signals: ["sleepMinutes", "sleepScore"],
    };
    await apply(userId, update as Partial<DaysSaid>);
    expect(await storedOf(userId)).toMatchObject([
      { sleepDurationMinutes: 430, sleepScore: null, steps: 8000 },
    ]);
  });

  test("given days that it knows in full and does not name, then they are gone; days beside them stay", async () => {
    const userId = await someone();
    const dates = ["2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"];
    await apply(userId, { days: dates.map((date) => day(date, { steps: 5000 })) });
    await db.delete(dirtyDays);
    const covers = { from: "2026-03-06", to: "2026-03-07" };
    const applied = await apply(userId, { days: [day("2026-03-06", { steps: 5000 })], covers });
    expect(applied).toEqual({ added: 0, changed: 0, removed: 1, dates: ["2026-03-07"], addedDates: [] });
    expect((await storedOf(userId)).map(({ localDate }) => localDate)).toEqual([
      "2026-03-05",
      "2026-03-06",
      "2026-03-08",
    ]);
    expect(await dirtyOf(userId)).toEqual(["2026-03-07"]);
  });

  test("given a full day that still says something by another signal, then only what was spoken of goes", async () => {
    const userId = await someone();
    await apply(userId, { days: [day("2026-03-07", { sleepMinutes: 400, steps: 5000 })] });
    const covers = { from: "2026-03-07", to: "2026-03-07" };
    await apply(userId, { covers, signals: ["sleepMinutes"] });
    expect(await storedOf(userId)).toMatchObject([{ sleepDurationMinutes: null, steps: 5000 }]);
  });

  test("given two sources for a day, then each has its row, and neither changes the other's", async () => {
    const userId = await someone();
    await apply(userId, { days: [day("2026-03-08", { sleepMinutes: 412 })] });
    await apply(userId, { source: "apple_health", days: [day("2026-03-08", { sleepMinutes: 380 })] });
    await apply(userId, { source: "apple_health", covers: { from: "2026-03-01", to: "2026-03-09" } });
    expect(await storedOf(userId)).toMatchObject([{ source: "oura", sleepDurationMinutes: 412 }]);
  });

  test("given another person with the same source and day, then theirs stays as it is", async () => {
    const [userId, other] = [await someone(), await someone()];
    for (const one of [userId, other]) await apply(one, { days: [day("2026-03-08", { steps: 5000 })] });
    await apply(userId, { covers: { from: "2026-03-08", to: "2026-03-08" } });
    expect(await storedOf(other)).toMatchObject([{ steps: 5000 }]);
    expect(await storedOf(userId)).toEqual([]);
  });

  test("given ten years at once, then all of them are stored", async () => {
    const userId = await someone();
    const start = Date.UTC(2016, 0, 1);
    const days = Array.from({ length: 3650 }, (_, at) =>
      day(new Date(start + at * 86_400_000).toISOString().slice(0, 10), { steps: at }),
    );
    expect(await apply(userId, { days })).toMatchObject({ added: 3650 });
    expect(await db.$count(biometricReadings)).toBe(3650);
  });
});

describe("days whose source needs again what they were read out of", () => {
  const keep = (userId: string, said: DaySaid) => apply(userId, { days: [said], keepsRaw: true });
  const rawOf = async (userId: string) => (await storedOf(userId)).map(({ rawPayload }) => rawPayload);

  test("given no number yet, then what came is kept and no day is counted; a number makes it a new day", async () => {
    const userId = await someone();
    const none = { added: 0, changed: 0, removed: 0, dates: [], addedDates: [] };
    expect(await keep(userId, day("2026-03-08", { raw: { a: 1 } }))).toEqual(none);
    expect(await rawOf(userId)).toEqual([{ a: 1 }]);
    expect(await countBodyData(db, userId, "oura")).toMatchObject({ days: 0, firstDay: null });
    expect(await dirtyOf(userId)).toEqual([]);
    const told = day("2026-03-08", { steps: 5, raw: { a: 2 } });
    expect(await keep(userId, told)).toMatchObject({ added: 1, changed: 0, addedDates: ["2026-03-08"] });
    expect(await countBodyData(db, userId, "oura")).toMatchObject({ days: 1 });
  });

  test("given the same number out of more, then more is kept and nothing scored; out of the same, nothing is written", async () => {
    const userId = await someone();
    await keep(userId, day("2026-03-08", { steps: 5, raw: { b: [1], a: 1 } }));
    await db.delete(dirtyDays);
    const again = await keep(userId, day("2026-03-08", { steps: 5, raw: { b: [1, 2], a: 1 } }));
    expect(again).toMatchObject({ added: 0, changed: 0, dates: [] });
    expect(await rawOf(userId)).toEqual([{ b: [1, 2], a: 1 }]);
    expect(await dirtyOf(userId)).toEqual([]);
    await db.update(biometricReadings).set({ updatedAt: new Date("2026-03-01T00:00:00Z") });
    const before = await storedOf(userId);
    await keep(userId, day("2026-03-08", { steps: 5, raw: { a: 1, b: [1, 2] } }));
    expect(await storedOf(userId)).toEqual(before);
  });

  test("given a number that is gone, then its row stays with what came, and the day is scored again", async () => {
    const userId = await someone();
    await keep(userId, day("2026-03-08", { sleepMinutes: 90, raw: { a: 1 } }));
    const gone = await keep(userId, day("2026-03-08", { raw: { a: 1 } }));
    expect(gone).toMatchObject({ added: 0, changed: 1, removed: 0, dates: ["2026-03-08"] });
    expect(await rawOf(userId)).toEqual([{ a: 1 }]);
  });
});
