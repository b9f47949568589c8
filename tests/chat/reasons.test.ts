import { expect, test } from "vitest";
import { whyChoice, whyImpulse } from "../../bot/money/reasons.ts";
import type { Part } from "../../bot/reply.ts";
import type { ChoiceReason } from "../../coaching/discretionary/classifier.ts";
import { IMPULSE_SIGNS } from "../../coaching/money/impulse-reason.ts";
import { render } from "../../prompts/index.ts";

const words = ({ prompt, facts }: Part) =>
  render(prompt, facts)
    .map(({ text }) => text)
    .join("");

test.each<[ChoiceReason, string]>([
  [{ kind: "said-here" }, "You said so yourself."],
  [{ kind: "said-always" }, "You said so of everything at Blue Cup."],
  [{ kind: "said-of-merchant", count: 6, choices: 6 }, "You called Blue Cup a choice 6 times."],
  [{ kind: "said-of-merchant", count: 1, choices: 0 }, "You called Blue Cup a need 1 time."],
  [{ kind: "said-of-merchant", count: 4, choices: 1 }, "You called Blue Cup a need 3 of 4 times."],
  [
    { kind: "said-of-category", category: "FOOD_AND_DRINK_RESTAURANT", count: 7, choices: 6 },
    "You called spending on restaurants a choice 6 of 7 times.",
  ],
  [
    { kind: "usual-of-category", category: "FOOD_AND_DRINK_RESTAURANT" },
    "Spending on restaurants usually counts as a choice, until you say otherwise.",
  ],
  [
    { kind: "usual-of-category", category: "FOOD_AND_DRINK_GROCERIES" },
    "Spending on groceries usually counts as a need, until you say otherwise.",
  ],
  [
    { kind: "usual-of-category", category: "PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS" },
    "Spending on gym can be either, so I'm not sure until you say.",
  ],
  [{ kind: "usual-of-category", category: null }, "I can't tell what it was for, so it could be either."],
  [{ kind: "no-spending" }, "It's no spending, so it's neither a need nor a choice."],
])("given %j, then the person reads why", (reason, sentence) => {
  expect(words(whyChoice(reason, "Blue Cup"))).toBe(sentence);
});

test("given a payment to nobody that is named, then the reason still reads", () => {
  expect(words(whyChoice({ kind: "said-always" }, null))).toContain("a place the bank doesn't name");
});

test("given signs of an impulse, then they are named one by one; given the person's word, then that", () => {
  const signs = whyImpulse({ kind: "signs", signs: ["newMerchant", "lateHour"] });
  expect(signs && words(signs)).toBe(
    "Signs of it: a place new to you and late in the evening. A guess by rule, not a verdict.",
  );
  for (const sign of IMPULSE_SIGNS) expect(whyImpulse({ kind: "signs", signs: [sign] })).not.toBeNull();
  expect(whyImpulse({ kind: "signs", signs: [] })).toBeNull();
  const denied = whyImpulse({ kind: "said", isImpulse: false });
  expect(denied && words(denied)).toBe("You said it wasn't one.");
});
