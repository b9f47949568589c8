import { z } from "zod";

const seconds = z.number().int().nonnegative();
const value = z.number().nonnegative();
const count = z.object({ start: seconds, end: seconds, value });
const point = z.object({ at: seconds, clock: seconds, value });
const stretch = z.object({ start: seconds, end: seconds, clock: seconds, source: z.string() });

/**
 * What posts said about one day, as it is kept beside the day's row: the phone sends windows that overlap, and parts of
 * days. It is JSON. Instants are in seconds since 1970; `clock` is what the phone's clock showed, in seconds since midnight.
 */
export const daySamples = z.object({
  /** Sums of the whole day so far. */
  daySteps: value.nullable(),
  dayKcal: value.nullable(),
  /** Sums of minutes or hours, the newest said first. */
  steps: z.array(count),
  kcal: z.array(count),
  restingHeartRates: z.array(point),
  /** SDNN in milliseconds. */
  hrv: z.array(point),
  /** Stretches of sleep that ended on this day, at their clock. */
  asleep: z.array(stretch),
  /** A night that came as sums. */
  night: z.object({ start: seconds.nullable(), end: seconds.nullable(), minutes: value }).nullable(),
});

export type DaySamples = z.infer<typeof daySamples>;
export type Count = z.infer<typeof count>;
export type Point = z.infer<typeof point>;
export type AsleepStretch = z.infer<typeof stretch>;

export function noSamples(): DaySamples {
  return {
    daySteps: null,
    dayKcal: null,
    steps: [],
    kcal: [],
    restingHeartRates: [],
    hrv: [],
    asleep: [],
    night: null,
  };
}

/** Something told; told again, it has the same key. */
type Told = { readonly at?: number; readonly start?: number; readonly value?: number };

const keyOfCount = ({ start, end }: Count) => `${start} ${end}`;
const keyOfPoint = ({ at }: Point) => String(at);
const keyOfStretch = ({ start, end, source }: AsleepStretch) => `${start} ${end} ${source}`;

/** A day has 1440 minutes; whoever sends single beats is kept to this. */
const MOST_KEPT = 5_000;

/** What is known of a day once a post has arrived: for what both speak of, the post is right. The same twice changes nothing. */
export function joinSamples(kept: DaySamples, arrived: DaySamples): DaySamples {
  return {
    daySteps: arrived.daySteps ?? kept.daySteps,
    dayKcal: arrived.dayKcal ?? kept.dayKcal,
    steps: joined(arrived.steps, kept.steps, keyOfCount),
    kcal: joined(arrived.kcal, kept.kcal, keyOfCount),
    restingHeartRates: joined(arrived.restingHeartRates, kept.restingHeartRates, keyOfPoint),
    hrv: joined(arrived.hrv, kept.hrv, keyOfPoint),
    asleep: joined(arrived.asleep, kept.asleep, keyOfStretch),
    night: joinedNight(arrived.night, kept.night),
  };
}

/** A window that begins in the midst of a night tells the rest of it alone. */
function joinedNight(arrived: DaySamples["night"], kept: DaySamples["night"]): DaySamples["night"] {
  if (arrived === null || kept?.end == null || arrived.end !== kept.end) return arrived ?? kept;
  const isRest = (arrived.start ?? 0) > (kept.start ?? 0) && arrived.minutes < kept.minutes;
  return isRest ? kept : arrived;
}

/** What is new goes first; what only says the same again stays where it was, with the clock of the place where it was. */
function joined<Item extends Told>(
  arrived: readonly Item[],
  kept: readonly Item[],
  keyOf: (item: Item) => string,
): Item[] {
  const before = new Map(kept.map((item) => [keyOf(item), item]));
  const news = new Map<string, Item>();
  for (const item of arrived) {
    const key = keyOf(item);
    const known = before.get(key);
    if (news.has(key) || (known !== undefined && known.value === item.value)) continue;
    news.set(key, { ...item, ...known, ...(item.value === undefined ? {} : { value: item.value }) });
  }
  return [...news.values(), ...kept.filter((item) => !news.has(keyOf(item)))].slice(0, MOST_KEPT);
}

/**
 * Divides what arrived for a day into what a neighbouring day knows already, and the rest: after a flight a phone tells what it
 * told before by the clock of the place where it is now, and by that the same night ends on another day.
 */
export function divideSamples(
  arrived: DaySamples,
  neighbour: DaySamples,
): { readonly known: DaySamples; readonly rest: DaySamples } {
  const steps = divided(arrived.steps, neighbour.steps, keyOfCount);
  const kcal = divided(arrived.kcal, neighbour.kcal, keyOfCount);
  const restingHeartRates = divided(arrived.restingHeartRates, neighbour.restingHeartRates, keyOfPoint);
  const hrv = divided(arrived.hrv, neighbour.hrv, keyOfPoint);
  const asleep = divided(arrived.asleep, neighbour.asleep, keyOfStretch);
  const { night } = arrived;
  const isSameNight =
    night?.end != null && night.end === neighbour.night?.end && night.start === neighbour.night.start;
  const of = (which: "known" | "rest") => ({
    steps: steps[which],
    kcal: kcal[which],
    restingHeartRates: restingHeartRates[which],
    hrv: hrv[which],
    asleep: asleep[which],
  });
  return {
    known: { ...noSamples(), ...of("known"), night: isSameNight ? night : null },
    rest: { ...arrived, ...of("rest"), night: isSameNight ? null : night },
  };
}

function divided<Item>(items: readonly Item[], theirs: readonly Item[], keyOf: (item: Item) => string) {
  const keys = new Set(theirs.map(keyOf));
  const { known = [], rest = [] } = Object.groupBy(items, (item) =>
    keys.has(keyOf(item)) ? "known" : "rest",
  );
  return { known, rest };
}

/** Whether nothing is known of a day. */
export function isNothing(samples: DaySamples): boolean {
  return Object.values(samples).every((one) => one === null || (Array.isArray(one) && one.length === 0));
}
