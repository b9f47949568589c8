import type { Update } from "grammy/types";
import { expect, test } from "vitest";
import { type Incoming, LARGEST_FILE_BYTES, readUpdate } from "../../../bot/adapters/telegram/incoming.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const ME = { id: 99, username: "coach_bot" };
const SAM = { id: 5551, is_bot: false, first_name: "Sam" };
const PRIVATE = { id: 5551, type: "private", first_name: "Sam" };
const GROUP = { id: -100, type: "supergroup", title: "Flat" };
const ADDRESS = { platform: "telegram", eventId: "7", sender: "5551", chat: "5551" };
const SILENCE = { kind: "silence" };

function read(fields: object): Incoming {
  const zoneAt = (latitude: number) => (latitude > 90 ? null : "Europe/Berlin");
  return readUpdate({ update_id: 7, ...fields } as unknown as Update, ME, zoneAt);
}

const message = (fields: object, others: object = {}) => ({
  message: { message_id: 1, date: 1, from: SAM, chat: PRIVATE, ...fields, ...others },
});
const event = (fields: object) => ({ kind: "event", event: { ...ADDRESS, ...fields } });
const unreadable = (what: string, beside: object = {}) => event({ kind: "unreadable", what, ...beside });

test.each([
  ["words", { text: "5/7, tired" }, event({ kind: "text", text: "5/7, tired" })],
  ["a command", { text: "/today" }, event({ kind: "text", text: "/today" })],
  ["a start", { text: "/start" }, event({ kind: "open" })],
  ["a start by name", { text: "/start@coach_bot" }, event({ kind: "open" })],
  ["a deep link", { text: "/start invite_ab-12" }, event({ kind: "open", payload: "invite_ab-12" })],
  [
    "a word that begins like a start",
    { text: "/started late" },
    event({ kind: "text", text: "/started late" }),
  ],
  ["broken characters", { text: "a\0b\ud83d" }, event({ kind: "text", text: "ab\ufffd" })],
  [
    "a place",
    { location: { latitude: 52.5, longitude: 13.4 } },
    event({ kind: "place", timezone: "Europe/Berlin" }),
  ],
  [
    "a venue",
    { location: { latitude: 52.5, longitude: 13.4 }, venue: { title: "Home" } },
    event({ kind: "place", timezone: "Europe/Berlin" }),
  ],
  ["no place on Earth", { location: { latitude: 91, longitude: 0 } }, unreadable("other")],
  [
    "a photo",
    { photo: [{ file_id: "p" }], caption: "lunch 12" },
    unreadable("picture", { words: "lunch 12" }),
  ],
  ["a video", { video: { file_id: "v" } }, unreadable("picture")],
  ["a voice message", { voice: { file_id: "v" } }, unreadable("voice")],
  ["a song", { audio: { file_id: "v" } }, unreadable("voice")],
  ["a video note", { video_note: { file_id: "v" } }, unreadable("voice")],
  ["a sticker", { sticker: { file_id: "s" } }, unreadable("sticker")],
  ["an animation", { animation: { file_id: "s" }, document: { file_id: "s" } }, unreadable("sticker")],
  ["a die", { dice: { emoji: "🎲", value: 3 } }, unreadable("sticker")],
  ["a contact", { contact: { phone_number: "1" } }, unreadable("contact")],
  ["a poll", { poll: { id: "1" } }, unreadable("other")],
  ["what no release knows yet", { hologram: {} }, unreadable("other")],
  [
    "a forwarded photo",
    { photo: [{}], caption: "bye", forward_date: 1 },
    unreadable("forward", { words: "bye" }),
  ],
  [
    "a forward",
    { text: "mood 1", forward_origin: { type: "user" } },
    unreadable("forward", { words: "mood 1" }),
  ],
  [
    "a forward of an older server",
    { text: "mood 1", forward_date: 1 },
    unreadable("forward", { words: "mood 1" }),
  ],
  ["words of another bot", { text: "mood 1", via_bot: { id: 3, is_bot: true } }, unreadable("forward")],
  ["a pinned message", { pinned_message: { message_id: 1 } }, SILENCE],
  ["a changed timer", { message_auto_delete_timer_changed: { message_auto_delete_time: 9 } }, SILENCE],
  ["a bot's message", { text: "hi", from: { ...SAM, is_bot: true } }, SILENCE],
  ["nobody's message", { text: "hi", from: undefined }, SILENCE],
])("in private, %s", (_, fields, expected) => {
  expect(read(message(fields))).toEqual(expected);
});

test.each([
  [LARGEST_FILE_BYTES, false],
  [LARGEST_FILE_BYTES + 1, true],
  [undefined, false],
])("a file of %s bytes is a file, too large: %s, whoever sent it first", (bytes, isTooLarge) => {
  const document = { file_id: "ref", file_name: "bank.csv", file_size: bytes };
  expect(read(message({ document }, { forward_origin: { type: "user" } }))).toEqual(
    event({ kind: "file", file: { reference: "ref", name: "bank.csv", bytes: bytes ?? null, isTooLarge } }),
  );
});

test("words under a file come along, and a file without any has none", () => {
  const document = { file_id: "ref", file_name: "bank.csv", file_size: 9 };
  const file = { reference: "ref", name: "bank.csv", bytes: 9, isTooLarge: false };
  expect(read(message({ document, caption: "my bank" }))).toEqual(
    event({ kind: "file", file, words: "my bank" }),
  );
  expect(read(message({ document }))).toEqual(event({ kind: "file", file }));
});

