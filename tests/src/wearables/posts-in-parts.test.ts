import fc from "fast-check";
import { expect, test } from "vitest";
import { daysAfter } from "../../support/health-posts.ts";

/** Seconds since 1970 at a noon in Los Angeles, from where the minutes of a week are counted. */
const START = Date.UTC(2026, 10, 7, 20) / 1000;
const DAYS = 4;
const MINUTES = DAYS * 1440;

/** As a phone in Los Angeles writes it, in its winter time. */
const written = (minute: number) =>
  `${new Date((START + minute * 60 - 8 * 3600) * 1000).toISOString().slice(0, 19).replace("T", " ")} -0800`;

type Sample =
  | { readonly kind: "asleep"; readonly from: number; readonly minutes: number }
  | { readonly kind: "steps" | "hrv"; readonly at: number; readonly value: number };

const minute = fc.integer({ min: 0, max: MINUTES });
const value = fc.integer({ min: 20, max: 90 });
// Not on a whole hour, by which a phone that sums by hours is told.
const offHour = minute.filter((at) => at % 60 !== 0);
/** Mostly at night, so that many are parts of one that begins on the day before. */
const asleepFrom = fc
  .tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 480, max: 1080 }))
  .map(([day, at]) => day * 1440 + at);
const sample: fc.Arbitrary<Sample> = fc.oneof(
  fc.record({
    kind: fc.constant("asleep" as const),
    from: asleepFrom,
    minutes: fc.integer({ min: 20, max: 240 }),
  }),
  fc.record({ kind: fc.constant("steps" as const), at: offHour, value }),
  fc.record({ kind: fc.constant("hrv" as const), at: offHour, value }),
);
const keyOf = (one: Sample) =>
  one.kind === "asleep" ? `asleep ${one.from} ${one.minutes}` : `${one.kind} ${one.at}`;
/** Each once: what a phone says twice of one time it says alike. */
const samples = fc.uniqueArray(sample, { selector: keyOf, minLength: 8, maxLength: 40 });

function post(some: readonly Sample[]) {
  const of = (kind: "steps" | "hrv") =>
    some.flatMap((one) => (one.kind === kind ? [{ date: written(one.at), qty: one.value }] : []));
  const stretches = some.flatMap((one) =>
    one.kind === "asleep"
      ? [
          {
            startDate: written(one.from),
            endDate: written(one.from + one.minutes),
            value: "Core",
            source: "Watch",
          },
        ]
      : [],
  );
  return {
    data: {
      metrics: [
        { name: "step_count", units: "count", data: of("steps") },
        { name: "heart_rate_variability", units: "ms", data: of("hrv") },
        { name: "sleep_analysis", units: "hr", data: stretches },
      ],
    },
  };
}

test("given the same samples in any parts, in any order and told twice, then the days are the same", () => {
  const told = samples.chain((some) =>
    fc.record({
      some: fc.constant(some),
      parts: fc
        .array(fc.subarray([...some]), { maxLength: 6 })
        .map((parts) => [...parts, ...some.map((one) => [one])]),
      order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
    }),
  );
  fc.assert(
    fc.property(told, ({ some, parts, order }) => {
      const shuffled = parts
        .map((part, at) => ({ part, rank: order[at] ?? 0 }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ part }) => post(part));
      expect(daysAfter(...shuffled)).toEqual(daysAfter(post(some)));
    }),
    { numRuns: 400 },
  );
});
