import { mean } from "simple-statistics";
import { rules as realRules } from "../../coaching/rules/index.ts";
import type { Rule } from "../../coaching/rules/rule.ts";
import { SELECTION_CONFIG } from "../../coaching/selection/config.ts";
import type { Lived } from "../support/judgement/judged-person.ts";
import { judgeYear } from "../support/judgement/judged-year.ts";
import type { Year } from "../support/judgement/life.ts";
import { madePeople, sampledPeople, YEAR_2028 } from "../support/judgement/people.ts";
import {
  nullRule,
  plantedBenefits,
  plantedIds,
  plantedRules,
  roomyPeople,
  withPlanted,
  worthwhileRule,
} from "../support/judgement/planted.ts";
import { atRandom, inFixedOrder, learned, type Policy } from "../support/judgement/policies.ts";
import { holdPromises } from "../support/judgement/promises.ts";
import type { Rhythm } from "../support/judgement/sample-days.ts";
import { drawTastes } from "../support/judgement/tastes.ts";
import type { YearLog } from "../support/judgement/year-log.ts";
import { alignedTable, share } from "./aligned-table.ts";
import {
  brokenLines,
  heldTable,
  percent,
  promiseTable,
  ruleTable,
  typeTable,
  weekTable,
  withheldShare,
} from "./judgement-tables.ts";
import { count, median, met, type Row } from "./measure.ts";
import type { TruthPart, TruthReport } from "./truth-part.ts";

/** How many people live how long. */
export type JudgementSize = {
  readonly year: Year;
  /** With everything that rules look at. */
  readonly people: number;
  /** Of them, once more under other ways to choose, and once more with rules of which it is known what they do. */
  readonly compared: number;
  readonly planted: number;
  /** On whose days rules find whatever comes. */
  readonly made: number;
  readonly rhythm: Rhythm;
};

const FULL: JudgementSize = {
  year: YEAR_2028,
  people: 300,
  compared: 60,
  planted: 150,
  made: 280,
  rhythm: { recurringDays: 14, lookDays: 14 },
};
const SEED = "bench judgement";
const DAY_MS = 86_400_000;
const rules: readonly Rule[] = realRules;

/** A year of people: what the coach says to them, what it holds and why, and whether it keeps what it promises. */
export const judgementPart: TruthPart = {
  name: "judgement",
  heading: "A year of people: what is said, what is held, and what was promised",
  isQuoted: false,
  measure: () => measureJudgement(FULL),
};

/** The same of any size. */
export function measureJudgement(size: JudgementSize): TruthReport {
  const { year, people: asked, rhythm } = size;
  const people = sampledPeople(SEED, asked, year, rules, rhythm);
  const common = { seed: SEED, year, rules, config: SELECTION_CONFIG };
  const logs = judgeYear(people, common);
  const promised = holdPromises(logs, rules);
  // Chances are not looked at here, and draws for them would take most of the time.
  const made = judgeYear(madePeople(SEED, size.made, year, rules), {
    ...common,
    config: { ...SELECTION_CONFIG, draws: 2 },
  });
  const madePromised = holdPromises(made, rules).filter(({ promise }) => promise !== CHANCES);
  const { people: agreed, ofHarmless, ofAll, harmless } = withheldShare(logs, rules);
  const slots = logs.reduce((sum, log) => sum + log.slots.length, 0);
  return {
    summary: [
      `${asked} invented people, ${year.days} days each, ${count(slots)} slots. All that rules look at is worked out anew for each morning and`,
      "evening, and each slot is decided by the coach's own code; only clock, answers, moves, pauses, crises, silences and outages are",
      "made. Promises are held against the log of what was said by other code.",
      "",
      ...promiseTable(promised),
      "",
      ...brokenLines(promised),
      `The same for ${size.made} people (${count(size.made * year.days)} days) on whose days rules find whatever comes:`,
      "",
      ...promiseTable(madePromised),
      "",
      ...brokenLines(madePromised),
    ],
    details: [
      "What rules said:",
      "",
      ...typeTable(logs, rules),
      "",
      ...ruleTable(logs, rules),
      "",
      "What became of the slots, in shares of each kind's:",
      "",
      ...heldTable(logs),
      "",
      ...weekTable(logs, year.days),
      "",
      `${agreed} of them agreed that something is left out at random. Of ${count(harmless)} harmless messages that were chosen for them,`,
      `${percent(ofHarmless)} were left out (${percent(SELECTION_CONFIG.withholdShare)} are meant to be), which is ${percent(ofAll)} of all that was chosen.`,
      "",
      ...alignedTable([
        ["what", "measured", "bar", ""],
        ...choiceRows(people.slice(0, size.compared), common),
      ]),
      "",
      ...alignedTable([
        ["rules retired within the year", "people", "for whom", "median day", "reason"],
        ...retiredRows(people.slice(0, size.planted), common),
      ]),
      "",
      "Nobody here acts on what they are told: but for the planted rule that lifts the next day's mood by half a standard deviation,",
      "every rule does nothing, and one that goes on for the year has not had the days to be found out. Answers are drawn by tastes",
      "of which the coach knows nothing; two of five messages are rated, which in life is not at random. What recurs and relations are",
      `worked out every ${rhythm.recurringDays} and ${rhythm.lookDays} days here, and not daily and weekly.`,
    ],
    pictures: {},
  };
}

