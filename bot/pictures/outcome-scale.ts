import { formatMoney, minorDigits } from "../../coaching/model/money.ts";
import { placeOnFaces } from "../../coaching/model/mood.ts";
import { duration } from "../format.ts";
import type { Outcome } from "../insights/amounts.ts";

/** How an outcome is shown on an axis: in the unit that people know it in. */
export type OutcomeScale = {
  /** From the stored unit. */
  shown(stored: number): number;
  /** A shown value in words. */
  words(shown: number): string;
  /** Where the axis ends whatever the values are; null: where they do. */
  readonly ends: readonly [number, number] | null;
  /** Steps are whole multiples of this. */
  readonly unit: number;
  /** What stands for all days of a group: of what is nothing on most days the median says nothing. */
  readonly middle: "median" | "mean";
};

const POINTS: OutcomeScale = {
  shown: (stored) => stored,
  words: (shown) => String(Math.round(shown)),
  ends: [0, 100],
  unit: 25,
  middle: "median",
};

export function scaleOf(outcome: Outcome, currency: string): OutcomeScale {
  switch (outcome) {
    case "spending": {
      const major = 10 ** minorDigits(currency);
      return {
        shown: (stored) => stored / major,
        words: (shown) => formatMoney({ minor: Math.round(shown * major), currency }, { whole: shown >= 10 }),
        ends: null,
        unit: 1,
        middle: "median",
      };
    }
    case "mood":
      return {
        shown: placeOnFaces,
        words: (shown) => String(Math.round(shown * 10) / 10),
        ends: [1, 7],
        unit: 1,
        middle: "median",
      };
    case "impulse":
      return {
        shown: (stored) => stored,
        words: (shown) => String(Math.round(shown * 100) / 100),
        ends: null,
        unit: 1,
        middle: "mean",
      };
    case "sleep":
      return { shown: (stored) => stored, words: duration, ends: null, unit: 60, middle: "median" };
    case "energy":
    case "stress":
      return POINTS;
  }
}

/** More ticks than this stand too close. */
const MOST_STEPS = 5;

/** Evenly spaced values that hold all of some, the first and the last at or beyond them. Plain steps: 1, 2, 5 and their tens. */
export function ticksFor(
  values: readonly number[],
  { ends, unit }: Pick<OutcomeScale, "ends" | "unit">,
): readonly number[] {
  const [low, high] = ends ?? [Math.min(0, ...values), Math.max(...values, unit)];
  // An axis that need not begin at nothing, as of a night's length, begins where its values do.
  const lowest = ends === null && unit > 1 ? Math.min(...values, high - unit) : low;
  const step = ends === null ? stepFor(high - lowest, unit) : unit;
  const first = Math.floor(lowest / step) * step;
  const count = Math.ceil((high - first) / step);
  return Array.from({ length: count + 1 }, (_, index) => first + index * step);
}

function stepFor(span: number, unit: number): number {
  for (let ten = unit; ; ten *= 10) {
    for (const times of [1, 2, 5]) {
      if (span / (ten * times) <= MOST_STEPS) return ten * times;
    }
  }
}
