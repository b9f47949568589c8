import { z } from "zod";

const start = z.enum(["maya", "tom", "own"]);
export type Start = z.infer<typeof start>;

/** What names one of the three, by itself. */
const NAMES: Readonly<Record<string, Start>> = {
  maya: "maya",
  tom: "tom",
  own: "own",
  mine: "own",
  myself: "own",
  first: "maya",
  "1st": "maya",
  one: "maya",
  second: "tom",
  "2nd": "tom",
  two: "tom",
  third: "own",
  "3rd": "own",
  three: "own",
  last: "own",
};
/** A sample person, whichever; the first of them. */
const SAMPLE = new Set(["sample", "demo", "example", "around"]);
const FILLER =
  /^(?:a|an|the|my|me|i|i'd|i'll|like|to|want|would|will|take|choose|pick|go|let's|lets|yes|yeah|ok|okay|please|and|with|as|for|look|looking|see|show|start|try|use|person|people|data|number|no|one|just|first)$/;

/**
 * Which of the first question's three somebody means by a few words of their own: "Maya", "sample please", "the first one", "own".
 *
 * @returns null for anything that says more, or names two
 */
export function readStart(text: string): Start | null {
  const words = text
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[.!?,"“”]+/g, " ")
    .trim()
    .split(/\s+/);
  // "The second one" names the second.
  const said = words.length > 1 && words.at(-1) === "one" ? words.slice(0, -1) : words;
  const isOnlyThat = said.every((word) => word in NAMES || SAMPLE.has(word) || FILLER.test(word));
  if (!isOnlyThat) return null;
  const persons = new Set(said.flatMap((word) => start.safeParse(word).data ?? []));
  const named = new Set(said.flatMap((word) => NAMES[word] ?? []));
  const isSample = said.some((word) => SAMPLE.has(word));
  for (const among of [persons, isSample ? new Set<Start>(["maya"]) : named]) {
    if (among.size > 1) return null;
    for (const one of among) return one;
  }
  return null;
}
