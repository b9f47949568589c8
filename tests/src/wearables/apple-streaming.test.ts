import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { readAppleExport } from "../../../src/integrations/wearables/apple/read-export.ts";

const MEGABYTE = 1_048_576;
const FILE_BYTES = 200 * MEGABYTE;
const BOUND_BYTES = 40 * MEGABYTE;
const STARTS = Date.UTC(2016, 0, 1) / 1000;

function stamp(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} +0000`;
}

const KINDS = [
  { type: "HKQuantityTypeIdentifierHeartRate", unit: "count/min", value: "61" },
  { type: "HKQuantityTypeIdentifierStepCount", unit: "count", value: "12" },
  { type: "HKQuantityTypeIdentifierActiveEnergyBurned", unit: "kJ", value: "4.184" },
];

/** Ten years of a phone and a watch, made while they are read. */
async function* longExport(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('<?xml version="1.0"?>\n<!DOCTYPE HealthData []>\n<HealthData locale="en_US">\n');
  const device = "&lt;&lt;HKDevice: 0x282a45810&gt;, name:Apple Watch, manufacturer:Apple, model:Watch&gt;";
  for (let given = 0, at = 0; given < FILE_BYTES; ) {
    const records = Array.from({ length: 200 }, () => {
      const kind = KINDS[at % KINDS.length]!;
      const source = at % 2 === 0 ? "Sam’s iPhone" : "Sam’s Apple\u00a0Watch";
      const start = STARTS + 600 * at++;
      const times = `creationDate="${stamp(start)}" startDate="${stamp(start)}" endDate="${stamp(start + 60)}"`;
      return ` <Record type="${kind.type}" sourceName="${source}" sourceVersion="10.1" device="${device}" unit="${kind.unit}" ${times} value="${kind.value}"/>\n`;
    });
    const chunk = Buffer.from(records.join(""));
    given += chunk.length;
    yield chunk;
  }
  yield Buffer.from("</HealthData>\n");
}

test("an export of 200 MB is read in little memory, and its progress is told", {
  timeout: 180_000,
}, async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const held = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = held();
  let most = 0;
  const progress: { readonly bytes: number; readonly newest: string | null }[] = [];
  const { days, refused } = await readAppleExport(longExport, {
    zone: "Europe/Berlin",
    onProgress: (bytes, newest) => {
      progress.push({ bytes, newest });
      most = Math.max(most, held() - before);
    },
  });
  expect(most).toBeLessThan(BOUND_BYTES);
  expect(refused).toEqual([]);
  // Every half hour has one record of each kind.
  expect(days[1]).toMatchObject({ date: "2016-01-02", steps: 48 * 12, activityKcal: 48 });
  expect(days.length).toBeGreaterThan(3000);
  expect(progress.length).toBeGreaterThan(40);
  expect(progress.map(({ bytes }) => bytes)).toEqual(
    progress.map(({ bytes }) => bytes).toSorted((a, b) => a - b),
  );
  expect(progress.at(-1)?.bytes).toBeGreaterThan(FILE_BYTES);
  expect(progress.at(-1)?.newest).toBe(days.at(-1)?.date);
});

/** Nights in pieces, each of which names its zone, as a phone that travels writes them. */
async function* zonedSleeps(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('<?xml version="1.0"?>\n<HealthData locale="en_US">\n');
  for (let at = 0; at < 10_000; at++) {
    // Twenty to a night.
    const start = STARTS + 86_400 * Math.floor(at / 20) + 1500 * (at % 20);
    const [from, to] = [stamp(start), stamp(start + 1200)];
    yield Buffer.from(
      ` <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Watch" creationDate="${to}" startDate="${from}" endDate="${to}" value="HKCategoryValueSleepAnalysisAsleepCore">\n` +
        '  <MetadataEntry key="HKTimeZone" value="Asia/Tokyo"/>\n </Record>\n',
    );
  }
  yield Buffer.from("</HealthData>\n");
}

test("given a zone that each of many records names, then it is looked up once, and not paid for with memory each time", async () => {
  const before = process.memoryUsage().rss;
  const { days } = await readAppleExport(zonedSleeps, { zone: "Europe/Berlin" });
  expect(days.map(({ sleepMinutes }) => sleepMinutes)).toEqual(new Array(500).fill(400));
  // Looked up for each record it took 300 MB, outside the heap.
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTE);
});
