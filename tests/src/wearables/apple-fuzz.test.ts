import { expect, test } from "vitest";
import { seededRandom } from "../../../coaching/model/random.ts";
import { readAppleExport } from "../../../src/integrations/wearables/apple/read-export.ts";
import { ZIP_START } from "../../../src/integrations/wearables/apple/unzip.ts";
import { RefusedUploadError } from "../../../src/integrations/wearables/refused-upload.ts";
import { asleep, exportOf, inPieces, record, step, zipOf } from "../../support/apple-export.ts";
import { mutate } from "../../support/broken-files.ts";
import { hasFixture, readFixtureBytes } from "../../support/fixtures.ts";
import { daysSpokenOf, faultsIn, namesIn } from "../../support/sound-days.ts";

/** Fewer of them with `FUZZ_FILES=2000`. */
const MUTANTS = Number(process.env.FUZZ_FILES ?? 20_000);

const AT = ["2026-11-10 08:00:00", "2026-11-10 08:10:00"] as const;
const own = exportOf(
  step("Phone", "08:00", "08:10", 500),
  step("Watch", "08:05", "08:15", 300),
  asleep("Watch", "00:00", "06:00"),
  record("ActiveEnergyBurned", "Watch", ...AT, "41.84", { unit: "kJ", zone: "Asia/Tokyo" }),
  record("RestingHeartRate", "Watch", ...AT, "54"),
  record("HeartRateVariabilitySDNN", "Watch", ...AT, "44.5"),
  '<ActivitySummary dateComponents="2026-11-10" activeEnergyBurned="100" activeEnergyBurnedUnit="Cal"/>',
);
/** Of what refusals may be named; nothing that stands in a record is among it. */
const NAMES = new Set([
  ...namesIn(),
  ...["StepCount", "ActiveEnergyBurned", "RestingHeartRate", "HeartRateVariabilitySDNN", "SleepAnalysis"],
  ...["startDate", "endDate", "value", "unit"],
]);
const FIXTURES = ["authored/export.xml", "authored/export.zip", "tagbug-example.xml"].map(
  (file) => `apple-health/${file}`,
);
const originals: readonly Uint8Array[] = [
  Buffer.from(own),
  zipOf({ "apple_health_export/export.xml": own }),
  zipOf({ "a/b.gpx": "x", "a/export.xml": own }, { isBehind: true }),
  ...FIXTURES.filter(hasFixture).map(readFixtureBytes),
];

/** Of an export that is no archive its days are known, and those around it: a count may go on for two. */
function speakerOf(bytes: Buffer): (date: string) => boolean {
  return bytes.subarray(0, 4).equals(ZIP_START) ? () => true : daysSpokenOf(bytes.toString("latin1"), 3);
}

test(`${MUTANTS} broken exports end in days a body can have, or in a refusal with its reason`, {
  timeout: 1_800_000,
}, async () => {
  const random = seededRandom("broken exports");
  const outcomes = { read: 0, refused: 0 };
  for (let mutant = 0; mutant < MUTANTS; mutant++) {
    const original = originals[mutant % originals.length] ?? Buffer.alloc(0);
    const other = originals[Math.floor(random() * originals.length)] ?? original;
    const bytes = Buffer.from(mutate(original, other, random));
    try {
      const days = await readAppleExport(inPieces(bytes), { zone: "Europe/Berlin" });
      const wrong = faultsIn(days, { names: NAMES, isSpokenOf: speakerOf(bytes) });
      expect(wrong, `mutant ${mutant}`).toEqual([]);
      if (mutant % 50 === 0)
        expect(await readAppleExport(inPieces(bytes, 7), { zone: "Europe/Berlin" })).toEqual(days);
      outcomes.read++;
    } catch (error) {
      if (!(error instanceof RefusedUploadError)) throw error;
      outcomes.refused++;
    }
  }
  expect(outcomes.read).toBeGreaterThan(MUTANTS / 20);
  expect(outcomes.refused).toBeGreaterThan(MUTANTS / 20);
});
