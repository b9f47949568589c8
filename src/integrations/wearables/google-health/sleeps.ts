import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { minutesOf, nightOf, type Sleep, type Stretch, secondsAt } from "../night.ts";
import type { Refusals } from "../refusals.ts";
import type { SleepPoint } from "./types.ts";

/** One sleep as it was recorded. */
type RecordedSleep = Sleep & {
  readonly asleepSeconds: number;
  readonly name: string;
  readonly isNap: boolean;
  readonly updatedAt: number;
};

const STAGES_ASLEEP: ReadonlySet<string> = new Set(["LIGHT", "DEEP", "REM", "ASLEEP"]);

/**
 * How long the night of each day was, in minutes. A sleep belongs to the civil day on which it ends; naps are kept apart.
 *
 * @param refusals told of sleeps that say too little to be counted
 */
export function nightMinutes(
  points: readonly SleepPoint[],
  refusals: Refusals,
): ReadonlyMap<LocalDate, number> {
  const newest = new Map<string, RecordedSleep>();
  for (const point of points) {
    const sleep = sleepOf(point);
    if (sleep === null) {
      refusals.add(point.sleep.interval.endDate, "sleep.sleep.summary");
      continue;
    }
    const known = newest.get(sleep.name);
    if (known === undefined || compareVersions(sleep, known) < 0) newest.set(sleep.name, sleep);
  }
  const byDate = Map.groupBy(newest.values(), ({ endDate }) => endDate);
  return new Map(
    [...byDate].flatMap(([date, sleeps]) => {
      const night = nightOf(
        sleeps.filter(({ isNap }) => !isNap),
        { leastPartSeconds: 0 },
      );
      const minutes = minutesOf(night?.asleepSeconds);
      return minutes === null ? [] : [[date, minutes] as const];
    }),
  );
}

function sleepOf({ name, dataPointName, sleep }: SleepPoint): RecordedSleep | null {
  const { interval, metadata, updateTime } = sleep;
  const asleepSeconds = asleepSecondsOf(sleep);
  if (asleepSeconds === null) return null;
  const isMain = metadata?.mainSleep === true;
  const isNap = metadata?.nap === true && !isMain;
  return {
    ...interval,
    asleepSeconds,
    isNight: !isNap,
    isMain,
    isNap,
    name: name ?? dataPointName ?? `${interval.start} ${interval.end}`,
    updatedAt: updateTime ? secondsAt(updateTime) : 0,
  };
}

/** By the wearable's own sum, else from the stages; null when neither tells how long the person slept. */
function asleepSecondsOf({ summary, stages }: SleepPoint["sleep"]): number | null {
  if (summary?.minutesAsleep != null) return summary.minutesAsleep * 60;
  const timed = (stages ?? []).filter(({ start, end }) => end > start);
  if (timed.length === 0) return null;
  const lengths = timed.map((stage) => (STAGES_ASLEEP.has(stage.type ?? "") ? lengthOf(stage) : 0));
  return lengths.reduce((total, length) => total + length, 0);
}

function lengthOf({ start, end }: Stretch): number {
  return end - start;
}

/** Of one sleep told twice: what was updated last, and of equals the longer. */
function compareVersions(one: RecordedSleep, other: RecordedSleep): number {
  return other.updatedAt - one.updatedAt || other.end - one.end || other.asleepSeconds - one.asleepSeconds;
}
