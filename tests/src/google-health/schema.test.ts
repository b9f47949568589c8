import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { PLAUSIBLE } from "../../../coaching/model/body-signals.ts";
import { DATA_TYPES, type DataType } from "../../../src/integrations/wearables/google-health/data-types.ts";
import { readFailure } from "../../../src/integrations/wearables/google-health/errors.ts";
import { normalizeDays } from "../../../src/integrations/wearables/google-health/normalize.ts";
import { requestsFor, withPage } from "../../../src/integrations/wearables/google-health/requests.ts";
import { readNotice } from "../../../src/integrations/wearables/google-health/webhook.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { mutated } from "../../support/json-mutator.ts";

const FOLDER = "google-health";
const SCHEMA = `${FOLDER}/v4.schema.json`;
const AUTHORED = {
  sleep: ["sleep_list_page1", "sleep_list_page2"],
  "daily-resting-heart-rate": ["daily_resting_heart_rate"],
  "daily-heart-rate-variability": ["daily_heart_rate_variability"],
  steps: ["steps_dailyRollUp"],
  "active-energy-burned": ["active_energy_burned_dailyRollUp"],
} as const satisfies Record<DataType, readonly string[]>;
const authored = (name: string) => readFixture(`${FOLDER}/authored/${name}.json`);
/** Each refusal tells one of these and nothing of what was in the field. */
const FIELDS = new Set<string>([
  ...DATA_TYPES,
  "sleepMinutes",
  "restingHeartRateBpm",
  "hrvMs",
  "steps",
  "activityKcal",
]);

type Definition = {
  readonly $ref?: string;
  readonly allOf?: readonly Definition[];
  readonly type?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly items?: Definition;
  readonly properties?: Readonly<Record<string, Definition>>;
};
const definitions = () =>
  (readFixture(SCHEMA) as { readonly $defs: Readonly<Record<string, Definition>> }).$defs;
const validatorOf = (name: string) =>
  z.fromJSONSchema({ ...(readFixture(SCHEMA) as object), $ref: `#/$defs/${name}` });

/** Whatever the schema allows, with more of what is likely than chance alone would give. */
function allowedBy(definition: Definition, all: Readonly<Record<string, Definition>>): fc.Arbitrary<unknown> {
  const to = definition.$ref ?? definition.allOf?.[0]?.$ref;
  if (to !== undefined) return allowedBy(all[to.replace("#/$defs/", "")] ?? {}, all);
  if (definition.enum !== undefined) return fc.constantFrom(...definition.enum);
  if (definition.type === "object") {
    const fields = Object.entries(definition.properties ?? {}).map(
      ([name, of]) => [name, allowedBy(of, all)] as const,
    );
    const whole = fc.record(Object.fromEntries(fields));
    const part = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
    return fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: part });
  }
  if (definition.type === "array") return fc.array(allowedBy(definition.items ?? {}, all), { maxLength: 3 });
  if (definition.description?.startsWith("Year")) return fc.constantFrom(2026, 2025, 0);
  if (definition.type === "integer")
    return fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 12 }) }, fc.integer());
  if (definition.type === "number") return fc.oneof(fc.integer({ min: 0, max: 500 }), fc.double());
  if (definition.type === "boolean") return fc.boolean();
  if (definition.format === "date-time") {
    const between = {
      min: new Date("2026-11-08T00:00:00Z"),
      max: new Date("2026-11-12T00:00:00Z"),
      noInvalidDate: true,
    };
    return fc.date(between).map((date) => date.toISOString());
  }
  if (definition.pattern?.endsWith("s$"))
    return fc.integer({ min: -50_400, max: 50_400 }).map((value) => `${value}s`);
  if (definition.pattern !== undefined)
    return fc.oneof(fc.nat({ max: 1000 }), fc.maxSafeInteger()).map(String);
  return fc.string();
}

