import { isPlausible } from "../../../../coaching/model/body-signals.ts";
import { dateOfDayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import { kcalOf } from "../energy.ts";
import { nightsOfStretches, type Stretch, type StretchedNight } from "../night.ts";
import { plausibleDays, saidDays } from "../plausible-day.ts";
import { Refusals } from "../refusals.ts";
import { RefusedUploadError } from "../refused-upload.ts";
import type { TranslatedDays } from "../wearable-day.ts";
import { Counts } from "./counts.ts";
import type { ExportListener } from "./export-xml.ts";
import { isBeforeMorning, meanOf } from "./night-hrv.ts";
import { Sources } from "./sources.ts";
import { dayNumberOf, LocalDays, secondsOf } from "./when.ts";

/** What an export says. */
export type AppleDays = TranslatedDays & {
  /** Who recorded sleep, the preferred one first, and how many nights of theirs there are. */
  readonly sleepSources: readonly { readonly name: string; readonly nights: number }[];
};

type ZonedSleep = Stretch & { readonly zone: string | null };

/** What a source says in one moment. */
type Sample = { readonly source: number; readonly day: number; readonly at: number; readonly value: number };

const ASLEEP = /^HKCategoryValueSleepAnalysisAsleep/;
const MOST_SLEEP_SECONDS = 86_400;
/** Heart rates and stretches of sleep; a long life has some hundred thousand of each. */
const MOST_SAMPLES = 2_000_000;
/** Gathers an export's records into days. */
export class AppleCollector implements ExportListener {
  readonly #days: LocalDays;
  readonly #sources = new Sources();
  readonly #steps: Counts;
  readonly #energy: Counts;
  readonly #summaries = new Map<number, number>();
  readonly #asleep = new Map<number, ZonedSleep[]>();
  readonly #restingHeartRates: Sample[] = [];
  readonly #hrv: Sample[] = [];
  #stretches = 0;
  readonly #refusals = new Refusals();
  #newest = 0;

  /** @throws RangeError for a zone that is none */
  constructor(zone: string) {
    this.#days = new LocalDays(zone);
    this.#steps = new Counts(this.#days);
    this.#energy = new Counts(this.#days);
  }

  /** The newest day met so far; null before the first. */
  get newest(): LocalDate | null {
    return this.#newest === 0 ? null : this.#dateAt(this.#newest);
  }

  record(attributes: Readonly<Record<string, string>>, namedZone: string | undefined): void {
    const kind = attributes.type?.replace(/^HK(?:Quantity|Category)TypeIdentifier/, "") ?? "";
    const take = this.#takers[kind];
    if (take === undefined) return;
    const start = secondsOf(attributes.startDate);
    if (start === null) {
      this.#refusals.add(null, `${kind}.startDate`);
      return;
    }
    const end = secondsOf(attributes.endDate);
    const zone = this.#days.known(namedZone);
    const odd = end === null || end < start ? "endDate" : take(this.#taken(attributes, start, end, zone));
    if (odd !== null) this.#refusals.add(this.#dateAt(start, zone), `${kind}.${odd}`);
    else if (end !== null) this.#newest = Math.max(this.#newest, end);
  }

  #taken(attributes: Taken["attributes"], start: number, end: number, zone: string | null): Taken {
    const source = this.#sources.numberOf(attributes.sourceName ?? "", attributes.device);
    return { source, start, end, zone, value: amountOf(attributes.value), attributes };
  }

  #dateAt(seconds: number, zone: string | null = null): LocalDate {
    return dateOfDayNumber(this.#days.at(seconds, zone).number);
  }

  summary(attributes: Readonly<Record<string, string>>): void {
    const day = dayNumberOf(attributes.dateComponents ?? "");
    const kcal = kcalOf(amountOf(attributes.activeEnergyBurned), attributes.activeEnergyBurnedUnit ?? "");
    // Days without a watch have a sum of 0, which is "not measured".
    if (day !== null && kcal > 0) this.#summaries.set(day, kcal);
  }

  /** By kind: keeps a record, or names the attribute that makes no sense. */
  readonly #takers: Readonly<Record<string, (record: Taken) => string | null>> = {
    StepCount: ({ source, start, end, value, zone }) => this.#steps.add(source, start, end, value, zone),
    ActiveEnergyBurned: ({ source, start, end, value, zone, attributes }) => {
      const kcal = kcalOf(value, attributes.unit ?? "");
      return Number.isNaN(kcal) && value >= 0 ? "unit" : this.#energy.add(source, start, end, kcal, zone);
    },
    RestingHeartRate: (record) => this.#sample(this.#restingHeartRates, record),
    HeartRateVariabilitySDNN: (record) => this.#sample(this.#hrv, record),
    SleepAnalysis: ({ source, start, end, zone, attributes }) => {
      if (!ASLEEP.test(attributes.value ?? "")) return null;
      if (end - start > MOST_SLEEP_SECONDS) return "endDate";
      const known = this.#asleep.get(source) ?? [];
      this.#asleep.set(source, known);
      if (++this.#stretches > MOST_SAMPLES) throw new RefusedUploadError("too-much");
      known.push({ start, end, zone });
      return null;
    },
  };

  #sample(into: Sample[], { source, start, value, zone }: Taken): string | null {
    if (!(value >= 0)) return "value";
    if (into.length >= MOST_SAMPLES) throw new RefusedUploadError("too-much");
    into.push({ source, day: this.#days.at(start, zone).number, at: start, value });
    return null;
  }

  /** @param sleepSource whose nights to prefer; without it, whoever has the most */
  finish(sleepSource?: string): AppleDays {
    const { nights, sleepSources } = this.#nights(sleepSource);
    const said = saidDays(
      { source: "apple_health", hrvKind: "sdnn" },
      {
        sleepMinutes: byDate(mapValues(nights, ({ asleepSeconds }) => asleepSeconds / 60)),
        restingHeartRateBpm: byDate(this.#latestByDay(this.#restingHeartRates)),
        hrvMs: byDate(this.#meanOfNights(nights)),
        steps: byDate(this.#sums(this.#steps)),
        activityKcal: byDate(new Map([...this.#sums(this.#energy), ...this.#summaries])),
      },
    );
    return { ...plausibleDays(said, this.#refusals), sleepSources };
  }

  #nights(chosen: string | undefined) {
    const dayOf = ({ end, zone }: ZonedSleep) => this.#days.at(end, zone).number;
    const bySource = new Map<number, Map<number, StretchedNight>>();
    for (const [source, stretches] of this.#asleep) bySource.set(source, nightsOfStretches(stretches, dayOf));
    const counts = mapValues(bySource, (nights) => [...nights.values()].filter(canBe).length);
    const order = this.#sources.byDays(counts, chosen);
    const nights = new Map<number, StretchedNight>();
    for (const source of order) {
      for (const [day, night] of bySource.get(source) ?? []) {
        const known = nights.get(day);
        // Whoever saw only a nap gives way to whoever saw the night.
        if (known === undefined || (!canBe(known) && canBe(night))) nights.set(day, night);
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
  #meanOfNights(nights: ReadonlyMap<number, StretchedNight>): Map<number, number> {
    const asleep = this.#hrv.flatMap((sample): Sample[] => {
      for (const day of [sample.day, sample.day + 1]) {
        const night = nights.get(day);
        if (night !== undefined && sample.at >= night.start && sample.at <= night.end)
          return [{ ...sample, day }];
      }
      const isEarly = isBeforeMorning(sample.at - this.#days.at(sample.at).start);
      return isEarly && !nights.has(sample.day) ? [sample] : [];
    });
    return mapValues(this.#ofOneSource(asleep), (ofDay) => {
      const once = new Map(ofDay.map(({ at, value }) => [at, value]));
      return meanOf([...once.values()]);
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

function canBe({ asleepSeconds }: StretchedNight): boolean {
  return isPlausible("sleepMinutes", asleepSeconds / 60);
}

function byDate(byDay: ReadonlyMap<number, number>): ReadonlyMap<LocalDate, number> {
  return new Map([...byDay].map(([day, value]) => [dateOfDayNumber(day), value]));
}

function mapValues<Key, From, To>(map: ReadonlyMap<Key, From>, change: (value: From) => To): Map<Key, To> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
