import { describe, expect, test } from "vitest";
import { measureLifeSnaps } from "../../bench/truth-lifesnaps.ts";
import { hasLifeSnaps } from "../../support/lifesnaps-days.ts";

const SHIFTS = 4;

describe.skipIf(!hasLifeSnaps)("given the real days of LifeSnaps", { timeout: 120_000 }, async () => {
  const { people, testable, findings, shifted } = hasLifeSnaps
    ? await measureLifeSnaps(SHIFTS)
    : { people: 0, testable: 0, findings: [], shifted: { runs: 0, at10: 0, at05: 0 } };

  // Shifts of one person resemble one another, so that the room is that of the people: of 33, .065 is .15 but once in forty.
  test("when outcomes are moved in time at random, then hardly anybody has a finding", () => {
    expect(people).toBe(47);
    expect(testable).toBeGreaterThan(25);
    expect(shifted.runs).toBe(SHIFTS * testable);
    expect(shifted.at05).toBeLessThanOrEqual(0.15);
  });

  test("as they are, then what is reported has its evidence, and sleep goes with less of what the watch calls stress", () => {
    const sure = findings.filter(({ q }) => q <= 0.05);
    expect(sure.map(({ person, type }) => `${person} ${type}`)).toContain("13 steps_to_sleep");
    const stress = sure.filter(({ type }) => type === "sleep_to_stress");
    expect(stress.length).toBeGreaterThanOrEqual(2);
    expect(stress.every(({ r, lag }) => r < 0 && lag === 0)).toBe(true);
    for (const { r, p, q, pairs } of findings) {
      expect(Math.abs(r)).toBeGreaterThan(0.3);
      expect(p).toBeLessThanOrEqual(q);
      expect(pairs).toBeGreaterThanOrEqual(30);
    }
  });
});
