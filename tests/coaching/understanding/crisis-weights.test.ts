import { expect, test } from "vitest";
import { crisisTier } from "../../../coaching/understanding/crisis.ts";
import weights from "../../../coaching/understanding/words/crisis-weights.json" with { type: "json" };
import { blindLines, trainingLines } from "../../support/crisis-lines.ts";
import { trainWeights } from "../../support/crisis-training.ts";

const lines = trainingLines();

test("given the reviewed lines, then learning from them gives the weights that are in use", () => {
  expect(trainWeights(lines), "run npm run crisis:train").toEqual(weights);
  // A few seconds of arithmetic, more where many tests run at once.
}, 120_000);

test("given the blind lines, then none of them was learned from", () => {
  const known = new Set(lines.map(({ text }) => text.toLowerCase()));
  const blind = ["fresh-crisis", "fresh-crisis-2", "fresh-crisis-3"].flatMap(blindLines);
  expect(blind.filter(({ text }) => known.has(text.toLowerCase()))).toEqual([]);
});

test.each([
  "i am worth more to them as a payout than as a person",
  "everyone's life improves the second i'm out of it",
  "i would like to fall asleep in the snow and not be found",
  "don't let my mum be the one to find me",
])('given "%s", which no rule hears, then it is a possible crisis', (text) => {
  expect(crisisTier(text)).toBe("possible");
});

test("given an implied sentence among everyday ones, then it is heard", () => {
  const aside = "don't let my mum be the one to find me";
  expect(crisisTier(`Lunch was 9.50. ${aside}. Bus 2.40, nearly missed it.`)).toBe("possible");
});

test("given many everyday sentences, then they do not add up to an alarm", () => {
  expect(
    crisisTier(
      "Slept badly, energy 30. Boss moved the deadline. Skipped lunch, then sushi for 24. Rent is due on friday.",
    ),
  ).toBeNull();
  expect(crisisTier("tired, 3/7. coffee 4. ".repeat(80))).toBeNull();
});

test("given a joke about a small thing, then it is calm, whatever it sounds like", () => {
  expect(crisisTier("lol gonna kms if rent goes up")).toBeNull();
});
