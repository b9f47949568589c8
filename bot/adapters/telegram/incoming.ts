import type { CallbackQuery, Message, Update } from "grammy/types";
import type { InboundEvent, Unreadable } from "../../adapter.ts";
import { type Pressed, readPress } from "./keyboard.ts";
import { sendable } from "./markup.ts";

/** What Telegram is asked for; channel posts, reactions and the rest never come. */
export const ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

/** Telegram hands out files up to this size to bots. */
export const LARGEST_FILE_BYTES = 20 * 1024 * 1024;

/** Which account the bot is, to know when a group speaks to it. */
export type Me = { readonly id: number; readonly username: string };

/**
 * What follows from an update.
 *
 * - `event`: one for the core
 * - `press`: a tap on a keyboard in a private chat
 * - `dismiss`: a tap that nothing follows from; Telegram still waits for its answer
 * - `group`: a group speaks to the bot, which says one line there
 * - `silence`: nothing
 */
export type Incoming =
  | { readonly kind: "event"; readonly event: InboundEvent; readonly album?: string }
  | { readonly kind: "press"; readonly press: Press }
  | { readonly kind: "dismiss"; readonly queryId: string }
  | { readonly kind: "group"; readonly chatId: number }
  | { readonly kind: "silence" };

export type Press = {
  readonly queryId: string;
  readonly chatId: number;
  readonly messageId: number;
  readonly data: string;
  readonly keyboard: NonNullable<Message["reply_markup"]> | undefined;
  /** What it means by the keyboard that Telegram sent along. */
  readonly pressed: Pressed;
  readonly address: Address;
};

/** The fields that every event has. */
export type Address = Pick<InboundEvent, "platform" | "eventId" | "sender" | "chat">;

const SILENCE: Incoming = { kind: "silence" };

/**
 * Reads an update.
 *
 * @param zoneAt the IANA name of the zone that a place lies in; the place itself goes nowhere
 */
export function readUpdate(
  update: Update,
  me: Me,
  zoneAt: (latitude: number, longitude: number) => string | null,
): Incoming {
  if (update.callback_query !== undefined) return readQuery(update.callback_query, update.update_id);
  if (update.my_chat_member !== undefined) {
    const { chat, old_chat_member: before, new_chat_member: after } = update.my_chat_member;
    const isGroup = chat.type === "group" || chat.type === "supergroup";
    const wasThere = before.status === "member" || before.status === "administrator";
    const isThere = after.status === "member" || after.status === "administrator";
    return isGroup && isThere && !wasThere ? { kind: "group", chatId: chat.id } : SILENCE;
  }
  const message = update.message ?? update.edited_message;
  if (message === undefined || message.from === undefined || message.from.is_bot) return SILENCE;
  if (message.chat.type !== "private") {
    const isSpokenTo = update.message !== undefined && isAddressed(message, me);
    return isSpokenTo ? { kind: "group", chatId: message.chat.id } : SILENCE;
  }
  const address = addressOf(update.update_id, message.from.id, message.chat.id);
  if (update.edited_message !== undefined) {
    // A place that is shared live changes every few seconds.
    if (message.location !== undefined) return SILENCE;
    return { kind: "event", event: { ...address, kind: "unreadable", what: "edit", ...wordsIn(message) } };
  }
  const event = readMessage(message, address, zoneAt);
  if (event === null) return SILENCE;
  const album = message.media_group_id;
  return event.kind === "unreadable" && album !== undefined
    ? { kind: "event", event, album: `${message.chat.id}/${album}` }
    : { kind: "event", event };
}

function addressOf(updateId: number, sender: number, chat: number): Address {
  return { platform: "telegram", eventId: String(updateId), sender: String(sender), chat: String(chat) };
}

