import { expect } from "vitest";
import type { DayRecord } from "../../../coaching/model/days.ts";
import { SCORE_CONFIG } from "../../../coaching/scores/config.ts";
import { defaultScoreContext, type ScoreContext } from "../../../coaching/scores/context.ts";
import { scoreDay } from "../../../coaching/scores/day-scores.ts";
import type { Contributor, Scored, ScoreResult, Unscored } from "../../../coaching/scores/score.ts";
import { dateAt } from "../model/day-help.ts";

/** US dollars, nothing set, $3,000 at hand. */
export const CONTEXT: ScoreContext = { ...defaultScoreContext("USD"), liquidBalanceMinor: 300_000 };

/** The result, which must be a score. */
export function scored(result: ScoreResult): Scored {
  if (result.kind !== "scored") expect.fail(`unscored: ${result.reason} ${result.have} of ${result.need}`);
  return result;
}

/** The result, which must not be a score. */
export function unscored(result: ScoreResult): Unscored {
  if (result.kind !== "unscored") expect.fail(`scored ${result.exact}`);
  return result;
}

/** A contributor that must be there. */
export function contributorOf(result: ScoreResult, signal: Contributor["signal"]): Contributor {
  const found = scored(result).contributors.find((contributor) => contributor.signal === signal);
  if (found === undefined) expect.fail(`no contributor ${signal}`);
  return found;
}

/** What a contributor is missing for; null when it is there. */
export function missingOf(result: ScoreResult, signal: Contributor["signal"]) {
  const found = result.missing.find((contributor) => contributor.signal === signal);
  return found === undefined ? null : { reason: found.reason, have: found.have, need: found.need };
}

/** Runs of every property; the bar is 500. */
export const RUNS = { numRuns: 500 };
export const SCORES = ["energy", "mood", "financial", "balance"] as const;
export const exactOf = (result: ScoreResult) => (result.kind === "scored" ? result.exact : null);
export const lastOf = (days: readonly DayRecord[]) => days.at(-1)?.date ?? dateAt(0);
export const scoreLast = (days: readonly DayRecord[], config = SCORE_CONFIG) =>
  scoreDay(days, lastOf(days), CONTEXT, config);
