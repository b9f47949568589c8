import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SourceOrder } from "../../coaching/model/body-sources.ts";
import { indexDays } from "../../coaching/model/day-index.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
import { addDays, dayNumber, eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { buildSeries } from "../../coaching/model/series.ts";
import { judgeDay } from "../../coaching/scores/baseline.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import { applyDays, DAY_SIGNALS } from "../../db/queries/body-in.ts";
import { loadDays } from "../../db/queries/days.ts";
import { loadManyRows } from "../../db/queries/days-batch.ts";
import { createPerson } from "../../db/queries/people.ts";
import { saveSourceOrder } from "../../db/queries/source-order.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";
import { SAID, SIGNALS, type Source, saidBy, TRANSLATED, ZONE } from "../support/same-days.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-12-20T20:00:00Z");
const OWNER = { timezone: ZONE, currency: "USD" };
const PERIOD = { from: "2026-11-05", to: "2026-12-14" };
const ALL = eachDay(PERIOD.from, PERIOD.to);
const SOURCES = Object.keys(SAID) as readonly Source[];

/** Somebody with the days of some sources, as each source itself tells them. */
async function someone(days: Partial<Record<Source, readonly LocalDate[]>>): Promise<string> {
  const userId = await createPerson(db, OWNER);
  for (const [source, dates] of Object.entries(days)) await tell(userId, source as Source, dates);
  return userId;
}

async function tell(userId: string, source: Source, dates: readonly LocalDate[]): Promise<void> {
  if (dates.length === 0) return;
  const days = (await TRANSLATED[source](dates)).map((day) => ({ ...day, raw: null }));
  expect(days.map(({ date }) => date)).toEqual(dates);
  const said = { source, days, signals: DAY_SIGNALS, covers: null };
  await db.transaction((tx) => applyDays(tx, { userId, timezone: ZONE }, said, NOW));
}

const allDays = { oura: ALL, fitbit: ALL, apple_health: ALL, csv: ALL };

const prefer = (userId: string, order: SourceOrder) =>
  saveSourceOrder(db, userId, { order, signals: [], now: NOW });

const ofPeriod = (days: readonly DayRecord[]) => days.filter(({ date }) => date >= PERIOD.from);

/** The person's days, as the answers to one person and the scores of many come by them. */
async function seriesOf(userId: string) {
  const one = await loadDays(db, { userId, ...OWNER }, PERIOD);
  const rows = (await loadManyRows(db, [{ userId, ...OWNER, ...PERIOD }])).get(userId);
  if (rows === undefined) throw new Error("expected the person's rows");
  const many = buildSeries({ ...rows, ...PERIOD });
  // No score looks at energy, so that it is not read for many.
  const days = ofPeriod(one.days).map((day) => ({ ...day, activityKcal: null }));
  expect(many.days).toEqual(days);
  const choices = one.choices.filter(({ signal }) => signal !== "activityKcal");
  expect(many.sources).toEqual(choices);
  return { days, choices };
}

const rowsOf = (userId: string) =>
  db
    .select()
    .from(biometricReadings)
    .where(eq(biometricReadings.userId, userId))
    .orderBy(asc(biometricReadings.source), asc(biometricReadings.localDate));

describe("given one person with a ring, a watch, a phone and a table for the same days", () => {
  test("then there is one row for each source and day, with what that one said, and telling it again changes none", async () => {
    const userId = await someone(allDays);
    const rows = await rowsOf(userId);
    const expected = SOURCES.toSorted().flatMap((source) =>
      ALL.map((date) => ({
        source,
        localDate: date,
        sleepDurationMinutes: saidBy(source, "sleepMinutes", date),
        restingHeartRate: saidBy(source, "restingHeartRateBpm", date),
        hrv: saidBy(source, "hrvMs", date),
        hrvKind: SAID[source].hrvKind,
        steps: saidBy(source, "steps", date),
      })),
    );
    expect(rows).toMatchObject(expected);
    for (const source of SOURCES) await tell(userId, source, ALL);
    expect(await rowsOf(userId)).toEqual(rows);
  });

  test.each<SourceOrder>([
    {},
    { sleepMinutes: ["fitbit"] },
    { sleepMinutes: ["csv", "oura"], hrvMs: ["apple_health"], steps: ["fitbit"] },
    { sleepMinutes: ["oura"], hrvMs: ["oura"], restingHeartRateBpm: ["oura"], steps: ["apple_health"] },
  ])(
    "given the wish %j, then one source speaks for each signal on all days, the one put first",
    async (order) => {
      const userId = await someone(allDays);
      await prefer(userId, order);
      const { days } = await seriesOf(userId);
      for (const signal of SIGNALS) {
        // Without a wish, and with days of all, it is the first by name.
        const source = (order[signal]?.[0] ?? "apple_health") as Source;
        expect(days.map((day) => day[signal])).toEqual(ALL.map((date) => saidBy(source, signal, date)));
      }
    },
  );

  test("given a day on which the source put first is silent, then that day is missing, and no other one's number stands there", async () => {
    const silent = "2026-11-25";
    const userId = await someone({ ...allDays, oura: ALL.filter((date) => date !== silent) });
    await prefer(userId, { sleepMinutes: ["oura"], hrvMs: ["oura"] });
    const { days } = await seriesOf(userId);
    const missing = days.filter(({ sleepMinutes, hrvMs }) => sleepMinutes === null || hrvMs === null);
    expect(missing).toMatchObject([{ date: silent, sleepMinutes: null, hrvMs: null }]);
    expect(days.filter(({ baselineReset }) => baselineReset)).toEqual([]);
  });
});

