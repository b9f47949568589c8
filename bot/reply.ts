import { type Facts, labelOf, render } from "../prompts/index.ts";
import {
  type Button,
  type OutboundMessage,
  type Phrasing,
  plainText,
  questionToken,
  type RichText,
  type Span,
  standingToken,
} from "./message.ts";
import type { Picture } from "./pictures/chart.ts";

export type { Facts } from "../prompts/index.ts";

/** One template and what fills it; parts of a reply stand on lines of their own. */
export type Part = { readonly prompt: string; readonly facts?: Facts };

/**
 * Something offered for tapping. `label` names the words in one of the reply's templates (default: the id);
 * `standing` makes it good for ever instead of for the open question only.
 */
export type Choice = {
  readonly id: string;
  readonly label?: string;
  readonly facts?: Facts;
  readonly standing?: boolean;
  /** A bare "yes" or "no" picks it, whatever its words are. */
  readonly means?: "yes" | "no";
};

/** What a conversation or question answers, before words: templates, facts and choices. */
export type Reply = {
  readonly parts: readonly Part[];
  readonly choices?: readonly Choice[];
  readonly many?: boolean;
  /** Names this message, so that a later reply can edit it in place. */
  readonly key?: string;
  readonly edits?: string;
  /** It holds a secret, such as a code: its words are not kept once they are sent. */
  readonly forget?: boolean;
  readonly picture?: Picture;
  /** The recommendation that it shows to the person for whom it was chosen. */
  readonly recommendationId?: string;
  /** One of the parts may be said in other words just before it is sent. */
  readonly phrasing?: PartPhrasing;
};

/** What a part may be said anew from. */
export type PartPhrasing = Omit<Phrasing, "template" | "from" | "count"> & { readonly part: Part };

export function say(prompt: string, facts?: Facts): Part {
  return facts === undefined ? { prompt } : { prompt, facts };
}

/** A reply of one template and nothing to tap. */
export function tell(prompt: string, facts?: Facts): Reply {
  return { parts: [say(prompt, facts)] };
}

/**
 * The message a reply becomes.
 *
 * @param revision the conversation's revision that its question belongs to
 * @throws Error when a template, fact or label is missing: a mistake of ours, never of the person
 */
export function composeMessage(reply: Reply, revision: number): OutboundMessage {
  const phrasing = reply.phrasing === undefined ? null : placePhrasing(reply.parts, reply.phrasing);
  return {
    text: [...composeText(reply.parts)],
    buttons: (reply.choices ?? []).map((choice) => composeButton(reply.parts, choice, revision)),
    many: reply.many ?? false,
    ...(reply.edits === undefined ? {} : { edits: reply.edits }),
    ...(reply.forget === undefined ? {} : { forget: reply.forget }),
    ...(reply.picture === undefined ? {} : { picture: reply.picture }),
    ...(reply.recommendationId === undefined ? {} : { recommendationId: reply.recommendationId }),
    ...(phrasing === null ? {} : { phrasing }),
  };
}

/** Where in the message's spans the part stands that may be said in other words. */
function placePhrasing(parts: readonly Part[], { part, ...about }: PartPhrasing): Phrasing | null {
  const before = composeText(parts.slice(0, parts.indexOf(part)));
  const count = render(part.prompt, part.facts).length;
  if (!parts.includes(part) || count === 0) return null;
  // A line break stands between two parts.
  const from = before.length === 0 ? 0 : before.length + 1;
  return { ...about, template: part.prompt, from, count };
}

function composeText(parts: readonly Part[]): RichText {
  const text: Span[] = [];
  for (const part of parts) {
    const rendered = render(part.prompt, part.facts);
    // A template may hold labels alone.
    if (rendered.length === 0) continue;
    if (text.length > 0) text.push({ text: "\n" });
    text.push(...rendered);
  }
  return text;
}

function composeButton(parts: readonly Part[], choice: Choice, revision: number): Button {
  const name = choice.label ?? choice.id;
  for (const part of parts.toReversed()) {
    const label = labelOf(part.prompt, name, { ...part.facts, ...choice.facts });
    if (label === undefined) continue;
    const token = choice.standing === true ? standingToken(choice.id) : questionToken(revision, choice.id);
    const means = choice.means === undefined ? {} : { means: choice.means };
    return { token, label: label.text, aside: label.aside, ...means };
  }
  throw new Error(`no template of ${parts.map((part) => part.prompt).join(", ")} names the choice "${name}"`);
}

/** A reply's words alone, for a record of what was said. */
export function plainReply(reply: Reply): string {
  return plainText(composeText(reply.parts));
}

/** A template as words inside another fact, as a contributor's name in a list. */
export function inline(prompt: string, facts?: Facts): string {
  return plainText(render(prompt, facts));
}
