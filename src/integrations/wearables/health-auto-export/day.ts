import { dayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { appleDay, type Refusal } from "../apple/apple-day.ts";
import { sumOnce } from "../apple/covered.ts";
import { nightsOf } from "../apple/nights.ts";
import type { WearableDay } from "../wearable-day.ts";
import type { Count, DaySamples } from "./samples.ts";

/** Where no sleep is known, the night of HRV ends here. */
const NIGHT_SECONDS = 6 * 3600;

/** The row of a day by what is kept of it, and what was left out; null where nothing is left. */
export function dayOfSamples(
  source: string,
  date: LocalDate,
  samples: DaySamples,
): { readonly row: WearableDay | null; readonly refused: readonly Refusal[] } {
  const day = dayNumber(date);
  const night = longestNight(samples, day);
  return appleDay(source, day, {
    sleepMinutes: night?.minutes,
    restingHeartRateBpm: samples.restingHeartRates.toSorted((one, other) => other.at - one.at)[0]?.value,
    hrvMs: hrvOf(samples, night),
    steps: sumOf(samples.daySteps, samples.steps),
    activityKcal: sumOf(samples.dayKcal, samples.kcal),
  });
}

type Night = NonNullable<DaySamples["night"]>;

/** As the one source says that saw the most of it, be it in stretches or as a sum; they are never added up. */
function longestNight({ asleep, night: sum }: DaySamples, day: number): Night | null {
  let longest: Night | null = sum;
  for (const stretches of Map.groupBy(asleep, ({ source }) => source).values()) {
    const night = nightsOf(stretches, (last) => last.day).get(day);
    const minutes = (night?.seconds ?? 0) / 60;
    if (night !== undefined && minutes > (longest?.minutes ?? 0)) {
      longest = { start: night.start, end: night.end, minutes };
    }
  }
  return longest;
}

/** The mean of the night. A single value is the phone's own mean of the day, whatever time it bears. */
function hrvOf({ hrv }: DaySamples, night: Night | null): number | undefined {
  const ofDay = hrv.filter(({ clock }) => clock >= 0);
  const [start, end] = [night?.start ?? null, night?.end ?? null];
  const asleep =
    start === null || end === null
      ? ofDay.filter(({ clock }) => clock < NIGHT_SECONDS)
      : hrv.filter(({ at }) => at >= start && at <= end);
  const values = asleep.length === 0 && ofDay.length === 1 ? ofDay : asleep;
  if (values.length === 0) return undefined;
  return values.reduce((sum, { value }) => sum + value, 0) / values.length;
}

/** Parts of a day cannot be more than the day; whichever is larger has seen more of it. */
function sumOf(ofDay: number | null, parts: readonly Count[]): number | undefined {
  if (parts.length === 0) return ofDay ?? undefined;
  return Math.max(ofDay ?? 0, sumOnce(parts));
}
