import { medianAmount } from "./amounts.ts";
import { type Cadence, RECURRING_CONFIG } from "./config.ts";
import type { ScoredChain } from "./score.ts";

/** What the person has said about a stream; it counts more than any odds. */
export type StreamWord = {
  /** The stream's key, see `RecurringStream`. */
  readonly key: string;
  readonly currency: string;
  readonly cadence: Cadence;
  /** Amounts of one payment for which it holds, both included. */
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly isRecurring: boolean;
};

/** Log odds that a key's words add to what they do not name. */
export function doubtOf(words: readonly StreamWord[]): number {
  return words.some(({ isRecurring }) => !isRecurring) ? RECURRING_CONFIG.score.doubt : 0;
}

/** The person's answer for a chain; null when they have said nothing about it. */
export function answerFor(
  { chain, period }: Pick<ScoredChain, "chain" | "period">,
  words: readonly StreamWord[],
): boolean | null {
  if (words.length === 0) return null;
  const amount = medianAmount(chain);
  const said = words.findLast(
    ({ cadence, fromMinor, toMinor }) =>
      cadence === period.cadence && amount >= fromMinor && amount <= toMinor,
  );
  return said?.isRecurring ?? null;
}
