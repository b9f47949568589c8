import { dayNumber } from "../model/local-date.ts";
import { BALANCE_PARTS, type BalancePart, type ScoreConfig } from "./config.ts";
import type { ScoreContext } from "./context.ts";
import {
  combineParts,
  type MissingContributor,
  type Part,
  type Scored,
  type ScoreResult,
  wordOf,
} from "./score.ts";

/**
 * The composite: the weighted mean of the scores that could be told, at least two.
 *
 * Points are around 60 as in the other scores, so a mood of 0 (50) costs 3 points at its usual weight. `n` is how
 * many scores went in; confidence is the mean of theirs, a missing one counting as none.
 */
export function scoreBalance(
  scores: Readonly<Record<BalancePart, ScoreResult>>,
  context: ScoreContext,
  config: ScoreConfig,
): ScoreResult {
  const weights = soundWeights(context.weights, config);
  const parts: Part[] = [];
  const missing: MissingContributor[] = [];
  let confidence = 0;
  const fullWeight = BALANCE_PARTS.reduce((sum, signal) => sum + weights[signal], 0);
  for (const signal of BALANCE_PARTS) {
    const result = scores[signal];
    if (result.kind === "unscored") {
      const { reason, have, need } = result;
      missing.push({ kind: "missing", reason, have, need, signal });
    } else if (weights[signal] > 0) {
      confidence += (weights[signal] / fullWeight) * result.confidence;
      parts.push({ ...partOf(result), signal, rawWeight: weights[signal] });
    }
  }
  const combined = combineParts(parts, fullWeight, config);
  const need = config.balance.minScores;
  const configVersion = config.version;
  if (combined === null || parts.length < need) {
    return { kind: "unscored", reason: "too_few_scores", have: parts.length, need, missing, configVersion };
  }
  const confidenceWord = wordOf(confidence, config);
  return { kind: "scored", ...combined, missing, confidence, confidenceWord, n: parts.length, configVersion };
}

/** Points between the highest and the lowest score; null with fewer than two. */
export function balanceGap(scores: readonly ScoreResult[]): number | null {
  const exact = scores.flatMap((result) => (result.kind === "scored" ? [result.exact] : []));
  return exact.length < 2 ? null : Math.max(...exact) - Math.min(...exact);
}

function partOf(result: Scored): Omit<Part, "signal" | "rawWeight"> {
  return {
    value: result.exact,
    unit: "points",
    level: result.exact,
    from: dayNumber(result.from),
    to: dayNumber(result.to),
  };
}

/** The person's weights; the default ones when they hold anything but amounts of 0 and more, or nothing but 0. */
function soundWeights(weights: ScoreContext["weights"], config: ScoreConfig): ScoreContext["weights"] {
  const given = BALANCE_PARTS.map((signal) => weights[signal]);
  const areSound =
    given.every((weight) => weight >= 0 && weight <= 1e6) && given.some((weight) => weight > 0);
  return areSound ? weights : config.balance.weights;
}