/** What a person did in their private chat; null for what the chat itself reports, as a pinned message. */
function readMessage(
  message: Message,
  address: Address,
  zoneAt: (latitude: number, longitude: number) => string | null,
): InboundEvent | null {
  const beside = wordsIn(message);
  const unreadable = (what: Unreadable): InboundEvent => ({
    ...address,
    kind: "unreadable",
    what,
    ...beside,
  });
  // Telegram sends an animation as a document as well.
  if (message.document !== undefined && message.animation === undefined) {
    const { file_id: reference, file_name: name = "file", file_size: bytes = null } = message.document;
    const isTooLarge = bytes !== null && bytes > LARGEST_FILE_BYTES;
    const file = { reference, name: sendable(name), bytes, isTooLarge };
    return { ...address, kind: "file", file, ...beside };
  }
  if (isNotOwn(message)) return unreadable("forward");
  if (message.text !== undefined) return readText(message.text, address);
  if (message.location !== undefined) {
    const timezone = zoneAt(message.location.latitude, message.location.longitude);
    return timezone === null ? unreadable("other") : { ...address, kind: "place", timezone };
  }
  const [, what] = KINDS.find(([fields]) => fields.some((field) => message[field] !== undefined)) ?? [];
  if (what !== undefined) return unreadable(what);
  return SERVICE.some((field) => message[field] !== undefined) ? null : unreadable("other");
}

/** What is only listened to. Whoever passes words on may mean them, even somebody else's; what another bot made is nobody's. */
function wordsIn({ text, caption, via_bot: bot }: Message) {
  const words = bot === undefined ? (text ?? caption ?? "") : "";
  return words === "" ? {} : { words: sendable(words) };
}

/** Words that the person passed on: of somebody else, or made by another bot. */
function isNotOwn(message: Message): boolean {
  const { forward_origin: origin, via_bot: bot } = message;
  // Older servers name the sender instead of the origin.
  return origin !== undefined || bot !== undefined || "forward_date" in message;
}

function readText(text: string, address: Address): InboundEvent {
  const start = /^\/start(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text);
  if (start === null) return { ...address, kind: "text", text: sendable(text) };
  const payload = sendable(start[1] ?? "").trim();
  return { ...address, kind: "open", ...(payload === "" ? {} : { payload }) };
}

const KINDS = [
  [["photo", "video", "live_photo"], "picture"],
  [["voice", "audio", "video_note"], "voice"],
  [["sticker", "animation", "dice"], "sticker"],
  [["contact"], "contact"],
] as const satisfies readonly (readonly [readonly (keyof Message)[], Unreadable])[];

/** What the chat reports of itself; nobody waits for an answer to it. */
const SERVICE = [
  "pinned_message",
  "message_auto_delete_timer_changed",
  "write_access_allowed",
  "chat_background_set",
  "new_chat_title",
  "new_chat_photo",
  "delete_chat_photo",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
  "forum_topic_created",
  "forum_topic_edited",
  "forum_topic_closed",
  "forum_topic_reopened",
  "video_chat_scheduled",
  "video_chat_started",
  "video_chat_ended",
  "connected_website",
  "proximity_alert_triggered",
] as const satisfies readonly (keyof Message)[];

function readQuery(query: CallbackQuery, updateId: number): Incoming {
  const { id: queryId, data, message, from } = query;
  if (data === undefined || message === undefined || message.chat.type !== "private") {
    return { kind: "dismiss", queryId };
  }
  // Of a message that is too old, Telegram keeps the address only.
  const keyboard = "reply_markup" in message ? message.reply_markup : undefined;
  return {
    kind: "press",
    press: {
      queryId,
      chatId: message.chat.id,
      messageId: message.message_id,
      data: sendable(data),
      keyboard,
      pressed: readPress(sendable(data), keyboard),
      address: addressOf(updateId, from.id, message.chat.id),
    },
  };
}

/** Whether a group's message is for the bot: a command with its name, or a mention. */
function isAddressed({ text, caption, entities, caption_entities }: Message, me: Me): boolean {
  const words = text ?? caption ?? "";
  const name = `@${me.username}`.toLowerCase();
  return (entities ?? caption_entities ?? []).some((entity) => {
    if (entity.type === "text_mention") return entity.user.id === me.id;
    const said = words.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    if (entity.type === "mention") return said === name;
    return entity.type === "bot_command" && said.endsWith(name);
  });
}
