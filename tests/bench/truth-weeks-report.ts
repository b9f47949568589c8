import { alignedTable, share } from "./aligned-table.ts";
import { barChart } from "./bar-chart.ts";
import type { TruthPart, TruthReport } from "./truth-part.ts";
import { WORLDS } from "./truth-persons.ts";
import { measureYear, SHOWINGS, type Showing } from "./truth-weeks.ts";

const NULL_PERSONS = 100;
const LINKED_PERSONS = 60;
/** What the specification measured in a world of its own. */
const EXPECTED: Readonly<Record<Showing, string>> = {
  "at once, q ≤ .10": ".72, .102, .92, day 108",
  "at once, q ≤ .05": ".51, .050, .89, day 122",
  "when established": ".22, .044, .80, day 143",
};

/** A year of looking again every week: 46 looks, each with a chance to be wrong. */
export const weeksPart: TruthPart = {
  name: "weeks",
  heading: "Relations: a year of weekly looks",
  measure(): TruthReport {
    const nobody = measureYear("bench year null", NULL_PERSONS, [[]]);
    const linked = measureYear("bench year", LINKED_PERSONS, Object.values(WORLDS.clear));
    return {
      summary: [
        `A year of weekly looks from day 45 on, ${NULL_PERSONS} people in whom nothing is linked and ${LINKED_PERSONS} with one or two true links:`,
        "",
        ...alignedTable([
          [
            "a relation is shown",
            "ever a false one",
            "false on show at a look",
            "true ones found by day 365",
            "median day",
          ],
          ...SHOWINGS.map((showing) => {
            const [none, some] = [nobody[showing], linked[showing]];
            return [
              showing,
              share(none.everMisled),
              share(none.misledAtALook),
              share(some.found),
              some.medianDay === null ? "" : String(some.medianDay),
            ];
          }),
        ]),
      ],
      details: [
        "Established is what came to q ≤ .05 at every look for 14 days, on 45 days at least and with a strength of .15 at least; it goes when it",
        "comes to q > .20 at two looks in a row. In the specification's own worlds the same columns were:",
        "",
        ...SHOWINGS.map((showing) => `- ${showing}: ${EXPECTED[showing]}`),
        "",
        ...alignedTable([
          ["people with true links, shown", "ever a false one", "false on show at a look"],
          ...SHOWINGS.map((showing) => [
            showing,
            share(linked[showing].everMisled),
            share(linked[showing].misledAtALook),
          ]),
        ]),
        "",
        "Seeds: `bench year null/NUMBER`, `bench year/NUMBER`; rank correlations of the true links are about .43.",
      ],
      pictures: {
        "relations-weeks": barChart({
          title: "Waiting two weeks spares many false alarms and costs little",
          unit: "Share of people, and of true links, over a year of weekly looks",
          series: SHOWINGS.toReversed().map((name) => ({ name, isOurs: name === "when established" })),
          groups: [
            {
              label: "ever shown a false one",
              values: SHOWINGS.toReversed().map((showing) => nobody[showing].everMisled),
            },
            {
              label: "false on show at a look",
              values: SHOWINGS.toReversed().map((showing) => nobody[showing].misledAtALook),
            },
            {
              label: "true ones found",
              values: SHOWINGS.toReversed().map((showing) => linked[showing].found),
            },
          ],
          most: 1,
        }),
      },
    };
  },
};
