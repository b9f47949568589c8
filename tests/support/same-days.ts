import { DateTime } from "luxon";
import { daysBetween, type LocalDate } from "../../coaching/model/local-date.ts";
import { readAppleExport } from "../../src/integrations/wearables/apple/read-export.ts";
import { normalizeDays } from "../../src/integrations/wearables/google-health/normalize.ts";
import { type OuraDocuments, ouraDays } from "../../src/integrations/wearables/oura/translate.ts";
import type { WearableDay } from "../../src/integrations/wearables/wearable-day.ts";
import { createPerson, rollupPoint } from "../fakes/google-health-person.ts";
import { ouraDayOf } from "../fakes/oura-day.ts";
import { exportOf, inPieces, record } from "./apple-export.ts";
import { readDays } from "./csv-days.ts";

/** Where these days were lived: its clock is eight hours behind Greenwich on all of them. */
export const ZONE = "America/Los_Angeles";
const FIRST: LocalDate = "2026-11-02";
const NIGHT_END = "07:00";

/** What each source says of a signal on the first of seven days; one more the day after, and so on. No two ever say the same. */
export const SAID = {
  oura: { sleepMinutes: 420, restingHeartRateBpm: 50, hrvMs: 40, steps: 8000, hrvKind: "rmssd" },
  fitbit: { sleepMinutes: 440, restingHeartRateBpm: 60, hrvMs: 50, steps: 9000, hrvKind: "rmssd" },
  apple_health: { sleepMinutes: 400, restingHeartRateBpm: 70, hrvMs: 90, steps: 7000, hrvKind: "sdnn" },
  csv: { sleepMinutes: 460, restingHeartRateBpm: 80, hrvMs: 70, steps: 6000, hrvKind: "rmssd" },
} as const;
export type Source = keyof typeof SAID;
export const SIGNALS = ["sleepMinutes", "restingHeartRateBpm", "hrvMs", "steps"] as const;
type Signal = (typeof SIGNALS)[number];

/** What a source says of a signal on a day. */
export function saidBy(source: Source, signal: Signal, date: LocalDate): number {
  return SAID[source][signal] + (((daysBetween(FIRST, date) % 7) + 7) % 7);
}

/** The days of each source as its own answers, files and tables tell them, read by what reads them. */
export const TRANSLATED: Readonly<
  Record<Source, (dates: readonly LocalDate[]) => Promise<readonly WearableDay[]>>
> = {
  async oura(dates) {
    const documents: Record<string, unknown[]> = {};
    for (const date of dates) {
      const told = Object.entries(ouraDayOf({ date, ...valuesOf("oura", date) }, ZONE));
      for (const [kind, some] of told) documents[kind] = [...(documents[kind] ?? []), ...some];
    }
    return ouraDays(documents as OuraDocuments).days;
  },
  async fitbit(dates) {
    const person = createPerson("somebody");
    for (const date of dates) {
      const { sleepMinutes, restingHeartRateBpm, hrvMs } = valuesOf("fitbit", date);
      const [from, to] = nightOf(date, sleepMinutes).map((time) => time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
      person.addSleep({ from: from ?? "", to: to ?? "", asleepMinutes: sleepMinutes });
      person.setRestingHeartRate(date, restingHeartRateBpm);
      person.setHrv(date, hrvMs);
    }
    const pointsOf = (type: keyof typeof person.listed) =>
      [...person.listed[type].values()].map(({ point }) => point);
    const steps = dates.map((date) => rollupPoint("steps", date, saidBy("fitbit", "steps", date)));
    return normalizeDays({
      sleep: pointsOf("sleep"),
      "daily-resting-heart-rate": pointsOf("daily-resting-heart-rate"),
      "daily-heart-rate-variability": pointsOf("daily-heart-rate-variability"),
      steps,
    }).days;
  },
  async apple_health(dates) {
    const records = dates.flatMap((date) => {
      const { sleepMinutes, restingHeartRateBpm, hrvMs, steps } = valuesOf("apple_health", date);
      const [from = "", to = ""] = nightOf(date, sleepMinutes).map((time) =>
        time.toFormat("yyyy-MM-dd HH:mm:ss"),
      );
      const [noon, one] = [`${date} 12:00:00`, `${date} 13:00:00`];
      return [
        record("SleepAnalysis", "Watch", from, to, "HKCategoryValueSleepAnalysisAsleepCore"),
        record("HeartRateVariabilitySDNN", "Watch", `${date} 05:00:00`, `${date} 05:01:00`, String(hrvMs), {
          unit: "ms",
        }),
        record("RestingHeartRate", "Watch", noon, one, String(restingHeartRateBpm), { unit: "count/min" }),
        record("StepCount", "Watch", noon, one, String(steps)),
      ];
    });
    return (await readAppleExport(inPieces(exportOf(...records)), { zone: ZONE })).days;
  },
  async csv(dates) {
    const rows = dates.map((date) => {
      const { sleepMinutes, restingHeartRateBpm, hrvMs, steps } = valuesOf("csv", date);
      return [date, sleepMinutes, restingHeartRateBpm, hrvMs, steps].join(",");
    });
    const table = ["date,sleep minutes,resting heart rate,rmssd,steps", ...rows].join("\n");
    const items = await readDays(table, { source: "csv" });
    return items.flatMap((item) => (item.kind === "day" ? [item.day] : []));
  },
};

function valuesOf(source: Source, date: LocalDate): Record<Signal, number> {
  const values = SIGNALS.map((signal) => [signal, saidBy(source, signal, date)]);
  return Object.fromEntries(values) as Record<Signal, number>;
}

/** From when to when somebody slept who woke up on that day. */
function nightOf(date: LocalDate, minutes: number): readonly DateTime[] {
  const end = DateTime.fromISO(`${date}T${NIGHT_END}`, { zone: ZONE });
  return [end.minus({ minutes }), end];
}
