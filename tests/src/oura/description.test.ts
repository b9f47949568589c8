import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { OURA_KINDS, ouraDays } from "../../../src/integrations/wearables/oura/translate.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { sleep, stress } from "../../support/oura-documents.ts";
import { allowedBy, type Definitions, instantText } from "../../support/schema-arbitrary.ts";
import { daysSpokenOf, faultsIn, namesIn } from "../../support/sound-days.ts";

/** The models of Oura's own description. */
function models(): Definitions {
  const { components } = JSON.parse(
    JSON.stringify(readFixture("oura/openapi-1.28.json")).replaceAll("#/components/schemas/", "#/$defs/"),
  ) as { components: { schemas: Definitions } };
  return components.schemas;
}

function contract(model: string): z.ZodType {
  return z.fromJSONSchema({ $ref: `#/$defs/${model}`, $defs: models() } as never);
}

describe.skipIf(!hasFixture("oura"))("the description", () => {
  test("given the description, then what these tests take for an answer is one", () => {
    const stressModel = contract("DailyStressModel");
    expect(stressModel.safeParse(stress()).success).toBe(true);
    expect(stressModel.safeParse(stress({ stress_high: "6120" })).success).toBe(false);
    const { data } = readFixture("oura/real/sleep_2024-10-10_2024-10-22.json") as {
      readonly data: readonly object[];
    };
    // Recorded before readiness had all that it has now.
    const told = { ...data[0], readiness: null, ...sleep() };
    expect(contract("SleepModel").safeParse(told).success).toBe(true);
  });

  test("given any documents that it allows, then every day is sound", () => {
    const all = models();
    // It says of these no more than that they are text.
    const LocalDateTime = fc
      .tuple(instantText, fc.constantFrom("+00:00", "-08:00", "+05:45"))
      .map(([time, offset]) => time.replace("Z", offset));
    const documents = (model: string) =>
      fc.array(allowedBy(model, all, { LocalDateTime, SampleModel: fc.constant(null) }), { maxLength: 3 });
    const kinds = fc.record({
      sleep: documents("SleepModel"),
      daily_sleep: documents("DailySleepModel"),
      daily_readiness: documents("DailyReadinessModel"),
      daily_activity: documents("DailyActivityModel"),
      daily_stress: documents("DailyStressModel"),
    });
    const names = new Set([...OURA_KINDS, ...namesIn(all)]);
    let daysRead = 0;
    fc.assert(
      fc.property(kinds, (drawn) => {
        const translated = ouraDays(drawn);
        expect(faultsIn(translated, { names, isSpokenOf: daysSpokenOf(drawn, 0) })).toEqual([]);
        daysRead += translated.days.length;
      }),
      { numRuns: 500, seed: 6 },
    );
    expect(daysRead).toBeGreaterThan(500);
  });
});
