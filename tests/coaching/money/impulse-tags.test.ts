import { expect, test } from "vitest";
import { withImpulseTags } from "../../../coaching/money/impulse-tags.ts";

const purchases = Array.from({ length: 41 }, (_, index) => ({ id: `t${index}` }));
/** All as likely as one in five, the last one a need. */
const plain = purchases.map((_, index) => (index === 40 ? 0 : 0.2));
const tagged = (count: number, isImpulse: (index: number) => boolean) =>
  new Map(purchases.slice(0, count).map(({ id }, index) => [id, isImpulse(index)] as const));

test("given what the person said of a purchase, then that is certain, and fewer than 20 answers move nothing else", () => {
  const found = withImpulseTags(
    purchases,
    plain,
    tagged(19, (index) => index % 2 === 0),
  );
  expect(found.slice(0, 3)).toEqual([1, 0, 1]);
  expect(found.slice(19)).toEqual(plain.slice(19));
});

test("given 20 answers, half of them yes, then others move half the way of the log odds", () => {
  const found = withImpulseTags(
    purchases,
    plain,
    tagged(20, (index) => index < 10),
  );
  // From ln .25 by (ln 11/11 − ln .25) · 20/40, which is ln .5: one in three.
  expect(found[30]).toBeCloseTo(1 / 3, 12);
});

test("given answers as often yes as expected, then others hardly move", () => {
  const found = withImpulseTags(
    purchases,
    plain,
    tagged(20, (index) => index < 4),
  );
  // (ln 5/17 − ln .25) / 2 is .0813.
  expect(found[30]).toBeCloseTo(1 / (1 + 4 * Math.exp(-0.0812594637)), 9);
});

test("given a need, then no habit of answering makes it an impulse, but the person's own word does", () => {
  const all = tagged(30, () => true);
  expect(withImpulseTags(purchases, plain, all)[40]).toBe(0);
  expect(withImpulseTags(purchases, plain, all.set("t40", true))[40]).toBe(1);
});
