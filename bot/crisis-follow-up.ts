import type { Frame } from "../coaching/understanding/frame.ts";
import { SURE } from "../coaching/understanding/understand.ts";
import { EMOTICONS } from "../coaching/understanding/words/faces.ts";
import { checkIn } from "./conversations/check-in.ts";
import { followUpHeardAnswer } from "./crisis.ts";
import { isFollowUpAsked } from "./crisis-asked.ts";
import { begin } from "./follow.ts";
import { limitReply } from "./limits.ts";
import { openConversation } from "./open-conversation.ts";
import { type Turn, takeAnswer } from "./turn.ts";

/**
 * A text after the soft question of the day after, where that was the last thing said in this chat: whoever says how they are talks
 * to somebody, and fills in no form. It is answered with one line, whatever it says, and nothing of it is stored but a plain number or
 * a face: "a bit better" is no mood, and one that reads it so would be wrong about somebody on a bad day.
 *
 * @returns false where it is about something else
 */
export async function answerFollowUp(turn: Turn, text: string, frame: Frame): Promise<boolean> {
  if (!isFollowUpAsked(turn) || text.startsWith("/")) return false;
  if (isPlainAnswer(text, frame)) {
    if (openConversation(turn) !== null) return false;
    await begin(turn, checkIn.name, { kind: "text", text, frame });
    return true;
  }
  const isOther = !ABOUT_THEM.has(frame.intent) && frame.confidence >= SURE;
  if (isOther || limitReply(text) !== null) return false;
  await takeAnswer(turn, followUpHeardAnswer(turn.context));
  return true;
}

const ABOUT_THEM: ReadonlySet<Frame["intent"]> = new Set(["check_in", "unclear", "smalltalk", "help"]);

/** A mood or energy as a number, or a face with no word beside it. */
function isPlainAnswer(text: string, frame: Frame): boolean {
  if (frame.intent !== "check_in") return false;
  const { mood, mood_word: word, energy } = frame.slots;
  const isFace = word !== undefined && (!/\p{L}/u.test(text) || EMOTICONS[text] !== undefined);
  return mood !== undefined || (energy !== undefined && /\d/.test(text)) || isFace;
}
