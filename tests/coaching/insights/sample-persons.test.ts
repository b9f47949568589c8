import { expect, test } from "vitest";
import type { Look } from "../../../coaching/insights/look.ts";
import { lookAt } from "../../../coaching/insights/look-at.ts";
import { standingsOf } from "../../../coaching/insights/standing.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import { type SamplePersonName, samplePersonRun } from "../../../coaching/sample/demo.ts";
import { daysOf } from "../sample/sample-help.ts";

/** Seven days in a row, so that every weekday is the one that is looked on. */
const TODAYS = eachDay("2026-11-20", "2026-11-26");

/** A sample person's weekly looks, the last one at yesterday, with what each of them left standing. */
function lookedAt(name: SamplePersonName, today: string) {
  const { person, truth } = samplePersonRun(name, { today, timezone: "America/New_York", currency: "USD" });
  const days = daysOf(person);
  const looks: Look[] = [];
  const everEstablished = new Set<string>();
  for (let date = addDays(today, -78); date < today; date = addDays(date, 7)) {
    looks.push(lookAt(days, date));
    for (const { type, subject, state } of standingsOf(looks)) {
      if (state === "established") everEstablished.add(subject === "" ? type : `${type} ${subject}`);
    }
  }
  const standings = new Map(standingsOf(looks).map((standing) => [standing.type, standing]));
  return { standings, everEstablished: [...everEstablished], links: truth.links.map(({ kind }) => kind) };
}

test.each(TODAYS)("maya, on %s: short sleep goes with more spending, as it does in truth", (today) => {
  const { standings, everEstablished, links } = lookedAt("maya", today);
  expect(links).toContain("sleep_to_spending");
  const found = standings.get("sleep_to_spending");
  expect(found).toMatchObject({ state: "established", found: { lag: 0 } });
  expect(found?.found?.r).toBeLessThan(-0.3);
  expect(everEstablished.filter((type) => type.startsWith("tag"))).toEqual([]);
});

test.each(TODAYS)("tom, on %s: sleep goes with energy and never with money, which was looked at", (today) => {
  const { standings, everEstablished } = lookedAt("tom", today);
  expect(standings.get("sleep_to_energy")?.state).toBe("established");
  expect(everEstablished.filter((type) => !["sleep_to_energy", "sleep_to_mood"].includes(type))).toEqual([]);
  const spending = standings.get("sleep_to_spending");
  expect(spending?.state).toBe("none");
  expect(spending?.found?.n).toBeGreaterThan(80);
});

test.each(TODAYS)("sol, on %s: nothing is ever established, as nothing drives anything", (today) => {
  const { standings, everEstablished, links } = lookedAt("sol", today);
  expect(links).toEqual([]);
  expect(everEstablished).toEqual([]);
  expect(standings.get("sleep_to_spending")?.found?.n).toBeGreaterThan(80);
});
