import { exportOf, step, zipOf } from "./apple-export.ts";

const STEPS = exportOf(step("Phone", "08:00", "08:10", 500));
const OPEN = '<HealthData locale="en">';
const bomb = Buffer.concat([Buffer.from(OPEN), Buffer.alloc(100_000_000, " ")]);
const zip = zipOf({ "export.xml": STEPS });
const flipped = Buffer.from(zip);
flipped[60] = (flipped[60] ?? 0) ^ 0xff;
const grain = Buffer.alloc(60_000_000);

/** Files that are no export, or none that a phone made: what each is, and why it is refused. */
export const REFUSED_EXPORTS: readonly (readonly [string, string | Buffer, string])[] = [
  ["an empty file", "", "not-an-export"],
  ["other text", "Date,Amount\n2026-11-10,5\n", "not-an-export"],
  ["other XML", "<?xml version='1.0'?><rss></rss>", "not-an-export"],
  ["a PDF", "%PDF-1.7 <HealthData >", "not-an-export"],
  ["a zip without an export", zipOf({ "a/photo.jpg": "x", "a/export_cda.xml": "<x/>" }), "not-an-export"],
  ["a zip within a zip", zipOf({ "apple_health_export/export.zip": zip }), "not-an-export"],
  [
    "a zip whose paths climb out of it",
    zipOf({ "../export.xml": STEPS, "/export.xml": STEPS }),
    "not-an-export",
  ],
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
    "zip bombs that are each too small to be one",
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
