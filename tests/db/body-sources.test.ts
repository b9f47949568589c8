import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { SourceOrder } from "../../coaching/model/body-sources.ts";
import { eachDay } from "../../coaching/model/local-date.ts";
import { buildDays } from "../../coaching/model/series.ts";
import { listSourceData } from "../../db/queries/body-data.ts";
import { loadDays } from "../../db/queries/days.ts";
import { loadManyRows } from "../../db/queries/days-batch.ts";
import { createPerson } from "../../db/queries/people.ts";
import { loadSourceOrder, saveSourceOrder } from "../../db/queries/source-order.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { userSettings } from "../../db/schema/people.ts";
import { seedReadings } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-26T10:00:00Z");
const PERIOD = { from: "2026-10-01", to: "2026-11-26" };
const OWNER = { timezone: "Europe/Berlin", currency: "EUR" };

/** Two sources for the same days, each with a number of its own. */
async function withTwo(): Promise<string> {
  const userId = await createPerson(db, OWNER);
  const rows = (sleepDurationMinutes: number, hrv: number, hrvKind: "rmssd" | "sdnn") =>
    eachDay(PERIOD.from, PERIOD.to).map((localDate) => ({
      localDate,
      sleepDurationMinutes,
      hrv,
      hrvKind,
      steps: sleepDurationMinutes * 10,
    }));
  await seedReadings(db, userId, rows(400, 60, "sdnn"), "apple_health");
  await seedReadings(db, userId, rows(430, 40, "rmssd"), "oura");
  return userId;
}

describe("the order of sources", () => {
  test.each<SourceOrder>([
    {},
    { sleepMinutes: ["oura"] },
    { hrvMs: ["oura", "apple_health"], steps: ["nobody's"] },
    { sleepMinutes: ["apple_health"], hrvMs: ["oura"] },
  ])("given %j, then one person's days and many people's come to the same", async (order) => {
    const userId = await withTwo();
    await saveSourceOrder(db, userId, { order, signals: [], now: NOW });
    const { days, choices } = await loadDays(db, { userId, ...OWNER }, PERIOD);
    const many = (await loadManyRows(db, [{ userId, ...OWNER, ...PERIOD }])).get(userId);
    if (many === undefined) throw new Error("expected the person's rows");
    const shown = (all: typeof days) =>
      all
        .filter(({ date }) => date >= PERIOD.from)
        .map(({ sleepMinutes, hrvMs, steps }) => [sleepMinutes, hrvMs, steps]);
    expect(shown(buildDays({ ...many, ...PERIOD }))).toEqual(shown(days));
    const speaker = (signal: string) => choices.findLast((choice) => choice.signal === signal)?.source;
    // With equal days and no wish it is the first by name.
    expect(speaker("sleepMinutes")).toBe(order.sleepMinutes?.[0] ?? "apple_health");
    expect(speaker("hrvMs")).toBe(order.hrvMs?.[0] ?? "apple_health");
    expect(speaker("steps")).toBe("apple_health");
  });

  test("given a column that was edited to nonsense, then it counts as none", async () => {
    const userId = await withTwo();
    const nonsense = { sleepMinutes: 3, hrvMs: "oura" } as unknown as SourceOrder;
    await db.update(userSettings).set({ sourceOrder: nonsense }).where(eq(userSettings.userId, userId));
    expect(await loadSourceOrder(db, userId)).toEqual({});
  });

  test("when nothing of it changed, or no day was ever scored, then no day is to be scored again", async () => {
    const userId = await withTwo();
    const order = { sleepMinutes: ["oura"] };
    await saveSourceOrder(db, userId, { order, signals: ["sleepMinutes"], now: NOW });
    await saveSourceOrder(db, userId, { order, signals: [], now: NOW });
    expect(await db.$count(dirtyDays)).toBe(0);
  });
});

test("given sources, then each is listed with what it has told, from when to when, and its kinds of HRV", async () => {
  const userId = await createPerson(db, OWNER);
  expect(await listSourceData(db, userId)).toEqual([]);
  await seedReadings(
    db,
    userId,
    [
      { localDate: "2026-11-01", steps: 100 },
      { localDate: "2026-11-03", sleepDurationMinutes: 400, hrv: 50, hrvKind: "sdnn" },
      { localDate: "2026-11-05", hrv: 40, hrvKind: "rmssd" },
    ],
    "csv",
  );
  await seedReadings(db, userId, [{ localDate: "2026-11-02", stressLevel: 10 }], "oura");
  expect(await listSourceData(db, userId)).toEqual([
    {
      source: "csv",
      days: 3,
      nights: 1,
      firstDay: "2026-11-01",
      lastDay: "2026-11-05",
      firstNight: "2026-11-03",
      lastNight: "2026-11-03",
      signals: ["sleepMinutes", "hrvMs", "steps"],
      hrvKinds: ["rmssd", "sdnn"],
    },
    {
      source: "oura",
      days: 1,
      nights: 0,
      firstDay: "2026-11-02",
      lastDay: "2026-11-02",
      firstNight: null,
      lastNight: null,
      signals: ["stressLevel"],
      hrvKinds: [],
    },
  ]);
});
