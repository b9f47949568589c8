import { mean } from "simple-statistics";
import { alignedTable, share } from "./aligned-table.ts";
import { barChart } from "./bar-chart.ts";
import { met } from "./measure.ts";
import type { TruthPart, TruthReport } from "./truth-part.ts";
import { type Found, measureLinks, measureNulls } from "./truth-relations.ts";

const DAYS = [30, 60, 90, 180] as const;
const STRENGTHS = [0.3, 0.4, 0.5] as const;
const NULL_RUNS = 1000;
const LINK_RUNS = 500;
/** The length at which the specification sets its bar. */
const BAR_DAYS = 90;

/** Two series alone: how often the test finds a link that is not there, and one that is. */
export const noisePart: TruthPart = {
  name: "noise",
  heading: "Relations: two series alone",
  measure(): TruthReport {
    const nulls = new Map(DAYS.map((days) => [days, measureNulls(days, NULL_RUNS)] as const));
    const links = STRENGTHS.flatMap((r) =>
      DAYS.map((days) => ({ r, days, found: measureLinks(days, LINK_RUNS, r) })),
    );
    const names = [...(nulls.get(BAR_DAYS)?.keys() ?? [])];
    const at = (days: number, name: string): Found | undefined =>
      [...nulls].find(([length]) => length === days)?.[1].get(name);
    const all = (days: number, method: "engine" | "pearson" | "spearman") =>
      names.map((name) => at(days, name)?.[method] ?? Number.NaN);
    const meanAndWorst = (values: readonly number[]) =>
      `${share(mean([...values]))} / ${share(Math.max(...values))}`;
    return {
      summary: [
        `Found at .05 where nothing is to be found, mean / worst of ${names.length} kinds of noise (${NULL_RUNS} worlds of each):`,
        "",
        ...alignedTable([
          ["days", "this engine", "plain Pearson", "plain Spearman"],
          ...DAYS.map((days) => [
            String(days),
            meanAndWorst(all(days, "engine")),
            meanAndWorst(all(days, "pearson")),
            meanAndWorst(all(days, "spearman")),
          ]),
        ]),
      ],
      details: [
        "Share of worlds in which a link is found at .05, and surely, at .005, where there is none. The bar, at 90 days: .025 to .075,",
        "surely at most .013. Seeds: `bench null KIND DAYS`.",
        "",
        ...alignedTable([
          [
            "nothing but",
            ...DAYS.map((days) => `${days} days`),
            "surely, 90",
            "Pearson, 90",
            "Spearman, 90",
            "Spearman, 180",
            "bar",
          ],
          ...names.map((name) => nullRow(name, at)),
        ]),
        "",
        `Share of ${LINK_RUNS} worlds in which a link of r to the day before is found at .05, beside Spearman's in brackets, which finds`,
        "much that is not there, and opposite trends hide from it what is. Seeds: `bench link KIND DAYS R`.",
        "",
        ...alignedTable([
          ["r", "days", ...(links[0]?.found.keys() ?? [])],
          ...links.map(({ r, days, found }) => [
            String(r),
            String(days),
            ...[...found.values()].map(
              ({ engine, spearman, tested }) => `${share(engine * tested)} (${share(spearman * tested)})`,
            ),
          ]),
        ]),
        "",
        "At 30 days the fewest 30 pairs are not asked for here, as a lag and gaps take some; worlds that gaps leave with fewer than 19 pairs",
        "are not tested: they are left out where nothing is to be found, and count as not found where something is.",
      ],
      pictures: {
        "relations-noise": barChart({
          title: "On noise, plain correlations find what is not there",
          unit: `Share of ${NULL_RUNS} worlds of ${BAR_DAYS} days with a link found at .05; there is none`,
          series: [
            { name: "this engine", isOurs: true },
            { name: "plain Pearson", isOurs: false },
            { name: "plain Spearman", isOurs: false },
          ],
          groups: names.map((name) => {
            const found = at(BAR_DAYS, name);
            return { label: name, values: [found?.engine ?? 0, found?.pearson ?? 0, found?.spearman ?? 0] };
          }),
          most: 1,
          mark: { at: 0.05, label: ".05" },
        }),
        "relations-power": barChart({
          title: "What is there is found, given days enough",
          unit: "Share of worlds in which the link to the day before is found at .05",
          series: STRENGTHS.toReversed().map((r) => ({ name: `r = ${r}`, isOurs: true })),
          groups: [...(links[0]?.found.keys() ?? [])].flatMap((name) =>
            DAYS.map((days) => ({
              label: `${name === "weekdays and opposite trends" ? "weekdays, trends" : name}, ${days} days`,
              values: STRENGTHS.toReversed().map((r) => {
                const found = links.find((one) => one.r === r && one.days === days)?.found.get(name);
                return (found?.engine ?? 0) * (found?.tested ?? 0);
              }),
            })),
          ),
          most: 1,
        }),
      },
    };
  },
};

function nullRow(name: string, at: (days: number, name: string) => Found | undefined): readonly string[] {
  const shareOf = (days: number, method: keyof Found) => share(at(days, name)?.[method] ?? Number.NaN);
  const { engine = Number.NaN, engineSure = Number.NaN } = at(BAR_DAYS, name) ?? {};
  return [
    name,
    ...DAYS.map((days) => shareOf(days, "engine")),
    shareOf(90, "engineSure"),
    shareOf(90, "pearson"),
    shareOf(90, "spearman"),
    shareOf(180, "spearman"),
    met(engine >= 0.025 && engine <= 0.075 && engineSure <= 0.013),
  ];
}
