import { sampleRankCorrelation } from "simple-statistics";
import { LAGS, PAIRS } from "../../coaching/correlations/family.ts";
import { benjaminiHochberg } from "../../coaching/correlations/multiplicity.ts";
import { findRelations, type RelationSeries } from "../../coaching/correlations/relations.ts";
import { seriesOf } from "../../coaching/insights/series.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import {
  isUnlinked,
  lastDayOf,
  linkAlone,
  type TrueLink,
  type WholePerson,
  wholePerson,
} from "../support/whole-persons.ts";
import { knownPairs, plainP } from "./truth-relations.ts";

/** Ways to decide what a person is shown. */
export const RULES = [
  "plain, every p",
  "plain, q ≤ .10",
  "engine, every p",
  "engine, q ≤ .10",
  "engine, q ≤ .05",
] as const;
export type ShowRule = (typeof RULES)[number];

/** A pair that a person would be shown. */
type Shown = {
  readonly type: string;
  readonly from: TrueLink["from"];
  readonly to: TrueLink["to"];
  readonly lag: number;
  readonly r: number;
};

/** What came of the people of one world under one rule. */
type RuleFound = {
  /** Share of people who are shown at least one pair that nothing links. */
  readonly misled: number;
  /** Mean share of such pairs among those shown, 0 where nothing is. */
  readonly falseShare: number;
  /** Share of true links that are shown. */
  readonly power: number;
  /** Of those, the share at their own lag, and with the other sign. */
  readonly lagExact: number;
  readonly wrongSign: number;
};

/** By rule. */
export type PersonsFound = Readonly<Record<ShowRule, RuleFound>>;

/** Persons with true links; rank correlations of what is seen lie between .35 and .50, and between .25 and .35. */
export const WORLDS: Readonly<Record<"clear" | "slight", Readonly<Record<string, readonly TrueLink[]>>>> = {
  clear: {
    "sleep to spending": [{ from: "sleepMinutes", to: "spentDiscretionaryMinor", lag: 0, r: -0.5 }],
    "sleep to spending, stress to mood": [
      { from: "sleepMinutes", to: "spentDiscretionaryMinor", lag: 0, r: -0.5 },
      { from: "stressLevel", to: "mood", lag: 1, r: -0.45 },
    ],
    "steps to sleep, energy to spending": [
      { from: "steps", to: "sleepMinutes", lag: 1, r: 0.45 },
      { from: "energySelf", to: "spentDiscretionaryMinor", lag: 2, r: -0.5 },
    ],
  },
  slight: {
    "sleep to spending": [{ from: "sleepMinutes", to: "spentDiscretionaryMinor", lag: 0, r: -0.35 }],
    "sleep to spending, stress to mood": [
      { from: "sleepMinutes", to: "spentDiscretionaryMinor", lag: 0, r: -0.35 },
      { from: "stressLevel", to: "mood", lag: 1, r: -0.33 },
    ],
    "steps to sleep, energy to spending": [
      { from: "steps", to: "sleepMinutes", lag: 1, r: 0.31 },
      { from: "energySelf", to: "spentDiscretionaryMinor", lag: 2, r: -0.35 },
    ],
  },
};

/** How strongly a link shows in what is seen where nothing else moves it: Spearman's over 20 000 days. */
export function rankCorrelationOf(link: TrueLink): number {
  const [before, after] = linkAlone(seededRandom("bench link alone"), 20_000, link);
  return sampleRankCorrelation([...before], [...after]);
}

/** @param seed of this world; the same people for every number of them, and longer for more days */
export function measurePersons(
  seed: string,
  persons: number,
  days: number,
  links: readonly TrueLink[],
): PersonsFound {
  const tallies = RULES.map((rule) => ({ rule, misled: 0, falseShare: 0, found: 0, exact: 0, wrong: 0 }));
  for (let index = 0; index < persons; index++) {
    const person = wholePerson(seededRandom(`${seed}/${days}/${index}`), days, links);
    const shown = shownTo(person);
    for (const tally of tallies) {
      const pairs = shown[tally.rule];
      const wrong = pairs.filter((pair) => isUnlinked(pair, links)).length;
      if (wrong > 0) tally.misled++;
      tally.falseShare += pairs.length === 0 ? 0 : wrong / pairs.length;
      for (const link of links) {
        const hit = pairs.find(({ from, to }) => from === link.from && to === link.to);
        if (hit === undefined) continue;
        tally.found++;
        if (hit.lag === link.lag) tally.exact++;
        if (Math.sign(hit.r) !== Math.sign(link.r)) tally.wrong++;
      }
    }
  }
  const found = tallies.map(({ rule, misled, falseShare, found, exact, wrong }) => {
    const power = found / (persons * links.length);
    const [lagExact, wrongSign] = [exact / found, wrong / found];
    return [
      rule,
      { misled: misled / persons, falseShare: falseShare / persons, power, lagExact, wrongSign },
    ] as const;
  });
  return Object.fromEntries(found) as PersonsFound;
}

function shownTo({ days }: WholePerson): Readonly<Record<ShowRule, readonly Shown[]>> {
  const series = seriesOf(days, lastDayOf(days));
  const relations = findRelations(series).flatMap(({ pair, lags, found }) =>
    found === null ? [] : [{ ...pair, ...found, lags }],
  );
  const plain = plainTests(series);
  return {
    "plain, every p": surestOfEach(plain.filter(({ p }) => p <= 0.05)),
    "plain, q ≤ .10": surestOfEach(plain.filter(({ q }) => q <= 0.1)),
    "engine, every p": relations.filter(({ lags }) =>
      lags.some(({ test }) => test.kind === "tested" && test.p <= 0.05),
    ),
    "engine, q ≤ .10": relations.filter(({ q }) => q <= 0.1),
    "engine, q ≤ .05": relations.filter(({ q }) => q <= 0.05),
  };
}

/** Spearman's of every pair and lag, as if every day were a new draw; q over all of them. */
function plainTests({ values }: RelationSeries) {
  const tests = PAIRS.flatMap((pair) =>
    LAGS.flatMap((lag) => {
      const { before, after } = knownPairs(values[pair.from], values[pair.to], lag);
      if (before.length < 3) return [];
      const r = sampleRankCorrelation(before, after);
      return Number.isNaN(r) ? [] : [{ ...pair, lag, r, p: plainP(r, before.length) }];
    }),
  );
  const qs = benjaminiHochberg(tests.map(({ p }) => p));
  return tests.map((test, index) => ({ ...test, q: qs[index] ?? 1 }));
}

function surestOfEach<Test extends Shown & { readonly p: number }>(tests: readonly Test[]): readonly Test[] {
  return [...Map.groupBy(tests, ({ type }) => type).values()].flatMap((same) => {
    const [surest] = same.toSorted((one, other) => one.p - other.p);
    return surest === undefined ? [] : [surest];
  });
}
