import { open } from "node:fs/promises";
import { seededRandom } from "../../coaching/model/random.ts";

const FIRST_SECOND = Date.UTC(2016, 0, 1) / 1000;
const DAY_SECONDS = 86_400;
const DEVICE =
  "&lt;&lt;HKDevice: 0x282a45810&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2, software:10.1&gt;";
const WATCH = "Sam’s Apple\u00a0Watch";
const PHONE = "Sam’s iPhone";

/** Kinds of record, how often one comes in a day, and what it says; most of an export is none of what is read. */
const KINDS = [
  { type: "HeartRate", unit: "count/min", everySeconds: 300, from: WATCH, least: 50, most: 130 },
  { type: "BasalEnergyBurned", unit: "kcal", everySeconds: 900, from: WATCH, least: 10, most: 25 },
  { type: "ActiveEnergyBurned", unit: "kcal", everySeconds: 480, from: WATCH, least: 0, most: 9 },
  { type: "StepCount", unit: "count", everySeconds: 900, from: WATCH, least: 0, most: 200 },
  { type: "StepCount", unit: "count", everySeconds: 1200, from: PHONE, least: 0, most: 300 },
  { type: "DistanceWalkingRunning", unit: "km", everySeconds: 900, from: PHONE, least: 0, most: 1 },
  { type: "HeartRateVariabilitySDNN", unit: "ms", everySeconds: 7200, from: WATCH, least: 20, most: 90 },
  {
    type: "RestingHeartRate",
    unit: "count/min",
    everySeconds: DAY_SECONDS,
    from: WATCH,
    least: 48,
    most: 66,
  },
] as const;
const STAGES = ["Core", "Deep", "Core", "REM", "Awake"] as const;

/**
 * Writes an export as a phone does: kind after kind, each from its first year to its last, from a phone and a watch.
 *
 * @returns the days it is about
 */
export async function writeAppleExport(path: string, bytes: number): Promise<number> {
  const perDay = KINDS.reduce((sum, { everySeconds }) => sum + DAY_SECONDS / everySeconds, 0);
  // A record has some 400 bytes.
  const days = Math.ceil(bytes / (perDay * 376));
  const random = seededRandom("an export of Apple Health");
  const file = await open(path, "w");
  try {
    await file.write(
      '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData ANY>\n]>\n',
    );
    await file.write(`<HealthData locale="en_US">\n <ExportDate value="${stamp(days * DAY_SECONDS)}"/>\n`);
    for (const { type, unit, everySeconds, from, least, most } of KINDS) {
      const isNested = type === "HeartRateVariabilitySDNN";
      for (let day = 0; day < days; day += 10) {
        const records: string[] = [];
        const end = Math.min(days, day + 10) * DAY_SECONDS;
        for (let at = day * DAY_SECONDS; at < end; at += everySeconds) {
          const value = (least + random() * (most - least)).toFixed(most > 100 ? 0 : 2);
          const head = attributes(
            `HKQuantityTypeIdentifier${type}`,
            from,
            at,
            at + Math.min(everySeconds, 600),
          );
          records.push(` <Record ${head} unit="${unit}" value="${value}"${isNested ? BEATS : "/>\n"}`);
        }
        await file.write(records.join(""));
      }
    }
    await file.write(nights(days, random));
    await file.write("</HealthData>\n");
  } finally {
    await file.close();
  }
  return days;
}

const BEATS = `>\n  <HeartRateVariabilityMetadataList>\n${Array.from(
  { length: 8 },
  (_, at) => `   <InstantaneousBeatsPerMinute bpm="${56 + at}" time="3:00:0${at}.12 AM"/>\n`,
).join("")}  </HeartRateVariabilityMetadataList>\n </Record>\n`;

function nights(days: number, random: () => number): string {
  const parts: string[] = [];
  for (let day = 1; day < days; day++) {
    let at = day * DAY_SECONDS - 3600;
    for (const stage of [...STAGES, ...STAGES]) {
      const end = at + 1800 + Math.floor(random() * 1800);
      const head = attributes("HKCategoryTypeIdentifierSleepAnalysis", WATCH, at, end);
      const value = `HKCategoryValueSleepAnalysis${stage === "Awake" ? stage : `Asleep${stage}`}`;
      parts.push(
        ` <Record ${head} value="${value}">\n  <MetadataEntry key="HKTimeZone" value="UTC"/>\n </Record>\n`,
      );
      at = end;
    }
  }
  return parts.join("");
}

function attributes(type: string, source: string, start: number, end: number): string {
  const device = source === WATCH ? ` device="${DEVICE}"` : "";
  const times = `creationDate="${stamp(end)}" startDate="${stamp(start)}" endDate="${stamp(end)}"`;
  return `type="${type}" sourceName="${source}" sourceVersion="10.1"${device} ${times}`;
}

/** Seconds since the first day, as a phone writes them. */
function stamp(seconds: number): string {
  return `${new Date((FIRST_SECOND + seconds) * 1000).toISOString().slice(0, 19).replace("T", " ")} +0000`;
}
