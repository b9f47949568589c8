import { and, eq, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { biometricReadings } from "../schema/health.ts";
import { markDirty } from "./dirty-days.ts";

/** What a source has brought of a person. */
export type BodyData = {
  readonly days: number;
  readonly nights: number;
  readonly firstDay: LocalDate | null;
  readonly firstNight: LocalDate | null;
  readonly lastNight: LocalDate | null;
};

const NONE: BodyData = { days: 0, nights: 0, firstDay: null, firstNight: null, lastNight: null };

export async function countBodyData(db: Database, userId: string, source: string): Promise<BodyData> {
  const { localDate, sleepDurationMinutes } = biometricReadings;
  const isNight = sql`${sleepDurationMinutes} is not null`;
  const [found] = await db
    .select({
      days: sql<number>`count(*)::int`,
      nights: sql<number>`(count(*) filter (where ${isNight}))::int`,
      firstDay: sql<LocalDate | null>`min(${localDate})::text`,
      firstNight: sql<LocalDate | null>`(min(${localDate}) filter (where ${isNight}))::text`,
      lastNight: sql<LocalDate | null>`(max(${localDate}) filter (where ${isNight}))::text`,
    })
    .from(biometricReadings)
    .where(isOf(userId, source));
  return found ?? NONE;
}

/** Erases everything that a source brought, and has the days scored without it. @returns what there was */
export async function eraseBodyData(
  db: Database,
  userId: string,
  source: string,
  now: Date,
): Promise<BodyData> {
  const counts = await countBodyData(db, userId, source);
  const gone = await db
    .delete(biometricReadings)
    .where(isOf(userId, source))
    .returning({ date: biometricReadings.localDate });
  await markDirty(
    db,
    userId,
    gone.map(({ date }) => date),
    now,
  );
  return counts;
}

function isOf(userId: string, source: string) {
  return and(eq(biometricReadings.userId, userId), eq(biometricReadings.source, source));
}
