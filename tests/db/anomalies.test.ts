import { and, asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addDays, eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import { generate } from "../../coaching/sample/generate.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson } from "../../db/queries/people.ts";
import { scorePeople } from "../../db/queries/scores-batch.ts";
import { signalAnomalies } from "../../db/schema/coaching.ts";
import { biometricReadings, moodEntries } from "../../db/schema/health.ts";
import { accounts } from "../../db/schema/money.ts";
import { seedMoods, seedReadings } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { NIGHT, nightOn, YESTERDAY } from "../support/scored-night.ts";
import { storePerson } from "../support/stored-person.ts";

const { db } = await testDatabase();
const score = nightOn(db);
const FIRST = "2026-08-01";

function stored(userId: string) {
  const { signal, localDate, value, usualLow, usualHigh, z, configVersion } = signalAnomalies;
  return db
    .select({ signal, localDate, value, usualLow, usualHigh, z, configVersion })
    .from(signalAnomalies)
    .where(eq(signalAnomalies.userId, userId))
    .orderBy(asc(localDate), asc(signal));
}

async function scoreDays(userIds: readonly string[], dates: readonly LocalDate[]): Promise<void> {
  await scorePeople(db, new Map(userIds.map((userId) => [userId, new Set(dates)])), NIGHT);
}

/** Pulse between 56 and 60 from August on, and a high one yesterday. */
async function personWithHighPulse(which: (at: number) => boolean = () => true): Promise<string> {
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  const readings = eachDay(FIRST, YESTERDAY).map((localDate, at) => ({
    localDate,
    restingHeartRate: localDate === YESTERDAY ? 75 : 56 + ((at * 7) % 5),
  }));
  await seedReadings(
    db,
    userId,
    readings.filter((_, at) => which(at)),
  );
  return userId;
}

test("when a night scores a day far outside the usual range, then it is stored with that range, once, and goes when the day turns out otherwise", async () => {
  const userId = await personWithHighPulse();
  await score([userId]);
  const [row, ...others] = await stored(userId);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ signal: "resting_heart_rate", localDate: YESTERDAY, value: 75 });
  expect(row?.usualLow).toBeGreaterThan(45);
  expect(row?.usualHigh).toBeLessThan(75);
  const whole = await db.select().from(signalAnomalies);
  await scoreDays([userId], [YESTERDAY]);
  await scorePeople(db, new Map([[userId, new Set([YESTERDAY])]]), new Date("2026-11-24T14:00:00Z"));
  expect(await db.select().from(signalAnomalies)).toEqual(whole);

  const { localDate } = biometricReadings;
  const isYesterday = and(eq(biometricReadings.userId, userId), eq(localDate, YESTERDAY));
  await db.update(biometricReadings).set({ restingHeartRate: 80 }).where(isYesterday);
  await markDirty(db, userId, [YESTERDAY], NIGHT);
  await score([userId], "rescoring");
  expect(await stored(userId)).toMatchObject([{ value: 80, usualHigh: row?.usualHigh }]);
  await db.update(biometricReadings).set({ restingHeartRate: 58 }).where(isYesterday);
  await markDirty(db, userId, [YESTERDAY], NIGHT);
  await score([userId], "rescoring");
  expect(await stored(userId)).toEqual([]);
});

test("given a day that was noted as a sick one, then what lay outside on it is none", async () => {
  const userId = await personWithHighPulse();
  await seedMoods(db, userId, [{ localDate: YESTERDAY, moodScore: -2 }]);
  await db
    .update(moodEntries)
    .set({ contextTags: ["sick"] })
    .where(eq(moodEntries.userId, userId));
  await score([userId]);
  expect(await stored(userId)).toEqual([]);
});

describe("given invented people", () => {
  const DATES = eachDay("2026-10-10", YESTERDAY);

  async function storePeople(): Promise<readonly string[]> {
    const { persons } = generate({ seed: "outside", persons: 4, from: "2026-05-01", days: 206 });
    const ids: string[] = [];
    for (const person of persons) ids.push(await storePerson(db, person, [person.to]));
    const [changed, unlinked] = ids;
    // A second device for some weeks, and somebody without accounts.
    await seedReadings(
      db,
      changed ?? "",
      eachDay("2026-09-20", "2026-10-30").map((localDate, at) => ({
        localDate,
        hrv: 80 + (at % 3),
        steps: 14_000,
      })),
      "another",
    );
    await db.delete(accounts).where(eq(accounts.userId, unlinked ?? ""));
    return ids;
  }

  test("when their days are scored at once, then the same is stored as night by night, and again the same by two at once", async () => {
    const ids = await storePeople();
    await scoreDays(ids, DATES);
    const together = await Promise.all(ids.map(stored));
    expect(together.flat().length).toBeGreaterThan(5);
    await db.delete(signalAnomalies);
    for (const date of DATES) await scoreDays(ids, [date]);
    expect(await Promise.all(ids.map(stored))).toEqual(together);

    await Promise.all([scoreDays(ids, DATES), scoreDays(ids.toReversed(), DATES)]);
    expect(await Promise.all(ids.map(stored))).toEqual(together);
    for (const rows of together) {
      const bySignal = Map.groupBy(rows, ({ signal }) => signal);
      for (const days of bySignal.values()) {
        for (const [at, { localDate }] of days.entries()) {
          expect((days[at + 1]?.localDate ?? "9999-12-31") >= addDays(localDate, 3)).toBe(true);
        }
      }
    }
  });
});

test("when two halves of one person are joined, then what lies outside is that of the whole, and nothing of one half alone is left", async () => {
  const dates = eachDay("2026-11-01", YESTERDAY);
  const whole = await personWithHighPulse();
  const keeperId = await personWithHighPulse((at) => at % 2 === 0);
  const otherId = await personWithHighPulse((at) => at % 2 === 1);
  await scoreDays([whole, keeperId, otherId], dates);
  const row = { ...(await db.select().from(signalAnomalies))[0] };
  for (const userId of [keeperId, otherId]) {
    const invented = { ...row, userId, localDate: "2026-11-12", signal: "hrv", value: 1, z: 9 };
    await db.insert(signalAnomalies).values(invented as typeof signalAnomalies.$inferInsert);
  }
  await db.transaction((tx) => mergePeople(tx, { keeperId, otherId, askedEvent: "onboarded", now: NIGHT }));
  expect(await stored(keeperId)).toEqual([]);
  await score([keeperId], "rescoring");
  expect(await stored(keeperId)).toEqual(await stored(whole));
  expect(await stored(keeperId)).toHaveLength(1);
});
