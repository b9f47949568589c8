import { expect, test } from "vitest";
import { eachDay } from "../../../coaching/model/local-date.ts";
import { looksOfSample } from "../../support/sample-looks.ts";

/** Seven days in a row, so that every weekday is the one that is looked on. */
const TODAYS = eachDay("2026-11-20", "2026-11-26");

test.each(TODAYS)("maya, on %s: short sleep goes with more spending, as it does in truth", (today) => {
  const { standings, everEstablished, links } = looksOfSample("maya", today);
  expect(links).toContain("sleep_to_spending");
  const found = standings.get("sleep_to_spending");
  expect(found).toMatchObject({ state: "established", found: { lag: 0 } });
  expect(found?.found?.r).toBeLessThan(-0.3);
  expect(everEstablished.filter((type) => type.startsWith("tag"))).toEqual([]);
});

test.each(TODAYS)("tom, on %s: sleep goes with energy and never with money, which was looked at", (today) => {
  const { standings, everEstablished } = looksOfSample("tom", today);
  expect(standings.get("sleep_to_energy")?.state).toBe("established");
  expect(everEstablished.filter((type) => !["sleep_to_energy", "sleep_to_mood"].includes(type))).toEqual([]);
  const spending = standings.get("sleep_to_spending");
  expect(spending?.state).toBe("none");
  expect(spending?.found?.n).toBeGreaterThan(80);
});

test.each(TODAYS)("sol, on %s: nothing is ever established, as nothing drives anything", (today) => {
  const { standings, everEstablished, links } = looksOfSample("sol", today);
  expect(links).toEqual([]);
  expect(everEstablished).toEqual([]);
  expect(standings.get("sleep_to_spending")?.found?.n).toBeGreaterThan(80);
});
