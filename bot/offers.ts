import type { LocalDate } from "../coaching/model/local-date.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import { isResting } from "./crisis.ts";
import { askedHere, crisisAskedAfter } from "./crisis-asked.ts";
import { aheadButtons, isFeedback } from "./feedback.ts";
import { isSnooze } from "./later.ts";
import { isAboutCrisis, type Offers } from "./matching.ts";
import { type Button, readToken } from "./message.ts";
import type { Said, Turn } from "./turn.ts";

/**
 * What can be picked by number or words after this turn, and its messages as they go out.
 *
 * The answers of an open question keep the numbers, whatever is said beside it: buttons under another message
 * ("helpful") then stand as asides and are picked by their words. Where that question only asked for a word, which nobody has to
 * add, a newer list has the numbers, and after anything else the word's answers have none: "1" would be an old question's.
 */
export function settleOffers(turn: Turn): { readonly messages: readonly Said[]; readonly offers: Offers } {
  const before = turn.memory.offers;
  const said = turn.messages.flatMap(({ message }) => message.buttons);
  const isPassedOver =
    turn.messages.length > 0 && asksForWords(turn) && !said.some((item) => isOpen(item, turn));
  const open = before.items
    .filter((item) => isOpen(item, turn))
    .map((item) => (isPassedOver ? { ...item, aside: true } : item));
  const isAsked = [...open, ...said].some((item) => !item.aside && isOpen(item, turn));
  const messages = turn.messages.map(({ message, ...said }) => ({
    ...said,
    message: {
      ...message,
      buttons: message.buttons.map((button) =>
        isAsked && !isOpen(button, turn) ? { ...button, aside: true } : button,
      ),
    },
  }));
  const newest = messages.findLast(({ message }) => message.buttons.some((button) => !button.aside))?.message;
  const asides = messages.flatMap(({ message }) => message.buttons.filter((button) => button.aside));
  const kept = newest === undefined || isPassedOver ? open : [];
  // A crisis brings its own, and what was offered before it is not picked by words any more.
  const isAnew = messages.some(({ message }) => message.buttons.some(isAboutCrisis));
  const crisis = isAnew ? [] : crisisKept(turn, newest === undefined && open.length === 0);
  // What was only shown ahead has no answers of its own, and words meant for it must not go to an older message.
  const isAhead = turn.messages.some(({ prompts }) => prompts.some((id) => id.startsWith("morning/preview")));
  const rated =
    isAhead || isAnew ? [] : before.items.filter(isAboutFeedback).map((item) => ({ ...item, aside: true }));
  const answers = newest?.buttons.filter((button) => !button.aside) ?? [];
  const isSnoozable = !isAnew && [...answers, ...asides].every((item) => !isAboutSnooze(item));
  const later = isSnoozable ? before.items.filter((item) => isStillSnoozable(item, turn)) : [];
  const isRatedAnew = [...answers, ...asides].some(isAboutFeedback);
  const isListedAnew = [...answers, ...asides].some(isAboutRest);
  const resting = before.items.filter(isAboutRest).map((item) => ({ ...item, aside: true }));
  const items = [
    ...answers,
    ...kept,
    ...asides,
    ...(isAhead ? aheadButtons() : []),
    ...crisis,
    ...later,
    ...(isRatedAnew ? [] : rated),
    ...(isListedAnew || isAnew ? [] : resting),
  ];
  return {
    messages,
    offers: { items: withoutRepeats(items), many: newest?.many ?? (kept.length > 0 && before.many) },
  };
}

/** Whether the open question is for a word to a check-in, which only waits. */
function asksForWords(turn: Pick<Turn, "flow" | "state">): boolean {
  return openCheckIn(turn)?.left[0] === "words";
}

/** Whether a number alone can be no answer: a word is asked for, and something else was said after it. */
export function isNumberOfOld(turn: Turn, text: string): boolean {
  if (!/^\d{1,2}(?:[\s,;]+(?:and )?\d{1,2})*[.)]?$/.test(text.trim()) || !asksForWords(turn)) return false;
  return turn.memory.offers.items.every((item) => item.aside === true || !isOpen(item, turn));
}

/** A button of the question that is open now. */
function isOpen(item: Button, turn: Turn): boolean {
  const read = readToken(item.token);
  return turn.flow !== null && read.kind === "question" && read.revision === turn.revision;
}

/** "Helpful" or "not now" can be typed later too, as after "why this?", for the newest message that offered it. */
function isAboutFeedback({ token }: Button): boolean {
  const read = readToken(token);
  return read.kind === "standing" && isFeedback(read.action);
}

/** "Bring back 2" can be typed after "bring back 1", by the numbers of the list that both stood under. */
function isAboutRest({ token }: Button): boolean {
  const read = readToken(token);
  return read.kind === "standing" && read.action.startsWith("rest:");
}

function isAboutSnooze({ token }: Button, today?: LocalDate): boolean {
  const read = readToken(token);
  return read.kind === "standing" && isSnooze(read.action, today);
}

/**
 * "Later" can still be typed on the same day after something was said beside it, but not once another question is open, to
 * which it may be the answer.
 */
function isStillSnoozable(item: Button, { revision, chat, flow, context }: Turn): boolean {
  return (flow === null || revision === chat.revision) && isAboutSnooze(item, context.today);
}

/** What was offered, as far as it can be picked by number or words in the chat that this turn is in. */
export function offersHere(turn: Turn): Offers {
  const { items, many } = turn.memory.offers;
  // What was found before the crisis is not rated by words meant for something else: "help" is no "helpful".
  const live = isResting(turn.chat, turn.context.now)
    ? items.filter((item) => !isAboutFeedback(item))
    : items;
  return { items: askedHere(turn) !== null ? live : inFullOnly(live), many };
}

/** The buttons of a crisis stay while coaching rests: as they were where nothing else was said and asked since, else in full only. */
function crisisKept(turn: Turn, isAlone: boolean): readonly Button[] {
  if (!isResting(turn.chat, turn.context.now)) return [];
  const offered = turn.memory.offers.items.filter(isAboutCrisis);
  const asked = crisisAskedAfter(turn)?.what ?? "follow-up";
  return isAlone && asked !== "follow-up" ? offered : inFullOnly(offered);
}

/**
 * Of a crisis only the answers whose words can answer nothing else, and those without a number, which belongs to what was asked
 * later or elsewhere.
 */
function inFullOnly(items: readonly Button[]): Button[] {
  return items
    .filter(({ token }) => !token.includes("crisis:yes"))
    .map((item) => (isAboutCrisis(item) ? { ...item, aside: true } : item));
}

function withoutRepeats(items: readonly Button[]): Button[] {
  const seen = new Set<string>();
  return items.filter(({ token }) => !seen.has(token) && seen.add(token));
}
