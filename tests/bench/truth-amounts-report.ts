import { EXPOSED_WORLDS } from "../support/relation-worlds.ts";
import { alignedTable, share } from "./aligned-table.ts";
import { barChart } from "./bar-chart.ts";
import { met } from "./measure.ts";
import { measureCoverage, measureSelected } from "./truth-effects.ts";
import type { TruthPart, TruthReport } from "./truth-part.ts";

const DAYS = [45, 90, 180] as const;
const SIZES = [0, 0.25, 0.5] as const;
const RUNS = 1000;
/** Fewest findings that a mean is told of. */
const LEAST_FOUND = 20;

/** What is said in the outcome's own unit: whether ranges hold what they promise, and what being chosen does to an amount. */
export const amountsPart: TruthPart = {
  name: "amounts",
  heading: "Relations: amounts and their ranges",
  measure(): TruthReport {
    const covered = Object.keys(EXPOSED_WORLDS).flatMap((outcome) =>
      DAYS.flatMap((days) =>
        SIZES.map((size) => ({ outcome, days, size, ...measureCoverage(outcome, days, size, RUNS) })),
      ),
    );
    const selected = ["spending", "mood"].flatMap((outcome) =>
      DAYS.flatMap((days) =>
        [0.3, 0.4].map((r) => ({ outcome, days, r, ...measureSelected(outcome, days, r, RUNS) })),
      ),
    );
    const between = (values: readonly number[], digits = share) =>
      `${digits(Math.min(...values))} to ${digits(Math.max(...values))}`;
    const told = selected.filter(({ found }) => found * RUNS >= LEAST_FOUND);
    return {
      summary: [
        "How often a range of 95 of 100 holds the true amount, over true amounts of 0, ¼ and ½ standard deviation:",
        "",
        ...alignedTable([
          ["outcome", "days", "this engine", "Welch's t"],
          ...Object.keys(EXPOSED_WORLDS).flatMap((outcome) =>
            DAYS.map((days) => {
              const cells = covered.filter((cell) => cell.outcome === outcome && cell.days === days);
              const over = (method: "engine" | "welch") => between(cells.map((cell) => cell[method]));
              return [outcome, String(days), over("engine"), over("welch")];
            }),
          ),
        ]),
        "",
        `Where an amount is told only because a link was found at .005, the plain one is ${between(
          told.map(({ raw }) => raw),
          times,
        )} times the truth on average, the one drawn towards nothing ${between(
          told.map(({ shrunk }) => shrunk),
          times,
        )} times.`,
      ],
      details: [
        `${RUNS} worlds each: short nights that come in spells and rather early in the week, sums of money with many days of nothing, moods that last.`,
        "Bar: .90 at least. Seeds: `bench coverage OUTCOME DAYS SIZE`, `bench selected OUTCOME DAYS R`.",
        "",
        ...alignedTable([
          ["outcome", "days", "true amount (sd)", "this engine", "Welch's t", ""],
          ...covered.map(({ outcome, days, size, engine, welch }) => [
            outcome,
            String(days),
            String(size),
            share(engine),
            share(welch),
            met(engine >= 0.9),
          ]),
        ]),
        "",
        "The amount on the days after the lowest quarter of what leads, over the true one, among worlds in which the link was found at .005:",
        "",
        ...alignedTable([
          ["outcome", "days", "r", "found", "plain / truth", "drawn towards nothing / truth"],
          ...selected.map(({ outcome, days, r, found, raw, shrunk }) => {
            const isTold = found * RUNS >= LEAST_FOUND;
            return [
              outcome,
              String(days),
              String(r),
              share(found),
              isTold ? times(raw) : "too few",
              isTold ? times(shrunk) : "too few",
            ];
          }),
        ]),
      ],
      pictures: {
        "relations-amounts": barChart({
          title: "A range of 95 of 100 holds the truth about as often as it says",
          unit: "Share of worlds whose range holds the true amount of a quarter standard deviation",
          series: [
            { name: "this engine", isOurs: true },
            { name: "Welch's t", isOurs: false },
          ],
          groups: covered
            .filter(({ size }) => size === 0.25)
            .map(({ outcome, days, engine, welch }) => ({
              label: `${outcome}, ${days} days`,
              values: [engine, welch],
            })),
          most: 1,
          mark: { at: 0.95, label: ".95" },
        }),
      },
    };
  },
};

const times = (value: number) => value.toFixed(2);
