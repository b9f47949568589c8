import { BODY_SIGNALS, type BodySignal, isPlausible } from "../../../coaching/model/body-signals.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import { Refusals } from "./refusals.ts";
import type { Refusal, TranslatedDays, WearableDay } from "./wearable-day.ts";

/** Signals that are not kept as whole numbers. */
const FRACTIONS: ReadonlySet<BodySignal> = new Set(["restingHeartRateBpm", "hrvMs"]);

/** What a source says about a day before anybody asked whether it can be; what it does not say is absent. */
export type SaidDay = Pick<WearableDay, "source" | "date" | "hrvKind"> & {
  readonly [signal in BodySignal]?: number | null | undefined;
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
  const { source, date } = said;
  const refused: Refusal[] = [];
  const kept = Object.fromEntries(
    BODY_SIGNALS.map((signal) => {
      const value = said[signal] ?? null;
      if (value === null) return [signal, null];
      if (isPlausible(signal, value)) return [signal, FRACTIONS.has(signal) ? value : Math.round(value)];
      refused.push({ date, field: signal });
      return [signal, null];
    }),
  ) as Record<BodySignal, number | null>;
  const isEmpty = BODY_SIGNALS.every((signal) => kept[signal] === null);
  const day = isEmpty ? null : { source, date, ...kept, hrvKind: kept.hrvMs === null ? null : said.hrvKind };
  return { day, refused };
}

/** All days of a source that say anything, in order. @param refusals what was left out before; more may come to it */
export function plausibleDays(said: Iterable<SaidDay>, refusals = new Refusals()): TranslatedDays {
  const days: WearableDay[] = [];
  for (const { day, refused } of [...said].map(plausibleDay)) {
    for (const { date, field } of refused) refusals.add(date, field);
    if (day !== null) days.push(day);
  }
  return { days: days.sort((one, other) => (one.date < other.date ? -1 : 1)), refused: refusals.list() };
}

/** Signals that were found each for itself, put together by day. */
export function saidDays(
  of: Pick<WearableDay, "source" | "hrvKind">,
  signals: { readonly [signal in BodySignal]?: ReadonlyMap<LocalDate, number> },
): readonly SaidDay[] {
  const dates = new Set(Object.values(signals).flatMap((byDate) => [...byDate.keys()]));
  return [...dates].map((date) => ({
    ...of,
    date,
    ...Object.fromEntries(Object.entries(signals).map(([signal, byDate]) => [signal, byDate.get(date)])),
  }));
}
