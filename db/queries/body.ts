import { and, eq, isNotNull, max, min, or } from "drizzle-orm";
import type { BodySignal } from "../../coaching/model/body-signals.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { biometricReadings, moodEntries } from "../schema/health.ts";
import { transactions } from "../schema/money.ts";

/** Where each signal lies in `biometric_readings`. */
export const signalColumns = {
  sleepMinutes: biometricReadings.sleepDurationMinutes,
  sleepScore: biometricReadings.sleepScore,
  hrvMs: biometricReadings.hrv,
  restingHeartRateBpm: biometricReadings.restingHeartRate,
  steps: biometricReadings.steps,
  activityKcal: biometricReadings.activityCalories,
  stressLevel: biometricReadings.stressLevel,
} as const satisfies Readonly<Record<BodySignal, unknown>>;

/** Whether a row says anything: one of posts may hold what came of a day and no number yet. */
export const isMeasured = or(...Object.values(signalColumns).map(isNotNull));

/** The first and last local day that a signal was measured on, whatever the source; null without any. */
export async function signalSpan(
  db: Database,
  userId: string,
  signal: BodySignal,
): Promise<{ readonly first: LocalDate; readonly last: LocalDate } | null> {
  const { localDate } = biometricReadings;
  const [row] = await db
    .select({ first: min(localDate), last: max(localDate) })
    .from(biometricReadings)
    .where(and(eq(biometricReadings.userId, userId), isNotNull(signalColumns[signal])));
  return row?.first == null || row.last === null ? null : { first: row.first, last: row.last };
}

/** The first local day with a reading, check-in or transaction of a person; null when there is nothing yet. */
export async function firstKnownDate(db: Database, userId: string): Promise<LocalDate | null> {
  const firsts: LocalDate[] = [];
  for (const table of [biometricReadings, moodEntries, transactions]) {
    const [row] = await db
      .select({ first: min(table.localDate) })
      .from(table)
      .where(eq(table.userId, userId));
    if (row?.first != null) firsts.push(row.first);
  }
  return firsts.sort()[0] ?? null;
}
