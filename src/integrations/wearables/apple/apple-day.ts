import { PLAUSIBLE } from "../../../../coaching/model/body-signals.ts";
import { dateOfDayNumber, type LocalDate } from "../../../../coaching/model/local-date.ts";
import type { WearableDay } from "../wearable-day.ts";

/** What Apple's data can say about a day; absent is "not measured". */
export type AppleSignal = "sleepMinutes" | "restingHeartRateBpm" | "hrvMs" | "steps" | "activityKcal";
export type Measured = { readonly [signal in AppleSignal]?: number | undefined };

/** A value outside what a body can do: left out, and told by its field alone. */
export type Refusal = { readonly date: LocalDate; readonly field: AppleSignal };

const SIGNALS = [
  "sleepMinutes",
  "restingHeartRateBpm",
  "hrvMs",
  "steps",
  "activityKcal",
] as const satisfies readonly AppleSignal[];
const WHOLE: readonly AppleSignal[] = ["sleepMinutes", "steps", "activityKcal"];

/**
 * The row of one day, and what was left out of it. The row is null where nothing is left.
 *
 * Apple rates neither nights nor stress, and its HRV is SDNN.
 */
export function appleDay(
  source: string,
  day: number,
  measured: Measured,
): { readonly row: WearableDay | null; readonly refused: readonly Refusal[] } {
  const date = dateOfDayNumber(day);
  const refused: Refusal[] = [];
  const kept: { [signal in AppleSignal]?: number } = {};
  for (const field of SIGNALS) {
    const raw = measured[field];
    if (raw === undefined) continue;
    const value = WHOLE.includes(field) ? Math.round(raw) : raw;
    const [low, high] = PLAUSIBLE[field];
    if (value >= low && value <= high) kept[field] = value;
    else refused.push({ date, field });
  }
  if (Object.keys(kept).length === 0) return { row: null, refused };
  const row: WearableDay = {
    source,
    date,
    sleepScore: null,
    sleepMinutes: kept.sleepMinutes ?? null,
    restingHeartRateBpm: kept.restingHeartRateBpm ?? null,
    hrvMs: kept.hrvMs ?? null,
    hrvKind: kept.hrvMs === undefined ? null : "sdnn",
    steps: kept.steps ?? null,
    activityKcal: kept.activityKcal ?? null,
    stressLevel: null,
  };
  return { row, refused };
}

const KCAL_PER_KJ = 1 / 4.184;

/** Kilocalories by the unit as Apple writes it (`Cal`, `kcal`, `kJ`, by locale); NaN for a unit that is none of these. */
export function kcalOf(amount: number, unit: string): number {
  if (unit === "kcal" || unit === "Cal") return amount;
  if (unit === "kJ") return amount * KCAL_PER_KJ;
  // The small calorie, which HealthKit knows as well.
  if (unit === "cal") return amount / 1000;
  return Number.NaN;
}
