import { answerCrisis, helpGiven, isResting, restAfter } from "./crisis.ts";
import { askedHere, type CrisisQuestion } from "./crisis-asked.ts";
import { openConversation } from "./open-conversation.ts";
import type { Answer } from "./question.ts";
import type { Turn } from "./turn.ts";

/** Short answers to the question under the first answer that are no button's words. */
const YES =
  /^(?:yes|yeah|yea|yep|ya|yes i am|i am|kind of|kinda|sort of|sometimes|a bit|maybe|i think so)[.!]*$/i;
const NO = /^(?:no|nope|nah|not really|not exactly|i don'?t know|i dont know|idk|not sure)[.!]*$/i;
/** The same about being able to call, and about being safe. */
const CALLS =
  /^(?:yes,? )?(?:i can|i(?:'?m| am|'?ve| have)? (?:calling|called)(?: (?:them|now|it|\d+))*|calling(?: now)?)[.!]*$/i;
const CANNOT =
  /^(?:no,? )?(?:i )?(?:can'?t|cannot|won'?t|don'?t want to)(?: call)?(?: (?:them|anyone|anybody|now))?[.!]*$/i;
const SAFE = /^(?:yes,? )?i(?:'?m| am) (?:safe|ok|okay|fine)(?: (?:right )?(?:now|here))?[.!]*$/i;
const UNSAFE =
  /^(?:no,? )?(?:i(?:'?m| am) )?not (?:really |very )?safe(?: (?:right )?(?:now|here))?[.!]*$|^i(?:'?m| am) not[.!]*$/i;
/** Says it of the coach, whatever was asked last. */
const MISREAD =
  /^(?:no,? )?(?:you )?(?:mis-?(?:read|understood|heard)(?: (?:me|that|it))?|got (?:me|that|it) wrong)[.!]*$/i;
const JOKING =
  /^(?:no,? )?(?:i(?: am|'?m| was) (?:only |just )?(?:joking|kidding)|(?:just |only )?(?:joking|kidding)|(?:that(?:'?s| is) )?not what i meant)[.!]*$/i;

/**
 * A short typed answer to the question of a crisis, as its button: only where that question was the last thing said in this chat, as
 * "yes" and "a bit" answer much else in three days. That it was misread is believed later too, where nothing is open; a bare "no"
 * never shortens the rest.
 */
export async function answerCrisisWords(turn: Turn, text: string): Promise<Answer | null> {
  const { db, chat, context } = turn;
  if (!isResting(chat, context.now)) return null;
  const asked = askedHere(turn);
  const isAsked = asked !== null;
  const isFree = isAsked || openConversation(turn) === null;
  if (isFree && (MISREAD.test(text) || (isAsked && JOKING.test(text)))) {
    const [newest] = await helpGiven(db, chat.ownerId, context.now);
    // A rest that does not end as the newest crisis began it was shortened before.
    const rest = newest === undefined ? 0 : restAfter(newest.at).getTime();
    return answerCrisis("joking", rest, chat.crisisUntil, context);
  }
  const said = asked === null ? null : saidTo(asked, text);
  return said === null ? null : answerCrisis(said, 0, null, context);
}

/** The button that a short answer stands for. */
function saidTo(asked: Exclude<CrisisQuestion, "follow-up">, text: string): string | null {
  const own = asked === "question" ? "" : `${asked}-`;
  const isYes =
    YES.test(text) || (asked === "act" && CALLS.test(text)) || (asked === "others" && SAFE.test(text));
  if (isYes) return `${own}yes`;
  const isNo =
    NO.test(text) || (asked === "act" && CANNOT.test(text)) || (asked === "others" && UNSAFE.test(text));
  return isNo ? `${own}bad` : null;
}
