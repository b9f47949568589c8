import { type CrisisWeights, logOdds, sentencesOf } from "../../coaching/understanding/crisis-sound.ts";
import type { CrisisLine } from "./crisis-lines.ts";

/** A gram of fewer sentences tells more of those than of people. */
const LEAST_SENTENCES = 3;
/** How much a weight costs, by half its square. */
const PENALTY = 0.03;
const STEPS = 200;
/** Weights are rounded to hundredths; smaller ones than this move no sentence that matters. */
const LEAST_WEIGHT = 0.1;

/** Weights by gram, sorted by it, and the bias, as the alarm reads them. */
export type Trained = { readonly bias: number; readonly weights: Readonly<Record<string, number>> };

type Sentence = { readonly grams: readonly string[]; readonly crisis: boolean };

/**
 * Weights from reviewed lines; the same lines give the same weights.
 *
 * Of a harmless line every sentence is harmless. Of a longer line of a crisis it is not known which sentence says so: first
 * weights are learned without these lines, and what sounds loudest to them is the one.
 */
export function trainWeights(lines: readonly CrisisLine[]): Trained {
  const read = lines.map(({ text, crisis }) => ({ crisis, sentences: sentencesOf(text) }));
  const sure = read
    .filter(({ crisis, sentences }) => !crisis || sentences.length === 1)
    .flatMap(({ crisis, sentences }) => sentences.map((grams) => ({ grams, crisis })));
  const first = weightsOf(regress(sure));
  const loudest = read
    .filter(({ crisis, sentences }) => crisis && sentences.length > 1)
    .map(({ sentences }) =>
      sentences.reduce((best, grams) => (logOdds(grams, first) > logOdds(best, first) ? grams : best)),
    )
    .map((grams) => ({ grams, crisis: true }));
  return regress([...sure, ...loudest]);
}

/** Learned weights as the alarm asks them. */
export function weightsOf({ bias, weights }: Trained): CrisisWeights {
  return { bias, weights: new Map(Object.entries(weights)) };
}

/**
 * Logistic regression of "is one of a crisis" on the grams of each sentence, L2-regularised, by Nesterov's accelerated
 * gradient from nought: no chance in it.
 */
function regress(sentences: readonly Sentence[]): Trained {
  const { names, rows } = matrixOf(sentences.map(({ grams }) => grams));
  const scales = sentences.map(({ grams }) => 1 / Math.sqrt(Math.max(1, grams.length)));
  const size = names.length + 1;
  /** The bias stands last, and counts whole in every sentence. */
  const oddsOf = (values: Float64Array, index: number) => {
    let sum = 0;
    for (const at of rows[index] ?? []) sum += values[at] ?? 0;
    return sum * (scales[index] ?? 1) + (values[size - 1] ?? 0);
  };
  const addTo = (values: Float64Array, index: number, amount: number) => {
    const share = amount * (scales[index] ?? 1);
    for (const at of rows[index] ?? []) values[at] = (values[at] ?? 0) + share;
    values[size - 1] = (values[size - 1] ?? 0) + amount;
  };
  const steepest = largestEigenvalue(rows.length, size, oddsOf, addTo);
  const step = 1 / (PENALTY + (1.05 * steepest) / 4);
  let weights = new Float64Array(size);
  let ahead = new Float64Array(size);
  let momentum = 1;
  for (let turn = 0; turn < STEPS; turn++) {
    const slope = ahead.map((weight, index) => (index < size - 1 ? PENALTY * weight : 0));
    sentences.forEach(({ crisis }, index) => {
      addTo(slope, index, 1 / (1 + Math.exp(-oddsOf(ahead, index))) - (crisis ? 1 : 0));
    });
    const next = ahead.map((weight, index) => weight - step * (slope[index] ?? 0));
    const following = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const last = weights;
    ahead = next.map(
      (weight, index) => weight + ((momentum - 1) / following) * (weight - (last[index] ?? 0)),
    );
    weights = next;
    momentum = following;
  }
  const rounded = names.map((name, index): [string, number] => [name, hundredths(weights[index] ?? 0)]);
  return {
    bias: hundredths(weights[size - 1] ?? 0),
    weights: Object.fromEntries(rounded.filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT)),
  };
}

/** Which grams each sentence has, by their place among the sorted names. */
function matrixOf(sentences: readonly (readonly string[])[]) {
  const counts = new Map<string, number>();
  for (const gram of sentences.flat()) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const names = [...counts.keys()].filter((gram) => (counts.get(gram) ?? 0) >= LEAST_SENTENCES).sort();
  const places = new Map(names.map((name, index) => [name, index]));
  const rows = sentences.map((grams) => Int32Array.from(grams.flatMap((gram) => places.get(gram) ?? [])));
  return { names, rows };
}

/** Of the rows' product with themselves, by power iteration; the step must be no longer than what it allows. */
function largestEigenvalue(
  rows: number,
  size: number,
  oddsOf: (values: Float64Array, index: number) => number,
  addTo: (values: Float64Array, index: number, amount: number) => void,
): number {
  let direction = new Float64Array(size).fill(1);
  let length = 1;
  for (let turn = 0; turn < 20; turn++) {
    const product = new Float64Array(size);
    for (let index = 0; index < rows; index++) addTo(product, index, oddsOf(direction, index));
    length = Math.sqrt(product.reduce((sum, value) => sum + value * value, 0));
    direction = product.map((value) => value / length);
  }
  return length;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
