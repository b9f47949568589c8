import type { Look } from "../../coaching/insights/look.ts";
import { lookAt } from "../../coaching/insights/look-at.ts";
import { standingsOf } from "../../coaching/insights/standing.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { type SamplePersonName, samplePersonRun } from "../../coaching/sample/demo.ts";
import { daysOf } from "../coaching/sample/sample-help.ts";

/** A sample person's weekly looks, the last one at yesterday, with what each of them left standing. */
export function looksOfSample(name: SamplePersonName, today: LocalDate) {
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
