import type { UnderstandingContext } from "./frame.ts";
import { readCorrection } from "./intents/correct-transaction.ts";
import { readMessage } from "./message.ts";
import { knownCategory } from "./things.ts";

const LEAST = 0.3;
/** Said beside a correction without telling anything of the purchase. */
const FILLER =
  /^(?:ok|okay|please|pls|plz|thanks|thank you|btw|by the way|sorry|lol|haha|yes|no|nope|yeah|actually|really|right|just so you know|fyi|(?:so )?(?:please )?(?:change|fix|correct|mark|update|move|put|set)\b.*|not .*|you are wrong|wrong category|i (?:really |actually )?(?:needed|had to).*|from now on|next time|instead|for real)$/iu;

/**
 * What a person adds to a correction in their own words, "winter coat" in "that uniqlo thing wasn't discretionary, winter
 * coat": what stands behind the part that corrects, unless it corrects as well or says nothing.
 *
 * @returns null where nothing is added
 */
export function correctionNote(text: string, context: UnderstandingContext): string | null {
  const pieces = text
    .split(/\s*(?:[,;–—(]|\s-\s|\.\s)\s*/u)
    .map((piece) => piece.replace(/[\s.!)]+$/u, "").trim())
    .filter((piece) => piece !== "");
  const corrects = pieces.map((piece) => {
    const frame = readCorrection(readMessage(piece, context));
    return frame !== null && frame.confidence >= LEAST;
  });
  const first = corrects.indexOf(true);
  if (first === -1) return null;
  const added = pieces.filter(
    (piece, index) =>
      index > first &&
      corrects[index] !== true &&
      !FILLER.test(piece) &&
      /\p{L}{2}/u.test(piece) &&
      // "That wasn't a treat, groceries" names a category, which is no note.
      !isCategoryAlone(piece, context),
  );
  return added.length === 0 ? null : added.join(", ");
}

function isCategoryAlone(piece: string, context: UnderstandingContext): boolean {
  const { flat } = readMessage(piece, context);
  return knownCategory(flat) === flat;
}
