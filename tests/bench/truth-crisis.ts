import { readFileSync } from "node:fs";
import { z } from "zod";
import { crisisTier } from "../../coaching/understanding/crisis.ts";
import * as said from "../coaching/understanding/examples/crisis.ts";
import * as circumstances from "../coaching/understanding/examples/crisis-circumstances.ts";
import * as families from "../coaching/understanding/examples/crisis-families.ts";
import { readLines } from "../support/judge-frames.ts";

const STRANGERS = new URL("../fixtures/understanding/", import.meta.url);

const freshLine = z.object({ text: z.string(), crisis: z.boolean() });

/** How many of some lines there are, and how many of them the alarm got wrong. */
export type Heard = { readonly lines: number; readonly wrong: number };

export type CrisisFigures = {
  /** Lines of a crisis, by whether they were looked at while the patterns were written; wrong: not heard. */
  readonly misses: Readonly<Record<"known" | "strangers" | "fresh", Heard>>;
  /** Other lines; wrong: alarmed by. */
  readonly falseAlarms: Readonly<Record<"lookalikes" | "strangers" | "fresh", Heard>>;
};

/** The alarm on lines of both kinds that were written for it, and on those that strangers wrote. */
export function measureCrisis(): CrisisFigures {
  const strangers = ["strangers-a", "strangers-b", "strangers-c", "strangers-crisis"].flatMap((name) =>
    readLines(new URL(`${name}.jsonl`, STRANGERS).pathname),
  );
  const isCrisis = ({ intent }: { readonly intent: string }) => intent === "crisis";
  const crises = [
    ...said.EXPLICIT,
    ...said.IMPLIED,
    ...said.ANY_CRISIS,
    ...said.WORRIES.map(([text]) => text),
    ...Object.values(families.FAMILIES).flat(),
    ...families.LATER_ROUNDS,
    ...families.NOT_HEARD_YET,
    ...families.TONGUES,
    ...circumstances.CIRCUMSTANCES,
  ];
  const calm = [
    ...said.HARMLESS,
    ...families.LOOKALIKES,
    ...families.LATER_LOOKALIKES,
    ...families.OTHER_TONGUES_CALM,
    ...circumstances.CIRCUMSTANCE_LOOKALIKES,
  ];
  // Written blind, and never looked at while patterns were: the only lines that tell what is missed in earnest.
  const fresh = readFileSync(new URL("fresh-crisis.jsonl", STRANGERS), "utf8")
    .trim()
    .split("\n")
    .map((line) => freshLine.parse(JSON.parse(line)));
  const text = (line: { readonly text: string }) => line.text;
  return {
    misses: {
      known: heard(crises, (line) => crisisTier(line) === null),
      strangers: heard(strangers.filter(isCrisis).map(text), (line) => crisisTier(line) === null),
      fresh: heard(fresh.filter(({ crisis }) => crisis).map(text), (line) => crisisTier(line) === null),
    },
    falseAlarms: {
      lookalikes: heard(calm, (line) => crisisTier(line) !== null),
      strangers: heard(
        strangers.filter((line) => !isCrisis(line)).map(text),
        (line) => crisisTier(line) !== null,
      ),
      fresh: heard(fresh.filter(({ crisis }) => !crisis).map(text), (line) => crisisTier(line) !== null),
    },
  };
}

function heard(lines: readonly string[], isWrong: (line: string) => boolean): Heard {
  return { lines: lines.length, wrong: lines.filter(isWrong).length };
}
