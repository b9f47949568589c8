import type { z } from "zod";
import { type BodySignal, isPlausible } from "../../../../coaching/model/body-signals.ts";
import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import { plausibleDays, saidDays } from "../plausible-day.ts";
import { readRecords } from "../read-record.ts";
import { Refusals } from "../refusals.ts";
import type { TranslatedDays } from "../wearable-day.ts";
import type { DataType } from "./data-types.ts";
import { nightMinutes } from "./sleeps.ts";
import {
  activeEnergyRollup,
  heartRateVariabilityPoint,
  restingHeartRatePoint,
  sleepPoint,
  stepsRollup,
  whenOf,
} from "./types.ts";

/** Stays what it was under the old Fitbit Web API: for the person it is the same wearable. */
const SOURCE = "fitbit";

/** The points of each type, of all pages, in any order. */
export type GoogleHealthPoints = Readonly<Partial<Record<DataType, readonly unknown[]>>>;

/**
 * One row per local day out of the answers of the Google Health API.
 *
 * There is no sleep score and no stress in them, so both are null. The order of points does not matter, nor whether some
 * come twice.
 */
export function normalizeDays(points: GoogleHealthPoints): TranslatedDays {
  const refusals = new Refusals();
  const read = <Read>(type: DataType, schema: z.ZodType<Read>): readonly Read[] =>
    readRecords(type, points[type] ?? [], { schema, when: whenOf[type] }, refusals);

  const rates = read("daily-resting-heart-rate", restingHeartRatePoint).map(
    ({ dailyRestingHeartRate: rate, ...point }) => ({
      date: rate.date,
      value: rate.beatsPerMinute,
      rank: `${withSleepFirst(rate.dailyRestingHeartRateMetadata?.calculationMethod)} ${nameOf(point)}`,
    }),
  );
  const variabilities = read("daily-heart-rate-variability", heartRateVariabilityPoint).map(
    ({ dailyHeartRateVariability: variability, ...point }) => ({
      date: variability.date,
      value: variability.averageHeartRateVariabilityMilliseconds,
      rank: nameOf(point),
    }),
  );
  const steps = read("steps", stepsRollup).map((point) => ({
    date: point.date,
    value: point.steps.countSum,
    rank: "",
  }));
  const energies = read("active-energy-burned", activeEnergyRollup).map((point) => ({
    date: point.date,
    value: point.activeEnergyBurned.kcalSum,
    rank: "",
  }));
  const said = saidDays(
    { source: SOURCE, hrvKind: "rmssd" },
    {
      sleepMinutes: nightMinutes(read("sleep", sleepPoint), refusals),
      restingHeartRateBpm: firstPlausible("restingHeartRateBpm", rates, refusals),
      hrvMs: firstPlausible("hrvMs", variabilities, refusals),
      steps: firstPlausible("steps", steps, refusals),
      activityKcal: firstPlausible("activityKcal", energies, refusals),
    },
  );
  return plausibleDays(said, refusals);
}

/** Several devices may each have said something of one day: the lowest rank speaks, never a mean. */
type Told = {
  readonly date: LocalDate;
  readonly value: number | null | undefined;
  readonly rank: string;
};

function firstPlausible(
  signal: BodySignal,
  told: readonly Told[],
  refusals: Refusals,
): ReadonlyMap<LocalDate, number> {
  const first = new Map<LocalDate, number>();
  const ordered = told.toSorted(
    (one, other) =>
      (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0) ||
      // A day that was still growing is told again: the later answer holds more.
      (other.value ?? 0) - (one.value ?? 0),
  );
  for (const { date, value } of ordered) {
    if (value === null || value === undefined) continue;
    if (!isPlausible(signal, value)) refusals.add(date, signal);
    else if (!first.has(date)) first.set(date, value);
  }
  return first;
}

/** A rate that was found asleep is the steadier one. */
function withSleepFirst(method: string | null | undefined): number {
  return method === "WITH_SLEEP" ? 0 : 1;
}

function nameOf(point: {
  readonly name?: string | null | undefined;
  readonly dataPointName?: string | null | undefined;
}) {
  return point.name ?? point.dataPointName ?? "";
}
