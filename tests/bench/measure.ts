import { quantileSorted } from "simple-statistics";

/** A line of the table of results. */
export type Row = readonly [what: string, measured: string, goal: string, result: string];

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  return quantileSorted(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/** `1.2 s`, `8.4 ms`. */
export function time(milliseconds: number): string {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${milliseconds.toFixed(1)} ms`;
}

/** @param by how far a goal was missed, in words */
export function met(isMet: boolean, by?: string): string {
  if (isMet) return "met";
  return by === undefined ? "missed" : `missed by ${by}`;
}

/** Whether a ratio keeps to its goal, and by how much it does not. */
export function atMost(ratio: number, goal: number): string {
  return met(ratio <= goal, (ratio - goal).toFixed(2));
}

/** The same for one that is to be reached. */
export function atLeast(ratio: number, goal: number): string {
  return met(ratio >= goal, (goal - ratio).toFixed(2));
}

/** `10 000`. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/gu, " ");
}
