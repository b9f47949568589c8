import { describe, expect, test } from "vitest";
import { measurePersons, WORLDS } from "../../bench/truth-persons.ts";

describe("given 150 people in whom nothing leads to anything", () => {
  const found = measurePersons("people of the tests", 150, 90, []);

  // At the bars of .115 and .065 of 800 people, 150 have 17 and 10 by chance; more than 30 and 20 but once in a thousand.
  test("then what they are shown is as rarely false as it says", () => {
    expect(150 * found["engine, q ≤ .10"].misled).toBeLessThanOrEqual(30);
    expect(150 * found["engine, q ≤ .05"].misled).toBeLessThanOrEqual(20);
  });

  test("then plain correlations would tell nearly each of them something", () => {
    expect(found["plain, every p"].misled).toBeGreaterThan(0.9);
    expect(found["plain, q ≤ .10"].misled).toBeGreaterThan(0.4);
  });
});

describe("given 60 people with two true links and half a year", () => {
  const links = WORLDS.clear["steps to sleep, energy to spending"] ?? [];
  const found = measurePersons("linked people of the tests", 60, 180, links)["engine, q ≤ .10"];

  // The bench finds .97 of them; of 120 links fewer than .90 are found but once in a thousand. The bar is .80.
  test("then the links are found, at their lag and with their sign", () => {
    expect(found.power).toBeGreaterThanOrEqual(0.9);
    expect(found.lagExact).toBeGreaterThanOrEqual(0.9);
    expect(found.wrongSign).toBeLessThanOrEqual(0.04);
  });

  // The bench has .07; 60 people scatter by .025 around it.
  test("then little else is shown beside them", () => {
    expect(found.falseShare).toBeLessThanOrEqual(0.15);
  });
});
