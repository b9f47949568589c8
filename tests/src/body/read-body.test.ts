import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { readAppleApart } from "../../../src/imports/body/apart.ts";
import { bodyFormatOf } from "../../../src/imports/body/body-file.ts";
import { readBodyFile } from "../../../src/imports/body/read-body.ts";
import { asleep, exportOf, inPieces, record, step, zipOf } from "../../support/apple-export.ts";

const zone = "America/Los_Angeles";
const EXPORT = exportOf(step("Phone", "08:00", "08:10", 500), asleep("Watch", "01:00", "06:00"));
const ZIP = Buffer.concat([zipOf({ "a/export.xml": EXPORT }), Buffer.alloc(300_000, "behind the export")]);

const read = (content: string | Buffer, isApart: boolean, bytes?: number) =>
  readBodyFile(inPieces(content, bytes), "apple-health", { zone, isApart });

test.each([
  ["as XML", Buffer.from(EXPORT)],
  ["as a zip with more behind it", ZIP],
])(
  "an export %s is read in a thread of its own as it is in this one, and its sum is that of all of it",
  async (_, content) => {
    const here = await read(content, false);
    expect(here.sha256).toBe(hash("sha256", content));
    expect(here.file).toMatchObject({
      source: "apple_health",
      days: [{ source: "apple_health", date: "2026-11-10", steps: 500, sleepMinutes: 300 }],
      devices: ["Watch"],
      leftOut: [],
    });
    for (const bytes of [1000, 65_536, 10_000_000]) {
      expect(await read(content, true, bytes)).toEqual(here);
    }
  },
);

test("how far it is comes from the thread as well", async () => {
  const told: unknown[] = [];
  const onProgress = (bytes: number, newest: string | null) => void told.push([bytes, newest]);
  await readBodyFile(inPieces(EXPORT), "apple-health", { zone, isApart: true, onProgress });
  expect(told.at(-1)).toEqual([Buffer.byteLength(EXPORT), "2026-11-10"]);
});

test("given what is refused, then the thread refuses it by the same word, and the next file is read all the same", async () => {
  const reading = [
    read(EXPORT.slice(0, -30), true),
    read(zipOf({ "a/photo.jpg": "x" }), true),
    read(exportOf("<Me a='&lol;'/>"), true),
    read(EXPORT, true),
  ];
  const settled = await Promise.allSettled(reading);
  const codes = settled.map((one) =>
    one.status === "rejected" ? Reflect.get(one.reason, "code") : one.status,
  );
  expect(codes).toEqual(["cut-off", "not-an-export", "entities", "fulfilled"]);
});

test("given a file that goes away while it is read, then that is what is told", async () => {
  async function* failing() {
    yield Buffer.from(EXPORT.slice(0, 300));
    throw new Error("unplugged");
  }
  for (const isApart of [false, true]) {
    const reading = readBodyFile(failing, "apple-health", { zone, isApart });
    await expect(reading).rejects.toThrow("unplugged");
  }
});

test("given a stop, then the reading ends at once, though the file goes on without end", async () => {
  const stopping = new AbortController();
  async function* endless() {
    yield Buffer.from('<HealthData locale="en">');
    for (let piece = 0; ; piece++) {
      if (piece === 50) stopping.abort(new Error("stopped"));
      yield Buffer.from("<Me/>\n".repeat(1000));
    }
  }
  const reading = readBodyFile(endless, "apple-health", { zone, isApart: true, signal: stopping.signal });
  await expect(reading).rejects.toThrow("stopped");
  const next = readBodyFile(endless, "apple-health", { zone, isApart: true, signal: stopping.signal });
  await expect(next).rejects.toThrow("stopped");
});

test("given an export that outgrows what a thread may hold, then it is refused, and this process lives on", async () => {
  const hrv = record(
    "HeartRateVariabilitySDNN",
    "Watch",
    "2026-11-10 03:00:00",
    "2026-11-10 03:01:00",
    "48.2",
  );
  async function* large() {
    yield Buffer.from('<HealthData locale="en">');
    for (let times = 0; times < 400; times++) yield Buffer.from(hrv.repeat(1000));
    yield Buffer.from("</HealthData>");
  }
  const limits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 16 };
  await expect(readAppleApart(large, { zone }, limits)).rejects.toMatchObject({ code: "too-much" });
  expect((await read(EXPORT, true)).file.days).toHaveLength(1);
});

test.each([
  ["export.xml", EXPORT, "apple-health"],
  ["export.xml", EXPORT.replace(/<\?xml.*\n/, ""), "apple-health"],
  ["export.xml", '\ufeff<?xml version="1.0"?>\n<HealthData locale="en">', "apple-health"],
  ["anything", zipOf({ "a/export.xml": EXPORT }), "apple-health"],
  ["november.xlsx", zipOf({ "xl/workbook.xml": "<x/>" }), null],
  ["bank.ofx", '<?xml version="1.0"?>\n<OFX><SIGNONMSGSRSV1>', null],
  ["bank.csv", "Date,Payee,Amount\n2026-11-10,HealthData <x>,-5\n", null],
  ["bank.csv", "", null],
])("what %s is, its content tells", async (name, content, format) => {
  for (const bytes of [1, 100, 65_536])
    expect(await bodyFormatOf(inPieces(content, bytes), name)).toBe(format);
});
