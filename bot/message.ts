import { z } from "zod";
import { FACT_KINDS } from "../coaching/phrasing/sentence.ts";
import { TONES } from "../coaching/phrasing/tone.ts";
import { picture } from "./pictures/chart.ts";

/** Bytes of a button's token: Telegram's limit for callback data. */
const LONGEST_TOKEN = 64;
const STANDING = "s1:";
/** Bytes of what a standing button may say. */
export const LONGEST_ACTION = LONGEST_TOKEN - STANDING.length;

/** A run of text in one style. Facts from outside land in the text as they are and are never read as markup. */
const span = z.object({ text: z.string(), style: z.enum(["bold", "italic"]).optional() });
export type Span = z.infer<typeof span>;
export type RichText = readonly Span[];

/**
 * Something to tap. `token` is what comes back when it is tapped, at most {@link LONGEST_TOKEN}. An aside (skip, undo, why?) stands apart from the answers proper.
 */
export const button = z.object({
  token: z.string().max(LONGEST_TOKEN),
  label: z.string(),
  aside: z.boolean(),
  /** A bare "yes" or "no", typed, means this one. */
  means: z.enum(["yes", "no"]).optional(),
});
export type Button = z.infer<typeof button>;

const spokenFact = z.object({
  text: z.string(),
  kind: z.enum(FACT_KINDS),
  sign: z.enum(["up", "down"]).optional(),
});

/** Which of a message's spans may be said in other words just before it is sent, and what they are made of. */
const phrasing = z.object({
  template: z.string(),
  facts: z.record(z.string(), spokenFact),
  tone: z.enum(TONES),
  /** The first of the spans, and how many they are. */
  from: z.number().int().min(0),
  count: z.number().int().min(1),
});
export type Phrasing = z.infer<typeof phrasing>;

/**
 * One message to a person, on any platform.
 *
 * `many` lets a person choose several buttons at once. `edits` names an earlier message (its `messageKey`) that
 * this one replaces in place where the platform can, and follows where it cannot. Pictures and files carry `alt`
 * or `name` and every fact of theirs again in `text`, which is the fallback for platforms that show neither. A message
 * that holds a secret says `forget`: its words are kept until it is sent and no longer.
 *
 * `cover` is for a platform where others may read along: it shows this neutral line and its buttons in place of the message,
 * and the message itself to whoever taps the first.
 *
 * `recommendationId` names the recommendation that it shows: that is noted when the message was sent, and the row keeps the words
 * in which it was.
 *
 * `phrasing` is gone once it has been decided which words go out; one that cannot be read means the words as they are.
 */
export const outboundMessage = z.object({
  text: z.array(span),
  buttons: z.array(button).default([]),
  many: z.boolean().default(false),
  edits: z.string().optional(),
  forget: z.boolean().optional(),
  // One that this release cannot draw is left out, and its words are said.
  picture: picture.optional().catch(undefined),
  file: z.object({ path: z.string(), name: z.string() }).optional(),
  recommendationId: z.uuid().optional().catch(undefined),
  phrasing: phrasing.optional().catch(undefined),
  cover: z.object({ text: z.string(), buttons: z.array(button).min(1) }).optional(),
});
export type OutboundMessage = z.infer<typeof outboundMessage>;

/** The words of a message without any style. */
export function plainText(text: RichText): string {
  return text.map((part) => part.text).join("");
}

/** A token of the open question: it holds the conversation's revision, so that a stale tap can be told. */
export function questionToken(revision: number, choice: string): string {
  return `c1:${revision}:${choice}`;
}

/** A token that stays valid whatever the conversation does, as a nudge's "helpful" or an answer's "why?". */
export function standingToken(action: string): string {
  return `${STANDING}${action}`;
}

export type ReadToken =
  | { readonly kind: "question"; readonly revision: number; readonly choice: string }
  | { readonly kind: "standing"; readonly action: string }
  | { readonly kind: "unknown" };

/** What a tapped token says. Anything not made here, or made by a release to come, is `unknown`. */
export function readToken(token: string): ReadToken {
  const question = /^c1:(\d{1,9}):(.+)$/.exec(token);
  if (question?.[1] !== undefined && question[2] !== undefined) {
    return { kind: "question", revision: Number(question[1]), choice: question[2] };
  }
  const standing = /^s1:(.+)$/.exec(token);
  return standing?.[1] === undefined ? { kind: "unknown" } : { kind: "standing", action: standing[1] };
}
