import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DATA_TYPES, isDataType } from "../../../src/integrations/wearables/google-health/data-types.ts";
import { normalizeDays } from "../../../src/integrations/wearables/google-health/normalize.ts";
import { requestsFor, withPage } from "../../../src/integrations/wearables/google-health/requests.ts";
import { readPage } from "../../../src/integrations/wearables/google-health/types.ts";
import { WEBHOOK_PATH } from "../../../src/integrations/wearables/google-health/webhook-route.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { AUTHORED_PAGES, authored, SCHEMA, validatorOf } from "../../support/google-health-points.ts";
import { allowedBy, type Definitions } from "../../support/schema-arbitrary.ts";
import { daysSpokenOf, faultsIn, namesIn } from "../../support/sound-days.ts";

const published = () => readFixture(SCHEMA) as { readonly $defs: Definitions };
/** Whatever a refusal may be named by; nothing of what was in a field is among it. */
const NAMES = hasFixture(SCHEMA) ? new Set([...DATA_TYPES, ...namesIn(published())]) : new Set<string>();

describe.skipIf(!hasFixture(SCHEMA))("the published schema", () => {
  test("given the authored answers, then they hold to it", () => {
    for (const type of DATA_TYPES) {
      const isRollup = type === "steps" || type === "active-energy-burned";
      const validator = validatorOf(isRollup ? "DailyRollUpDataPointsResponse" : "ListDataPointsResponse");
      for (const name of AUTHORED_PAGES[type])
        expect(validator.safeParse(authored(name)).error).toBeUndefined();
    }
  });

  test("given the roll-ups that are asked for, then their bodies hold to it", () => {
    const validator = validatorOf("DailyRollUpDataPointsRequest");
    for (const request of requestsFor("steps", { from: "2024-11-27", to: "2026-11-27" })) {
      if (request.method !== "POST") return expect.fail("no roll-up");
      const next = withPage(request, "abc");
      if (next.method !== "POST") return expect.fail("no roll-up");
      for (const { body } of [request, next]) expect(validator.safeParse(body).error).toBeUndefined();
    }
  });

  test("given the subscriber that an operator is told to make, then it holds to it, and leads to us", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/google-health.md"), "utf8");
    const [, body = ""] = /-d '(\{[\s\S]*?\})'/.exec(page) ?? [];
    const subscriber = JSON.parse(body);
    expect(validatorOf("CreateSubscriberPayload").safeParse(subscriber).error).toBeUndefined();
    expect(new URL(subscriber.endpointUri).pathname).toBe(WEBHOOK_PATH);
    expect(subscriber.subscriberConfigs[0].dataTypes.every(isDataType)).toBe(true);
  });

  test.each([
    ["sleep", "dataPoints", "sleep", "Sleep"],
    ["daily-resting-heart-rate", "dataPoints", "dailyRestingHeartRate", "DailyRestingHeartRate"],
    ["daily-heart-rate-variability", "dataPoints", "dailyHeartRateVariability", "DailyHeartRateVariability"],
    ["steps", "rollupDataPoints", "steps", "StepsRollupValue"],
    ["active-energy-burned", "rollupDataPoints", "activeEnergyBurned", "ActiveEnergyBurnedRollupValue"],
  ] as const)("given any %s that it allows, then every day is sound", (type, list, key, name) => {
    const { $defs: all } = published();
    const time = allowedBy("CivilDateTime", all);
    const point = fc.record(
      { [key]: allowedBy(name, all), civilStartTime: time, civilEndTime: time },
      { requiredKeys: [key] },
    );
    let daysRead = 0;
    fc.assert(
      fc.property(fc.array(point, { maxLength: 6 }), (points) => {
        const { records } = readPage({ [list]: points });
        const translated = normalizeDays({ [type]: records });
        const isSpokenOf = daysSpokenOf(points, 1);
        expect(faultsIn(translated, { names: NAMES, isSpokenOf })).toEqual([]);
        for (const day of translated.days) {
          expect(day).toMatchObject({ source: "fitbit", sleepScore: null, stressLevel: null });
          expect(day.hrvKind).toBe(day.hrvMs === null ? null : "rmssd");
        }
        daysRead += translated.days.length;
      }),
      { numRuns: 500, seed: 6 },
    );
    // Of dates and values drawn at random few are sound, but some have to be.
    expect(daysRead).toBeGreaterThan(0);
  });
});
