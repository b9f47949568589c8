import { addDays, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { sumOnce } from "../apple/covered.ts";
import { isBeforeMorning, meanOf } from "../apple/night-hrv.ts";
import { nightsOfStretches } from "../night.ts";
import { plausibleDays, type SaidDay } from "../plausible-day.ts";
import { Refusals } from "../refusals.ts";
import type { TranslatedDays } from "../wearable-day.ts";
import type { Post } from "./post.ts";
import {
  type AsleepStretch,
  type Count,
  type DaySamples,
  divideSamples,
  isNothing,
  joinSamples,
  noSamples,
} from "./samples.ts";

/** What came by a post for some days, read together with what is known of them. */
export type PostDays = TranslatedDays & {
  /** Every day that was made anew: those that the post is about, and those beside them whose night it may change. */
  readonly dates: readonly LocalDate[];
  /** To be kept in its place, also of a day that has no row. */
  readonly samples: ReadonlyMap<LocalDate, DaySamples>;
};

/** A day may be told as one beside it, and what is known of that one changes the nights around it. */
export const DAYS_AROUND = 3;

/**
 * The days that a post speaks of.
 *
 * @param kept what is known of them, and of {@link DAYS_AROUND} on each side, from earlier posts of the same source
 * @param about the days to be read now; all without it
 */
export function daysOfPost(
  { source, samples: arrived, refused }: Post,
  kept: ReadonlyMap<LocalDate, DaySamples>,
  about: readonly LocalDate[] = [...arrived.keys()],
): PostDays {
  const refusals = new Refusals();
  for (const { date, field } of refused) refusals.add(date, field);
  const settled = settledOn(about, arrived, kept);
  const samples = new Map(
    [...settled].map(([date, ofDay]) => [date, joinSamples(kept.get(date) ?? noSamples(), ofDay)]),
  );
  const around = [...samples.keys()].flatMap((date) => [addDays(date, -1), date, addDays(date, 1)]);
  const dates = [...new Set(around)].filter((date) => samples.has(date) || kept.has(date)).sort();
  // Of days that are read with the rest of the post, what arrived for them counts already.
  const knownOf = (date: LocalDate) =>
    samples.get(date) ?? joinSamples(kept.get(date) ?? noSamples(), arrived.get(date) ?? noSamples());
  const said = dates.map((date) =>
    saidOf(source, date, {
      before: knownOf(addDays(date, -1)),
      own: knownOf(date),
      after: knownOf(addDays(date, 1)),
    }),
  );
  return { ...plausibleDays(said, refusals), dates, samples };
}

/** What arrived, each sample on the day that knows it already. */
function settledOn(
  about: readonly LocalDate[],
  arrived: ReadonlyMap<LocalDate, DaySamples>,
  kept: ReadonlyMap<LocalDate, DaySamples>,
): ReadonlyMap<LocalDate, DaySamples> {
  const settled = new Map<LocalDate, DaySamples>();
  const add = (date: LocalDate, some: DaySamples) =>
    settled.set(date, joinSamples(settled.get(date) ?? noSamples(), some));
  for (const date of about) {
    let rest = arrived.get(date) ?? noSamples();
    for (const other of [addDays(date, -1), addDays(date, 1)]) {
      const theirs = kept.get(other);
      if (theirs === undefined) continue;
      const divided = divideSamples(rest, theirs);
      if (!isNothing(divided.known)) add(other, divided.known);
      rest = divided.rest;
    }
    if (!isNothing(rest)) add(date, rest);
  }
  return settled;
}

/** A day's own samples, and those of the days beside it. */
type Around = { readonly before: DaySamples; readonly own: DaySamples; readonly after: DaySamples };

function saidOf(source: string, date: LocalDate, around: Around): SaidDay {
  const { own } = around;
  const night = longestNight(around);
  return {
    source,
    date,
    sleepMinutes: night?.minutes,
    restingHeartRateBpm: own.restingHeartRates.toSorted((one, other) => other.at - one.at)[0]?.value,
    hrvMs: hrvOf(around, night),
    hrvKind: "sdnn",
    steps: sumOf(own.daySteps, own.steps),
    activityKcal: sumOf(own.dayKcal, own.kcal),
  };
}

const EVENING_SECONDS = 18 * 3600;
const NOON_SECONDS = 12 * 3600;

type Night = NonNullable<DaySamples["night"]>;

/** As the one source says that saw the most of it, be it in stretches or as a sum; they are never added up. */
function longestNight({ before, own, after }: Around): Night | null {
  const bySource = ({ asleep }: DaySamples) => Map.groupBy(asleep, ({ source }) => source);
  const [befores, owns, afters] = [bySource(before), bySource(own), bySource(after)];
  let longest: Night | null = own.night;
  for (const source of new Set([...owns.keys(), ...befores.keys()])) {
    const of = (day: ReadonlyMap<string, readonly AsleepStretch[]>) => day.get(source) ?? [];
    // What ended on the evening before may be the first part of the night, as what ends on this evening may be of the next one.
    const mine = [...on(-1, of(befores).filter(isLate)), ...on(0, withoutNext(of(owns), of(afters)))];
    const night = nightsOfStretches(mine, (last) => last.day).get(0);
    const minutes = (night?.asleepSeconds ?? 0) / 60;
    if (night !== undefined && minutes > (longest?.minutes ?? 0)) {
      longest = { start: night.start, end: night.end, minutes };
    }
  }
  return longest;
}

function on(day: number, stretches: readonly AsleepStretch[]) {
  return stretches.map((stretch) => ({ ...stretch, day }));
}

function isLate({ clock }: AsleepStretch): boolean {
  return clock >= NOON_SECONDS;
}

/** A day's stretches without those from noon on that are of a sleep which ends on the day after. */
function withoutNext(own: readonly AsleepStretch[], after: readonly AsleepStretch[]) {
  const around = [...on(0, own.filter(isLate)), ...on(1, after)];
  // By their ends, so that each sleep is told, with its sign for the day.
  const sleeps = nightsOfStretches(around, (last) => (last.day === 1 ? last.end : -last.end));
  const next = [...sleeps].filter(([end]) => end > 0).map(([, sleep]) => sleep);
  return own.filter(
    (stretch) =>
      !(isLate(stretch) && next.some(({ start, end }) => stretch.start >= start && stretch.end <= end)),
  );
}

/** The mean of the night. A single value is the phone's own mean of the day, whatever time it bears. */
function hrvOf({ before, own }: Around, night: Night | null): number | null {
  const ofDay = own.hrv;
  const evening = before.hrv.filter(({ clock }) => clock >= EVENING_SECONDS);
  const [start, end] = [night?.start ?? null, night?.end ?? null];
  const asleep =
    start === null || end === null
      ? ofDay.filter(({ clock }) => isBeforeMorning(clock))
      : [...evening, ...ofDay].filter(({ at }) => at >= start && at <= end);
  const values = asleep.length === 0 && ofDay.length === 1 ? ofDay : asleep;
  return values.length === 0 ? null : meanOf(values.map(({ value }) => value));
}

/** Parts of a day cannot be more than the day; whichever is larger has seen more of it. */
function sumOf(ofDay: number | null, parts: readonly Count[]): number | null {
  return parts.length === 0 ? ofDay : Math.max(ofDay ?? 0, sumOnce(parts));
}
