import { expect, test } from "vitest";
import { readAppleExport } from "../../../src/integrations/wearables/apple/read-export.ts";
import { RefusedUploadError } from "../../../src/integrations/wearables/refused-upload.ts";
import { exportOf, inPieces, step, zipOf } from "../../support/apple-export.ts";
import { REFUSED_EXPORTS } from "../../support/refused-exports.ts";

const ZONE = "America/Los_Angeles";
const STEPS = exportOf(step("Phone", "08:00", "08:10", 500));
const zip = zipOf({ "export.xml": STEPS });

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

test.each(REFUSED_EXPORTS)(
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
