import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizeDays } from "../../../src/integrations/wearables/google-health/normalize.ts";
import { readPage } from "../../../src/integrations/wearables/google-health/types.ts";
import { ouraDays } from "../../../src/integrations/wearables/oura/translate.ts";
import { UnreadableAnswerError } from "../../../src/integrations/wearables/page.ts";
import { RefusedUploadError } from "../../../src/integrations/wearables/refused-upload.ts";
import type { TranslatedDays, WearableDay } from "../../../src/integrations/wearables/wearable-day.ts";
import { whoopDays } from "../../../src/integrations/wearables/whoop/translate.ts";
import { daysAfter } from "../../support/health-posts.ts";
import { sleep, stress } from "../../support/oura-documents.ts";
import { faultsOf } from "../../support/sound-days.ts";
import { recovery, whoopSleep } from "../../support/whoop-records.ts";

const LIMIT = 120_000;

/** What may stand where something else was expected, no JSON among it. */
const odd = fc.oneof(
  fc.anything(),
  fc.double(),
  fc.constantFrom(255, -1, 1e308, Number.NaN, "2026-11-10", "2026-11-10T00:00:00Z", "", null, "٣", {}, []),
  fc.constantFrom("+99:99", "9999-12-31T23:59:59Z", "Z"),
);

function expectSound(days: readonly WearableDay[]): void {
  expect(days.flatMap(faultsOf)).toEqual([]);
}

function expectNamed({ refused }: TranslatedDays): void {
  for (const { field } of refused) expect(field).toMatch(/^[a-zA-Z_.-]+$/);
}

function expectTranslated<Drawn>(drawn: fc.Arbitrary<Drawn>, translate: (drawn: Drawn) => TranslatedDays) {
  fc.assert(
    fc.property(drawn, (some) => {
      const translated = translate(some);
      expectSound(translated.days);
      expectNamed(translated);
    }),
    { numRuns: 500 },
  );
}

test(
  "given anything in place of Oura's documents, then nothing breaks, and every day is sound",
  () => {
    const document = fc
      .record({
        field: fc.constantFrom(...Object.keys(sleep()), "score", "steps", "stress_high"),
        value: odd,
      })
      .map(({ field, value }) => ({
        ...sleep(),
        ...stress(),
        score: 80,
        steps: 5000,
        active_calories: 300,
        [field]: value,
      }));
    const documents = fc.array(fc.oneof({ weight: 4, arbitrary: document }, odd), { maxLength: 6 });
    expectTranslated(documents, (some) =>
      ouraDays({
        sleep: some,
        daily_sleep: some,
        daily_readiness: some,
        daily_activity: some,
        daily_stress: some,
      }),
    );
  },
  LIMIT,
);

test(
  "given anything in place of WHOOP's records, then nothing breaks, and every day is sound",
  () => {
    const record = fc
      .tuple(fc.constantFrom(...Object.keys(whoopSleep()), "sleep_id"), odd)
      .map(([field, value]) => ({ ...recovery(), ...whoopSleep(), [field]: value }));
    const stage = odd.map((value) => whoopSleep({}, { total_rem_sleep_time_milli: value }));
    const records = fc.array(fc.oneof({ weight: 4, arbitrary: record }, stage, odd), { maxLength: 6 });
    expectTranslated(records, (some) => whoopDays({ sleep: some, recovery: some }));
  },
  LIMIT,
);

test(
  "given any JSON as any answer of the Google Health API, then it is none, or every day is sound",
  () => {
    const near = fc.oneof(
      fc.jsonValue(),
      fc.record({ dataPoints: fc.jsonValue() }),
      fc.record({ dataPoints: fc.array(fc.record({ sleep: fc.jsonValue(), steps: fc.jsonValue() })) }),
      fc.record({
        dataPoints: fc.array(
          fc.record({
            sleep: fc.record({
              interval: fc.record({
                startTime: fc.constantFrom("2026-11-09T22:00:00Z", "x", "2026-11-10T02:00:00.5+02:00"),
                endTime: fc.constantFrom("2026-11-10T06:00:00Z", "2026-13-10T06:00:00Z"),
                endUtcOffset: fc.constantFrom("0s", "-28800s", "7s7", ""),
              }),
              summary: fc.oneof(
                fc.jsonValue(),
                fc.record({ minutesAsleep: fc.oneof(fc.jsonValue(), fc.constant("400")) }),
              ),
              metadata: fc.jsonValue(),
              stages: fc.jsonValue(),
            }),
          }),
        ),
      }),
      fc.record({
        rollupDataPoints: fc.array(
          fc.record({
            civilStartTime: fc.record({
              date: fc.record({ year: fc.integer(), month: fc.integer(), day: fc.integer() }),
            }),
            steps: fc.record({ countSum: fc.oneof(fc.jsonValue(), fc.integer().map(String)) }),
          }),
        ),
      }),
    );
    const points = fc.array(near, { maxLength: 3 }).map((pages) => pages.flatMap(pointsOf));
    const answers = fc.record({
      sleep: points,
      "daily-resting-heart-rate": points,
      "daily-heart-rate-variability": points,
      steps: points,
      "active-energy-burned": points,
    });
    expectTranslated(answers, normalizeDays);
  },
  LIMIT,
);

function pointsOf(answer: unknown): readonly unknown[] {
  try {
    return readPage(answer).records;
  } catch (error) {
    if (error instanceof UnreadableAnswerError) return [];
    throw error;
  }
}

test(
  "given any post of a phone at all, then it is read or refused, and every day is sound",
  () => {
    const sample = fc.oneof(
      fc.object(),
      fc.record(
        {
          date: fc.oneof(fc.string(), fc.constant("2026-11-10 08:00:00 -0800"), fc.constant("2026-11-10")),
          startDate: fc.constant("2026-11-10 01:00:00 -0800"),
          endDate: fc.constantFrom("2026-11-10 05:00:00 -0800", "2026-11-09 05:00:00 -0800", "?"),
          value: fc.constantFrom("Core", "Awake", "x"),
          qty: fc.oneof(fc.double(), fc.integer(), fc.string()),
          totalSleep: fc.double(),
          asleep: fc.oneof(fc.double(), fc.constant(null)),
        },
        { requiredKeys: [] },
      ),
    );
    const name = fc.constantFrom(
      "step_count",
      "active_energy",
      "resting_heart_rate",
      "heart_rate_variability",
      "sleep_analysis",
    );
    const post = fc.record({
      data: fc.record({
        metrics: fc.array(
          fc.record({ name, units: fc.constantFrom("kJ", "hr", "min", ""), data: fc.array(sample) }),
        ),
      }),
    });
    fc.assert(
      fc.property(fc.oneof(post, fc.anything()), (body) => {
        try {
          expectSound(daysAfter(body, body));
        } catch (error) {
          if (!(error instanceof RefusedUploadError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  },
  LIMIT,
);
