import { quantileSorted } from "simple-statistics";
import type { LeadingSignal } from "../correlations/family.ts";

/** What makes a day stand apart from the others, by what leads. */
export type ExposureRule = {
  readonly side: "below" | "above" | "tagged";
  /**
   * In the signal's unit; null of a tag. A fixed cut is given as it is said, `360` for under six hours; of the own quarter it is
   * the value of the least exposed day.
   */
  readonly threshold: number | null;
  /** The person's own outer quarter, where no fixed cut leaves enough days on either side. */
  readonly isOwnQuarter: boolean;
};

/** @property exposed by day of what leads 1, 0, NaN where it is not known */
export type Exposure = ExposureRule & { readonly exposed: Float64Array };

/** Fewest days on either side. */
const LEAST_DAYS = 8;
const QUARTER = 0.25;
/** Ties may make more of a quarter, but no longer one that is apart. */
const MOST_SHARE = 0.5;

type Cuts = {
  readonly side: "below" | "above";
  /** Tried in their order before the own quarter. */
  readonly cuts: readonly number[];
  /** Whether a day at the cut itself is exposed. */
  readonly includesCut: boolean;
};

/** Fixed before anybody looks: the best cut of each person's own data would make an effect out of noise. */
const CUTS: Readonly<Record<LeadingSignal, Cuts>> = {
  sleepMinutes: { side: "below", cuts: [360, 420], includesCut: false },
  stressLevel: { side: "above", cuts: [70], includesCut: true },
  mood: { side: "below", cuts: [-2], includesCut: true },
  energySelf: { side: "below", cuts: [40], includesCut: true },
  steps: { side: "below", cuts: [4000], includesCut: false },
  hrvMs: { side: "below", cuts: [], includesCut: false },
  activityKcal: { side: "below", cuts: [], includesCut: false },
  restingHeartRateBpm: { side: "above", cuts: [], includesCut: false },
};

/**
 * The exposed days of a leading signal: by the first fixed cut that leaves eight days on either side, else those beyond the
 * person's own outer quarter.
 *
 * @param values by day, NaN where missing; the quarter is that of all of them
 * @param isCompared by day, whether there is anything to compare; what it is plays no part
 * @returns null where no rule leaves eight days on either side
 */
export function exposureOf(
  signal: LeadingSignal,
  values: Float64Array,
  isCompared: (day: number) => boolean,
): Exposure | null {
  const { side, cuts, includesCut } = CUTS[signal];
  // Turned so that lower is more exposed.
  const sign = side === "below" ? 1 : -1;
  const turned = values.map((value) => sign * value);
  for (const cut of cuts) {
    const exposed = daysUnder(turned, sign * cut, includesCut);
    if (hasBothSides(exposed, isCompared)) return { side, threshold: cut, isOwnQuarter: false, exposed };
  }
  const known = turned.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return null;
  const quarter = quantileSorted([...known], QUARTER);
  for (const includesQuarter of [false, true]) {
    const exposed = daysUnder(turned, quarter, includesQuarter);
    const beyond = turned.filter((_, day) => exposed[day] === 1);
    if (beyond.length > MOST_SHARE * known.length || !hasBothSides(exposed, isCompared)) continue;
    return { side, threshold: sign * Math.max(...beyond), isOwnQuarter: true, exposed };
  }
  return null;
}

function daysUnder(values: Float64Array, cut: number, includesCut: boolean): Float64Array {
  return values.map((value) =>
    Number.isNaN(value) ? Number.NaN : Number(value < cut || (includesCut && value === cut)),
  );
}

function hasBothSides(exposed: Float64Array, isCompared: (day: number) => boolean): boolean {
  const compared = exposed.filter((_, day) => isCompared(day));
  return [0, 1].every((side) => compared.filter((value) => value === side).length >= LEAST_DAYS);
}
