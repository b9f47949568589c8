import { expect } from "vitest";
import { defaultScoreContext, type ScoreContext } from "../../../coaching/scores/context.ts";
import type { Contributor, Scored, ScoreResult, Unscored } from "../../../coaching/scores/score.ts";

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
