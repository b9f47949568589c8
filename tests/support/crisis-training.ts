import { gramsOfLine } from "../../coaching/understanding/crisis-sound.ts";
import type { CrisisLine } from "./crisis-lines.ts";

/** A gram of fewer lines tells more of those lines than of people. */
const LEAST_LINES = 3;
/** How much a weight costs, by half its square. */
const PENALTY = 5;
const STEPS = 150;
/** Weights are rounded to hundredths; smaller ones than this move no line that matters. */
const LEAST_WEIGHT = 0.05;

/** Log odds by gram, sorted by it, and what they start from. */
export type Trained = { readonly bias: number; readonly weights: Readonly<Record<string, number>> };

/**
 * Logistic regression of "is a crisis" on the grams of each line, L2-regularised, by Nesterov's accelerated gradient
 * from nought: no chance in it, so that the same lines give the same weights.
 */
export function trainWeights(lines: readonly CrisisLine[]): Trained {
  const { names, rows } = matrixOf(lines.map(({ text }) => gramsOfLine(text)));
  const truth = lines.map(({ crisis }) => (crisis ? 1 : 0));
  const size = names.length + 1;
  const step = 1 / (PENALTY + (1.05 * largestEigenvalue(rows, size)) / 4);
  let weights = new Float64Array(size);
  let ahead = new Float64Array(size);
  let momentum = 1;
  for (let turn = 0; turn < STEPS; turn++) {
    const slope = ahead.map((weight, index) => (index < size - 1 ? PENALTY * weight : 0));
    rows.forEach((row, index) => {
      const error = 1 / (1 + Math.exp(-sumAt(ahead, row))) - (truth[index] ?? 0);
      for (const at of row) slope[at] = (slope[at] ?? 0) + error;
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

/** Which grams each line has, by their place among the sorted names; the last place, after all names, is in every line. */
function matrixOf(lines: readonly (readonly string[])[]) {
  const counts = new Map<string, number>();
  for (const gram of lines.flat()) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const names = [...counts.keys()].filter((gram) => (counts.get(gram) ?? 0) >= LEAST_LINES).sort();
  const places = new Map(names.map((name, index) => [name, index]));
  const rows = lines.map((grams) =>
    Int32Array.from([...grams.flatMap((gram) => places.get(gram) ?? []), names.length]),
  );
  return { names, rows };
}

/** Of the rows' product with themselves, by power iteration; the step must be no longer than what it allows. */
function largestEigenvalue(rows: readonly Int32Array[], size: number): number {
  let direction = new Float64Array(size).fill(1);
  let length = 1;
  for (let turn = 0; turn < 20; turn++) {
    const product = new Float64Array(size);
    for (const row of rows) {
      const sum = sumAt(direction, row);
      for (const at of row) product[at] = (product[at] ?? 0) + sum;
    }
    length = Math.sqrt(product.reduce((sum, value) => sum + value * value, 0));
    direction = product.map((value) => value / length);
  }
  return length;
}

function sumAt(values: Float64Array, row: Int32Array): number {
  let sum = 0;
  for (const at of row) sum += values[at] ?? 0;
  return sum;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
