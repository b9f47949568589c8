import { quantileSorted } from "simple-statistics";
import { seededRandom } from "../../coaching/model/random.ts";
import type { LoggedChoice } from "./selection-world.ts";

/** Most that one logged choice may weigh. */
const MOST_WEIGHT = 20;
const RESAMPLES = 400;

type Judgement = {
  readonly estimate: number;
  /** Middle 95 of 100, by resampling people. */
  readonly low: number;
  readonly high: number;
  readonly truth: number;
  readonly effectiveChoices: number;
};

type Sums = { weights: number; weighed: number; squares: number };

/**
 * What saying anything at random would have come to, judged from the rated part of the log, and what is so.
 *
 * Weighed by how much likelier random choice was to say it (self-normalised, weights capped).
 */
export function judgeRandomFromLog(log: readonly LoggedChoice[]): Judgement {
  const byUser = new Map<number, Sums>();
  let truth = 0;
  for (const { user, truths, chosen, propensities, isHelpful, isRated } of log) {
    truth += truths.reduce((sum, one) => sum + one, 0) / truths.length / log.length;
    if (!isRated) continue;
    const weight = Math.min(MOST_WEIGHT, 1 / truths.length / (propensities[chosen] ?? 1));
    const sums = byUser.get(user) ?? { weights: 0, weighed: 0, squares: 0 };
    sums.weights += weight;
    sums.squares += weight ** 2;
    if (isHelpful) sums.weighed += weight;
    byUser.set(user, sums);
  }
  const users = [...byUser.values()];
  const random = seededRandom("resampled people");
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const { weighed, weights } = total(users.map((own) => users[Math.floor(random() * users.length)] ?? own));
    return weighed / weights;
  }).sort((one, other) => one - other);
  const { weights, weighed, squares } = total(users);
  return {
    estimate: weighed / weights,
    low: quantileSorted(resampled, 0.025),
    high: quantileSorted(resampled, 0.975),
    truth,
    effectiveChoices: weights ** 2 / squares,
  };
}

function total(users: readonly Sums[]): Sums {
  const all = { weights: 0, weighed: 0, squares: 0 };
  for (const { weights, weighed, squares } of users) {
    all.weights += weights;
    all.weighed += weighed;
    all.squares += squares;
  }
  return all;
}

/** Propensities in tenths against how often such a candidate was chosen; only of choices between two and more. */
export function calibrationOf(
  log: readonly LoggedChoice[],
): readonly { readonly said: number; readonly happened: number; readonly count: number }[] {
  const bins = Array.from({ length: 10 }, () => ({ said: 0, happened: 0, count: 0 }));
  for (const { propensities, chosen } of log) {
    if (propensities.length < 2) continue;
    propensities.forEach((propensity, index) => {
      const bin = bins[Math.min(9, Math.floor(propensity * 10))];
      if (bin === undefined) return;
      bin.said += propensity;
      bin.happened += index === chosen ? 1 : 0;
      bin.count += 1;
    });
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ said, happened, count }) => ({ said: said / count, happened: happened / count, count }));
}
