import { mean, sampleVariance } from "simple-statistics";
import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import { studentQuantile } from "../../coaching/correlations/distributions.ts";
import { effectOf } from "../../coaching/correlations/effect.ts";
import { testLag } from "../../coaching/correlations/gls.ts";
import { normalScores } from "../../coaching/correlations/normal-scores.ts";
import { nuisanceColumns } from "../../coaching/correlations/nuisance.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import { EXPOSED_WORLDS, LINKS } from "../support/relation-worlds.ts";

/** How often a range that says 95 of 100 holds the truth. */
export type Coverage = {
  readonly engine: number;
  /** Welch's t on the days as they are. */
  readonly welch: number;
};

/** What an amount says of the truth where it is looked at only because a link was found. */
export type Selected = {
  /** Share of worlds in which the link is found at .005. */
  readonly found: number;
  /** Mean amount over the true one. */
  readonly raw: number;
  readonly shrunk: number;
};

/** @param size of the true effect, in standard deviations of the outcome without it */
export function measureCoverage(outcome: string, days: number, size: number, runs: number): Coverage {
  const make = EXPOSED_WORLDS[outcome];
  if (make === undefined) throw new RangeError(`no world "${outcome}"`);
  const random = seededRandom(`bench coverage ${outcome} ${days} ${size}`);
  const nuisance = columnsOf(days);
  let [engine, welch, told] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const { exposed, y, truth } = make(random, days, size);
    const effect = effectOf(y, exposed, nuisance);
    if (effect === null) continue;
    told++;
    if (effect.low <= truth && truth <= effect.high) engine++;
    const range = welchRange(y, exposed);
    if (range.low <= truth && truth <= range.high) welch++;
  }
  return { engine: engine / told, welch: welch / told };
}

/** Of the day after the lowest quarter of what leads, in worlds with a link of `r`. */
export function measureSelected(outcome: string, days: number, r: number, runs: number): Selected {
  const make = LINKS[outcome];
  if (make === undefined) throw new RangeError(`no world "${outcome}"`);
  const random = seededRandom(`bench selected ${outcome} ${days} ${r}`);
  const nuisance = columnsOf(days);
  const truth = trueDifference(outcome, r);
  let [raw, shrunk, found] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const { x, y } = make(random, days, r);
    const [before, after] = [normalScores(x), normalScores(y)];
    if (before === null || after === null) continue;
    const test = testLag(after, before, 1, nuisance);
    if (test.kind === "untested" || test.p > 0.005) continue;
    const effect = effectOf(y, exposedBefore(x), nuisance);
    if (effect === null) continue;
    found++;
    raw += effect.difference;
    shrunk += effect.shrunk;
  }
  return { found: found / runs, raw: raw / found / truth, shrunk: shrunk / found / truth };
}

function columnsOf(days: number): readonly Float64Array[] {
  return nuisanceColumns({ days, firstWeekday: 0, isIncomeDay: null }, CORRELATION_CONFIG);
}

/** The lowest quarter of a standard normal. */
const LOW = -0.6745;

function exposedBefore(x: Float64Array): Float64Array {
  return x.map((_, day) => {
    const before = x[day - 1] ?? Number.NaN;
    return Number.isNaN(before) ? Number.NaN : Number(before < LOW);
  });
}

/** Over 200 000 days, where every chance has evened out. */
function trueDifference(outcome: string, r: number): number {
  const world = LINKS[outcome]?.(seededRandom(`bench truth ${outcome} ${r}`), 200_000, r);
  if (world === undefined) throw new RangeError(`no world "${outcome}"`);
  const { on, off } = sides(world.y, exposedBefore(world.x));
  return mean(on) - mean(off);
}

function sides(y: Float64Array, exposed: Float64Array): { readonly on: number[]; readonly off: number[] } {
  const on: number[] = [];
  const off: number[] = [];
  y.forEach((value, day) => {
    if (Number.isNaN(value) || Number.isNaN(exposed[day] ?? Number.NaN)) return;
    (exposed[day] === 1 ? on : off).push(value);
  });
  return { on, off };
}

/** Welch's interval of 95 %. */
function welchRange(y: Float64Array, exposed: Float64Array): { readonly low: number; readonly high: number } {
  const { on, off } = sides(y, exposed);
  const [ofOn, ofOff] = [sampleVariance(on) / on.length, sampleVariance(off) / off.length];
  const df = (ofOn + ofOff) ** 2 / (ofOn ** 2 / (on.length - 1) + ofOff ** 2 / (off.length - 1));
  const difference = mean(on) - mean(off);
  const reach = Math.sqrt(ofOn + ofOff) * studentQuantile(0.025, df);
  return { low: difference - reach, high: difference + reach };
}
