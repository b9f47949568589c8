import { z } from "zod";
import { findCommand } from "../../commands.ts";
import type { InboundEvent, Unreadable } from "../../inbound-event.ts";
import { looksLikeQuestion } from "../../inbound-text.ts";
import { type Address, chatOf } from "./address.ts";
import { fileReference } from "./files.ts";
import { LIMITS } from "./limits.ts";
import { readMrkdwn } from "./mrkdwn.ts";

/** The parts of Slack's payloads that the coach reads; everything else in them is let be. */
const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  size: z.number().nullish(),
  mimetype: z.string().nullish(),
  url_private: z.string().nullish(),
});
const message = z.object({
  type: z.literal("message"),
  subtype: z.string().optional(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  files: z.array(file).optional(),
  message: z
    .object({ user: z.string().optional(), bot_id: z.string().nullish(), text: z.string().nullish() })
    .optional(),
  previous_message: z.object({ text: z.string().nullish() }).optional(),
});
const envelope = z.object({ team_id: z.string(), event_id: z.string(), event: z.unknown() });
export const messageBody = envelope.extend({ event: message });
export const homeBody = envelope.extend({
  event: z.object({ user: z.string(), tab: z.string().optional() }),
});
export const mentionBody = z.object({
  team_id: z.string(),
  event: z.object({ user: z.string(), channel: z.string() }),
});
export const goneBody = z.object({
  team_id: z.string(),
  event_time: z.number(),
  event: z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }).optional() }),
});
export const commandBody = z.object({
  team_id: z.string(),
  user_id: z.string(),
  text: z.string().default(""),
  trigger_id: z.string(),
});
const interaction = z.object({
  trigger_id: z.string(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
});
const values = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
      selected_options: z.array(z.object({ value: z.string() })).optional(),
    }),
  ),
);
const state = z.object({ values }).optional();
export const actionBody = interaction.extend({
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
  state,
  view: z.object({ id: z.string(), type: z.string(), state }).optional(),
});
export const shortcutBody = interaction;
export const submissionBody = interaction.extend({
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(""),
    state: z.object({ values }),
  }),
});
export type Values = z.infer<typeof values>;

type FileReference = z.infer<typeof file>;

/** Slack's own id of an interaction, which has no event id. */
export const triggerKey = (triggerId: string) => `trigger:${triggerId}`;
const eventKey = (eventId: string) => `event:${eventId}`;

export function baseOf(address: Address, eventId: string) {
  const chat = chatOf(address);
  return { platform: "slack", eventId, sender: chat, chat } as const;
}

/** Whose interaction it is, in the workspace where the coach is installed. */
export function actorOf({ team, user }: z.infer<typeof interaction>): Address {
  return { team: team?.id ?? user.team_id ?? "", user: user.id };
}

/**
 * What a direct message says, as events in their order: words, an event for each file, an edit. Nothing for what a program
 * wrote, for what Slack notes by itself (pins, topics, unfurled links) and for any place but a direct message.
 */
export function messageEvents({ team_id, event_id, event }: z.infer<typeof messageBody>): InboundEvent[] {
  if (event.channel_type !== "im" || event.bot_id) return [];
  if (event.subtype === "message_changed") return editEvents(team_id, event_id, event);
  const { user, subtype } = event;
  if (user === undefined) return [];
  if (subtype !== undefined && !["file_share", "thread_broadcast", "me_message"].includes(subtype)) return [];
  const base = baseOf({ team: team_id, user }, eventKey(event_id));
  const text = readMrkdwn(event.text ?? "");
  const parts: DistributiveOmit<InboundEvent, keyof typeof base>[] = [
    ...(text === "" && event.files !== undefined ? [] : [{ kind: "text" as const, text }]),
    ...(event.files ?? []).map((file) => filePart(team_id, file)),
  ];
  // Each part is an event with an id of its own, the first with the message's.
  return parts.map((part, index) => ({
    ...base,
    ...part,
    eventId: index === 0 ? base.eventId : `${base.eventId}:${index}`,
  }));
}

type DistributiveOmit<Whole, Keys extends PropertyKey> = Whole extends unknown ? Omit<Whole, Keys> : never;

/** Slack reports an edit of the coach's own messages, and every unfurled link, in the same way. */
function editEvents(team: string, eventId: string, event: z.infer<typeof message>): InboundEvent[] {
  const { message: now, previous_message: before } = event;
  if (now?.user === undefined || now.bot_id || now.text === before?.text) return [];
  const base = baseOf({ team, user: now.user }, eventKey(eventId));
  return [{ ...base, kind: "unreadable", what: "edit", ...wordsOf(readMrkdwn(now.text ?? "")) }];
}

function wordsOf(words: string) {
  return words === "" ? {} : { words };
}

function filePart(team: string, { id, name, size, mimetype, url_private }: FileReference) {
  const [kind = ""] = (mimetype ?? "").split("/");
  const media: Readonly<Record<string, Unreadable>> = { image: "picture", video: "picture", audio: "voice" };
  const what = media[kind];
  if (what !== undefined) return { kind: "unreadable" as const, what };
  // A file shared from another workspace, or one that is gone, has no address.
  if (!url_private) return { kind: "unreadable" as const, what: "other" as const };
  const bytes = size ?? null;
  const isTooLarge = bytes !== null && bytes > LIMITS.fileBytes;
  return {
    kind: "file" as const,
    file: { reference: fileReference(team, url_private), name: name ?? id, bytes, isTooLarge },
  };
}

/** `/balance week` is `/week`, `/balance pause 3` is `/pause 3`, a sentence is that sentence, and nothing asks for today. */
export function commandText(argument: string): string {
  const said = readMrkdwn(argument).trim().replace(/^\//, "");
  if (said === "") return "/today";
  const [first = ""] = said.split(/\s+/);
  if (/^[a-z_]+$/i.test(said)) return `/${said}`;
  // "Why was yesterday low?" is that question, not the command `/why`.
  const isCommand = findCommand(first.toLowerCase()) !== undefined && !looksLikeQuestion(said);
  return isCommand ? `/${said}` : said;
}

/** What is ticked or picked in a message or view, over all its boxes and lists. */
export function pickedIn(chosen: Values): readonly string[] {
  return Object.values(chosen)
    .flatMap((block) => Object.values(block))
    .flatMap(({ selected_options = [] }) => selected_options.map(({ value }) => value));
}
