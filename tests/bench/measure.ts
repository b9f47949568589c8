import { quantileSorted } from "simple-statistics";

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

export function met(isMet: boolean): string {
  return isMet ? "met" : "missed";
}
