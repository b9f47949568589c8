import { describe, expect, test } from "vitest";
import { CORRELATION_CONFIG } from "../../../coaching/correlations/config.ts";
import { testLag } from "../../../coaching/correlations/gls.ts";
import { normalScores } from "../../../coaching/correlations/normal-scores.ts";
import { nuisanceColumns } from "../../../coaching/correlations/nuisance.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { LINKS, NULLS, type World } from "../../support/relation-worlds.ts";

const DAYS = 90;
const RUNS = 300;
const nuisance = nuisanceColumns({ days: DAYS, firstWeekday: 0, isIncomeDay: null }, CORRELATION_CONFIG);

/** p and r at a lag of a day; a world that cannot be tested counts as not found. */
function judge({ x, y }: World): { readonly p: number; readonly r: number } {
  const [sx, sy] = [normalScores(x), normalScores(y)];
  const result = sx === null || sy === null ? null : testLag(sy, sx, 1, nuisance);
  return result?.kind === "tested" ? result : { p: 1, r: 0 };
}

describe("on noise of every kind", () => {
  // Of 300 runs at .05 a sound test rejects 15, and between 5 and 29 but for one seed in a thousand or so.
  test.each(Object.entries(NULLS))(
    "given %s, then what is found by chance is as rare as it says",
    (name, make) => {
      const random = seededRandom(`null of ${name}`);
      const ps = Array.from({ length: RUNS }, () => judge(make(random, DAYS)).p);
      const found = ps.filter((p) => p <= 0.05).length;
      expect(found).toBeLessThanOrEqual(29);
      expect(found).toBeGreaterThanOrEqual(4);
      expect(ps.filter((p) => p <= 0.005).length).toBeLessThanOrEqual(7);
    },
  );
});

describe("where something leads to something", () => {
  // At 90 days and r = .5 the method finds .96 to 1, and of spending, with 57 pairs left by gaps, .85: less by chance here.
  test.each(Object.entries(LINKS))("given %s, then it is mostly found, with its sign", (name, make) => {
    const random = seededRandom(`link of ${name}`);
    const results = Array.from({ length: 100 }, () => judge(make(random, DAYS, 0.5)));
    const found = results.filter(({ p }) => p <= 0.05);
    expect(found.length).toBeGreaterThanOrEqual(name === "spending" ? 70 : 85);
    expect(found.every(({ r }) => r > 0)).toBe(true);
  });
});
