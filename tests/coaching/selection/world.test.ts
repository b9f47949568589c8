import { describe, expect, test } from "vitest";
import { SELECTION_CONFIG } from "../../../coaching/selection/config.ts";
import { measureSelection } from "../../bench/truth-selection.ts";
import { calibrationOf, judgeRandomFromLog } from "../../support/selection-log.ts";
import { SPREADS, simulateWorld } from "../../support/selection-world.ts";

// A small world, with limits wider than those that `npm run bench:truth -- selection` measures against: over 100 people and 80
// days the share who leave is off by some five points, and less is learned than in 120 days.
const world = {
  seed: "test world",
  users: 100,
  days: 80,
  spread: SPREADS["kinds differ about as much as people"],
};

describe("in a world where people like what they like, get tired, and rate half of what they hear", () => {
  const random = simulateWorld(world, "random", SELECTION_CONFIG);
  const fixed = simulateWorld(world, "fixed priority", SELECTION_CONFIG);
  const learned = simulateWorld(world, "learned", SELECTION_CONFIG);
  const unskipped = simulateWorld(world, "learned", { ...SELECTION_CONFIG, skipBelow: 0 });

  test("then what is learned misses the best by less than chance and than a fixed order do", () => {
    expect(learned.regret / random.regret).toBeLessThan(0.75);
    expect(learned.regret / fixed.regret).toBeLessThan(0.7);
    expect(unskipped.helpful).toBeGreaterThan(random.helpful + 0.02);
  });

  test("then keeping still about what seldom helps sends fewer away", () => {
    expect(learned.optedOut / unskipped.optedOut).toBeLessThan(0.85);
    expect(learned.sendsPerUser).toBeLessThan(unskipped.sendsPerUser);
  });

  test("then what was noted as likely happened as often, to two points", () => {
    for (const { said, happened, count } of calibrationOf(unskipped.log)) {
      // Of a few hundred the share itself is not known to two points.
      if (count >= 1500) expect(Math.abs(said - happened), `of ${count}`).toBeLessThan(0.02);
    }
  });

  test("then the log tells what saying anything at random would have come to", () => {
    const { estimate, truth, effectiveChoices } = judgeRandomFromLog(unskipped.log);
    expect(Math.abs(estimate - truth)).toBeLessThan(0.04);
    expect(effectiveChoices).toBeGreaterThan(200);
  });

  test("then the same seed gives the same world", () => {
    const small = { ...world, users: 5, days: 20 };
    expect(simulateWorld(small, "learned", SELECTION_CONFIG)).toEqual(
      simulateWorld(small, "learned", SELECTION_CONFIG),
    );
  });
});

test("given a small run of the proof, then it tells each policy in both worlds, in numbers", {
  timeout: 60_000,
}, () => {
  const { summary, details } = measureSelection({
    worlds: 1,
    users: 20,
    days: 40,
    logs: 2,
    logUsers: 10,
    people: 50,
  });
  const lines = [...summary, ...details];
  for (const policy of ["fixed priority", "random", "learned, never skipping", "learned"]) {
    expect(lines.filter((line) => line.startsWith(`| ${policy.padEnd(23)} |`))).toHaveLength(2);
  }
  expect(lines.join("\n")).not.toMatch(/NaN|Infinity|undefined/u);
});
