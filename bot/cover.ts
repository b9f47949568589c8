import { labelOf } from "../prompts/index.ts";
import type { CheckInState } from "./conversations/check-in-replies.ts";
import { isSnooze } from "./later.ts";
import { type Button, type OutboundMessage, readToken, standingToken } from "./message.ts";
import { inline } from "./reply.ts";

/** What a covered message is about, as far as anybody may read it. */
type About =
  | "check-in"
  | "fix"
  | "saved"
  | "morning"
  | "evening"
  | "summary"
  | "help"
  | "connection"
  | "correction"
  | "note"
  | "answer";

/**
 * Templates that can hold no amount, no merchant and no mood, whoever reads them: the words of whole folders, and single
 * ones where a folder has both. Every other template is covered, and so is one that is yet to be written.
 */
const PLAIN: readonly RegExp[] = [
  // Help in a crisis never waits behind a button; what tells of one is below.
  /^crisis\/(?!(?:resting|heard(?:-\w+)?|thanks|called|better|goodbye|was-joking|settings-rest|joking|follow-up|follow-up-heard)$)/,
  /^(?:errors|feedback|inbound|later|slack|snooze|undo|unsure)\//,
  /^check-in\/(?:nothing-saved|kept|noted-words|closing|day)$/,
  /^help\/(?!overview$)/,
  /^privacy\//,
  /^morning\/(?:preview(?:-(?:unscheduled|sample|said|evening(?:-(?:said|none))?))?|nothing)$/,
  // What quotes the person is not among them.
  /^onboarding\/(?!(?:timezone|currency|reminder)-not-understood$)/,
  // Who may come in, and which accounts are one person: a code is gone once it is sent, so nothing could be opened later.
  /^(?:access|link|platform)\/(?!(?:usage|not-understood)$)/,
  // How the coach speaks, and who finds the words; what went to a model is covered.
  /^(?:tones|words)\/(?!not-understood$)/,
  /^settings\/(?!(?:pause|quiet|kind)-not-understood$)/,
  // An address to sign in at is gone once it is sent, too; which bank somebody has is covered.
  /^connect\/(?:which|none-set-up|not-available|beginning|address|address-wearable|address-again|paste)$/,
  /^posts\/(?!begun$)/,
  // How an export is made is no secret, and its link is an address that is gone once it is sent.
  /^apple\//,
  // Which wearable somebody has is covered as well.
  /^devices\/none$/,
  /^trouble\/(?:on|off)$/,
  /^sample\/(?!entered$)/,
  // What a file holds is in the others; these tell how far it is.
  /^import\/(?:ways|ways-terminal|in-sample|looking|storing|dropped|still-.+|was-.+|kept|gone|no-such-file|not-.+|is-.+|changed|broken|stored-quietly)$/,
  /^body-import\/nothing-in-it$/,
  /^plans\/(?:kept|change|dropped|not-asked|usage|none|not-today|offer-past)$/,
  /^park\/(?:usage|none|kept|undone-kept|not-linked)$/,
  /^trials\//,
  /^rests\/none$/,
  /^unasked\/goodbye$/,
  /^why\/(?:nothing-to-explain|older)$/,
];

/**
 * What is said because of a crisis to whoever asks for something else, or unasked: it tells whoever reads along that there was one. In
 * the chat where it was told itself there is nothing left to hide.
 */
const TELLS_OF_CRISIS =
  /^crisis\/(?:resting|heard(?:-\w+)?|thanks|called|better|goodbye|was-joking|settings-rest|joking|follow-up|follow-up-heard)$/;

/** Whether a message is of the kind that stands openly only in the chat where a crisis was told. */
export function tellsOfCrisis(prompts: readonly string[]): boolean {
  return prompts.some((prompt) => TELLS_OF_CRISIS.test(prompt));
}

/** Whether a message of this template may stand as it is where others may read along. */
export function isPlain(prompt: string): boolean {
  return PLAIN.some((pattern) => pattern.test(prompt));
}

type Place = {
  readonly outboxId: string;
  readonly checkIn: CheckInState | null;
  readonly kind: string | null;
  readonly isCrisisHere?: boolean;
};

/**
 * The neutral line that stands for a message where others may read along, with a button that opens it; "later" stays at hand.
 *
 * @param prompts the templates that the message is made of
 * @param place.checkIn the open check-in, whose question is answered in a form
 * @param place.kind of what is said unasked; null for an answer
 * @param place.isCrisisHere a crisis was told in this very chat
 * @returns null for a message that may stand as it is
 */
export function coverOf(
  prompts: readonly string[],
  { buttons }: Pick<OutboundMessage, "buttons">,
  { outboxId, checkIn, kind, isCrisisHere = false }: Place,
): NonNullable<OutboundMessage["cover"]> | null {
  const covered = prompts.filter(
    (prompt) => !isPlain(prompt) && !(isCrisisHere && TELLS_OF_CRISIS.test(prompt)),
  );
  if (covered.length === 0) return null;
  const isEvening =
    kind === "evening_nudge" || prompts.some((prompt) => prompt.startsWith("morning/preview-evening"));
  const about = isEvening ? "evening" : aboutOf(covered);
  const prompt = `covers/${about}`;
  const isForm = about === "check-in" && checkIn !== null;
  const token = isForm ? `check-in:${checkIn.date}:${checkIn.entryId}` : `show:${outboxId}`;
  const label = labelOf(prompt, "open")?.text ?? labelOf("covers/answer", "open")?.text ?? "";
  const open = { token: standingToken(token), label, aside: false };
  return { text: inline(prompt), buttons: [open, ...buttons.filter(isLater)] };
}

function isLater({ token }: Button): boolean {
  const read = readToken(token);
  return read.kind === "standing" && isSnooze(read.action);
}

function aboutOf(prompts: readonly string[]): About {
  const has = (pattern: RegExp) => prompts.some((prompt) => pattern.test(prompt));
  // A morning that has nothing but this to say; beside other words it belongs to an answer.
  if (prompts.every((prompt) => /^devices\/(?:silent|changed)/.test(prompt))) return "morning";
  if (has(/^check-in\/ask-which$/)) return "fix";
  if (has(/^check-in\/ask-/)) return "check-in";
  if (has(/^check-in\//)) return "saved";
  if (has(/^(?:morning|recommendations)\/|^park\/ask$/)) return "morning";
  if (has(/^questions\/summary\/heading$/)) return "summary";
  if (has(/^trouble\//)) return "connection";
  if (has(/^body\/night-/)) return "correction";
  if (has(/^care\/|^crisis\/follow-up$/)) return "note";
  return has(/^(?:help|privacy)\//) ? "help" : "answer";
}
