import { answerCrisis, helpGiven, isResting, restAfter } from "./crisis.ts";
import { isCrisisAsked } from "./crisis-asked.ts";
import { openConversation } from "./open-conversation.ts";
import type { Answer } from "./question.ts";
import type { Turn } from "./turn.ts";

/** Short answers to the question under the first answer that are no button's words. */
const YES =
  /^(?:yes|yeah|yea|yep|ya|yes i am|i am|kind of|kinda|sort of|sometimes|a bit|maybe|i think so)[.!]*$/i;
const NO = /^(?:no|nope|nah|not really|not exactly|i don'?t know|i dont know|idk|not sure)[.!]*$/i;
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
  const isAsked = isCrisisAsked(turn, "question");
  const isFree = isAsked || openConversation(turn) === null;
  if (isFree && (MISREAD.test(text) || (isAsked && JOKING.test(text)))) {
    const [newest] = await helpGiven(db, chat.ownerId, context.now);
    // A rest that does not end as the newest crisis began it was shortened before.
    const rest = newest === undefined ? 0 : restAfter(newest.at).getTime();
    return answerCrisis("joking", rest, chat.crisisUntil, context);
  }
  if (!isAsked) return null;
  if (YES.test(text)) return answerCrisis("yes", 0, null, context);
  return NO.test(text) ? answerCrisis("bad", 0, null, context) : null;
}
