import { PLAUSIBLE } from "../../../../coaching/model/body-signals.ts";
import { dateOfDayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import type { WearableDay } from "../wearable-day.ts";
import { appleDay, kcalOf, type Measured, type Refusal } from "./apple-day.ts";
import { Counts } from "./counts.ts";
import type { ExportListener } from "./export-xml.ts";
import { type Asleep, type Night, nightsOf } from "./nights.ts";
import { RefusedExportError } from "./refused.ts";
import { Sources } from "./sources.ts";
import { dayNumberOf, LocalDays, secondsOf } from "./when.ts";

/** All days of an export, the earliest first. */
export type AppleDays = {
  readonly days: readonly WearableDay[];
  /** Values no body can have; they are null in their day. */
  readonly refused: readonly Refusal[];
  /** How many records of a kind that is read made no sense, such as one that ends before it begins. */
  readonly unreadable: number;
  /** Who recorded sleep, the preferred one first, and how many nights of theirs there are. */
  readonly sleepSources: readonly { readonly name: string; readonly nights: number }[];
};

type ZonedSleep = Asleep & { readonly zone: string | null };

/** What a source says in one moment. */
type Sample = { readonly source: number; readonly day: number; readonly at: number; readonly value: number };

const ASLEEP = /^HKCategoryValueSleepAnalysisAsleep/;
const MOST_SLEEP_SECONDS = 86_400;
/** Heart rates and stretches of sleep; a long life has some hundred thousand of each. */
const MOST_SAMPLES = 2_000_000;
/** Where no sleep is known, the night of HRV ends here. */
const NIGHT_SECONDS = 6 * 3600;

/** Gathers an export's records into days. */
export class AppleCollector implements ExportListener {
  readonly #source: string;
  readonly #days: LocalDays;
  readonly #sources = new Sources();
  readonly #steps: Counts;
  readonly #energy: Counts;
  readonly #summaries = new Map<number, number>();
  readonly #asleep = new Map<number, ZonedSleep[]>();
  readonly #restingHeartRates: Sample[] = [];
  readonly #hrv: Sample[] = [];
  #stretches = 0;
  #unreadable = 0;
  #newest = 0;

  /** @throws RangeError for a zone that is none */
  constructor(source: string, zone: string) {
    this.#source = source;
    this.#days = new LocalDays(zone);
    this.#steps = new Counts(this.#days);
    this.#energy = new Counts(this.#days);
  }

  /** The newest day met so far; null before the first. */
  get newest(): LocalDate | null {
    return this.#newest === 0 ? null : dateOfDayNumber(this.#days.at(this.#newest).number);
  }

  record(attributes: Readonly<Record<string, string>>, namedZone: string | undefined): void {
    const kind = attributes.type?.replace(/^HK(?:Quantity|Category)TypeIdentifier/, "");
    const take = this.#takers[kind ?? ""];
    if (take === undefined) return;
    const start = secondsOf(attributes.startDate);
    const end = secondsOf(attributes.endDate);
    if (start === null || end === null || end < start) {
      this.#unreadable++;
      return;
    }
    const source = this.#sources.numberOf(attributes.sourceName ?? "", attributes.device);
    const zone = this.#days.known(namedZone);
    const value = amountOf(attributes.value);
    if (take({ source, start, end, zone, value, attributes })) this.#newest = Math.max(this.#newest, end);
    else this.#unreadable++;
  }

  summary(attributes: Readonly<Record<string, string>>): void {
    const day = dayNumberOf(attributes.dateComponents ?? "");
    const kcal = kcalOf(amountOf(attributes.activeEnergyBurned), attributes.activeEnergyBurnedUnit ?? "");
    // Days without a watch have a sum of 0, which is "not measured". Real days begin long after 1970.
    if (day !== null && day > 0 && kcal > 0) this.#summaries.set(day, kcal);
  }

  readonly #takers: Readonly<Record<string, (record: Taken) => boolean>> = {
    StepCount: ({ source, start, end, value, zone }) => this.#steps.add(source, start, end, value, zone),
    ActiveEnergyBurned: ({ source, start, end, value, zone, attributes }) =>
      this.#energy.add(source, start, end, kcalOf(value, attributes.unit ?? ""), zone),
    RestingHeartRate: (record) => this.#sample(this.#restingHeartRates, record),
    HeartRateVariabilitySDNN: (record) => this.#sample(this.#hrv, record),
    SleepAnalysis: ({ source, start, end, zone, attributes }) => {
      if (!ASLEEP.test(attributes.value ?? "")) return true;
      if (end - start > MOST_SLEEP_SECONDS) return false;
      const known = this.#asleep.get(source) ?? [];
      this.#asleep.set(source, known);
      if (++this.#stretches > MOST_SAMPLES) throw new RefusedExportError("too-much");
      known.push({ start, end, zone });
      return true;
    },
  };

  #sample(into: Sample[], { source, start, value, zone }: Taken): boolean {
    if (!(value >= 0)) return false;
    if (into.length >= MOST_SAMPLES) throw new RefusedExportError("too-much");
    into.push({ source, day: this.#days.at(start, zone).number, at: start, value });
    return true;
  }

  /** @param sleepSource whose nights to prefer; without it, whoever has the most */
  finish(sleepSource?: string): AppleDays {
    const { nights, sleepSources } = this.#nights(sleepSource);
    const signals: readonly (readonly [keyof Measured, ReadonlyMap<number, number>])[] = [
      ["sleepMinutes", mapValues(nights, ({ seconds }) => seconds / 60)],
      ["restingHeartRateBpm", this.#latestByDay(this.#restingHeartRates)],
      ["hrvMs", this.#meanOfNights(nights)],
      ["steps", this.#sums(this.#steps)],
      ["activityKcal", new Map([...this.#sums(this.#energy), ...this.#summaries])],
    ];
    const numbers = new Set(signals.flatMap(([, byDay]) => [...byDay.keys()]));
    const made = [...numbers]
      .sort((one, other) => one - other)
      .map((day) => {
        const measured = Object.fromEntries(signals.map(([signal, byDay]) => [signal, byDay.get(day)]));
        return appleDay(this.#source, day, measured);
      });
    return {
      days: made.flatMap(({ row }) => row ?? []),
      refused: made.flatMap(({ refused }) => refused),
      unreadable: this.#unreadable,
      sleepSources,
    };
  }

  #nights(chosen: string | undefined) {
    const dayOf = ({ end, zone }: ZonedSleep) => this.#days.at(end, zone).number;
    const bySource = new Map<number, Map<number, Night>>();
    for (const [source, stretches] of this.#asleep) bySource.set(source, nightsOf(stretches, dayOf));
    const counts = mapValues(bySource, (nights) => [...nights.values()].filter(isPlausible).length);
    const order = this.#sources.byDays(counts, chosen);
    const nights = new Map<number, Night>();
    for (const source of order) {
      for (const [day, night] of bySource.get(source) ?? []) {
        const known = nights.get(day);
        // Whoever saw only a nap gives way to whoever saw the night.
        if (known === undefined || (!isPlausible(known) && isPlausible(night))) nights.set(day, night);
      }
    }
    const sleepSources = order.map((source) => ({
      name: this.#sources.nameOf(source),
      nights: counts.get(source) ?? 0,
    }));
    return { nights, sleepSources };
  }

  #sums(counts: Counts): Map<number, number> {
    const order = this.#sources.watchesFirst(counts.daysBySource());
    return counts.sums(new Map(order.map((source, place) => [source, place])));
  }

  /** Samples by day, each day's of one source alone: the one with the most days that has any. */
  #ofOneSource(samples: readonly Sample[]): Map<number, Sample[]> {
    const days = new Map<number, Set<number>>();
    for (const { source, day } of samples) days.set(source, (days.get(source) ?? new Set()).add(day));
    const order = this.#sources.byDays(mapValues(days, ({ size }) => size));
    const place = new Map(order.map((source, at) => [source, at]));
    const placeOf = (sample: Sample) => place.get(sample.source) ?? 0;
    const chosen = new Map<number, Sample[]>();
    for (const sample of samples) {
      const known = chosen.get(sample.day);
      const before = known?.[0] === undefined ? Number.POSITIVE_INFINITY : placeOf(known[0]);
      if (placeOf(sample) < before) chosen.set(sample.day, [sample]);
      else if (placeOf(sample) === before) known?.push(sample);
    }
    return chosen;
  }

  /** A phone works the resting heart rate of a day out anew as the day goes on. */
  #latestByDay(samples: readonly Sample[]): Map<number, number> {
    const latest = (one: Sample, other: Sample) => (other.at >= one.at ? other : one);
    return mapValues(this.#ofOneSource(samples), (ofDay) => ofDay.reduce(latest).value);
  }

  /** HRV by day means another thing than HRV asleep: only that of the night counts. */
  #meanOfNights(nights: ReadonlyMap<number, Night>): Map<number, number> {
    const asleep = this.#hrv.flatMap((sample): Sample[] => {
      for (const day of [sample.day, sample.day + 1]) {
        const night = nights.get(day);
        if (night !== undefined && sample.at >= night.start && sample.at <= night.end)
          return [{ ...sample, day }];
      }
      const isEarly = sample.at - this.#days.at(sample.at).start < NIGHT_SECONDS;
      return isEarly && !nights.has(sample.day) ? [sample] : [];
    });
    return mapValues(this.#ofOneSource(asleep), (ofDay) => {
      const once = new Map(ofDay.map(({ at, value }) => [at, value]));
      return [...once.values()].reduce((sum, value) => sum + value, 0) / once.size;
    });
  }
}

interface Taken {
  readonly source: number;
  readonly start: number;
  readonly end: number;
  readonly zone: string | null;
  readonly value: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A number as XML has it; NaN for an empty text too, which JavaScript takes for 0. */
function amountOf(text: string | undefined): number {
  return text === undefined || text.trim() === "" ? Number.NaN : Number(text);
}

function isPlausible({ seconds }: Night): boolean {
  const [low, high] = PLAUSIBLE.sleepMinutes;
  return seconds >= low * 60 && seconds <= high * 60;
}

function mapValues<Key, From, To>(map: ReadonlyMap<Key, From>, change: (value: From) => To): Map<Key, To> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
