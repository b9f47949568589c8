import { isDeepStrictEqual } from "node:util";
import { and, between, eq, inArray, sql } from "drizzle-orm";
import { type LocalDate, startOfLocalDay } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { biometricReadings } from "../schema/health.ts";
import { markDirty } from "./dirty-days.ts";
import { logEvent } from "./events.ts";

type ReadingRow = typeof biometricReadings.$inferSelect;

/** What a day may say, by the names that wearables' days have. */
export type DaySignal =
  | "sleepScore"
  | "sleepMinutes"
  | "restingHeartRateBpm"
  | "hrvMs"
  | "steps"
  | "activityKcal"
  | "stressLevel";

export const DAY_SIGNALS = [
  "sleepScore",
  "sleepMinutes",
  "restingHeartRateBpm",
  "hrvMs",
  "steps",
  "activityKcal",
  "stressLevel",
] as const satisfies readonly DaySignal[];

/** One source's day; null is "not measured". */
export type DaySaid = { readonly date: LocalDate } & {
  readonly [signal in DaySignal]: number | null;
} & { readonly hrvKind: "rmssd" | "sdnn" | null; readonly raw: unknown };

/** The days of one source that an update is about. */
export type DaysSaid = {
  readonly source: string;
  readonly days: readonly DaySaid[];
  /** The signals it speaks of: of a day that does not name one, it is unknown now. Others stay as they are. */
  readonly signals: readonly DaySignal[];
  /**
   * What a day was read out of is needed again: it is kept where no number changes by it, and where the day has none yet. Such a
   * row without a number is nothing that was measured.
   */
  readonly keepsRaw?: boolean;
  /** Days that it knows in full, though it names only those with something; null where it knows just what it names. */
  readonly covers: { readonly from: LocalDate; readonly to: LocalDate } | null;
};

/** What came of it. */
export type DaysApplied = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Days of which a number is another one now, in order. */
  readonly dates: readonly LocalDate[];
  /** Those of them that there was no row for. */
  readonly addedDates: readonly LocalDate[];
};

/**
 * Stores what a source says of some days, one row a day, and has those days scored again of which it changed anything; in the
 * caller's transaction, with the person's chats locked before. Applying the same again writes nothing.
 *
 * @param timezone of the person, for the instant of a day
 */
export async function applyDays(
  db: Database,
  { userId, timezone }: { readonly userId: string; readonly timezone: string },
  said: DaysSaid,
  now: Date,
): Promise<DaysApplied> {
  const held = await loadHeld(db, userId, said);
  const told = new Map(said.days.map((day) => [day.date, day]));
  const dates: LocalDate[] = [];
  const written: (typeof biometricReadings.$inferInsert)[] = [];
  const gone: string[] = [];
  const addedDates: LocalDate[] = [];
  for (const date of new Set([...told.keys(), ...(said.covers === null ? [] : held.keys())])) {
    const before = held.get(date) ?? null;
    const values = laidOver(before, told.get(date) ?? null, said.signals);
    const rawPayload = told.get(date)?.raw ?? null;
    const isEmpty = isNothing(values);
    const isKept = !isEmpty || (said.keepsRaw === true && rawPayload !== null);
    if (!isKept && before === null) continue;
    if (!isKept && before !== null) {
      gone.push(before.id);
      dates.push(date);
      continue;
    }
    const isNews = before === null ? !isEmpty : !isSame(before, values);
    const isOther = said.keepsRaw === true && !isSameJson(before?.rawPayload ?? null, rawPayload);
    if (!isNews && !isOther) continue;
    if (isNews) dates.push(date);
    if (isNews && (before === null || isNothing(valuesOf(before)))) addedDates.push(date);
    written.push({
      userId,
      source: said.source,
      timestamp: before?.timestamp ?? startOfLocalDay(timezone, date),
      localDate: date,
      ...columnsOf(values),
      rawPayload,
      createdAt: now,
      updatedAt: now,
    });
  }
  await write(db, written);
  if (gone.length > 0) {
    await db
      .delete(biometricReadings)
      .where(and(eq(biometricReadings.userId, userId), inArray(biometricReadings.id, gone)));
  }
  dates.sort();
  addedDates.sort();
  await markDirty(db, userId, dates, now);
  const [added, removed] = [addedDates.length, gone.length];
  // What the days are stored under can be a person's own word for their device, so it is not noted.
  if (added > 0) await logEvent(db, userId, "reading_added", { added }, now);
  return { added, changed: dates.length - removed - added, removed, dates, addedDates };
}

