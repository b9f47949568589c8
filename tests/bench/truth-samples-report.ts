import { samplePersons } from "../../coaching/sample/demo.ts";
import { looksOfSample } from "../support/sample-looks.ts";
import { alignedTable } from "./aligned-table.ts";
import type { TruthPart, TruthReport } from "./truth-part.ts";

const TODAY = "2026-11-23";
/** What is told of everybody, found or not. */
const ASKED = "sleep_to_spending";

/** The people that anybody may look around as: what their looks end in, and what was looked at and not found. */
export const samplesPart: TruthPart = {
  name: "samples",
  heading: "Relations: the sample persons",
  measure(): TruthReport {
    const rows = samplePersons.map((name) => {
      const { standings, links } = looksOfSample(name, TODAY);
      const held = [...standings.values()].filter(({ state }) => state === "established");
      const asked = standings.get(ASKED);
      const { r = Number.NaN, n = 0, q = Number.NaN } = asked?.found ?? {};
      return [
        name,
        links.join(", ") || "none",
        held.map(({ type, since }) => `${type}, since ${since}`).join("; ") || "none",
        `${asked?.state === "established" ? "found" : "not found"}: r ${r.toFixed(2)}, n ${n}, q ${q.toPrecision(2)}`,
      ];
    });
    return {
      summary: [
        `After 120 days of weekly looks, on ${TODAY}, the sample persons stand where their makers put them:`,
        "",
        ...alignedTable([
          ["who", "what leads to what in truth", "established", "sleep and spending"],
          ...rows,
        ]),
      ],
      details: [
        "Looks every seven days, the last on the day before. Iris lacks four days in ten, nights and check-ins alike.",
      ],
      pictures: {},
    };
  },
};