test("pictures of one album say so, so that they are answered once", () => {
  expect(read(message({ photo: [{}], media_group_id: "12" }))).toEqual({
    ...unreadable("picture"),
    album: "5551/12",
  });
});

test("an edit is answered, but not each step of a place that is shared live", () => {
  const edited = (fields: object) => ({ edited_message: message(fields).message });
  expect(read(edited({ text: "6/7" }))).toEqual(unreadable("edit", { words: "6/7" }));
  expect(read(edited({ text: "6/7", forward_date: 1 }))).toEqual(unreadable("edit", { words: "6/7" }));
  expect(read(edited({ location: { latitude: 1, longitude: 1 } }))).toEqual(SILENCE);
  expect(read(edited({ text: "@coach_bot", chat: GROUP }))).toEqual(SILENCE);
});

test.each([
  [
    "a command by name",
    { text: "/today@Coach_Bot", entities: [{ type: "bot_command", offset: 0, length: 16 }] },
  ],
  ["a mention", { text: "hey @coach_bot", entities: [{ type: "mention", offset: 4, length: 10 }] }],
  [
    "a mention under a picture",
    { caption: "@coach_bot", caption_entities: [{ type: "mention", offset: 0, length: 10 }] },
  ],
  [
    "a mention without a name",
    { text: "Coach", entities: [{ type: "text_mention", offset: 0, length: 5, user: ME }] },
  ],
])("in a group, %s speaks to the bot", (_, fields) => {
  expect(read(message(fields, { chat: GROUP }))).toEqual({ kind: "group", chatId: -100 });
});

test.each([
  ["words", { text: "mood 3/7" }],
  ["a command for anybody", { text: "/today", entities: [{ type: "bot_command", offset: 0, length: 6 }] }],
  ["another bot", { text: "@coach_bot_2", entities: [{ type: "mention", offset: 0, length: 12 }] }],
  ["a file", { document: { file_id: "x" } }],
  ["a migration", { migrate_to_chat_id: -200 }],
])("in a group, %s is none of the bot's business", (_, fields) => {
  expect(read(message(fields, { chat: GROUP }))).toEqual(SILENCE);
});

test("the bot says its line in a group that takes it in, and nothing where it is put out, promoted or blocked", () => {
  const change = (chat: object, before: string, after: string) =>
    read({
      my_chat_member: {
        chat,
        from: SAM,
        date: 1,
        old_chat_member: { status: before },
        new_chat_member: { status: after },
      },
    });
  expect(change(GROUP, "left", "member")).toEqual({ kind: "group", chatId: -100 });
  expect(change(GROUP, "member", "administrator")).toEqual(SILENCE);
  expect(change(GROUP, "member", "kicked")).toEqual(SILENCE);
  expect(change(PRIVATE, "member", "kicked")).toEqual(SILENCE);
  expect(change(PRIVATE, "kicked", "member")).toEqual(SILENCE);
  expect(change({ id: -5, type: "channel" }, "left", "administrator")).toEqual(SILENCE);
});

test("a tap in private is taken, one anywhere else only gets its answer", () => {
  const query = (fields: object) =>
    read({ callback_query: { id: "q", from: SAM, data: "c1:1:5", ...fields } });
  expect(query({ message: { message_id: 3, date: 0, chat: PRIVATE } })).toMatchObject({
    kind: "press",
    press: { queryId: "q", messageId: 3, address: ADDRESS, pressed: { kind: "tap", token: "c1:1:5" } },
  });
  const dismissed = { kind: "dismiss", queryId: "q" };
  expect(query({ message: { message_id: 3, date: 1, chat: GROUP } })).toEqual(dismissed);
  expect(query({ inline_message_id: "i" })).toEqual(dismissed);
  expect(query({ data: undefined, message: { message_id: 3, date: 1, chat: PRIVATE } })).toEqual(dismissed);
});

test("channel posts and updates of kinds to come are met with silence", () => {
  const channel = { message_id: 1, date: 1, chat: { id: -5, type: "channel" }, text: "hi" };
  expect(read({ channel_post: channel })).toEqual(SILENCE);
  expect(read({ edited_channel_post: channel })).toEqual(SILENCE);
  expect(read({ hologram: {} })).toEqual(SILENCE);
});

test.skipIf(!hasFixture("telegram/updates.json"))("recorded updates are read", () => {
  const recorded = readFixture("telegram/updates.json") as Readonly<Record<string, { update_id: number }>>;
  const kinds = Object.entries(recorded).map(([name, update]) => {
    const incoming = read(update);
    return [name, incoming.kind === "event" ? incoming.event.kind : incoming.kind];
  });
  expect(kinds).toEqual([
    ["message_text", "text"],
    ["command_start", "open"],
    ["callback_query", "press"],
    ["document_csv", "file"],
    ["edited_message", "unreadable"],
    ["blocked_by_user", "silence"],
  ]);
  const { mention } = readFixture("telegram/replay-private-chat.json") as { mention: object };
  expect(read(mention)).toMatchObject({ kind: "event", event: { kind: "text", eventId: "1001" } });
  // One update with everything in it, as no server sends it: it must not be misread as somebody's own words.
  const many = readFixture("telegram/update-many-kinds.json") as object;
  expect(read(many)).toEqual({ kind: "dismiss", queryId: "4382bfdwdsb323b2d9" });
});
