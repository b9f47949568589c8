import { and, eq, sql } from "drizzle-orm";
import { BODY_SIGNALS, type BodySignal } from "../../coaching/model/body-signals.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { biometricReadings } from "../schema/health.ts";
import { isMeasured, signalColumns } from "./body.ts";
import { markDirty } from "./dirty-days.ts";

/** What a source has brought of a person. */
export type BodyData = {
  readonly days: number;
  readonly nights: number;
  readonly firstDay: LocalDate | null;
  readonly firstNight: LocalDate | null;
  readonly lastNight: LocalDate | null;
};

/** What one of a person's sources has brought. */
export type SourceData = BodyData & {
  readonly source: string;
  readonly lastDay: LocalDate | null;
  /** Signals that it has ever told, in their order. */
  readonly signals: readonly BodySignal[];
  /** `rmssd`, `sdnn`; of HRV alone. */
  readonly hrvKinds: readonly string[];
};

const NONE: BodyData = { days: 0, nights: 0, firstDay: null, firstNight: null, lastNight: null };

const { localDate, sleepDurationMinutes } = biometricReadings;
const isNight = sql`${sleepDurationMinutes} is not null`;
const counts = {
  days: sql<number>`count(*)::int`,
  nights: sql<number>`(count(*) filter (where ${isNight}))::int`,
  firstDay: sql<LocalDate | null>`min(${localDate})::text`,
  firstNight: sql<LocalDate | null>`(min(${localDate}) filter (where ${isNight}))::text`,
  lastNight: sql<LocalDate | null>`(max(${localDate}) filter (where ${isNight}))::text`,
};

export async function countBodyData(db: Database, userId: string, source: string): Promise<BodyData> {
  const [found] = await db
    .select(counts)
    .from(biometricReadings)
    .where(and(isOf(userId, source), isMeasured));
  return found ?? NONE;
}

/** Every source that has brought anything of a person, by name. */
export async function listSourceData(db: Database, userId: string): Promise<readonly SourceData[]> {
  const told = (signal: BodySignal) =>
    sql`case when count(${signalColumns[signal]}) > 0 then ${signal}::text end`;
  const signals = sql.join(BODY_SIGNALS.map(told), sql`, `);
  const found = await db
    .select({
      source: biometricReadings.source,
      lastDay: sql<LocalDate | null>`max(${localDate})::text`,
      signals: sql<string>`concat_ws(' ', ${signals})`,
      hrvKinds: sql<string>`coalesce(string_agg(distinct ${biometricReadings.hrvKind}, ' '), '')`,
      ...counts,
    })
    .from(biometricReadings)
    .where(and(eq(biometricReadings.userId, userId), isMeasured))
    .groupBy(biometricReadings.source)
    .orderBy(biometricReadings.source);
  return found.map((row) => ({
    ...row,
    signals: BODY_SIGNALS.filter((signal) => row.signals.split(" ").includes(signal)),
    hrvKinds: row.hrvKinds.split(" ").filter((kind) => kind !== ""),
  }));
}

/** Erases everything that a source brought, and has the days scored without it. @returns what there was */
export async function eraseBodyData(
  db: Database,
  userId: string,
  source: string,
  now: Date,
): Promise<BodyData> {
  const had = await countBodyData(db, userId, source);
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
  return had;
}

function isOf(userId: string, source: string) {
  return and(eq(biometricReadings.userId, userId), eq(biometricReadings.source, source));
}