test("given any days of any sources, and any wish, then each number is what the source that speaks said that day, and HRV of one kind until its baseline starts again", async () => {
  const drawn = fc.record({
    days: fc.record({
      oura: fc.subarray(ALL),
      fitbit: fc.subarray(ALL),
      apple_health: fc.subarray(ALL),
      csv: fc.subarray(ALL),
    }),
    order: fc.record(
      {
        sleepMinutes: fc.shuffledSubarray([...SOURCES]),
        hrvMs: fc.shuffledSubarray([...SOURCES]),
        restingHeartRateBpm: fc.shuffledSubarray([...SOURCES]),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ days: told, order }) => {
      const userId = await someone(told);
      await prefer(userId, order);
      const { days, choices } = await seriesOf(userId);
      for (const signal of SIGNALS) {
        for (const day of days.filter((one) => one[signal] !== null)) {
          const { source = "" } =
            choices.findLast((one) => one.signal === signal && one.from <= day.date) ?? {};
          expect(told[source as Source]).toContain(day.date);
          expect(day[signal]).toBe(saidBy(source as Source, signal, day.date));
        }
      }
      // SDNN is never below 90 here, and RMSSD never above 76.
      let isSdnn: boolean | null = null;
      for (const { hrvMs, resetSignals } of days) {
        if (resetSignals?.includes("hrvMs")) isSdnn = null;
        if (hrvMs === null) continue;
        expect(isSdnn ?? hrvMs >= 90).toBe(hrvMs >= 90);
        isSdnn = hrvMs >= 90;
      }
    }),
    { numRuns: 12, seed: 4 },
  );
});

test("given one table that says RMSSD first and SDNN later, then the two are two sources, and the usual starts anew between them", async () => {
  const change = "2026-11-25";
  const userId = await someone({ csv: ALL.filter((date) => date < change) });
  const later = await TRANSLATED.csv(ALL.filter((date) => date >= change));
  const days = later.map((day) => ({ ...day, hrvMs: 95, hrvKind: "sdnn" as const, raw: null }));
  const said = { source: "csv", days, signals: DAY_SIGNALS, covers: null };
  await db.transaction((tx) => applyDays(tx, { userId, timezone: ZONE }, said, NOW));
  const { days: series, choices } = await seriesOf(userId);
  const kinds = choices.filter(({ signal }) => signal === "hrvMs").map(({ hrvKind }) => hrvKind);
  expect(kinds).toEqual(["rmssd", "sdnn"]);
  const [reset, ...more] = series.filter(({ baselineReset }) => baselineReset);
  expect({ signals: reset?.resetSignals, more }).toEqual({ signals: ["hrvMs"], more: [] });
  const isSdnn = (hrvMs: number | null) => hrvMs === 95;
  expect(
    series.filter(({ date, hrvMs }) => hrvMs !== null && isSdnn(hrvMs) !== date >= (reset?.date ?? "")),
  ).toEqual([]);
});

describe("given somebody who leaves their phone for a ring", () => {
  const CHANGE = "2026-11-25";
  const before = ALL.filter((date) => date < CHANGE);
  const after = ALL.filter((date) => date >= CHANGE);
  const judgedOn = (days: readonly DayRecord[], date: LocalDate) =>
    judgeDay(indexDays(days), "hrvMs", dayNumber(date), SCORE_CONFIG.baseline);

  test("then the usual starts anew on the day the ring begins to speak, and holds nothing of the phone's", async () => {
    const userId = await someone({ apple_health: before, oura: after });
    const { days, choices } = await seriesOf(userId);
    const resets = days.filter(({ resetSignals }) => resetSignals?.includes("hrvMs"));
    const [change, ...more] = resets;
    expect(more).toEqual([]);
    const hrv = choices.filter(({ signal }) => signal === "hrvMs");
    expect(hrv).toMatchObject([
      { source: "apple_health", hrvKind: "sdnn" },
      { source: "oura", hrvKind: "rmssd", from: change?.date },
    ]);
    expect(change?.resetSignals).toEqual(["hrvMs", "restingHeartRateBpm", "steps"]);

    expect(judgedOn(days, addDays(CHANGE, -1))?.baseline).toMatchObject({ n: before.length - 1 });
    const first = change?.date ?? "";
    expect(judgedOn(days, first)?.baseline).toMatchObject({ n: 0, state: "population", usual: null });
    const last = judgedOn(days, PERIOD.to);
    expect(last?.from).toBe(dayNumber(first));
    expect(last?.baseline.usual).toBeLessThan(SAID.oura.hrvMs + 7);
    expect(last?.baseline.usual).toBeGreaterThanOrEqual(SAID.oura.hrvMs);
  });

  test("given that the phone goes on beside it, then it is the wish that decides, and the change is the same", async () => {
    const userId = await someone({ apple_health: ALL, oura: after });
    await prefer(userId, { hrvMs: ["oura"] });
    const { days } = await seriesOf(userId);
    const resets = days.filter(({ baselineReset }) => baselineReset);
    expect(resets).toMatchObject([{ date: CHANGE, resetSignals: ["hrvMs"] }]);
    expect(judgedOn(days, CHANGE)?.baseline.n).toBe(0);
    expect(days.map(({ steps }) => steps)).toEqual(ALL.map((date) => saidBy("apple_health", "steps", date)));
  });
});
