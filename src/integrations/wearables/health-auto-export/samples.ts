import { z } from "zod";

const seconds = z.number().int().nonnegative();
const value = z.number().nonnegative();
const count = z.object({ start: seconds, end: seconds, value });
const point = z.object({ at: seconds, clock: z.number().int(), value });

/**
 * What posts said about one day, as it is kept beside the day's row: the phone sends windows that overlap, and parts of
 * days. It is JSON. Instants are in seconds since 1970.
 */
export const daySamples = z.object({
  /** Sums of the whole day so far. */
  daySteps: value.nullable(),
  dayKcal: value.nullable(),
  /** Sums of minutes or hours, the newest said first. */
  steps: z.array(count),
  kcal: z.array(count),
  restingHeartRates: z.array(point),
  /** SDNN in milliseconds; `clock` is below 0 for the evening before. */
  hrv: z.array(point),
  /** Stretches of sleep on this day, and those around it that may be of the same night; `day` is where they end. */
  asleep: z.array(z.object({ start: seconds, end: seconds, day: z.number().int(), source: z.string() })),
  /** A night that came as sums. */
  night: z.object({ start: seconds.nullable(), end: seconds.nullable(), minutes: value }).nullable(),
});

export type DaySamples = z.infer<typeof daySamples>;
export type Count = z.infer<typeof count>;
export type Point = z.infer<typeof point>;

/** A day has 1440 minutes; whoever sends single beats is kept to this. */
const MOST_KEPT = 5_000;

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

/** What is known of a day once a post has arrived: for what both speak of, the post is right. The same twice adds nothing. */
export function joinSamples(kept: DaySamples, arrived: DaySamples): DaySamples {
  return {
    daySteps: arrived.daySteps ?? kept.daySteps,
    dayKcal: arrived.dayKcal ?? kept.dayKcal,
    steps: joined(arrived.steps, kept.steps, ({ start, end }) => `${start} ${end}`),
    kcal: joined(arrived.kcal, kept.kcal, ({ start, end }) => `${start} ${end}`),
    restingHeartRates: joined(arrived.restingHeartRates, kept.restingHeartRates, ({ at }) => String(at)),
    hrv: joined(arrived.hrv, kept.hrv, ({ at }) => String(at)),
    asleep: joined(arrived.asleep, kept.asleep, ({ start, end, source }) => `${start} ${end} ${source}`),
    night: arrived.night ?? kept.night,
  };
}

function joined<Item>(first: readonly Item[], then: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const byKey = new Map<string, Item>();
  for (const item of [...first, ...then]) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return [...byKey.values()].slice(0, MOST_KEPT);
}
