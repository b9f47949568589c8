import { drawNormal, type Random } from "../../coaching/model/random.ts";

/** Two daily series, beginning on a Monday; NaN is missing. */
export type World = { readonly x: Float64Array; readonly y: Float64Array };
type MakeWorld = (random: Random, days: number) => World;

/** Weekday shapes as people have them: quiet at first, loud at the weekend. */
export const WEEK = [-0.5, -0.4, -0.2, 0, 0.4, 0.9, -0.2];
const OTHER_WEEK = [0.6, 0.3, 0.1, 0, -0.2, -0.5, -0.3];

/** Values of variance 1 that fade by `phi` a day. */
export function persistent(random: Random, days: number, phi: number): Float64Array {
  const values = new Float64Array(days);
  let value = drawNormal(random);
  for (let day = 0; day < days; day++) {
    values[day] = value;
    value = phi * value + Math.sqrt(1 - phi * phi) * drawNormal(random);
  }
  return values;
}

export function added(values: Float64Array, more: (day: number) => number): Float64Array {
  return values.map((value, day) => value + more(day));
}

/** Each value missing with this chance, in short runs as with a watch that is not worn. */
export function withGaps(random: Random, values: Float64Array, share: number): Float64Array {
  let isGap = random() < share;
  return values.map((value) => {
    // Gaps last two days on average.
    isGap = isGap ? random() < 0.5 : random() < (0.5 * share) / (1 - share);
    return isGap ? Number.NaN : value;
  });
}

/** Zero on many days, more on the weekend, else a skewed amount. */
export function spending(random: Random, values: Float64Array): Float64Array {
  return values.map((value, day) => {
    const urge = value + 0.6 * (WEEK[day % 7] ?? 0) + 0.3 * drawNormal(random);
    return urge < -0.15 ? 0 : Math.round(100 * Math.exp(3 + 0.7 * urge)) / 100;
  });
}

/** A face from 1 to 7. */
export function faces(values: Float64Array): Float64Array {
  return values.map((value) =>
    Number.isNaN(value) ? Number.NaN : Math.min(7, Math.max(1, Math.round(4.5 + 1.1 * value))),
  );
}

const both = (make: (random: Random, days: number) => Float64Array): MakeWorld => {
  return (random, days) => ({ x: make(random, days), y: make(random, days) });
};

/** A straight line that rises by two standard deviations of what is around it. */
const line = (days: number) => (day: number) => 2 * (day / days - 0.5);

function studentThree(random: Random): number {
  const squares = [drawNormal(random), drawNormal(random), drawNormal(random)].map((z) => z * z);
  return drawNormal(random) / Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / 3);
}

/** Worlds in which nothing leads to anything, each in its own way. */
export const NULLS: Readonly<Record<string, MakeWorld>> = {
  "plain noise": both((random, days) => persistent(random, days, 0)),
  "AR .3": both((random, days) => persistent(random, days, 0.3)),
  "AR .5": both((random, days) => persistent(random, days, 0.5)),
  "AR .8": both((random, days) => persistent(random, days, 0.8)),
  "the same weekdays": both((random, days) =>
    added(persistent(random, days, 0.4), (day) => WEEK[day % 7] ?? 0),
  ),
  "the same trend": both((random, days) => added(persistent(random, days, 0.4), line(days))),
  spending: (random, days) => ({
    x: persistent(random, days, 0.5),
    y: spending(random, persistent(random, days, 0.3)),
  }),
  "spending, a trend and gaps": (random, days) => ({
    x: withGaps(random, added(persistent(random, days, 0.5), line(days)), 0.2),
    y: withGaps(random, spending(random, added(persistent(random, days, 0.3), line(days))), 0.2),
  }),
  "mood and stress": (random, days) => ({
    x: withGaps(
      random,
      added(persistent(random, days, 0.5), (day) => WEEK[day % 7] ?? 0),
      0.2,
    ),
    y: withGaps(random, faces(added(persistent(random, days, 0.5), (day) => WEEK[day % 7] ?? 0)), 0.2),
  }),
  "a flag": (random, days) => ({
    x: persistent(random, days, 0.5),
    y: persistent(random, days, 0.3).map((value) => (value > 1 ? 1 : 0)),
  }),
  "wild values": both((random, days) => Float64Array.from({ length: days }, () => studentThree(random))),
  "the same slow wave": (random, days) => {
    const phase = 2 * Math.PI * random();
    const wave = (day: number) => 1.2 * Math.sin((2 * Math.PI * day) / 75 + phase);
    return { x: added(persistent(random, days, 0.4), wave), y: added(persistent(random, days, 0.4), wave) };
  },
  "the same step": (random, days) => {
    const at = days * (0.3 + 0.4 * random());
    const step = (day: number) => (day < at ? 0 : 1.5);
    return { x: added(persistent(random, days, 0.4), step), y: added(persistent(random, days, 0.4), step) };
  },
  "an outcome that swings back": (random, days) => ({
    x: persistent(random, days, 0.5),
    y: persistent(random, days, -0.4),
  }),
};

