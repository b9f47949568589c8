import { ANOMALY_CONFIG, type AnomalyConfig } from "../../coaching/anomalies/config.ts";
import type { KnownDays } from "../../coaching/anomalies/judged-signal.ts";
import { type DaySignal, indexDays } from "../../coaching/model/day-index.ts";
import { emptyDay } from "../../coaching/model/days.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { drawNormal, type Random } from "../../coaching/model/random.ts";
import { middleOf, spreadOf } from "../../coaching/model/sorted.ts";
import { added, faces, persistent, spending, WEEK, withGaps } from "./relation-worlds.ts";

/** A Monday. */
export const FIRST_MONDAY = "2026-01-05";
const MISSING = 0.1;

type MakeSeries = (random: Random, days: number) => Float64Array;

const weekday = (times: number) => (day: number) => times * (WEEK[day % 7] ?? 0);

/** Student's t of 5, of variance 1, at the pace of one a day. */
function wild(random: Random, days: number): Float64Array {
  return Float64Array.from({ length: days }, () => {
    let squares = 0;
    for (let degree = 0; degree < 5; degree++) squares += drawNormal(random) ** 2;
    return (drawNormal(random) / Math.sqrt(squares / 5)) * Math.sqrt(3 / 5);
  });
}

/** Five kinds of series in which nothing is out of the ordinary, in standard deviations of their own noise. */
export const SERIES: Readonly<Record<string, MakeSeries>> = {
  "plain noise": (random, days) => persistent(random, days, 0),
  "one day into the next (.5)": (random, days) => persistent(random, days, 0.5),
  "strong weekdays": (random, days) => added(persistent(random, days, 0.3), weekday(1.2)),
  "a slow wave": (random, days) => {
    const phase = 2 * Math.PI * random();
    const wave = (day: number) => 0.7 * Math.sin((2 * Math.PI * day) / 120 + phase);
    return added(added(persistent(random, days, 0.3), weekday(0.7)), wave);
  },
  "wild values": (random, days) => added(wild(random, days), weekday(0.7)),
};

/** Series as people make them, which are not even: a face of seven, and money that is not spent on many days. */
export const UNEVEN: Readonly<Record<"mood" | "spend_discretionary", MakeSeries>> = {
  mood: (random, days) => faces(persistent(random, days, 0.4)).map((face) => ((face - 1) * 10) / 6 - 5),
  spend_discretionary: (random, days) =>
    spending(random, persistent(random, days, 0.3)).map((amount) => Math.round(100 * amount)),
};

/** A tenth of the values taken out, in short runs. */
export function withMissing(random: Random, values: Float64Array): Float64Array {
  return withGaps(random, values, MISSING);
}

/** A watch on one signal alone. */
export function watchOn(id: AnomalyConfig["signals"][number]["id"]): AnomalyConfig {
  return { ...ANOMALY_CONFIG, signals: ANOMALY_CONFIG.signals.filter((signal) => signal.id === id) };
}

/** Days from {@link FIRST_MONDAY} on that hold one signal. */
export function daysWith(field: DaySignal, values: Float64Array): KnownDays {
  const days = Array.from(values, (value, offset) => ({
    ...emptyDay(addDays(FIRST_MONDAY, offset)),
    [field]: Number.isNaN(value) ? null : value,
  }));
  return { index: indexDays(days), currency: "USD", choices: [] };
}

/** The same days with one value changed. */
export function withValue(known: KnownDays, field: DaySignal, offset: number, value: number): KnownDays {
  const values = known.index.values[field].slice();
  values[offset] = value;
  return { ...known, index: { ...known.index, values: { ...known.index.values, [field]: values } } };
}

/** What is mostly used: a value against the 28 days before it. Null with fewer than fourteen of them. */
export const PLAIN_JUDGES: Readonly<
  Record<"mean" | "median", (past: readonly number[], x: number) => number>
> = {
  mean(past, x) {
    const mean = past.reduce((sum, value) => sum + value, 0) / past.length;
    const squares = past.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return (x - mean) / Math.sqrt(squares / (past.length - 1));
  },
  median(past, x) {
    const sorted = past.toSorted((left, right) => left - right);
    const middle = middleOf(sorted);
    return (x - middle) / (1.4826 * spreadOf(sorted, middle));
  },
};
