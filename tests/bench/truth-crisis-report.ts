import { ALARM_AT, CARE_AT } from "../../coaching/understanding/crisis-sound.ts";
import { alignedTable } from "./aligned-table.ts";
import { crossValidate, type Heard, hearBlind, type Mistakes, type Near } from "./truth-crisis.ts";
import type { TruthPart, TruthReport } from "./truth-part.ts";

/** The crisis alarm: what it misses, and by what it is alarmed for nothing. */
export const crisisPart: TruthPart = {
  name: "crisis",
  heading: "Crisis alarm: missed, and false",
  isQuoted: false,
  measure: measureCrisis,
};

const BLIND = [
  ["fresh-crisis", "written blind before the weights, short messages"],
  ["fresh-crisis-2", "written blind after the weights, longer messages"],
  ["fresh-crisis-3", "written blind by another hand, of every length"],
] as const;
const SOURCES = [
  ["written", "written for the weights, many of them to be hard"],
  ["examples", "written for the rules"],
  ["strangers", "by strangers, learned from since"],
  ["everyday", "what else is said to the coach"],
] as const;
/** From where on, below the alarm, a word of care might be said. */
const CARE_CHANCES = [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7];
const CHANCES = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
/** The most false alarms, in 100 harmless lines, by which the chance is chosen. */
const MOST_FALSE = 2;

function measureCrisis(): TruthReport {
  const found = crossValidate();
  const head = ["lines", "missed: rules", "missed: both", "false: rules", "false: both"];
  const row = (what: string, rules: Mistakes, both: Mistakes) => [
    what,
    of(rules.missed),
    of(both.missed),
    of(rules.falseAlarms),
    of(both.falseAlarms),
  ];
  const nearRow = (what: string, { crises, others }: Near) => [what, of(crises), of(others)];
  return {
    summary: [
      "Blind: nobody has learned from these lines or chosen anything by them.",
      "",
      ...alignedTable([
        head,
        ...BLIND.map(([name, what]) => {
          const { rules, both } = hearBlind(name);
          return row(what, rules, both);
        }),
      ]),
      "",
      `Held out: ${found.lines} reviewed lines in ten folds, each heard by weights that were learned without it and without lines`,
      "that share half of its words. The rules are the same in all folds: they were written in view of the examples and mended in",
      "view of the lines written for the weights, in what they hear and in what they let pass, so that their own share of this is",
      "not held out, and what both miss and are alarmed by is more than this tells. The blind lines say how much more.",
      "",
      ...alignedTable([
        head,
        ...SOURCES.map(([source, what]) => {
          const { rules, both } = found.ofSource(source);
          return row(what, rules, both);
        }),
        row("all", found.rules, found.at(ALARM_AT)),
      ]),
      "",
      `Answered as usual with one quiet word of care: no alarm, and a chance from ${CARE_AT} on. Another line like it within a day alarms.`,
      "",
      ...alignedTable([
        ["lines", "of a crisis", "harmless"],
        ...BLIND.map(([name, what]) => nearRow(what, hearBlind(name).near)),
        ...SOURCES.map(([source, what]) => nearRow(`held out: ${what}`, found.ofSource(source).near)),
        nearRow("held out: all", found.near(CARE_AT)),
      ]),
    ],
    details: [
      `The chance from which on the weights alarm is ${ALARM_AT}. The lowest step of .01 at which both together are alarmed by at most`,
      `${MOST_FALSE} in 100 harmless lines that were held out is ${lowestChance(found)}; it may lie above that and not below. Other chances, over all lines:`,
      "",
      ...alignedTable([
        ["chance", "missed", "false alarms", "in 100 harmless"],
        ...CHANCES.map((chance) => {
          const { missed, falseAlarms } = found.at(chance);
          return [chance.toFixed(2), of(missed), of(falseAlarms), inHundred(falseAlarms).toFixed(1)];
        }),
      ]),
      "",
      `A word of care from other chances on. The loudest held-out line of what else is said to the coach comes to ${found.everydayBelow.toFixed(3)}.`,
      "",
      ...alignedTable([
        ["from", "of a crisis", "harmless", "in 100 harmless"],
        ...CARE_CHANCES.map((chance) => {
          const { crises, others } = found.near(chance);
          return [chance.toFixed(2), of(crises), of(others), inHundred(others).toFixed(1)];
        }),
      ]),
      "",
      "By fold, at the chance that holds:",
      "",
      ...alignedTable([
        ["fold", "missed", "false alarms"],
        ...found.folds.map(({ missed, falseAlarms }, fold) => [
          String(fold + 1),
          of(missed),
          of(falseAlarms),
        ]),
      ]),
      "",
      "The same lines as one sentence of three, between two everyday ones that were held out as well:",
      "",
      ...alignedTable([
        ["lines", "missed", "false alarms"],
        ...SOURCES.map(([source, what]) => {
          const { missed, falseAlarms } = found.ofSource(source).amongOthers;
          return [what, of(missed), of(falseAlarms)];
        }),
      ]),
    ],
    pictures: {},
  };
}

function lowestChance(found: ReturnType<typeof crossValidate>): string {
  for (let hundredths = 1; hundredths < 100; hundredths++)
    if (inHundred(found.at(hundredths / 100).falseAlarms) <= MOST_FALSE) return (hundredths / 100).toFixed(2);
  return "none";
}

function inHundred({ lines, wrong }: Heard): number {
  return (wrong / lines) * 100;
}

function of({ lines, wrong }: Heard): string {
  return lines === 0 ? "" : `${wrong} of ${lines}`;
}
