import { hasLifeSnaps } from "../support/lifesnaps-days.ts";
import { alignedTable, share } from "./aligned-table.ts";
import { met } from "./measure.ts";
import { measureLifeSnaps } from "./truth-lifesnaps.ts";
import type { TruthPart, TruthReport } from "./truth-part.ts";

const SHIFTS = 100;
/** Share of people with a finding, by q, as of people in whom nothing is linked. */
const MOST = { at10: 0.115, at05: 0.065 };

/** Real days with real gaps, of people who wore a watch and told how they felt. */
export const lifeSnapsPart: TruthPart = {
  name: "lifesnaps",
  heading: "Relations: real days",
  async measure(): Promise<TruthReport | null> {
    if (!hasLifeSnaps) return null;
    const { people, testable, pairs, findings, shifted } = await measureLifeSnaps(SHIFTS);
    // The same people's shifts resemble one another, so that the room is that of the people alone.
    const room = (most: number) => most + 2 * Math.sqrt((most * (1 - most)) / testable);
    const shiftRow = (name: string, measured: number, most: number) => [
      name,
      share(measured),
      `at most ${share(most)}, within ${share(room(most))} by chance`,
      met(measured <= room(most)),
    ];
    const sure = findings.filter(({ q }) => q <= 0.05).length;
    return {
      summary: [
        `LifeSnaps: of ${people} people ${testable} have days enough for any test, ${pairs} pairs in all. As they are, ${findings.length} relations in`,
        `${new Set(findings.map(({ person }) => person)).size} people come to q ≤ .10, ${sure} of them to q ≤ .05. With what follows moved in time at random, ${SHIFTS} times each,`,
        `a relation comes to q ≤ .10 in ${share(shifted.at10)} of people, and to q ≤ .05 in ${share(shifted.at05)}.`,
      ],
      details: [
        "Sleep, HRV, resting heart rate and steps as the reader of people's own tables has them; mood and energy out of feelings that could be",
        "ticked, stress out of Fitbit's score turned round, which is itself made of sleep, among other things. Each person's newest 180 days up to the last one on which a",
        "feeling was told. Moved means that all outcomes go round by the same number of days, 14 at least. Seeds: `lifesnaps/PERSON`.",
        "",
        ...alignedTable([
          ["moved at random, any finding", "share of people", "bar", ""],
          shiftRow("q ≤ .10", shifted.at10, MOST.at10),
          shiftRow("q ≤ .05", shifted.at05, MOST.at05),
        ]),
        "",
        ...alignedTable([
          ["participant", "relation", "lag", "r", "pairs", "p", "q"],
          ...findings.map(({ person, type, lag, r, pairs: count, p, q }) => [
            person,
            type,
            String(lag),
            r.toFixed(2),
            String(count),
            p.toPrecision(2),
            q.toPrecision(2),
          ]),
        ]),
      ],
      pictures: {},
    };
  },
};
