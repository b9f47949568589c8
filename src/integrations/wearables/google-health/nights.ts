import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { localDateAtOffset, localDateOfCivil } from "./civil-time.ts";
import type { SleepPoint, Stage } from "./types.ts";

/** Further apart, two sleeps that end on one day are no longer one night with a gap in it. */
const LONGEST_GAP_MS = 3 * 3_600_000;
/** As long as a sleep may last; beyond it the record is broken. */
const LONGEST_SLEEP_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** The night that ended on a day: its main sleep, and the parts that belong to it. Minutes; null is "not told". */
export type Night = {
  readonly date: LocalDate;
  readonly asleepMinutes: number;
  readonly awakeMinutes: number | null;
  /** Null for a night without stages. */
  readonly deepMinutes: number | null;
  readonly remMinutes: number | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
};

/** One sleep as it was recorded. */
type Sleep = Omit<Night, "startsAt" | "endsAt"> & {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly isMain: boolean;
  readonly isNap: boolean;
  readonly updatedAt: number;
};

export type Nights = {
  readonly nights: readonly Night[];
  /** Sleeps that say too little to be counted; null where not even the day could be read. */
  readonly unread: readonly (LocalDate | null)[];
};

/**
 * The nights that are in these sleeps, one per day that has one, oldest first.
 *
 * A sleep belongs to the civil day on which it ends. The night is the longest sleep that is no nap (of equals the one
 * that the wearable calls the main one); what ended on the same day within three hours of it joins it. The same time
 * seen by a second device is not slept twice. The order of the points, and points that come twice, change nothing.
 */
export function nightsOf(points: readonly SleepPoint[]): Nights {
  const unread: (LocalDate | null)[] = [];
  const newest = new Map<string, Sleep>();
  for (const point of points) {
    const date = dateOf(point);
    const sleep = date === null ? null : sleepOf(point, date);
    if (sleep === null) {
      unread.push(date);
      continue;
    }
    const known = newest.get(sleep.name);
    if (known === undefined || compareVersions(sleep, known) < 0) newest.set(sleep.name, sleep);
  }
  const byDate = Map.groupBy(newest.values(), ({ date }) => date);
  const nights = [...byDate.values()].flatMap((sleeps) => nightAmong(sleeps) ?? []);
  return { nights: nights.sort((one, other) => (one.date < other.date ? -1 : 1)), unread };
}

function dateOf({ sleep: { interval } }: SleepPoint): LocalDate | null {
  return (
    localDateOfCivil(interval.civilEndTime?.date) ??
    localDateAtOffset(interval.endTime, interval.endUtcOffset)
  );
}

function sleepOf(point: SleepPoint, date: LocalDate): Sleep | null {
  const { sleep } = point;
  const start = Date.parse(sleep.interval.startTime);
  const end = Date.parse(sleep.interval.endTime);
  const isInterval = end > start && end - start <= LONGEST_SLEEP_MS;
  const minutes = minutesOf(sleep);
  if (!isInterval || minutes === null) return null;
  const { mainSleep, nap } = sleep.metadata ?? {};
  return {
    ...minutes,
    date,
    name: point.name ?? point.dataPointName ?? `${start} ${end}`,
    start,
    end,
    isMain: mainSleep === true,
    isNap: nap === true && mainSleep !== true,
    updatedAt: Date.parse(sleep.updateTime ?? "") || 0,
  };
}

type Minutes = Pick<Night, "asleepMinutes" | "awakeMinutes" | "deepMinutes" | "remMinutes">;

/** By the wearable's own sums, else from the stages; null when neither tells how long the person slept. */
function minutesOf({ summary, stages, type }: SleepPoint["sleep"]): Minutes | null {
  const counted = minutesByStage(stages ?? []);
  const asleepByStage = sum(["LIGHT", "DEEP", "REM", "ASLEEP"].map((stage) => counted.get(stage) ?? 0));
  const asleepMinutes = summary?.minutesAsleep ?? (counted.size > 0 ? Math.round(asleepByStage) : null);
  if (asleepMinutes === null) return null;
  const awakeMinutes =
    summary?.minutesAwake ?? (counted.size > 0 ? Math.round(counted.get("AWAKE") ?? 0) : null);
  const staged = (stage: string): number | null => {
    if (type !== "STAGES") return null;
    const told = summary?.stagesSummary?.find((one) => one.type === stage)?.minutes;
    const timed = counted.get(stage);
    return told ?? (timed === undefined ? null : Math.round(timed));
  };
  return { asleepMinutes, awakeMinutes, deepMinutes: staged("DEEP"), remMinutes: staged("REM") };
}

function minutesByStage(stages: readonly Stage[]): ReadonlyMap<string, number> {
  const minutes = new Map<string, number>();
  for (const { startTime, endTime, type = "" } of stages) {
    const length = (Date.parse(endTime) - Date.parse(startTime)) / MINUTE_MS;
    if (length > 0) minutes.set(type, (minutes.get(type) ?? 0) + length);
  }
  return minutes;
}

function nightAmong(sleeps: readonly Sleep[]): Night | null {
  const candidates = sleeps.filter(({ isNap }) => !isNap).sort(compareSleeps);
  const [main, ...others] = candidates;
  if (main === undefined) return null;
  const parts = [main];
  let { start, end } = main;
  // A part may reach the night only by way of another, so the nearest joins first.
  let left = others;
  for (;;) {
    const gapOf = (sleep: Sleep) => Math.max(sleep.start - end, start - sleep.end);
    const [next] = left
      .filter((sleep) => gapOf(sleep) >= 0 && gapOf(sleep) < LONGEST_GAP_MS)
      .sort((one, other) => gapOf(one) - gapOf(other) || compareSleeps(one, other));
    if (next === undefined) break;
    parts.push(next);
    left = left.filter((sleep) => sleep !== next);
    start = Math.min(start, next.start);
    end = Math.max(end, next.end);
  }
  return {
    date: main.date,
    asleepMinutes: sum(parts.map(({ asleepMinutes }) => asleepMinutes)),
    awakeMinutes: sumOfAll(parts.map(({ awakeMinutes }) => awakeMinutes)),
    deepMinutes: sumOfAll(parts.map(({ deepMinutes }) => deepMinutes)),
    remMinutes: sumOfAll(parts.map(({ remMinutes }) => remMinutes)),
    startsAt: new Date(start),
    endsAt: new Date(end),
  };
}

/** The longest first, of equals the main one, then by name so that their order does not matter. */
function compareSleeps(one: Sleep, other: Sleep): number {
  return (
    other.asleepMinutes - one.asleepMinutes ||
    Number(other.isMain) - Number(one.isMain) ||
    (one.name < other.name ? -1 : 1)
  );
}

/** Of one sleep told twice: what was updated last, and of equals the longer. */
function compareVersions(one: Sleep, other: Sleep): number {
  return other.updatedAt - one.updatedAt || other.end - one.end || other.asleepMinutes - one.asleepMinutes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Null where one of them is not told. */
function sumOfAll(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  return told.length === values.length ? sum(told) : null;
}
