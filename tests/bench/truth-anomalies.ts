import { anomaliesOn } from "../../coaching/anomalies/anomalies.ts";
import { ANOMALY_CONFIG } from "../../coaching/anomalies/config.ts";
import { shiftsIn } from "../../coaching/anomalies/shifts.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import {
  daysWith,
  FIRST_MONDAY,
  PLAIN_JUDGES,
  SERIES,
  UNEVEN,
  watchOn,
  withMissing,
  withValue,
} from "../support/anomaly-series.ts";
import { met, type Row } from "./measure.ts";

const HISTORY_DAYS = 112;
const YEAR_DAYS = 364;
/** A day is changed every so often, beside the series as it is. */
const CHANGED_EVERY = 20;
/** Values as minutes of sleep, so that the engine meets what it is made for. */
const MIDDLE = 450;
const SPREAD = 40;

/** Flags a signal-year of nothing, and the share of single days found that lie so many standard deviations off. */
export type AnomalyCounts = { readonly flagsAYear: number; readonly four: number; readonly three: number };

type Judge = (days: Float64Array, offset: number, value: number) => boolean;

const ENGINE = "this engine";
const JUDGES: Readonly<Record<string, Judge>> = {
  "mean and sd of 28 days at 3.0": plain("mean", 3),
  "median and MAD of 28 days at 3.5": plain("median", 3.5),
  [ENGINE]: engineOf("sleep_minutes", "sleepMinutes"),
};

/** How each judge does on each of the five kinds of series, `people` years of each. */
export function measureAnomalies(people: number): ReadonlyMap<string, ReadonlyMap<string, AnomalyCounts>> {
  return new Map(
    Object.entries(JUDGES).map(([judge, isOutside]) => [
      judge,
      new Map(Object.keys(SERIES).map((kind) => [kind, measureKind(kind, isOutside, people)])),
    ]),
  );
}

function measureKind(kind: string, isOutside: Judge, people: number): AnomalyCounts {
  const random = seededRandom(`anomalies ${kind}`);
  const counts = { flags: 0, four: 0, three: 0, changed: 0 };
  for (let person = 0; person < people; person++) {
    const values = seriesOf(kind, random);
    counts.flags += flagsIn(values, isOutside);
    for (let offset = HISTORY_DAYS; offset < values.length; offset += CHANGED_EVERY) {
      const value = values[offset] ?? Number.NaN;
      const side = random() < 0.5 ? -1 : 1;
      if (Number.isNaN(value)) continue;
      counts.changed++;
      if (isOutside(values, offset, value + side * 4 * SPREAD)) counts.four++;
      if (isOutside(values, offset, value + side * 3 * SPREAD)) counts.three++;
    }
  }
  const { flags, four, three, changed } = counts;
  return { flagsAYear: flags / people, four: four / changed, three: three / changed };
}

function seriesOf(kind: string, random: ReturnType<typeof seededRandom>): Float64Array {
  const made = SERIES[kind]?.(random, HISTORY_DAYS + YEAR_DAYS) ?? new Float64Array();
  return withMissing(random, made).map((value) => MIDDLE + SPREAD * value);
}

/** Flags of a year, at most one in three days whoever judges. */
function flagsIn(values: Float64Array, isOutside: Judge): number {
  let flags = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (let offset = HISTORY_DAYS; offset < values.length; offset++) {
    const value = values[offset] ?? Number.NaN;
    if (Number.isNaN(value) || offset - last < ANOMALY_CONFIG.restDays) continue;
    if (!isOutside(values, offset, value)) continue;
    flags++;
    last = offset;
  }
  return flags;
}

/** The engine as it is called every night, on one signal. */
function engineOf(id: Parameters<typeof watchOn>[0], field: Parameters<typeof daysWith>[0]): Judge {
  const config = watchOn(id);
  let last: { readonly values: Float64Array; readonly known: ReturnType<typeof daysWith> } | null = null;
  return (values, offset, value) => {
    if (last?.values !== values) last = { values, known: daysWith(field, values) };
    const known = withValue(last.known, field, offset, value);
    return anomaliesOn(known, addDays(FIRST_MONDAY, offset), { isOver: true }, config).length > 0;
  };
}

