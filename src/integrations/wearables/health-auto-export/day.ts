import { dayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { sumOnce } from "../apple/covered.ts";
import { isBeforeMorning, meanOf } from "../apple/night-hrv.ts";
import { nightsOfStretches } from "../night.ts";
import { plausibleDays, type SaidDay } from "../plausible-day.ts";
import { Refusals } from "../refusals.ts";
import type { TranslatedDays } from "../wearable-day.ts";
import type { Post } from "./post.ts";
import { type Count, type DaySamples, joinSamples } from "./samples.ts";

/**
 * The days that a post speaks of.
 *
 * @param kept what is known of them from earlier posts of the same source
 * @returns samples: to be kept in its place, a day that has no row among them too
 */
export function daysOfPost(
  { source, samples: arrived, refused }: Post,
  kept: ReadonlyMap<LocalDate, DaySamples>,
): TranslatedDays & { readonly samples: ReadonlyMap<LocalDate, DaySamples> } {
  const refusals = new Refusals();
  for (const { date, field } of refused) refusals.add(date, field);
  const samples = new Map(
    [...arrived].map(([date, ofDay]) => {
      const before = kept.get(date);
      return [date, before === undefined ? ofDay : joinSamples(before, ofDay)];
    }),
  );
  const said = [...samples].map(([date, ofDay]) => saidOf(source, date, ofDay));
  return { ...plausibleDays(said, refusals), samples };
}

function saidOf(source: string, date: LocalDate, samples: DaySamples): SaidDay {
  const night = longestNight(samples, dayNumber(date));
  return {
    source,
    date,
    sleepMinutes: night?.minutes,
    restingHeartRateBpm: samples.restingHeartRates.toSorted((one, other) => other.at - one.at)[0]?.value,
    hrvMs: hrvOf(samples, night),
    hrvKind: "sdnn",
    steps: sumOf(samples.daySteps, samples.steps),
    activityKcal: sumOf(samples.dayKcal, samples.kcal),
  };
}

type Night = NonNullable<DaySamples["night"]>;

/** As the one source says that saw the most of it, be it in stretches or as a sum; they are never added up. */
function longestNight({ asleep, night: sum }: DaySamples, day: number): Night | null {
  let longest: Night | null = sum;
  for (const stretches of Map.groupBy(asleep, ({ source }) => source).values()) {
    const night = nightsOfStretches(stretches, (last) => last.day).get(day);
    const minutes = (night?.asleepSeconds ?? 0) / 60;
    if (night !== undefined && minutes > (longest?.minutes ?? 0)) {
      longest = { start: night.start, end: night.end, minutes };
    }
  }
  return longest;
}

/** The mean of the night. A single value is the phone's own mean of the day, whatever time it bears. */
function hrvOf({ hrv }: DaySamples, night: Night | null): number | null {
  const ofDay = hrv.filter(({ clock }) => clock >= 0);
  const [start, end] = [night?.start ?? null, night?.end ?? null];
  const asleep =
    start === null || end === null
      ? ofDay.filter(({ clock }) => isBeforeMorning(clock))
      : hrv.filter(({ at }) => at >= start && at <= end);
  const values = asleep.length === 0 && ofDay.length === 1 ? ofDay : asleep;
  return values.length === 0 ? null : meanOf(values.map(({ value }) => value));
}

/** Parts of a day cannot be more than the day; whichever is larger has seen more of it. */
function sumOf(ofDay: number | null, parts: readonly Count[]): number | null {
  return parts.length === 0 ? ofDay : Math.max(ofDay ?? 0, sumOnce(parts));
}