const CHANCES = "each choice tells its chances";

type Common = Parameters<typeof judgeYear>[1];

/**
 * What was said against the best that might have been, where there was a choice; the liking drawn several times, as one draw may
 * happen to suit a fixed order.
 */
function choiceRows(people: readonly Lived[], common: Common): readonly Row[] {
  const worlds = LIKINGS.map((liking) =>
    people.map((person) => ({ ...person, tastes: drawTastes(liking, person.personId, rules) })),
  );
  const under = (policy: Policy) => {
    const choices = worlds.flatMap((world) =>
      judgeYear(world, { ...common, policy }).flatMap((log) =>
        log.rules.filter(({ isWithheld, allowed }) => !isWithheld && allowed > 1),
      ),
    );
    return {
      regret: mean(choices.map(({ truth, bestTruth }) => bestTruth - truth)),
      helpful: mean(choices.map(({ truth }) => truth)),
      aYear: choices.length / worlds.length / people.length,
    };
  };
  const [own, random, fixed] = [under(learned), under(atRandom), under(inFixedOrder)];
  const row = (what: string, ratio: number, most: number): Row => [
    what,
    share(ratio),
    `at most ${share(most)}`,
    met(ratio <= most, share(ratio - most)),
  ];
  return [
    ["messages a person and year that were chosen among several", own.aYear.toFixed(0), "", ""],
    row("regret of them, of random's", own.regret / random.regret, 0.62),
    row("the same, of fixed order's", own.regret / fixed.regret, 0.55),
    [
      "helpful among them: learned / random / fixed order",
      [own, random, fixed].map(({ helpful }) => share(helpful)).join(" / "),
      "",
      "",
    ],
  ];
}

const LIKINGS = ["liking 1", "liking 2", "liking 3", "liking 4"];

function retiredRows(people: readonly Lived[], common: Common): readonly (readonly string[])[] {
  const planted = { rules: [...rules, ...plantedRules], planted: plantedIds, benefits: plantedBenefits };
  const logs = judgeYear(
    people.map((person) => ({ ...person, found: withPlanted(`${SEED}/${person.personId}`, person.found) })),
    { ...common, ...planted },
  );
  const roomy = judgeYear(roomyPeople(SEED, people), { ...common, ...planted });
  const agreed = logs.filter(({ settings }) => settings[0]?.preferences.joinsTrials === true);
  const row = (what: string, of: readonly YearLog[], isMeant: (ruleId: string) => boolean, why: string) => {
    const retired = of.map((log) => log.retired.filter((one) => isMeant(one.ruleId) && one.why === why));
    const days = of.flatMap((log, index) =>
      (retired[index] ?? []).map(({ at }) => (at.getTime() - log.from.getTime()) / DAY_MS),
    );
    const affected = retired.filter((own) => own.length > 0).length;
    return [
      what,
      String(of.length),
      percent(affected / Math.max(1, of.length)),
      days.length === 0 ? "" : median(days).toFixed(0),
      why,
    ];
  };
  const only = (id: string) => (ruleId: string) => ruleId === id;
  const isReal = (ruleId: string) => !plantedIds.has(ruleId);
  const [nothing, worthwhile] = [only(nullRule.id), only(worthwhileRule.id)];
  return [
    row("planted, does nothing; beside all others", agreed, nothing, "does_nothing"),
    row("planted, half a standard deviation; beside all others", agreed, worthwhile, "does_nothing"),
    row("planted, does nothing; with room for it", roomy, nothing, "does_nothing"),
    row("planted, half a standard deviation; with room for it", roomy, worthwhile, "does_nothing"),
    row("any of the coach's own", agreed, isReal, "does_nothing"),
    row("any of the coach's own", logs, isReal, "annoys"),
  ];
}
