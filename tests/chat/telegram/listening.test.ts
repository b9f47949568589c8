import { expect, test } from "vitest";
import type { InboundEvent } from "../../../bot/adapter.ts";
import { createTelegram } from "../../../bot/adapters/telegram/adapter.ts";
import { OperatorError } from "../../../db/errors.ts";
import { noPictures } from "../../fakes/pictures.ts";
import { telegramPerson } from "../../fakes/telegram-person.ts";
import { TOKEN } from "../../fakes/telegram-server.ts";
import { called, failing, isAway, poll, telegramSessions } from "../../fakes/telegram-session.ts";

const { clock, log, lines, messages, made, run } = telegramSessions();
const said = (events: readonly InboundEvent[]) =>
  events.map((event) => (event.kind === "text" ? event.text : event.kind));

test("polling takes the webhook away and asks for what is read, and never drops what waits", async () => {
  const under = await made();
  await under.person.say("said while the coach was down");
  const events = run(under);
  await poll(() => said(events)).toEqual(["said while the coach was down"]);
  expect(called(under, "deleteWebhook")).toEqual([{}]);
  expect(called(under, "getUpdates")[0]).toMatchObject({
    offset: 0,
    allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
  });
  expect(JSON.stringify(under.telegram.requests.map(({ body }) => body))).not.toContain("drop_pending");
});

test("a webhook is told with its secret and what is read, and never drops what waits", async () => {
  const under = await made("webhook");
  run(under);
  await poll(() => called(under, "setWebhook")).toHaveLength(1);
  expect(called(under, "setWebhook")[0]).toEqual({
    url: `${under.address}/telegram/webhook`,
    secret_token: "a-secret-for-tests-only",
    allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
  });
});

test("the menu and the bot's own words are told at the start; that they are not taken stops nothing", async () => {
  const under = await made();
  under.telegram.refuse("setMyDescription", failing(429, "Too Many Requests"));
  const events = run(under);
  await poll(() => called(under, "setMyShortDescription")).toHaveLength(1);
  const [menu] = called(under, "setMyCommands");
  expect(menu).toMatchObject({ scope: { type: "all_private_chats" } });
  expect(menu?.commands).toContainEqual({ command: "checkin", description: "say how you are, in two taps" });
  await under.person.say("hi");
  await poll(() => said(events)).toEqual(["hi"]);
  expect(messages()).toContain("not told to Telegram");
});

test("given Telegram away at the start, then it is tried on, said once, and said when it is over", async () => {
  const under = await made();
  under.telegram.refuse("getMe", failing(502), "cut", failing(502), failing(500));
  under.telegram.refuse("deleteWebhook", failing(502));
  const events = run(under);
  await under.person.say("hi");
  await poll(() => said(events)).toEqual(["hi"]);
  expect(messages()).toEqual([
    "Telegram cannot be reached; trying on",
    "Telegram answers again",
    "Telegram cannot be reached; trying on",
    "Telegram answers again",
    "listening",
  ]);
});

test.each([
  ["refuses", failing(502)],
  ["never answers", "hang"],
] as const)("a stop ends a start that Telegram %s", async (_, refusal) => {
  const under = await made();
  under.telegram.refuse("getMe", ...Array.from({ length: 1000 }, () => refusal));
  const running = under.adapter.run(async () => {});
  await poll(() => called(under, "getMe").length).toBeGreaterThan(0);
  await under.adapter.stop();
  await running;
  await under.end();
});

