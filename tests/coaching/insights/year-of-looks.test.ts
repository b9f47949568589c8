import { describe, expect, test } from "vitest";
import { WORLDS } from "../../bench/truth-persons.ts";
import { measureYear } from "../../bench/truth-weeks.ts";

describe("a year of weekly looks", { timeout: 120_000 }, () => {
  // One in five is misled at some time; more than 5 of 8 but once in several hundred. At once, it is most of them.
  test("given 8 people in whom nothing is linked, then waiting spares most false alarms", () => {
    const found = measureYear("year of the tests", 8, [[]]);
    const { everMisled, misledAtALook } = found["when established"];
    expect(8 * everMisled).toBeLessThanOrEqual(5);
    expect(everMisled).toBeLessThan(found["at once, q ≤ .10"].everMisled);
    expect(misledAtALook).toBeLessThanOrEqual(0.15);
  });

  // The bench finds nearly all of these by then; 6 people have 10, of which fewer than 8 are found but once in a thousand.
  test("given 6 people with true links, then they are established within the year, some weeks after they could be", () => {
    const found = measureYear("linked year of the tests", 6, Object.values(WORLDS.clear));
    const established = found["when established"];
    expect(established.found).toBeGreaterThanOrEqual(0.8);
    const wait = (established.medianDay ?? 0) - (found["at once, q ≤ .05"].medianDay ?? 0);
    expect(wait).toBeGreaterThanOrEqual(7);
    expect(wait).toBeLessThanOrEqual(84);
  });
});
