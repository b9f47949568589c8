import { rules } from "../../coaching/rules/index.ts";
import type { StandingRest } from "../../db/queries/rule-rests.ts";
import { labelOf } from "../../prompts/index.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { readToken } from "../message.ts";
import { say as part, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { showRests, standingRests, tapRest, wakeToken } from "./rests.ts";
import { ruleName } from "./rule-name.ts";

/** "Bring back 2", "bring low sleep back", "please bring it back". */
const BRING =
  /^(?:(?:please|ok|okay|can you|could you|you can|you may|i want you to|i'd like you to) )*bring (?:back (?<after>.+?)|(?<before>.+?) back)(?: again)?(?:,? please)?[.!?]*$/i;
const NUMBER =
  /^(?:#|no\.? ?|number |the )?(?<number>\d{1,2}|one|two|three|four|five|six|seven|eight|first|second|third)[.)]?(?: one)?$/i;
const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
const PLACES = ["first", "second", "third"];
/** What names none by itself: the only one there is, or the list again. */
const IT =
  /^(?:it|that|this|them|those|these|(?:that|this|the last) one|all|all of (?:it|them)|everything)$/i;
/** Words that tell none from another. */
const FILLER =
  /^(?:a|an|the|my|your|me|i|you|about|of|on|for|and|or|with|that|this|one|ones|thing|things|message|messages|nudge|nudges|rule|rules|reminder|reminders|after|before|under|above|at|than|to|may|several|days?|usual|usually)$/;

/**
 * What a sentence would bring back, in the person's words: a number, "it", or what a rule is about. Null for any other: "bring back
 * my old phone" names no rule.
 */
export function bringBackSentence(text: string): string | null {
  const { after, before } = BRING.exec(text.trim())?.groups ?? {};
  const said = (after ?? before ?? "").trim();
  if (said === "") return null;
  return NUMBER.test(said) || IT.test(said) || rulesNamed(said).length > 0 ? said : null;
}

/** `/rests 2`, `/rests low sleep`, "bring back 2": ends that rest, or lists what there is where it is not plain which. */
export async function bringBack(turn: Turn, said: string): Promise<void> {
  if (said === "") return showRests(turn);
  if (isResting(turn.chat, turn.context.now)) return takeAnswer(turn, restingAnswer(turn.context));
  const rests = await standingRests(turn);
  const number = numberOf(said);
  if (number !== null) {
    // The numbers are those of the list that they see; what was brought back since has moved the others up.
    const shown = offeredAs(turn, number);
    if (shown !== null) return tapRest(turn, shown);
    return wakeOr(
      turn,
      [rests[number - 1]].flatMap((rest) => rest ?? []),
    );
  }
  if (IT.test(said)) return wakeOr(turn, rests.length === 1 ? rests : []);
  const named = rulesNamed(said);
  const found = rests.filter(({ ruleId }) => named.includes(ruleId));
  const [only] = named;
  const what = only === undefined ? null : ruleName(only);
  if (found.length === 0 && named.length === 1 && what !== null)
    return say(turn, [tell("rests/awake", { what })]);
  return wakeOr(turn, found);
}

/** Brings the one back that was found; of none or several the list is shown, to choose from. */
function wakeOr(turn: Turn, found: readonly StandingRest[]): Promise<void> {
  const [only] = found;
  return only !== undefined && found.length === 1
    ? tapRest(turn, wakeToken(only))
    : showRests(turn, [part("rests/which")]);
}

function numberOf(said: string): number | null {
  const number = NUMBER.exec(said)?.groups?.number?.toLowerCase();
  if (number === undefined) return null;
  const index = Math.max(NUMBERS.indexOf(number), PLACES.indexOf(number));
  return index < 0 ? Number(number) : index + 1;
}

/** What the button of that number would do, in the list that was shown last. */
function offeredAs({ memory }: Turn, number: number): string | null {
  const label = labelOf("rests/list", "wake", { number })?.text;
  const item = memory.offers.items.find((one) => one.label === label);
  const read = item === undefined ? null : readToken(item.token);
  return read?.kind === "standing" && read.action.startsWith("rest:") ? read.action : null;
}

/** The rules that some words are about: the one of exactly that name, else all whose id or description has every one of them. */
function rulesNamed(said: string): readonly string[] {
  const words = wordsOf(said);
  if (words.length === 0) return [];
  const ids = rules.map(({ id }) => id);
  const exact = ids.filter((id) => wordsOf(id).join(" ") === words.join(" "));
  if (exact.length > 0) return exact;
  return ids.filter((id) => {
    const known = wordsOf(`${id} ${ruleName(id) ?? ""}`);
    return words.every((word) => known.some((one) => isSame(one, word)));
  });
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "" && !FILLER.test(word));
}

/** "Subscriptions" is "subscription", and "spend" begins "spending". */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  return Math.min(one.length, other.length) >= 4 && (one.startsWith(other) || other.startsWith(one));
}