test.each([
  ["getUpdates", 401, /does not know TELEGRAM_BOT_TOKEN/],
  ["getUpdates", 409, /another process takes this bot's messages/],
  ["getUpdates", 500, /cannot be reached/],
] as const)(
  "given that %s is answered with %i, then the operator is told in one line, and it goes on",
  async (method, code, line) => {
    const under = await made();
    under.telegram.refuse(method, failing(code), failing(code), failing(code));
    const events = run(under);
    await under.person.say("hi");
    await poll(() => said(events)).toEqual(["hi"]);
    expect(messages().filter((message) => line.test(message))).toHaveLength(1);
  },
);

test.each([401, 404])(
  "given a token that Telegram answers with %i at the start, then it ends there with one sentence",
  async (code) => {
    const under = await made();
    under.telegram.refuse("getMe", failing(code));
    await expect(under.adapter.run(async () => {})).rejects.toThrow(
      new OperatorError(
        "Telegram does not know TELEGRAM_BOT_TOKEN: get the token from @BotFather and start again.",
      ),
    );
    await under.adapter.stop();
    await under.end();
  },
);

test("two processes with one bot name each other in the log", async () => {
  const under = await made();
  run(under);
  await poll(() => called(under, "getUpdates").length).toBeGreaterThan(0);
  // The other one's poll ends ours.
  const other = await fetch(`${under.telegram.apiRoot}/bot${TOKEN}/getUpdates`, { method: "POST" });
  expect(other.ok).toBe(true);
  await poll(messages).toContainEqual(expect.stringMatching(/another process takes this bot's messages/));
});

test("given a database that is away, then what was polled waits for it, and nothing else is asked for", async () => {
  const under = await made();
  const taken: string[] = [];
  let failures = 12;
  await under.person.say("private words");
  await under.person.say("more");
  run(under, async (event) => {
    if (failures-- > 0) throw isAway;
    taken.push(...said([event]));
  });
  await poll(() => taken).toEqual(["private words", "more"]);
  const offsets = () => called(under, "getUpdates").map(({ offset }) => offset);
  await poll(offsets).toEqual([0, 3]);
});

test("given an event that no try can store, then the person is told, and the next one is taken", async () => {
  const under = await made();
  const taken: string[] = [];
  let tries = 0;
  run(under, async (event) => {
    if (event.kind === "text" && event.text === "private words") {
      tries += 1;
      throw new Error("private words");
    }
    taken.push(...said([event]));
  });
  await under.person.say("private words");
  await under.person.say("next");
  await poll(() => taken).toEqual(["next"]);
  expect(tries).toBe(5);
  expect(under.person.shown().map(({ text }) => text)).toEqual([expect.stringMatching(/couldn't save/)]);
  expect(messages()).toContain("event given up");
});

test("given a process that dies before it has stored what it polled, then the next one gets it", async () => {
  const under = await made();
  const held = Promise.withResolvers<void>();
  await under.person.say("hi");
  let seen = 0;
  run(under, async () => {
    seen += 1;
    await held.promise;
  });
  await poll(() => seen).toBe(1);
  const { apiRoot } = under.telegram;
  const options = {
    token: TOKEN,
    apiRoot,
    webhook: null,
    log,
    clock: () => clock.now,
    pictures: noPictures,
  };
  const events = run({ ...under, adapter: createTelegram(options), end: async () => {} });
  await poll(() => said(events)).toEqual(["hi"]);
  held.resolve();
});

test("after an orderly stop, what was taken does not come again", async () => {
  const under = await made();
  const events: InboundEvent[] = [];
  const running = under.adapter.run(async (event) => void events.push(event));
  await under.person.say("hi");
  await poll(() => said(events)).toEqual(["hi"]);
  await under.adapter.stop();
  await running;
  expect(called(under, "getUpdates").at(-1)).toMatchObject({ offset: 2, timeout: 0 });
  await under.end();
});

test("each person's messages come in their order, and a person who is stored slowly holds back nobody else", async () => {
  const under = await made();
  const ben = telegramPerson(under.telegram, 777);
  const slow = Promise.withResolvers<void>();
  const order: string[] = [];
  for (const text of ["one", "two"]) await under.person.say(text);
  await ben.say("from ben");
  run(under, async (event) => {
    if (event.kind === "text" && event.text === "one") await slow.promise;
    order.push(...said([event]));
  });
  await poll(() => order).toEqual(["from ben"]);
  slow.resolve();
  await poll(() => order).toEqual(["from ben", "one", "two"]);
});

test("a group that speaks to the bot hears one line an hour, and nothing of anybody", async () => {
  const under = await made();
  const events = run(under);
  const mention = (chat: number) =>
    under.person.sends({
      chat: { id: chat, type: "supergroup", title: "Flat" },
      text: "@coach_test_bot mood 3/7",
      entities: [{ type: "mention", offset: 0, length: 15 }],
    });
  const heard = (chat: number) => under.telegram.shown(String(chat)).map(({ text }) => text);
  await mention(-100);
  await mention(-100);
  await mention(-200);
  await poll(() => heard(-200)).toEqual([expect.stringMatching(/only talk in private/)]);
  expect(heard(-100)).toHaveLength(1);
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  await mention(-100);
  await poll(() => heard(-100)).toHaveLength(2);
  expect(events).toEqual([]);
});

test("a place that is shared becomes its time zone, and nothing else of it is handed on", async () => {
  const under = await made();
  const events = run(under);
  await under.person.sends({ location: { latitude: 52.52, longitude: 13.405 } });
  await poll(() => events).toHaveLength(1);
  expect(events[0]).toMatchObject({ kind: "place", timezone: "Europe/Berlin" });
  expect(JSON.stringify([events, lines])).not.toMatch(/52\.5|13\.4/);
});

test("an album of pictures is answered once", async () => {
  const under = await made();
  const events = run(under);
  const photo = (media_group_id: string) => under.person.sends({ photo: [{ file_id: "p" }], media_group_id });
  for (const album of ["1", "1", "1", "2"]) await photo(album);
  await under.person.say("after");
  await poll(() => said(events)).toEqual(["unreadable", "unreadable", "after"]);
});

test("an update that cannot be read at all is named by its id, and the next one is taken", async () => {
  const under = await made();
  const events = run(under);
  await under.telegram.deliver({ message: { from: { id: 5 }, text: "private words" } });
  await under.person.say("next");
  await poll(() => said(events)).toEqual(["next"]);
  expect(lines.find(({ message }) => message === "update not read")?.fields).toMatchObject({ eventId: 1 });
});
