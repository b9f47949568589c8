import { mean } from "simple-statistics";
import { SELECTION_CONFIG } from "../../coaching/selection/config.ts";
import { calibrationOf, judgeRandomFromLog } from "../support/selection-log.ts";
import {
  type Policy,
  SPREADS,
  simulateWorld,
  type World,
  type WorldFound,
} from "../support/selection-world.ts";
import { retiredShare } from "../support/tried-days.ts";
import { alignedTable, share } from "./aligned-table.ts";
import { met, type Row } from "./measure.ts";
import type { TruthPart, TruthReport } from "./truth-part.ts";

/** How large the worlds are; the specification's own has 800 people and 120 days. */
export type SelectionSize = {
  /** How often the liking of the kinds is drawn anew: one draw alone may happen to suit a fixed order, or not. */
  readonly worlds: number;
  /** In each of them. */
  readonly users: number;
  readonly days: number;
  /** Smaller worlds from whose logs another policy is judged. */
  readonly logs: number;
  readonly logUsers: number;
  readonly people: number;
};

const FULL: SelectionSize = { worlds: 4, users: 200, days: 120, logs: 20, logUsers: 100, people: 4000 };
const UNSKIPPED = { ...SELECTION_CONFIG, skipBelow: 0 };
const POLICIES = [
  { name: "fixed priority", policy: "fixed priority", config: SELECTION_CONFIG },
  { name: "random", policy: "random", config: SELECTION_CONFIG },
  { name: "learned, never skipping", policy: "learned", config: UNSKIPPED },
  { name: "learned", policy: "learned", config: SELECTION_CONFIG },
] as const satisfies readonly { name: string; policy: Policy; config: typeof SELECTION_CONFIG }[];

type Compared = Readonly<Record<(typeof POLICIES)[number]["name"], WorldFound>>;

/** What is said, of what might be: against chance, a fixed order, and the best there was. */
export const selectionPart: TruthPart = {
  name: "selection",
  heading: "What to say: learned from answers",
  isQuoted: false,
  measure: () => measureSelection(FULL),
};

/** The same of any size. */
export function measureSelection(size: SelectionSize): TruthReport {
  const { worlds, users, days } = size;
  const sizeWords = `${worlds} times ${users} people, ${days} days, 12 kinds`;
  const [specified, other] = (Object.keys(SPREADS) as (keyof typeof SPREADS)[]).map((name) => ({
    name,
    found: compare({ seed: `bench selection ${name}`, users, days, spread: SPREADS[name] }, worlds),
  }));
  if (specified === undefined || other === undefined) throw new Error("expected two worlds");
  return {
    summary: [
      `A made world of the specification's kind (${sizeWords}; ${specified.name}):`,
      "",
      ...policyTable(specified.found),
      "",
      ...alignedTable([
        ["what", "measured", "bar", ""],
        ...barRows(specified.found),
        ...logRows(size),
        ...retireRows(size),
      ]),
    ],
    details: [
      `The same where ${other.name} do:`,
      "",
      ...policyTable(other.found),
      "",
      ...alignedTable([["what", "measured", "bar", ""], ...barRows(other.found)]),
      "",
      "The specification tells what random choice and fixed priority came to in its world, not how that was made. Both mixtures come to",
      "about that. In the first, learned choice too comes to about what it came to there: bars that are met there say that the method is",
      "the specified one, not that people are like that. In the second there is less to learn from others, and about four ratings a",
      "kind in four months teach little about one person.",
      "",
      "Whoever opts out is counted and goes on being written to, so that the columns are of the same days. Half of what is said is",
      "rated, at random, which in life it is not. A rule of no effect was tried on 60 eligible days with 15 in 100 left out; alone",
      "those days cannot tell, so such a rule mostly stays until it is seen in others that it does nothing.",
    ],
    pictures: {},
  };
}

function compare(world: World, worlds: number): Compared {
  const found = POLICIES.map(({ name, policy, config }) => {
    const each = Array.from({ length: worlds }, (_, index) =>
      simulateWorld({ ...world, seed: `${world.seed} ${index}` }, policy, config),
    );
    const average = (measure: (one: WorldFound) => number) => mean(each.map(measure));
    const whole: WorldFound = {
      helpful: average(({ helpful }) => helpful),
      regret: average(({ regret }) => regret),
      optedOut: average(({ optedOut }) => optedOut),
      sendsPerUser: average(({ sendsPerUser }) => sendsPerUser),
      log: each.flatMap(({ log }) => log),
    };
    return [name, whole];
  });
  return Object.fromEntries(found) as Compared;
}

function policyTable(found: Compared): readonly string[] {
  return alignedTable([
    ["policy", "helpful, when said", "regret a message", "share opting out", "messages"],
    ...POLICIES.map(({ name }) => {
      const { helpful, regret, optedOut, sendsPerUser } = found[name];
      return [name, share(helpful), share(regret), share(optedOut), sendsPerUser.toFixed(0)];
    }),
  ]);
}

function barRows(found: Compared): readonly Row[] {
  const { learned, random } = found;
  const unskipped = found["learned, never skipping"];
  const gaps = calibrationOf(unskipped.log)
    .filter(({ count }) => count >= 1500)
    .map(({ said, happened }) => Math.abs(said - happened));
  return [
    mostRow("regret, of random's", learned.regret / random.regret, 0.62),
    mostRow("regret, of fixed priority's", learned.regret / found["fixed priority"].regret, 0.55),
    mostRow("opting out, of the same without skipping", learned.optedOut / unskipped.optedOut, 0.75),
    mostRow("chance noted against chance seen, largest gap in tenths", Math.max(0, ...gaps), 0.02),
  ];
}

/** Random choice judged from the learned policy's log, in one world after another. */
function logRows({ days, logs, logUsers, users }: SelectionSize): readonly Row[] {
  const spread = SPREADS["kinds differ about as much as people"];
  const judge = (seed: string, people: number) =>
    judgeRandomFromLog(simulateWorld({ seed, users: people, days, spread }, "learned", UNSKIPPED).log);
  const large = judge("bench selection log", users);
  const small = Array.from({ length: logs }, (_, index) => judge(`bench selection log ${index}`, logUsers));
  const held = small.filter(({ low, high, truth }) => low <= truth && truth <= high).length / logs;
  return [
    mostRow("random choice judged from the log, error", Math.abs(large.estimate - large.truth), 0.03),
    [
      `its intervals that hold the truth, ${logs} worlds of ${logUsers} people`,
      share(held),
      `at least ${share(0.9)}`,
      met(held >= 0.9, share(0.9 - held)),
    ],
  ];
}

function retireRows({ people }: SelectionSize): readonly Row[] {
  const retired = (benefit: number, isKnownOfOthers: boolean) =>
    share(retiredShare({ seed: "bench retire", people, benefit, isKnownOfOthers }, SELECTION_CONFIG));
  return [
    ["a rule of no effect retires after 60 eligible days, as others show it", retired(0, true), "", ""],
    ["the same, on those days alone", retired(0, false), "", ""],
    ["a rule of a worthwhile effect (.3 standard deviations) does", retired(0.3, true), "", ""],
    ["the same, on those days alone", retired(0.3, false), "", ""],
  ];
}

function mostRow(what: string, measured: number, most: number): Row {
  return [what, share(measured), `at most ${share(most)}`, met(measured <= most, share(measured - most))];
}
