import { drawNormal, type Random, seededRandom } from "../model/random.ts";

/**
 * The random streams of one person: one per purpose, and on wish one per purpose and day.
 *
 * Asking for a purpose always starts its stream anew, and no stream feeds another: a new purpose, or more
 * draws in one, leaves every other value as it was.
 */
export type Streams = (purpose: string, day?: number | string) => Random;

export function createStreams(seed: string, person: string): Streams {
  return (purpose, day) => seededRandom(`${seed}/${person}/${purpose}${day === undefined ? "" : `/${day}`}`);
}

export function drawBetween(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A whole number from low to high, both included. */
export function drawWhole(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** True with the given probability. Draws once, whatever the probability. */
export function drawChance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** @throws RangeError for an empty list */
export function drawOne<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item !== undefined) return item;
  throw new RangeError("nothing to draw from: expected a list with at least one item");
}

/** One of the items, each with its own probability; the probabilities need not sum to 1. */
export function drawWeighted<T extends { readonly weight: number }>(random: Random, list: readonly T[]): T {
  let left = random() * list.reduce((sum, item) => sum + item.weight, 0);
  for (const item of list) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return drawOne(random, list);
}

/** A log-normal amount: `median * exp(sd * normal)`. */
export function drawLogNormal(random: Random, median: number, sd: number): number {
  return median * Math.exp(sd * drawNormal(random));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** An id that says nothing about what it names, the same for the same text. */
export function opaqueId(prefix: string, text: string): string {
  const random = seededRandom(text);
  const word = () =>
    Math.floor(random() * 2 ** 32)
      .toString(36)
      .padStart(7, "0");
  return `${prefix}_${word()}${word()}`;
}
