import { readFileSync } from "node:fs";
import { z } from "zod";
import * as said from "../coaching/understanding/examples/crisis.ts";
import * as circumstances from "../coaching/understanding/examples/crisis-circumstances.ts";
import * as families from "../coaching/understanding/examples/crisis-families.ts";
import { HARMLESS } from "../coaching/understanding/examples/crisis-harmless.ts";
import { LATER_LOOKALIKES } from "../coaching/understanding/examples/crisis-later-lookalikes.ts";
import { LATER_ROUNDS } from "../coaching/understanding/examples/crisis-later-rounds.ts";
import { LOOKALIKES } from "../coaching/understanding/examples/crisis-lookalikes.ts";
import { NOT_OVER, OVER } from "../coaching/understanding/examples/crisis-over-or-not.ts";
import { PLAIN, PLAIN_LOOKALIKES } from "../coaching/understanding/examples/crisis-plain.ts";
import * as tongues from "../coaching/understanding/examples/crisis-tongues.ts";
import { readLines } from "./judge-frames.ts";

const FIXTURES = new URL("../fixtures/understanding/", import.meta.url);
const STRANGERS = ["strangers-a", "strangers-b", "strangers-c", "strangers-crisis"];

/**
 * Where a line is from. `written`: for the weights, many of them to be hard. `examples`: for the rules, which hear nearly
 * all of them. `strangers`: by others, learned from since. `everyday`: what else is said to the coach.
 */
export type CrisisSource = "written" | "examples" | "strangers" | "everyday";

/** A reviewed message, and whether it is one of somebody in a crisis or in danger, or worried about such a one. */
export type CrisisLine = { readonly text: string; readonly crisis: boolean; readonly source: CrisisSource };

const reviewed = z.object({ text: z.string(), crisis: z.boolean(), kind: z.string() });
const blind = z.object({ text: z.string(), crisis: z.boolean() });

/** Crises that the rules were written for. */
const KNOWN_CRISES: readonly string[] = [
  ...said.EXPLICIT,
  ...said.IMPLIED,
  ...said.ANY_CRISIS,
  ...said.WORRIES.map(([text]) => text),
  ...Object.values(families.FAMILIES).flat(),
  ...LATER_ROUNDS,
  ...families.HEARD_BY_WEIGHTS,
  ...families.NOT_HEARD_YET,
  ...tongues.TONGUES,
  ...circumstances.CIRCUMSTANCES,
  ...NOT_OVER,
  ...PLAIN,
];

/** What comes near them and is none. */
const KNOWN_LOOKALIKES: readonly string[] = [
  ...HARMLESS,
  ...LOOKALIKES,
  ...LATER_LOOKALIKES,
  ...tongues.OTHER_TONGUES_CALM,
  ...circumstances.CIRCUMSTANCE_LOOKALIKES,
  ...OVER,
  ...PLAIN_LOOKALIKES,
];

/** Every line that the weights are learned from, each text once. The blind files are not among them. */
export function trainingLines(): readonly CrisisLine[] {
  const lines: readonly CrisisLine[] = [
    ...jsonLines("crisis-training", reviewed).map(({ text, crisis, kind }) => ({
      text,
      crisis,
      source: kind === "everyday" ? ("everyday" as const) : ("written" as const),
    })),
    ...KNOWN_CRISES.map((text) => ({ text, crisis: true, source: "examples" as const })),
    ...KNOWN_LOOKALIKES.map((text) => ({ text, crisis: false, source: "examples" as const })),
    ...strangersLines(),
  ];
  return [...new Map(lines.toReversed().map((line) => [line.text, line])).values()].toReversed();
}

function strangersLines(): readonly CrisisLine[] {
  return STRANGERS.flatMap((name) => readLines(new URL(`${name}.jsonl`, FIXTURES).pathname)).map(
    ({ text, intent }) => ({ text, crisis: intent === "crisis", source: "strangers" as const }),
  );
}

/** Lines written without the detector in view, and never learned from. */
export function blindLines(name: string): readonly z.infer<typeof blind>[] {
  return jsonLines(name, blind);
}

function jsonLines<Line>(name: string, schema: z.ZodType<Line>): readonly Line[] {
  return readFileSync(new URL(`${name}.jsonl`, FIXTURES), "utf8")
    .trim()
    .split("\n")
    .map((line) => schema.parse(JSON.parse(line)));
}
