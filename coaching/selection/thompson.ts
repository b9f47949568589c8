import type { Random } from "../model/random.ts";
import { drawBetaLogit } from "./beta-draw.ts";
import type { SelectionConfig } from "./config.ts";
import type { Posterior } from "./posterior.ts";

/** A rule that may speak. */
export type Arm = {
  readonly posterior: Posterior;
  /** How often it was said lately. */
  readonly saidLately: number;
};

/**
 * The index of the rule that speaks: the best of one draw from each posterior, or now and then any of them.
 *
 * @throws RangeError without arms
 */
export function pickArm(arms: readonly Arm[], random: Random, config: SelectionConfig): number {
  if (arms.length === 0) throw new RangeError("nothing to pick from: expected at least one rule");
  if (random() < config.uniformShare) return Math.floor(random() * arms.length);
  return bestOfDraws(arms, random, config);
}

/** How likely {@link pickArm} was to pick each: the draws repeated, with the uniform part known. They sum to 1. */
export function propensitiesOf(
  arms: readonly Arm[],
  random: Random,
  config: SelectionConfig,
): readonly number[] {
  const { uniformShare, draws } = config;
  if (arms.length === 1) return [1];
  const wins = arms.map(() => 0);
  for (let draw = 0; draw < draws; draw++) {
    const best = bestOfDraws(arms, random, config);
    wins[best] = (wins[best] ?? 0) + 1;
  }
  return wins.map((won) => ((1 - uniformShare) * won) / draws + uniformShare / arms.length);
}

function bestOfDraws(
  arms: readonly Arm[],
  random: Random,
  { narrowing, habituation }: SelectionConfig,
): number {
  let [best, bestValue] = [0, Number.NEGATIVE_INFINITY];
  arms.forEach(({ posterior, saidLately }, index) => {
    const { helpful, notHelpful } = posterior;
    const value =
      drawBetaLogit(random, narrowing * helpful, narrowing * notHelpful) - habituation.step * saidLately;
    if (value > bestValue) [best, bestValue] = [index, value];
  });
  return best;
}
