import { expect, test } from "vitest";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import { othersThan, ratedByOthers } from "../../../coaching/selection/others.ts";

const TAU = SELECTION_CONFIG.retire.betweenPeople;

/** The mean of several people's estimates, as it is stored. */
function pooledOf(people: readonly { readonly benefit: number; readonly error: number }[]) {
  const weights = people.map(({ error }) => 1 / (error ** 2 + TAU ** 2));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const benefit = people.reduce((sum, one, index) => sum + one.benefit * (weights[index] ?? 0), 0) / whole;
  return { people: people.length, benefit, error: Math.sqrt(1 / whole) };
}

const [me, one, other] = [
  { benefit: -0.9, error: 0.36 },
  { benefit: 0.2, error: 0.3 },
  { benefit: 0.4, error: 0.5 },
];

test("given a mean that a person is part of, then it is told without them", () => {
  const others = othersThan(pooledOf([me, one, other]), me, SELECTION_CONFIG);
  const without = pooledOf([one, other]);
  expect(others?.benefit).toBeCloseTo(without.benefit, 10);
  expect(others?.error).toBeCloseTo(without.error, 10);
});

test("given one they are no part of, then it stands, and of themselves alone nothing is left", () => {
  const pooled = pooledOf([one, other]);
  expect(othersThan(pooled, null, SELECTION_CONFIG)).toBe(pooled);
  expect(othersThan(pooledOf([me]), me, SELECTION_CONFIG)).toBeNull();
  expect(othersThan(null, me, SELECTION_CONFIG)).toBeNull();
});

test("given answers of all, then a person's own are taken out, and never more than there are", () => {
  expect(ratedByOthers({ rated: 10, helpful: 4 }, { rated: 6, helpful: 1 })).toEqual({
    rated: 4,
    helpful: 3,
  });
  expect(ratedByOthers({ rated: 2, helpful: 2 }, { rated: 3, helpful: 0 })).toEqual({ rated: 0, helpful: 0 });
});
