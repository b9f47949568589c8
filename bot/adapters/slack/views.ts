import type { types } from "@slack/bolt";
import { z } from "zod";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import { labelOf } from "../../../prompts/index.ts";
import { ENERGY_STEPS } from "../../conversations/check-in-answers.ts";
import { WORDS } from "../../conversations/check-in-replies.ts";
import { dayPhrase } from "../../format.ts";
import type { HomePage } from "../../home.ts";
import type { InboundEvent } from "../../inbound-event.ts";
import { LONGEST_TEXT } from "../../inbound-text.ts";
import type { RichText } from "../../message.ts";
import { inline } from "../../reply.ts";
import { buttonRows, plain, sections } from "./blocks.ts";
import type { Values } from "./inbound.ts";
import { LIMITS } from "./limits.ts";
import { escapeMrkdwn, mrkdwnOf } from "./mrkdwn.ts";

type Block = types.KnownBlock;
/** A view of ours holds only blocks that Slack's types describe. */
type ViewOf<View> = Omit<View, "blocks"> & { blocks: Block[] };

/** Tells a filled-in check-in from other windows. */
export const FORM = "check-in";
const ANSWER = "answer";
const FACES = ["1", "2", "3", "4", "5", "6", "7"];
/** Slack takes no longer text in one field. */
const LONGEST_NOTE = Math.min(3000, LONGEST_TEXT);

/** The check-in that a form was opened for. */
export const formEntry = z.object({ id: z.uuid(), date: z.iso.date() });
export type FormEntry = z.infer<typeof formEntry>;

/** A window with blocks in it and nothing to send off. */
export function windowOf(blocks: readonly Block[]): ViewOf<types.ModalView> {
  return {
    type: "modal",
    title: plain(inline("slack/window-title"), LIMITS.viewTitle),
    close: plain(inline("slack/close"), LIMITS.viewButton),
    blocks: blocks.slice(0, LIMITS.blocksPerView),
  };
}

/** A window that says one thing. */
export function noteWindow(words: RichText): ViewOf<types.ModalView> {
  return windowOf(sections(mrkdwnOf(words)));
}

/**
 * A whole check-in in one form.
 *
 * @param entry the check-in it was opened for; null for a new one
 * @param today the person's local day where their zone is known: another day is named
 */
export function formView(entry: FormEntry | null, today: LocalDate | null): ViewOf<types.ModalView> {
  const isPast = entry !== null && today !== null && entry.date < today;
  const about = isPast ? [inline("slack/form-past", { day: dayPhrase(entry.date, today) })] : [];
  const intro = [...about, inline("slack/form-optional")].join("\n");
  return {
    ...windowOf([
      ...sections(escapeMrkdwn(intro)),
      pickOne("mood", "slack/form-mood", "check-in/ask-mood", FACES, (face, label) => `${face} ${label}`),
      pickOne("energy", "slack/form-energy", "check-in/ask-energy", [...ENERGY_STEPS.keys()]),
      {
        ...field("words", "slack/form-words"),
        element: { type: "checkboxes", action_id: ANSWER, options: optionsOf("check-in/ask-words", WORDS) },
      },
      {
        ...field("note", "slack/form-note"),
        element: { type: "plain_text_input", action_id: ANSWER, multiline: true, max_length: LONGEST_NOTE },
      },
    ]),
    title: plain(inline("slack/form-title"), LIMITS.viewTitle),
    callback_id: FORM,
    submit: plain(inline("slack/form-save"), LIMITS.viewButton),
    private_metadata: entry === null ? "" : JSON.stringify(entry),
  };
}

function field(id: string, prompt: string) {
  return {
    type: "input" as const,
    block_id: id,
    label: plain(inline(prompt), LIMITS.buttonText),
    optional: true,
  };
}

function pickOne(
  id: string,
  prompt: string,
  labels: string,
  values: readonly string[],
  show: (value: string, label: string) => string = (_, label) => label,
): types.InputBlock {
  const options = optionsOf(labels, values, show);
  return { ...field(id, prompt), element: { type: "radio_buttons", action_id: ANSWER, options } };
}

function optionsOf(
  prompt: string,
  values: readonly string[],
  show: (value: string, label: string) => string = (_, label) => label,
) {
  return values.map((value) => ({
    text: plain(show(value, labelOf(prompt, value)?.text ?? value), LIMITS.optionText),
    value,
  }));
}

type FormPart = Pick<
  Extract<InboundEvent, { readonly kind: "check-in-form" }>,
  "kind" | "face" | "energy" | "words" | "note" | "entry"
>;

/** A form that was sent off. @returns null when everything was left out */
export function readForm(values: Values, metadata: string): FormPart | null {
  const at = (id: string) => values[id]?.[ANSWER];
  const face = Number(at("mood")?.selected_option?.value);
  const energy = at("energy")?.selected_option?.value ?? null;
  const words = (at("words")?.selected_options ?? []).map(({ value }) => value);
  const note = at("note")?.value?.trim() ?? "";
  const isEmpty = Number.isNaN(face) && energy === null && words.length === 0 && note === "";
  if (isEmpty) return null;
  return {
    kind: "check-in-form",
    face: FACES.includes(String(face)) ? face : null,
    energy,
    words,
    note: note === "" ? null : note,
    entry: readEntry(metadata),
  };
}

function readEntry(metadata: string): FormEntry | null {
  try {
    return formEntry.parse(JSON.parse(metadata));
  } catch {
    // Empty for a new check-in, and a release to come may write it in another way.
    return null;
  }
}

/** What is said where a form was sent off empty, at its first field. */
export function emptyForm(): { readonly response_action: "errors"; readonly errors: Record<string, string> } {
  return { response_action: "errors", errors: { mood: inline("slack/form-empty") } };
}

/** A person's page in the app's home tab. */
export function homeView({ title, paragraphs, buttons }: HomePage): ViewOf<types.HomeView> {
  return {
    type: "home",
    blocks: [
      { type: "header", text: plain(title, LIMITS.headerText) },
      ...paragraphs.flatMap((text) => sections(mrkdwnOf(text))),
      ...buttonRows(buttons),
    ],
  };
}