function expectSound({ days, nights, refused }: ReturnType<typeof normalizeDays>): void {
  for (const day of days) {
    expect(day).toMatchObject({ source: "fitbit", sleepScore: null, stressLevel: null });
    expect(day.hrvKind).toBe(day.hrvMs === null ? null : "rmssd");
    for (const [signal, [low, high]] of Object.entries(PLAUSIBLE)) {
      const value = day[signal as keyof typeof PLAUSIBLE];
      if (value !== null) expect(value >= low && value <= high).toBe(true);
    }
  }
  expect(days.map(({ date }) => date)).toEqual([...new Set(days.map(({ date }) => date))].sort());
  for (const night of nights) {
    expect(night.endsAt > night.startsAt).toBe(true);
    expect(days.find(({ date }) => date === night.date)?.sleepMinutes).toBe(night.asleepMinutes);
  }
  for (const { field } of refused) expect(FIELDS).toContain(field);
}

describe.skipIf(!hasFixture(SCHEMA))("the published schema", () => {
  test("given the authored answers, then they hold to it", () => {
    for (const type of DATA_TYPES) {
      const isRollup = type === "steps" || type === "active-energy-burned";
      const validator = validatorOf(isRollup ? "DailyRollUpDataPointsResponse" : "ListDataPointsResponse");
      for (const name of AUTHORED[type]) expect(validator.safeParse(authored(name)).error).toBeUndefined();
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

  test.each([
    ["sleep", "dataPoints", "sleep", "Sleep"],
    ["daily-resting-heart-rate", "dataPoints", "dailyRestingHeartRate", "DailyRestingHeartRate"],
    ["daily-heart-rate-variability", "dataPoints", "dailyHeartRateVariability", "DailyHeartRateVariability"],
    ["steps", "rollupDataPoints", "steps", "StepsRollupValue"],
    ["active-energy-burned", "rollupDataPoints", "activeEnergyBurned", "ActiveEnergyBurnedRollupValue"],
  ] as const)("given any %s that it allows, then every day is sound", (type, list, key, name) => {
    const all = definitions();
    const value = allowedBy(all[name] ?? {}, all);
    const time = allowedBy(all.CivilDateTime ?? {}, all);
    const point = fc.record(
      { [key]: value, civilStartTime: time, civilEndTime: time },
      { requiredKeys: [key] },
    );
    let daysRead = 0;
    fc.assert(
      fc.property(fc.array(point, { maxLength: 6 }), (points) => {
        const read = normalizeDays({ [type]: [{ [list]: points }] });
        expectSound(read);
        daysRead += read.days.length;
      }),
      { numRuns: 500, seed: 6 },
    );
    // Of dates and values drawn at random few are sound, but some have to be.
    expect(daysRead).toBeGreaterThan(0);
  });
});

describe.skipIf(!hasFixture(`${FOLDER}/authored`))("20 000 payloads with something wrong in them", () => {
  test.each(DATA_TYPES)("given answers of %s, then none breaks and every day is sound", (type) => {
    const pages = AUTHORED[type].map(authored);
    fc.assert(
      fc.property(mutated(pages), (changed) => {
        const answers: readonly unknown[] = Array.isArray(changed) ? changed : [changed];
        expectSound(normalizeDays({ [type]: answers }));
      }),
      { numRuns: 4000, seed: 6 },
    );
  });

  test("given errors and notifications, then each still means something", () => {
    const bodies = ["error_account_not_linked", "error_rate_limited", "webhook_sleep_upsert"].map(authored);
    fc.assert(
      fc.property(fc.oneof(...bodies.map(mutated)), fc.integer({ min: 100, max: 599 }), (body, status) => {
        expect(readFailure({ status, body }).providerCode).toMatch(/^[A-Z][A-Z0-9_]*$/);
        const notice = readNotice(body);
        if (notice.kind !== "changes") return;
        for (const { days } of notice.changes) if (days !== null) expect(days.from <= days.to).toBe(true);
      }),
      { numRuns: 4000, seed: 6 },
    );
  });
});
