import type { LocalDate } from "../../../coaching/model/local-date.ts";
import type { WearableDay } from "./wearable-day.ts";

/** What was left out of a day, by its name alone; the date is null where the day itself cannot be told. */
export type Refusal = { readonly date: LocalDate | null; readonly field: string };

/** What answers came to: a row per day that says anything, the oldest first. */
export type TranslatedDays = {
  readonly days: readonly WearableDay[];
  readonly refused: readonly Refusal[];
};

export type Signal = Exclude<keyof WearableDay, "source" | "date" | "hrvKind">;

const LIMITS: Readonly<
  Record<Signal, { readonly least: number; readonly most: number; readonly isWhole: boolean }>
> = {
  sleepScore: { least: 0, most: 100, isWhole: true },
  sleepMinutes: { least: 60, most: 960, isWhole: true },
  restingHeartRateBpm: { least: 25, most: 150, isWhole: false },
  hrvMs: { least: 3, most: 300, isWhole: false },
  steps: { least: 0, most: 100_000, isWhole: true },
  activityKcal: { least: 0, most: 8000, isWhole: true },
  stressLevel: { least: 0, most: 100, isWhole: true },
};
export const SIGNALS = Object.keys(LIMITS) as readonly Signal[];

/** What a source says about a day before anybody asked whether it can be; what it does not say is absent. */
export type SaidDay = Pick<WearableDay, "source" | "date" | "hrvKind"> & {
  readonly [signal in Signal]?: number | null | undefined;
};

/**
 * The day with what can be; the rest is null and named.
 *
 * @returns day: null where nothing is left of it
 */
export function plausibleDay(said: SaidDay): {
  readonly day: WearableDay | null;
  readonly refused: readonly Refusal[];
} {
  const refused: Refusal[] = [];
  const kept = Object.fromEntries(
    SIGNALS.map((signal) => {
      const { least, most, isWhole } = LIMITS[signal];
      const value = said[signal] ?? null;
      // NaN is within no limits either.
      if (value === null || (value >= least && value <= most)) {
        return [signal, value === null || !isWhole ? value : Math.round(value)];
      }
      refused.push({ date: said.date, field: signal });
      return [signal, null];
    }),
  ) as Record<Signal, number | null>;
  const { source, date } = said;
  const isEmpty = SIGNALS.every((signal) => kept[signal] === null);
  const day = isEmpty ? null : { source, date, ...kept, hrvKind: kept.hrvMs === null ? null : said.hrvKind };
  return { day, refused };
}

/** All days of a source that say anything, in order. */
export function plausibleDays(said: Iterable<SaidDay>, refused: readonly Refusal[]): TranslatedDays {
  const judged = [...said].map(plausibleDay);
  return {
    days: judged
      .flatMap(({ day }) => day ?? [])
      .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
    refused: [...refused, ...judged.flatMap((one) => one.refused)],
  };
}
