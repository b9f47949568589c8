import { expect, test } from "vitest";
import { phoneZone } from "../../../src/integrations/wearables/apple/phone-zone.ts";
import { exportOf, inPieces, step, zipOf } from "../../support/apple-export.ts";

const CALIFORNIA = exportOf(step("Phone", "08:00", "08:10", 500));
const at = (offset: string) => inPieces(CALIFORNIA.replaceAll("-0800", offset));

test.each([
  ["-0800", "America/Los_Angeles", "America/Los_Angeles"],
  // Its clock as it is in summer fits as well.
  ["-0700", "America/Los_Angeles", "America/Los_Angeles"],
  ["-0800", "UTC", "-08:00"],
  ["+0530", "UTC", "+05:30"],
  ["-0330", "Europe/Berlin", "-03:30"],
  ["-0330", "America/St_Johns", "America/St_Johns"],
  ["+0000", "UTC", "UTC"],
])("given a phone at %s and a machine in %s, then the zone is %s", async (offset, machine, zone) => {
  expect(await phoneZone(at(offset), machine)).toBe(zone);
});

test("given a zip, or a file without any time, then it is found in it, or is the machine's", async () => {
  const zip = zipOf({ "a/1.gpx": "x".repeat(1000), "a/export.xml": CALIFORNIA }, { isBehind: true });
  expect(await phoneZone(inPieces(zip), "UTC")).toBe("-08:00");
  expect(await phoneZone(inPieces(exportOf("<Me/>")), "Asia/Tokyo")).toBe("Asia/Tokyo");
});

test("given what is no export, then it is refused as it is when it is read", async () => {
  await expect(phoneZone(inPieces(zipOf({ "a/1.gpx": "x" })), "UTC")).rejects.toMatchObject({
    code: "not-an-export",
  });
});
