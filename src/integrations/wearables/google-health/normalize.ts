import type { z } from "zod";
import { PLAUSIBLE } from "../../../../coaching/model/body-signals.ts";
import type { LocalDate } from "../../../../coaching/model/local-date.ts";
import type { WearableDay } from "../wearable-day.ts";
import { dayOfWindow, localDateOfCivil } from "./civil-time.ts";
import type { DataType } from "./data-types.ts";
import { type Night, nightsOf } from "./nights.ts";
import { readPage } from "./pages.ts";
import {
  activeEnergyRollup,
  heartRateVariabilityPoint,
  restingHeartRatePoint,
  sleepPoint,
  stepsRollup,
} from "./types.ts";

/** Stays what it was under the old Fitbit Web API: for the person it is the same wearable. */
const SOURCE = "fitbit";

/** Answers by what was asked for, each a list of pages as they came, in any order. */
export type Answers = Readonly<Partial<Record<DataType, readonly unknown[]>>>;

/** What was left out, by the name of its field; a value is never told. Without a day where none could be read. */
export type Refused = { readonly date: LocalDate | null; readonly field: string };

export type GoogleHealthDays = {
  /** One per day of which anything is known, oldest first. */
  readonly days: readonly WearableDay[];
  /** What {@link WearableDay} has no room for, for a sleep score of our own: Google gives none. */
  readonly nights: readonly Night[];
  readonly refused: readonly Refused[];
};

/** Signals that this source delivers. */
type Signal = "sleepMinutes" | "restingHeartRateBpm" | "hrvMs" | "steps" | "activityKcal";

/**
 * One row per local day out of the answers of the Google Health API.
 *
 * There is no sleep score and no stress in them, so both are null. What no body can have, and what cannot be read, is
 * left out and told by field. The order of pages and points does not matter, nor whether some come twice.
 */
export function normalizeDays(answers: Answers): GoogleHealthDays {
  const sheet = new Sheet();

  const sleeps = sheet.points(answers, "sleep").flatMap((point) => sheet.read(sleepPoint, point, "sleep"));
  const { nights, unread } = nightsOf(sleeps);
  for (const date of unread) sheet.refuse(date, "sleep");
  for (const night of nights) sheet.put(night.date, "sleepMinutes", night.asleepMinutes);

  const rates = sheet
    .points(answers, "daily-resting-heart-rate")
    .flatMap((point) => sheet.read(restingHeartRatePoint, point, "daily-resting-heart-rate"))
    .map(({ dailyRestingHeartRate: rate, ...point }) => ({
      date: localDateOfCivil(rate.date),
      value: rate.beatsPerMinute,
      rank: `${withSleepFirst(rate.dailyRestingHeartRateMetadata?.calculationMethod)} ${nameOf(point)}`,
    }));
  sheet.putFirst(rates, "restingHeartRateBpm");

  const variabilities = sheet
    .points(answers, "daily-heart-rate-variability")
    .flatMap((point) => sheet.read(heartRateVariabilityPoint, point, "daily-heart-rate-variability"))
    .map(({ dailyHeartRateVariability: variability, ...point }) => ({
      date: localDateOfCivil(variability.date),
      value: variability.averageHeartRateVariabilityMilliseconds,
      rank: nameOf(point),
    }));
  sheet.putFirst(variabilities, "hrvMs");

  const steps = sheet
    .points(answers, "steps")
    .flatMap((point) => sheet.read(stepsRollup, point, "steps"))
    .map((point) => ({ date: dayOfRollup(point), value: point.steps.countSum, rank: "" }));
  sheet.putFirst(steps, "steps");

  const energies = sheet
    .points(answers, "active-energy-burned")
    .flatMap((point) => sheet.read(activeEnergyRollup, point, "active-energy-burned"))
    .map((point) => ({ date: dayOfRollup(point), value: point.activeEnergyBurned.kcalSum, rank: "" }));
  sheet.putFirst(energies, "activityKcal");

  const days = sheet.days();
  const slept = new Set(days.filter((day) => day.sleepMinutes !== null).map(({ date }) => date));
  return { days, nights: nights.filter(({ date }) => slept.has(date)), refused: sheet.refused() };
}

/** Several devices may each have said something of one day: the lowest rank speaks, never a mean. */
type Told = {
  readonly date: LocalDate | null;
  readonly value: number | null | undefined;
  readonly rank: string;
};

/** The days while they are being filled in. */
class Sheet {
  readonly #values = new Map<LocalDate, Map<Signal, number>>();
  readonly #refused = new Map<string, Refused>();

  /** The points of all pages; a page that is no answer is refused by the type. */
  points(answers: Answers, type: DataType): readonly unknown[] {
    return (answers[type] ?? []).flatMap((answer) => {
      const page = readPage(answer);
      if (page === null) this.refuse(null, type);
      return page?.points ?? [];
    });
  }

  /** The point, or nothing when it cannot be read. */
  read<Point>(schema: z.ZodType<Point>, point: unknown, field: string): readonly Point[] {
    const read = schema.safeParse(point);
    if (read.success) return [read.data];
    this.refuse(null, field);
    return [];
  }

  refuse(date: LocalDate | null, field: string): void {
    this.#refused.set(`${date ?? ""} ${field}`, { date, field });
  }

  putFirst(told: readonly Told[], signal: Signal): void {
    const ordered = [...told].sort(
      (one, other) =>
        (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0) ||
        // A day that was still growing is told again: the later answer holds more.
        (other.value ?? 0) - (one.value ?? 0),
    );
    for (const { date, value } of ordered) {
      if (date === null) this.refuse(null, signal);
      else if (value !== null && value !== undefined) this.put(date, signal, value);
    }
  }

  put(date: LocalDate, signal: Signal, value: number): void {
    const [low, high] = PLAUSIBLE[signal];
    if (!(value >= low && value <= high)) {
      this.refuse(date, signal);
      return;
    }
    const values = this.#values.get(date) ?? new Map<Signal, number>();
    this.#values.set(date, values);
    if (!values.has(signal)) values.set(signal, signal === "hrvMs" ? value : Math.round(value));
  }

  days(): readonly WearableDay[] {
    const dates = [...this.#values.keys()].sort();
    return dates.map((date): WearableDay => {
      const read = (signal: Signal) => this.#values.get(date)?.get(signal) ?? null;
      const hrvMs = read("hrvMs");
      return {
        source: SOURCE,
        date,
        sleepScore: null,
        sleepMinutes: read("sleepMinutes"),
        restingHeartRateBpm: read("restingHeartRateBpm"),
        hrvMs,
        hrvKind: hrvMs === null ? null : "rmssd",
        steps: read("steps"),
        activityKcal: read("activityKcal"),
        stressLevel: null,
      };
    });
  }

  refused(): readonly Refused[] {
    return [...this.#refused].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, refused]) => refused);
  }
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

function dayOfRollup(
  point: z.infer<typeof stepsRollup> | z.infer<typeof activeEnergyRollup>,
): LocalDate | null {
  return dayOfWindow(point.civilStartTime, point.civilEndTime);
}
