import { expect, test } from "vitest";
import { addDays } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { drawBetaLogit } from "../../../coaching/selection/beta-draw.ts";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import { meanOf, posteriorOf } from "../../../coaching/selection/posterior.ts";
import { pickArm, propensitiesOf } from "../../../coaching/selection/thompson.ts";
import { historyWith, said, TODAY } from "../../support/selection-past.ts";

const posterior = (differs: Parameters<typeof historyWith>[0]) =>
  posteriorOf("one", historyWith(differs), SELECTION_CONFIG);

test("given nobody's answers, then the prior is a half, worth six answers", () => {
  expect(posterior({})).toEqual({ helpful: 3, notHelpful: 3 });
});

test("given others' answers, then the prior is their rate; worked by hand", () => {
  // (12 + 4) / (32 + 8) = .4; .4 × 6 = 2.4
  const { helpful, notHelpful } = posterior({ rates: { one: { helpful: 12, rated: 32 } } });
  expect([helpful, notHelpful]).toEqual([expect.closeTo(2.4, 12), expect.closeTo(3.6, 12)]);
});

test("given the person's own answers, then older ones weigh less and silence nothing; worked by hand", () => {
  const answered = (ago: number, isHelpful: boolean, ruleId = "one") => {
    const date = addDays(TODAY, -ago);
    return said(ruleId, date, { rating: { isHelpful, date } });
  };
  const past = [
    answered(0, true),
    answered(46, true),
    answered(10, false),
    answered(1, true, "two"),
    said("one", TODAY),
  ];
  // .985^46 = .49896, .985^10 = .85973
  const { helpful, notHelpful } = posterior({ said: past });
  expect(helpful).toBeCloseTo(4.49896, 4);
  expect(notHelpful).toBeCloseTo(3.85973, 4);
  expect(meanOf({ helpful, notHelpful })).toBeCloseTo(0.53824, 4);
});

// Means of the logit and of the draw itself: digamma(a) − digamma(b), a / (a + b); by scipy 1.17.
test.each([
  [12, 12, 0, 0.5],
  [4, 20, -1.714406, 0.166667],
  [0.5, 2, -2.386294, 0.2],
])("Beta(%d, %d) is drawn with its own mean", (a, b, logitMean, mean) => {
  const random = seededRandom(`beta ${a} ${b}`);
  const logits = Array.from({ length: 40_000 }, () => drawBetaLogit(random, a, b));
  const average = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(average(logits) - logitMean)).toBeLessThan(0.05);
  expect(Math.abs(average(logits.map((logit) => 1 / (1 + Math.exp(-logit)))) - mean)).toBeLessThan(0.006);
});

test("given a shape far below 1, then a draw is a number still", () => {
  const random = seededRandom("edge");
  for (let draw = 0; draw < 1000; draw++) expect(drawBetaLogit(random, 1e-3, 1e-3)).not.toBeNaN();
});

test("propensities are how often each is picked, to two points", () => {
  const arms = [
    { posterior: { helpful: 4, notHelpful: 3 }, saidLately: 1 },
    { posterior: { helpful: 3, notHelpful: 3 }, saidLately: 0 },
    { posterior: { helpful: 2, notHelpful: 5 }, saidLately: 0 },
  ];
  const random = seededRandom("picks");
  const picks = [0, 0, 0];
  for (let time = 0; time < 20_000; time++) {
    const arm = pickArm(arms, random, SELECTION_CONFIG);
    picks[arm] = (picks[arm] ?? 0) + 1 / 20_000;
  }
  // 200 draws are off by up to three points each time and by none on average.
  const sums = [0, 0, 0];
  for (let time = 0; time < 60; time++) {
    propensitiesOf(arms, random, SELECTION_CONFIG).forEach((share, index) => {
      sums[index] = (sums[index] ?? 0) + share / 60;
    });
  }
  picks.forEach((share, index) => {
    expect(Math.abs(share - (sums[index] ?? 0))).toBeLessThan(0.02);
  });
});

test("given nothing to pick from, then that is an error of the caller", () => {
  expect(() => pickArm([], seededRandom("a"), SELECTION_CONFIG)).toThrow(RangeError);
});