function plain(judge: keyof typeof PLAIN_JUDGES, limit: number): Judge {
  return (values, offset, value) => {
    const past = [...values.subarray(offset - 28, offset)].filter((known) => !Number.isNaN(known));
    return past.length >= 14 && Math.abs(PLAIN_JUDGES[judge](past, value)) >= limit;
  };
}

/** Flags a signal-year of faces and of money, which are not even. */
export function measureUneven(people: number): ReadonlyMap<string, number> {
  const fields = { mood: "mood", spend_discretionary: "spentDiscretionaryMinor" } as const;
  return new Map(
    (["mood", "spend_discretionary"] as const).map((id) => {
      const random = seededRandom(`anomalies ${id}`);
      const isOutside = engineOf(id, fields[id]);
      let flags = 0;
      for (let person = 0; person < people; person++) {
        const values = withMissing(random, UNEVEN[id](random, HISTORY_DAYS + YEAR_DAYS));
        flags += flagsIn(values, isOutside);
      }
      return [id, flags / people];
    }),
  );
}

/** How often a week's summary tells a lasting shift of nothing, a signal-year, and the share of shifts of 1.8 sd that one of two weeks tells. */
export function measureShifts(people: number): { readonly aYear: number; readonly found: number } {
  const config = watchOn("sleep_minutes");
  const counts = { told: 0, found: 0, shifted: 0 };
  const kinds = Object.keys(SERIES);
  for (const kind of kinds) {
    const random = seededRandom(`shifts ${kind}`);
    for (let person = 0; person < people; person++) {
      const values = seriesOf(kind, random);
      const known = daysWith("sleepMinutes", values);
      for (let week = HISTORY_DAYS; week < values.length; week += 7) {
        counts.told += toldIn(known, week, config);
        if (week % 56 !== 0) continue;
        const at = week + Math.floor(7 * random());
        const shifted = daysWith(
          "sleepMinutes",
          values.map((value, day) => (day >= at ? value + 1.8 * SPREAD : value)),
        );
        counts.shifted++;
        if (toldIn(shifted, week, config) + toldIn(shifted, week + 7, config) > 0) counts.found++;
      }
    }
  }
  return { aYear: counts.told / (people * kinds.length), found: counts.found / counts.shifted };
}

function toldIn(
  known: ReturnType<typeof daysWith>,
  week: number,
  config: ReturnType<typeof watchOn>,
): number {
  const period = { from: addDays(FIRST_MONDAY, week), to: addDays(FIRST_MONDAY, week + 6) };
  return shiftsIn(known, period, { isOver: true }, config).length;
}

/** The rows of the report. */
export function anomalyRows(people: number): Row[] {
  const rows = [...measureAnomalies(people)].flatMap(([judge, byKind]): Row[] => {
    const all = [...byKind.values()];
    const mean = (pick: (counts: AnomalyCounts) => number) =>
      all.reduce((sum, counts) => sum + pick(counts), 0) / all.length;
    const told = {
      flagsAYear: mean((c) => c.flagsAYear),
      four: mean((c) => c.four),
      three: mean((c) => c.three),
    };
    const what = `outside the usual range, ${judge}`;
    if (judge !== ENGINE) return [[`${what}: ${HEAD}`, written(told), "", ""]];
    const holds = told.flagsAYear <= 3 && told.four >= 0.78 && told.three >= 0.42;
    return [
      [`${what}: ${HEAD}`, written(told), "at most 3; at least .78 / .42", met(holds)],
      ...[...byKind].map(([kind, counts]): Row => [`${what}, ${kind}`, written(counts), "", ""]),
    ];
  });
  const uneven = [...measureUneven(people)].map(
    ([id, flags]): Row => [
      `outside the usual range, ${id.replace("_", " ")}: flags a year of nothing`,
      flags.toFixed(1),
      "at most 3",
      met(flags <= 3),
    ],
  );
  const shifts = measureShifts(Math.ceil(people / 4));
  return [
    ...rows,
    ...uneven,
    [
      "lasting shift in the week's summary: told a year of nothing; 1.8 sd found that week or the next",
      `${shifts.aYear.toFixed(1)}; ${shifts.found.toFixed(2)}`,
      "",
      "",
    ],
  ];
}

const HEAD = "flags a signal-year of nothing; 4 sd / 3 sd found";

function written({ flagsAYear, four, three }: AnomalyCounts): string {
  return `${flagsAYear.toFixed(1)}; ${four.toFixed(2)} / ${three.toFixed(2)}`;
}
