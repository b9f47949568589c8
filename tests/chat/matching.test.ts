import fc from "fast-check";
import { expect, test } from "vitest";
import { matchOffers, type Offers } from "../../bot/matching.ts";
import { questionToken } from "../../bot/message.ts";

const faces: Offers = {
  items: ["awful", "low", "meh", "okay", "good", "great", "wonderful"].map((label, index) => ({
    token: questionToken(3, String(index + 1)),
    label,
    aside: false,
  })),
  many: false,
};
const words: Offers = {
  items: [
    ...["tired", "stressed", "bored"].map((label) => ({
      token: questionToken(4, label),
      label,
      aside: false,
    })),
    { token: questionToken(4, "skip"), label: "skip", aside: true },
    { token: questionToken(4, "fix"), label: "fix an answer", aside: true },
  ],
  many: true,
};

const question: Offers = {
  items: [
    { token: "s1:take", label: "take it out", aside: false, means: "yes" },
    { token: "s1:keep", label: "keep it", aside: false, means: "no" },
  ],
  many: false,
};

/** What is kept of a crisis beside a question that can be skipped. */
const besideCrisis: Offers = {
  items: [
    ...words.items.slice(0, 4),
    { token: "s1:crisis:bad:1", label: "not that, but it's bad", aside: true },
    { token: "s1:crisis:joking:1", label: "no, you misread me", aside: true },
  ],
  many: true,
};

test.each([
  ["no", besideCrisis, ["c1:4:skip"]],
  ["nope", besideCrisis, ["c1:4:skip"]],
  ["not", besideCrisis, null],
  ["no, you", besideCrisis, null],
  ["4", besideCrisis, null],
  ["No, you misread me.", besideCrisis, ["s1:crisis:joking:1"]],
  ["not that, but it's bad", besideCrisis, ["s1:crisis:bad:1"]],
  ["yes", question, ["s1:take"]],
  ["Ok", question, ["s1:take"]],
  ["no thanks", question, ["s1:keep"]],
  ["N", question, ["s1:keep"]],
  ["3", faces, ["c1:3:3"]],
  ["3.", faces, ["c1:3:3"]],
  ["Good", faces, ["c1:3:5"]],
  ["wonder", faces, ["c1:3:7"]],
  [" MEH! ", faces, ["c1:3:3"]],
  ["2", words, ["c1:4:stressed"]],
  ["1, 3", words, ["c1:4:tired", "c1:4:bored"]],
  ["1 3", words, ["c1:4:tired", "c1:4:bored"]],
  ["tired and stressed", words, ["c1:4:tired", "c1:4:stressed"]],
  ["1, 1", words, ["c1:4:tired"]],
  ["[skip]", words, ["c1:4:skip"]],
  ["no thanks", words, ["c1:4:skip"]],
  ["fix", words, ["c1:4:fix"]],
] as const)("%j picks what was offered", (text, offers, picked) => {
  expect(matchOffers(text, offers)).toEqual(picked);
});

test.each([
  ["yes", faces],
  ["ok", words],
  ["8", faces],
  ["0", faces],
  ["1, 2", faces],
  ["go", faces],
  ["4", words],
  ["tired after work", words],
  ["tired, big deadline", words],
  ["5/7", faces],
  ["", words],
  ["3", { items: [], many: false }],
] satisfies [string, Offers][])("%j is no choice", (text, offers) => {
  expect(matchOffers(text, offers)).toBeNull();
});

test("given any text, then only tokens that were offered are picked", () => {
  const offered = new Set(words.items.map((item) => item.token));
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const token of matchOffers(text, words) ?? []) expect(offered).toContain(token);
    }),
    { numRuns: 500 },
  );
});
