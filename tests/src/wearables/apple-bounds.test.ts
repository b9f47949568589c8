import { expect, test } from "vitest";
import { readAppleExport } from "../../../src/integrations/wearables/apple/read-export.ts";
import { RefusedUploadError } from "../../../src/integrations/wearables/refused-upload.ts";
import { exportOf, inPieces, step, zipOf } from "../../support/apple-export.ts";

const ZONE = "America/Los_Angeles";
const STEPS = exportOf(step("Phone", "08:00", "08:10", 500));

function read(content: string | Buffer, bytes?: number) {
  return readAppleExport(inPieces(content, bytes), { zone: ZONE });
}

const packings = [
  { what: "packed", packing: {} },
  { what: "packed, with sizes behind the files", packing: { isBehind: true } },
  { what: "stored", packing: { isStored: true } },
];

test.each(packings)("given an archive that is $what, then the export is found in it", async ({ packing }) => {
  const others = {
    "apple_health_export/export_cda.xml": "<x/>",
    "apple_health_export/workout-routes/1.gpx": "y",
  };
  const files = { ...others, "apple_health_export/导出.xml": STEPS, "later.xml": "z" };
  for (const bytes of [1, 13, 50, 65_536]) {
    expect((await read(zipOf(files, packing), bytes)).days).toMatchObject([{ steps: 500 }]);
  }
});

const OPEN = '<HealthData locale="en">';
const bomb = Buffer.concat([Buffer.from(OPEN), Buffer.alloc(100_000_000, " ")]);
const grain = Buffer.alloc(60_000_000);
const zip = zipOf({ "export.xml": STEPS });
const flipped = Buffer.from(zip);
flipped[60] = (flipped[60] ?? 0) ^ 0xff;

const refusals: readonly (readonly [string, string | Buffer, string])[] = [
  ["an empty file", "", "not-an-export"],
  ["other text", "Date,Amount\n2026-11-10,5\n", "not-an-export"],
  ["other XML", "<?xml version='1.0'?><rss></rss>", "not-an-export"],
  ["a PDF", "%PDF-1.7 <HealthData >", "not-an-export"],
  ["a zip without an export", zipOf({ "a/photo.jpg": "x", "a/export_cda.xml": "<x/>" }), "not-an-export"],
  ["a zip whose export is other XML", zipOf({ "a/export.xml": "<rss/>" }), "not-an-export"],
  ["XML that ends too early", STEPS.slice(0, -30), "cut-off"],
  ["a zip that ends too early", zip.subarray(0, 150), "cut-off"],
  ["a zip that ends in its first lines", zip.subarray(0, 20), "cut-off"],
  ["a zip with a wrong byte", flipped, "damaged"],
  ["a zip with a password", zipOf({ "export.xml": STEPS }, { flags: 1 }), "encrypted"],
  ["broken XML", `${OPEN}<Record type="a" <x></HealthData>`, "bad-xml"],
  ["a zip bomb", zipOf({ "export.xml": bomb }), "too-long"],
  ["a zip bomb beside the export", zipOf({ "a.gpx": Buffer.alloc(100_000_000) }, { isBehind: true }), "bomb"],
  [
    "zip bombs too small to be one",
    zipOf({ "a.gpx": grain, "b.gpx": grain, "c.gpx": grain }, { isBehind: true }),
    "bomb",
  ],
  ["a zip bomb of elements", zipOf({ "export.xml": OPEN + "<Me/>\n".repeat(12_000_000) }), "bomb"],
  [
    "entities of its own",
    `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>${OPEN}</HealthData>`,
    "entities",
  ],
  ["entities nobody declared", `${OPEN}<Me a="&lol;"/></HealthData>`, "entities"],
  ["a document type without end", `<!DOCTYPE x [${"<!-- x -->".repeat(200_000)}`, "not-an-export"],
  ["ten thousand levels", OPEN + "<Correlation>".repeat(10_000), "too-deep"],
  [
    "100 000 attributes",
    `${OPEN}<Record ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(" ")}/></HealthData>`,
    "too-many-attributes",
  ],
  ["an attribute of megabytes", `${OPEN}<Record type="${"x".repeat(3_000_000)}"/></HealthData>`, "too-long"],
  [
    "more sources than a person has",
    exportOf(...Array.from({ length: 1_001 }, (_, at) => step(`Phone ${at}`, "08:00", "08:10", 1))),
    "too-much",
  ],
];

test.each(refusals)(
  "given %s, then it is refused, and without a word of it",
  async (_, content, code) => {
    const error = await read(content).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(RefusedUploadError);
    expect(error).toMatchObject({ code, message: `upload cannot be read: ${code}` });
  },
  60_000,
);

test("given an export larger than allowed, then it is refused, packed or not", async () => {
  for (const content of [STEPS, zip]) {
    const reading = readAppleExport(inPieces(content), { zone: ZONE, mostBytes: 100 });
    await expect(reading).rejects.toMatchObject({ code: "bomb" });
  }
});

test("given a file that fails while it is read, then that is what is told, and it is closed", async () => {
  for (const content of [Buffer.from(STEPS), zip]) {
    let isClosed = false;
    const reading = readAppleExport(
      async function* () {
        try {
          yield content.subarray(0, 120);
          throw new Error("unplugged");
        } finally {
          isClosed = true;
        }
      },
      { zone: ZONE },
    );
    await expect(reading).rejects.toThrow("unplugged");
    expect(isClosed).toBe(true);
  }
});

test("given a zone that is none, then nothing is read", async () => {
  await expect(readAppleExport(inPieces(STEPS), { zone: "Atlantis/Deep" })).rejects.toThrow(RangeError);
});
