import { type Choice, type Part, say as part, tell } from "../reply.ts";
import { trialsPart } from "../trials.ts";
import { say, type Turn } from "../turn.ts";
import { standingPart, standingParts } from "./model.ts";
import { showModelCalls } from "./model-calls.ts";

type More = readonly [string, RegExp, (turn: Turn) => readonly Part[]];
/** What there is more to say about, by what can stand behind `/privacy`. */
const MORE: readonly More[] = [
  ["kept", /^(?:kept|keep|all|everything|data)\b/i, () => [part("privacy/kept")]],
  ["links", /^(?:links?|banks?|wearables?|devices?|accounts?|keys?)\b/i, () => [part("privacy/links")]],
  ["words", /^(?:words?|language|ai|llm)\b/i, standingParts],
  [
    "counts",
    /^(?:counts?|counted|trials?)\b/i,
    ({ context }) => [part("privacy/counts"), trialsPart(context.person)],
  ],
];

/**
 * `/privacy`: in a few lines what is kept, who sees it and how it ends, with the whole of each behind a button, or as
 * `/privacy kept`; `/privacy model` shows what went to a language model.
 */
export async function showPrivacy(turn: Turn, said: string): Promise<void> {
  if (/^models?\b/i.test(said)) return showModelCalls(turn, said);
  const asked = MORE.find(([, words]) => words.test(said));
  if (asked !== undefined) return sayPart(turn, asked);
  const { person } = turn.context;
  const parts = [
    part("privacy/short"),
    ...(person.isTerminal ? [] : [part("privacy/carried")]),
    standingPart(turn),
    ...(person.preferences.joinsTrials ? [trialsPart(person)] : []),
    part("privacy/to-come"),
    part("privacy/more"),
  ];
  say(turn, [{ parts, choices: choicesOf(MORE) }]);
}

/** One of them, and the others after it: in a terminal what is not offered any more cannot be picked. */
function sayPart(turn: Turn, asked: More): void {
  const others = choicesOf(MORE.filter((more) => more !== asked));
  say(turn, [{ parts: [...asked[2](turn), part("privacy/more")], choices: others }]);
}

function choicesOf(more: readonly More[]): readonly Choice[] {
  return more.map(([id]): Choice => ({ id: `privacy:${id}`, label: id, standing: true }));
}

/** `privacy:<part>`, under that message. */
export async function tapPrivacy(turn: Turn, action: string): Promise<void> {
  const asked = MORE.find(([id]) => action === `privacy:${id}`);
  if (asked === undefined) return say(turn, [tell("errors/button-gone")]);
  sayPart(turn, asked);
}