/** What is stored of a source's days, in order; in the caller's transaction, with the person's chats locked before. */
export async function findDaysSaid(
  db: Database,
  userId: string,
  source: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<readonly DaySaid[]> {
  const { localDate } = biometricReadings;
  const found = await db
    .select()
    .from(biometricReadings)
    .where(
      and(
        eq(biometricReadings.userId, userId),
        eq(biometricReadings.source, source),
        between(localDate, from, to),
      ),
    )
    .orderBy(localDate);
  return found.map((row) => ({ date: row.localDate, ...valuesOf(row), raw: row.rawPayload }));
}

/** Rows that one statement takes; drivers take some 65 000 parameters. */
const MOST_AT_ONCE = 2000;

async function write(
  db: Database,
  written: readonly (typeof biometricReadings.$inferInsert)[],
): Promise<void> {
  const { sleepScore, sleepDurationMinutes, restingHeartRate, hrv, hrvKind, steps } = biometricReadings;
  const columns = { sleepScore, sleepDurationMinutes, restingHeartRate, hrv, hrvKind, steps };
  const { activityCalories, stressLevel, rawPayload, updatedAt } = biometricReadings;
  const all = { ...columns, activityCalories, stressLevel, rawPayload, updatedAt };
  const set = Object.fromEntries(
    Object.entries(all).map(([key, column]) => [key, sql`excluded.${sql.identifier(column.name)}`]),
  );
  for (let at = 0; at < written.length; at += MOST_AT_ONCE) {
    await db
      .insert(biometricReadings)
      .values(written.slice(at, at + MOST_AT_ONCE))
      .onConflictDoUpdate({
        target: [biometricReadings.userId, biometricReadings.source, biometricReadings.localDate],
        set,
      });
  }
}

/** Rows of the source on the days that are spoken of, by day, locked. */
async function loadHeld(
  db: Database,
  userId: string,
  { source, days, covers }: DaysSaid,
): Promise<ReadonlyMap<LocalDate, ReadingRow>> {
  const named = days.map(({ date }) => date).sort();
  const [first, last] = [named[0], named.at(-1)];
  const from = covers?.from ?? first;
  const to = covers?.to ?? last;
  if (from === undefined || to === undefined) return new Map();
  const found = await db
    .select()
    .from(biometricReadings)
    .where(
      and(
        eq(biometricReadings.userId, userId),
        eq(biometricReadings.source, source),
        between(
          biometricReadings.localDate,
          first === undefined || from < first ? from : first,
          last === undefined || to > last ? to : last,
        ),
      ),
    )
    .for("update");
  const isCovered = (date: LocalDate) => covers !== null && date >= covers.from && date <= covers.to;
  const spoken = new Set(named);
  return new Map(
    found
      .filter(({ localDate }) => spoken.has(localDate) || isCovered(localDate))
      .map((row) => [row.localDate, row]),
  );
}

type Values = { readonly [signal in DaySignal]: number | null } & Pick<DaySaid, "hrvKind">;

/** What a row says once it is told: of signals that are not spoken of, what it said before. */
function laidOver(before: ReadingRow | null, told: DaySaid | null, signals: readonly DaySignal[]): Values {
  const was = before === null ? null : valuesOf(before);
  const values = Object.fromEntries(
    DAY_SIGNALS.map((signal) => [
      signal,
      (signals.includes(signal) ? told?.[signal] : was?.[signal]) ?? null,
    ]),
  ) as Record<DaySignal, number | null>;
  const kind = signals.includes("hrvMs") ? told?.hrvKind : was?.hrvKind;
  return { ...values, hrvKind: values.hrvMs === null ? null : (kind ?? null) };
}

function valuesOf(row: ReadingRow): Values {
  return {
    sleepScore: row.sleepScore,
    sleepMinutes: row.sleepDurationMinutes,
    restingHeartRateBpm: row.restingHeartRate,
    hrvMs: row.hrv,
    hrvKind: row.hrvKind,
    steps: row.steps,
    activityKcal: row.activityCalories,
    stressLevel: row.stressLevel,
  };
}

function columnsOf(values: Values) {
  return {
    sleepScore: values.sleepScore,
    sleepDurationMinutes: values.sleepMinutes,
    restingHeartRate: values.restingHeartRateBpm,
    hrv: values.hrvMs,
    hrvKind: values.hrvKind,
    steps: values.steps,
    activityCalories: values.activityKcal,
    stressLevel: values.stressLevel,
  };
}

function isNothing(values: Values): boolean {
  return DAY_SIGNALS.every((signal) => values[signal] === null);
}

/** @param held as the database gives it, whose order of keys is its own */
function isSameJson(held: unknown, raw: unknown): boolean {
  return isDeepStrictEqual(held, JSON.parse(JSON.stringify(raw)));
}

function isSame(before: ReadingRow, values: Values): boolean {
  const was = valuesOf(before);
  return was.hrvKind === values.hrvKind && DAY_SIGNALS.every((signal) => was[signal] === values[signal]);
}