/** What follows the day before by `r`, on the scale of what is not seen. */
function following(random: Random, days: number, r: number): World {
  const x = persistent(random, days, 0.5);
  const noise = persistent(random, days, 0.3);
  const before = (day: number) => x[day - 1] ?? drawNormal(random);
  return { x, y: noise.map((value, day) => r * before(day) + Math.sqrt(1 - r * r) * value) };
}

/** Worlds in which `y` follows the `x` of the day before. */
export const LINKS: Readonly<Record<string, (random: Random, days: number, r: number) => World>> = {
  plain: following,
  "weekdays and opposite trends": (random, days, r) => {
    const { x, y } = following(random, days, r);
    const trend = line(days);
    return {
      x: added(x, (day) => (WEEK[day % 7] ?? 0) + trend(day)),
      y: added(y, (day) => (OTHER_WEEK[day % 7] ?? 0) - trend(day)),
    };
  },
  spending: (random, days, r) => {
    const { x, y } = following(random, days, r);
    return { x: withGaps(random, x, 0.2), y: withGaps(random, spending(random, y), 0.2) };
  },
  mood: (random, days, r) => {
    const { x, y } = following(random, days, r);
    return { x: withGaps(random, x, 0.15), y: withGaps(random, faces(y), 0.15) };
  },
};

/** An outcome with so many standard deviations more on some days, which come in spells and rather at one end of the week. */
type MakeExposed = (
  random: Random,
  days: number,
  size: number,
) => {
  /** 1, 0, NaN. */
  readonly exposed: Float64Array;
  readonly y: Float64Array;
  /** In the unit of `y`. */
  readonly truth: number;
};

/** The lowest quarter of a signal that persists. */
function shortNights(random: Random, days: number): Float64Array {
  const nights = added(persistent(random, days, 0.4), (day) => -0.6 * (WEEK[day % 7] ?? 0));
  return withGaps(random, nights, 0.1).map((value) => (Number.isNaN(value) ? value : Number(value < -0.75)));
}

/** By what the days are like of which the outcome is told: skewed sums with many days of nothing, or moods that last. */
export const EXPOSED_WORLDS: Readonly<Record<string, MakeExposed>> = {
  "skewed spending": (random, days, size) => {
    const exposed = shortNights(random, days);
    // Sums of these days have a standard deviation of about 27.
    const truth = 27 * size;
    const sums = spending(random, persistent(random, days, 0.3));
    return { exposed, y: sums.map((sum, day) => sum + truth * (exposed[day] || 0)), truth };
  },
  "mood that lasts": (random, days, size) => {
    const exposed = shortNights(random, days);
    const mood = added(persistent(random, days, 0.6), (day) => 0.6 * (WEEK[day % 7] ?? 0));
    return { exposed, y: mood.map((value, day) => value + size * (exposed[day] || 0)), truth: size };
  },
};
