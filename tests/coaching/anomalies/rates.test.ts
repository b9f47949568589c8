import { expect, test, vi } from "vitest";
import { measureAnomalies, measureShifts, measureUneven } from "../../bench/truth-anomalies.ts";

vi.setConfig({ testTimeout: 60_000 });

// The bars of the specification on a few years of each kind of series; `npm run bench:truth` measures more of them.

test("given days on which nothing is out of the ordinary, then few are told, and most single days far out are found", () => {
  const found = measureAnomalies(12);
  const mean = (judge: string, pick: "flagsAYear" | "four" | "three") => {
    const kinds = [...(found.get(judge)?.values() ?? [])];
    return kinds.reduce((sum, counts) => sum + counts[pick], 0) / kinds.length;
  };
  const engine = "this engine";
  expect(mean(engine, "flagsAYear")).toBeLessThanOrEqual(3);
  expect(mean(engine, "four")).toBeGreaterThanOrEqual(0.76);
  expect(mean(engine, "three")).toBeGreaterThanOrEqual(0.42);
  for (const [plain, limit] of [
    ["mean and sd of 28 days at 3.0", 1],
    ["median and MAD of 28 days at 3.5", 0.9],
  ] as const) {
    expect(mean(engine, "flagsAYear")).toBeLessThan(mean(plain, "flagsAYear"));
    expect(mean(engine, "four")).toBeGreaterThan(limit * mean(plain, "four"));
  }
});

test("given faces of seven and days without spending, then few are told though neither is even", () => {
  for (const flags of measureUneven(6).values()) expect(flags).toBeLessThanOrEqual(3);
});

test("given a shift by less than two standard deviations, then two weeks' summaries mostly tell it, and hardly ever one of nothing", () => {
  const { aYear, found } = measureShifts(3);
  expect(aYear).toBeLessThanOrEqual(5);
  expect(found).toBeGreaterThanOrEqual(0.6);
});
