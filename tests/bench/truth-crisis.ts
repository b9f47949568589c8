import { crisisTier, soundsHeavy } from "../../coaching/understanding/crisis.ts";
import { readRules } from "../../coaching/understanding/crisis-rules.ts";
import {
  ALARM_AT,
  CARE_AT,
  type CrisisWeights,
  crisisChance,
} from "../../coaching/understanding/crisis-sound.ts";
import { foldsOf } from "../support/crisis-folds.ts";
import { blindLines, type CrisisLine, type CrisisSource, trainingLines } from "../support/crisis-lines.ts";
import { trainWeights, weightsOf } from "../support/crisis-training.ts";

const FOLDS = 10;

/** How many of some lines there are, and how many of them the alarm got wrong. */
export type Heard = { readonly lines: number; readonly wrong: number };

/** Lines of a crisis that were not heard, and other lines that alarmed. */
export type Mistakes = { readonly missed: Heard; readonly falseAlarms: Heard };

/** Lines of a crisis, and other lines, that alarm nobody and come near: they are answered with a word of care. */
export type Near = { readonly crises: Heard; readonly others: Heard };

/** A line as weights heard it that were learned without it and without its near-duplicates. */
type HeldOut = CrisisLine & {
  readonly fold: number;
  readonly byRules: boolean;
  /** 0 where all is a joke, about which the weights are not asked. */
  readonly chance: number;
  /** The same with an everyday line before it and one behind it, from the same fold. */
  readonly amongOthers: boolean;
};

/** Cross-validated figures of the reviewed lines; the rules were written in view of many of them and are not held out. */
export function crossValidate() {
  const lines = trainingLines();
  const folds = foldsOf(lines, FOLDS);
  const heldOut = Array.from({ length: FOLDS }, (_, fold) => hearFold(lines, folds, fold)).flat();
  const both = (at: number) => (line: HeldOut) => line.byRules || line.chance >= at;
  return {
    lines: heldOut.length,
    ofSource: (source: CrisisSource) => {
      const those = heldOut.filter((line) => line.source === source);
      return {
        rules: mistakes(those, ({ byRules }) => byRules),
        both: mistakes(those, both(ALARM_AT)),
        amongOthers: mistakes(those, ({ amongOthers }) => amongOthers),
        near: nearOf(those, isNear(CARE_AT)),
      };
    },
    at: (chance: number) => mistakes(heldOut, both(chance)),
    near: (from: number) => nearOf(heldOut, isNear(from)),
    /** The chance from which on no line of what is ordinarily said reaches it. */
    everydayBelow: Math.max(
      ...heldOut.filter(({ source }) => source === "everyday").map(({ chance }) => chance),
    ),
    rules: mistakes(heldOut, ({ byRules }) => byRules),
    folds: Array.from({ length: FOLDS }, (_, fold) =>
      mistakes(
        heldOut.filter((line) => line.fold === fold),
        both(ALARM_AT),
      ),
    ),
  };
}

/** Lines that were written blind: what the rules alone and both listeners got wrong of them. */
export function hearBlind(name: string): {
  readonly rules: Mistakes;
  readonly both: Mistakes;
  readonly near: Near;
} {
  const lines = blindLines(name);
  return {
    rules: mistakes(lines, ({ text }) => readRules(text).tier !== null),
    both: mistakes(lines, ({ text }) => crisisTier(text) !== null),
    near: nearOf(lines, ({ text }) => soundsHeavy(text)),
  };
}

const isNear =
  (from: number) =>
  ({ byRules, chance }: HeldOut) =>
    !byRules && chance >= from && chance < ALARM_AT;

function nearOf<Line extends { readonly crisis: boolean }>(
  lines: readonly Line[],
  isHeard: (line: Line) => boolean,
): Near {
  const count = (crisis: boolean): Heard => {
    const those = lines.filter((line) => line.crisis === crisis);
    return { lines: those.length, wrong: those.filter(isHeard).length };
  };
  return { crises: count(true), others: count(false) };
}

function hearFold(lines: readonly CrisisLine[], folds: readonly number[], fold: number): readonly HeldOut[] {
  const learned = weightsOf(trainWeights(lines.filter((_, index) => folds[index] !== fold)));
  const those = lines.filter((_, index) => folds[index] === fold);
  const everyday = those.filter(({ source }) => source === "everyday").map(({ text }) => text);
  const beside = (index: number) => everyday[index % everyday.length] ?? "";
  return those.map((line, index) => ({
    ...line,
    fold,
    ...hear(line.text, learned),
    amongOthers: isAlarm(hear(`${beside(index)}. ${line.text}. ${beside(index + 7)}`, learned)),
  }));
}

function hear(text: string, learned: CrisisWeights) {
  const { tier, earnest } = readRules(text);
  return { byRules: tier !== null, chance: earnest === "" ? 0 : crisisChance(earnest, learned) };
}

function isAlarm({ byRules, chance }: { readonly byRules: boolean; readonly chance: number }): boolean {
  return byRules || chance >= ALARM_AT;
}

function mistakes<Line extends { readonly crisis: boolean }>(
  lines: readonly Line[],
  isHeard: (line: Line) => boolean,
): Mistakes {
  const crises = lines.filter(({ crisis }) => crisis);
  const others = lines.filter(({ crisis }) => !crisis);
  return {
    missed: { lines: crises.length, wrong: crises.filter((line) => !isHeard(line)).length },
    falseAlarms: { lines: others.length, wrong: others.filter(isHeard).length },
  };
}
