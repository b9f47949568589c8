import { z } from "zod";
import { type Button, button, readToken } from "./message.ts";

/** What a message offered last, so that a button's number or words can be typed instead of tapped. */
export const offers = z.object({ items: z.array(button), many: z.boolean() });
export type Offers = z.infer<typeof offers>;

/** Words that say "skip" whatever the button is called. */
const SKIP_WORDS = new Set([
  "skip",
  "no thanks",
  "no thank you",
  "nothing",
  "pass",
  "next",
  "later",
  "none",
  "done",
  "that's all",
  "thats all",
  "cancel",
  "stop",
  "not now",
]);

const YES = /^(?:y|yes|yes please|yep|yeah|yup|sure|ok|okay|go ahead|do it|please do)$/;
const NO = /^(?:n|no|no thanks|no thank you|nope|nah|don't)$/;

/**
 * The tokens a typed answer picks from what was offered.
 *
 * A number picks by position among the answers (asides have none), words pick by label. What answers a crisis is picked by its whole
 * words or its number alone: a "no" to something else is no "you misread me". Where several may be
 * chosen, `1, 3` and `tired and stressed` pick several, but only if every part is a choice.
 *
 * @returns the picked tokens, or null when the text is no choice
 */
export function matchOffers(text: string, { items, many }: Offers): readonly string[] | null {
  const said = fold(text);
  if (said === "" || items.length === 0) return null;
  const whole = matchOne(said, items);
  if (whole !== null) return [whole];
  if (!many) return null;
  const parts = said.split(/\s*(?:,|;|\+|&|\band\b)\s*|\s+(?=\d+\b)/).filter((part) => part !== "");
  const picked = parts.map((part) => matchOne(part, items));
  return parts.length > 1 && picked.every((token) => token !== null) ? [...new Set(picked)] : null;
}

function matchOne(said: string, items: readonly Button[]): string | null {
  const answers = items.filter((item) => !item.aside);
  const others = items.filter((item) => !isAboutCrisis(item));
  if (/^\d{1,2}[.)]?$/.test(said)) return answers[Number.parseInt(said, 10) - 1]?.token ?? null;
  const exact = items.filter((item) => fold(item.label) === said);
  if (exact.length === 1) return exact[0]?.token ?? null;
  const told = exact.length === 0 ? others.filter((item) => fold(item.label) === withoutFrame(said)) : [];
  if (told.length === 1) return told[0]?.token ?? null;
  const reordered = exact.length === 0 ? others.filter((item) => hasSameWords(item.label, said)) : [];
  if (reordered.length === 1) return reordered[0]?.token ?? null;
  const saysNo = NO.test(said);
  const meant = others.filter(({ means }) => means !== undefined && (means === "no" ? NO : YES).test(said));
  if (meant.length === 1) return meant[0]?.token ?? null;
  const denial = saysNo ? others.filter((item) => /^no\b/.test(fold(item.label))) : [];
  if (denial.length === 1) return denial[0]?.token ?? null;
  const skip = saysNo || SKIP_WORDS.has(said) ? items.find((item) => isSkip(item.token)) : undefined;
  if (skip !== undefined) return skip.token;
  // What asks for help is never the beginning of "helpful".
  if (said === "help") return null;
  const bracketed = said.replace(/^\[|\]$/g, "");
  const starts = others.filter((item) => bracketed.length >= 3 && fold(item.label).startsWith(bracketed));
  return starts.length === 1 ? (starts[0]?.token ?? null) : null;
}

/** "I bought it" and "I've dropped that" for "bought" and "dropped". */
function withoutFrame(said: string): string {
  return said
    .replace(/^(?:i|we)(?:['’]ve| have)? (?:just |already )?/, "")
    .replace(/ (?:it|them|that|this)(?: (?:already|now|today))?$/, "");
}

/** "Bring 1 back" for "bring back 1". Of fewer than three words another order may mean something else. */
function hasSameWords(label: string, said: string): boolean {
  const inOrder = (text: string) => text.split(" ").sort().join(" ");
  return said.split(" ").length >= 3 && inOrder(fold(label)) === inOrder(said);
}

/** An answer to the question of a crisis. */
export function isAboutCrisis({ token }: Button): boolean {
  const read = readToken(token);
  return read.kind === "standing" && read.action.startsWith("crisis:");
}

function isSkip(token: string): boolean {
  const read = readToken(token);
  return read.kind === "question" && read.choice === "skip";
}

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[?!."“”]+$/g, "");
}
