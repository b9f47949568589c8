import { describe, expect, test } from "vitest";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import { effectOf } from "../../../coaching/selection/effect.ts";
import { retirementOf } from "../../../coaching/selection/retire.ts";
import { retiredShare } from "../../support/tried-days.ts";

const spend = (saidDays: readonly number[], withheld: readonly number[]) => ({
  isMoreBetter: false,
  said: saidDays,
  withheld,
});

test("given days of both kinds, then the difference has Student's interval; by scipy 1.17", () => {
  const effect = effectOf(spend([10, 12, 14, 16], [18, 20, 25]), null, SELECTION_CONFIG);
  // scipy.stats.ttest_ind(said, withheld).confidence_interval(.8)
  expect(effect?.difference).toBeCloseTo(-8, 12);
  expect(effect?.low).toBeCloseTo(-11.41904, 4);
  expect(effect?.high).toBeCloseTo(-4.58096, 4);
  expect(effect?.eligibleDays).toBe(7);
  // Less spent is better.
  expect(effect?.benefit).toBeCloseTo(2.63752, 4);
});

test("given too little, or an outcome that never varies, then nothing is known", () => {
  expect(effectOf(spend([1, 2, 3], [4]), null, SELECTION_CONFIG)).toBeNull();
  expect(effectOf(spend([5, 5, 5], [5, 5]), null, SELECTION_CONFIG)).toBeNull();
});

test("given what a rule does to others, then both are weighed by how sure they are; worked by hand", () => {
  // Own: 0 with error sqrt(1/50 + 1/10) = .34641, weight 8.3333; others: .4 with .08² + .15² = .0289, weight 34.602.
  const days = (count: number) => Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 1 : -1));
  const effect = effectOf(spend(days(50), days(10)), { benefit: 0.4, error: 0.08 }, SELECTION_CONFIG);
  expect(effect?.benefit).toBeCloseTo(0.32236, 4);
  // sqrt(1 / 42.9354) = .15261; t(58) leaves .1 above 1.29632
  expect(effect?.benefitHigh).toBeCloseTo(0.32236 + 0.15261 * 1.29632, 4);
});

describe("a rule retires", () => {
  const liked = { helpful: 5, notHelpful: 3 };

  const retired = (benefit: number, isKnownOfOthers: boolean) =>
    retiredShare({ seed: "retire", people: 400, benefit, isKnownOfOthers }, SELECTION_CONFIG);

  test("then within sixty eligible days for nearly all to whom it does nothing, once that is seen in others too", () => {
    expect(retired(0, true)).toBeGreaterThan(0.85);
  });

  test("then hardly ever for whom it does what is worthwhile, or more", () => {
    expect(retired(0.3, true)).toBeLessThan(0.15);
    expect(retired(0.5, true)).toBeLessThan(0.02);
  });

  test("then seldom on one person's sixty days alone, which cannot tell", () => {
    expect(retired(0, false)).toBeLessThan(0.4);
  });

  const again = (benefit: number, isKnownOfOthers: boolean) =>
    retiredShare({ seed: "again", people: 100, benefit, isKnownOfOthers, moreDays: 60 }, SELECTION_CONFIG);

  test.each([
    [0.3, true, 0.1],
    [0.3, false, 0.25],
    [0.8, false, 0.02],
  ])(
    "given a benefit of %d, known of others: %s, then looking again each week for sixty more days stops less than %d of them",
    (benefit, isKnownOfOthers, most) => {
      expect(again(benefit, isKnownOfOthers)).toBeLessThan(most);
    },
  );

  test("then not before sixty eligible days, nor while an outcome is not known", () => {
    const nothing = { difference: 0, low: 0, high: 0, benefit: 0, benefitLow: -0.1, benefitHigh: 0.1 };
    const nothingOn = (eligibleDays: number) => ({ ...nothing, eligibleDays });
    expect(retirementOf(liked, 0, [nothingOn(60)], SELECTION_CONFIG)).toBe("does_nothing");
    expect(retirementOf(liked, 0, [nothingOn(59)], SELECTION_CONFIG)).toBeNull();
    expect(retirementOf(liked, 0, [nothingOn(60), null], SELECTION_CONFIG)).toBeNull();
    expect(retirementOf(liked, 0, [], SELECTION_CONFIG)).toBeNull();
  });

  test("then when six answers and more say that it seldom helps", () => {
    const disliked = { helpful: 2, notHelpful: 7 };
    expect(retirementOf(disliked, 6, [], SELECTION_CONFIG)).toBe("annoys");
    expect(retirementOf(disliked, 5, [], SELECTION_CONFIG)).toBeNull();
    expect(retirementOf({ helpful: 2.5, notHelpful: 7.5 }, 6, [], SELECTION_CONFIG)).toBeNull();
  });
});
