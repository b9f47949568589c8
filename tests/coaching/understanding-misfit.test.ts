import { expect, test } from "vitest";
import { findScaleMisfit } from "../../coaching/understanding/scale-misfit.ts";

test.each([
  ["9/7", { what: "mood", value: 9, low: 1, high: 7 }],
  ["mood 12 out of 10, tired", { what: "mood", value: 12, low: 1, high: 10 }],
  ["feeling -1/7", { what: "mood", value: -1, low: 1, high: 7 }],
  ["energy 140", { what: "energy", value: 140, low: 0, high: 100 }],
  ["5/7, energy 400", { what: "energy", value: 400, low: 0, high: 100 }],
  ["energy is 12/10", { what: "energy", value: 12, low: 0, high: 10 }],
])("%j does not fit its scale", (text, misfit) => {
  expect(findScaleMisfit(text)).toEqual(misfit);
});

test.each([
  "5/7, tired after work, energy 40",
  "7/7",
  "energy 100%",
  "spent 20 on 11/10",
  "low since 9/7",
  "9/7/2026",
  "mood -3",
  "energy drink 250",
  "",
])("%j has nothing that does not fit", (text) => {
  expect(findScaleMisfit(text)).toBeNull();
});
