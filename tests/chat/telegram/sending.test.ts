import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ChatAdapter } from "../../../bot/adapter.ts";
import type { OutboundMessage } from "../../../bot/message.ts";
import type { Pictures } from "../../../bot/pictures/pictures.ts";
import { collectLog, type LogLine } from "../../fakes/chat.ts";
import { noPictures, pixelPictures, WEEK_CHART } from "../../fakes/pictures.ts";
import { type TelegramUnderTest, telegramUnderTest } from "../../fakes/telegram-adapter.ts";
import { type FakeTelegram, type Refusal, TOKEN } from "../../fakes/telegram-server.ts";
import { type BotApiSpec, problemsOf } from "../../support/bot-api-spec.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const folder = await tempFolder();
/** What every call is held to, where it is at hand. */
const SPEC = "telegram/bot-api-spec.min.json";
const spec = hasFixture(SPEC) ? (readFixture(SPEC) as BotApiSpec) : null;
const CHAT = "5551";
const lines: LogLine[] = [];
/** What draws for it. */
const drawing: { by: Pictures } = { by: pixelPictures(folder) };
const pictures: Pictures = { render: (chart) => drawing.by.render(chart) };
let under: TelegramUnderTest;
let adapter: ChatAdapter;
let telegram: FakeTelegram;

/** @param sendMs how long a send may take: short only where that is what is tested */
async function begin(sendMs?: number): Promise<void> {
  const options = { log: collectLog(lines), clock: () => new Date("2026-11-23T08:00:00Z"), pictures };
  under = await telegramUnderTest("polling", sendMs === undefined ? options : { ...options, sendMs });
  ({ adapter, telegram } = under);
}

async function end(): Promise<void> {
  if (spec !== null) expect(telegram.requests.flatMap((request) => problemsOf(spec, request))).toEqual([]);
  await under.end();
}

beforeEach(() => begin());
afterEach(end);

const said = (text: string): OutboundMessage => ({ text: [{ text }], buttons: [], many: false });
const button = { token: "c1:1:a", label: "a", aside: false };
const long = (sentences: number) =>
  Array.from(
    { length: sentences },
    (_, index) => `This is sentence number ${index}, like all the others.`,
  ).join(" ");
const failing = (error_code: number, description: string, parameters = {}): Refusal => ({
  error_code,
  description,
  parameters,
});

async function failureOf(call: Promise<unknown> | undefined) {
  const error: unknown = await call?.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error as { code: string; retryAfterSeconds: number | null; cause?: Error } | null;
}

test("no more is sent than Telegram takes: 30 a second, and one a second in a chat", () => {
  expect(adapter.limits).toMatchObject({ perSecond: 30, perChatPerSecond: 1 });
});

test.each([
  ["blocked", failing(403, "Forbidden: bot was blocked by the user"), "unreachable"],
  ["deactivated", failing(403, "Forbidden: user is deactivated"), "unreachable"],
  ["kicked", failing(403, "Forbidden: bot was kicked from the group chat"), "unreachable"],
  ["no such chat", failing(400, "Bad Request: chat not found"), "unreachable"],
  ["a group that became another", failing(400, "Bad Request: group chat was upgraded"), "unreachable"],
  ["a message it cannot parse", failing(400, "Bad Request: can't parse entities"), "refused"],
  ["a message too large", failing(413, "Request Entity Too Large"), "refused"],
  ["a bad moment", failing(500, "Internal Server Error"), "unavailable"],
  ["a bad gateway", failing(502, "Bad Gateway"), "unavailable"],
  ["a wrong token", failing(401, "Unauthorized"), "unavailable"],
  ["silence without end", failing(429, "Too Many Requests"), "rate-limited"],
  ["a connection that breaks", "cut", "unknown"],
] satisfies readonly (readonly [string, Refusal, string])[])(
  "%s makes a send fail by its code, at once and once",
  async (_, refusal, code) => {
    telegram.refuse("sendMessage", refusal);
    const failure = await failureOf(adapter.send(CHAT, said("Hi.")));
    expect(failure?.code).toBe(code);
    expect(telegram.requests.map(({ method }) => method)).toEqual(["sendMessage"]);
    expect(telegram.shown(CHAT)).toEqual([]);
  },
);

test("an answer that does not come in time leaves open whether it arrived", async () => {
  await end();
  await begin(1000);
  telegram.refuse("sendMessage", "hang");
  expect((await failureOf(adapter.send(CHAT, said("Hi."))))?.code).toBe("unknown");
  telegram.refuse("editMessageText", "hang");
  expect((await failureOf(adapter.edit?.(CHAT, "1", said("Hi."))))?.code).toBe("unknown");
});

test("what a failure tells holds neither the token nor the words", async () => {
  await end();
  await begin(1000);
  for (const refusal of [failing(400, "Bad Request: private words"), "cut", "hang"] satisfies Refusal[]) {
    telegram.refuse("sendMessage", refusal);
    const failure = await failureOf(adapter.send(CHAT, said("private words")));
    const told = `${failure} ${failure?.cause} ${failure?.cause?.stack} ${JSON.stringify(failure?.cause)}`;
    expect(told).toMatch(/Telegram (?:400|ECONNRESET|time-out)/);
    expect(told).not.toContain(TOKEN.split(":")[1]);
    expect(told).not.toContain("private words");
  }
});

test("given nobody at the other end, then nothing was sent", async () => {
  await end();
  expect((await failureOf(adapter.send(CHAT, said("Hi."))))?.code).toBe("unavailable");
  await adapter.sayPlainly(CHAT, "Not just now.");
  await begin();
});

test("a short silence is waited out within the send, a longer one is handed on with its seconds", async () => {
  telegram.refuse("sendMessage", failing(429, "Too Many Requests", { retry_after: 0 }));
  await adapter.send(CHAT, said("Hi."));
  expect(telegram.shown(CHAT).map(({ text }) => text)).toEqual(["Hi."]);
  telegram.refuse("sendMessage", failing(429, "Too Many Requests", { retry_after: 35 }));
  expect(await failureOf(adapter.send(CHAT, said("Hi.")))).toMatchObject({
    code: "rate-limited",
    retryAfterSeconds: 35,
  });
});

test("a silence that is waited out for too long was certainly no send", async () => {
  await end();
  await begin(1000);
  telegram.refuse("sendMessage", failing(429, "Too Many Requests", { retry_after: 3 }));
  expect((await failureOf(adapter.send(CHAT, said("Hi."))))?.code).toBe("rate-limited");
  expect(telegram.shown(CHAT)).toEqual([]);
});

test("given a long text whose second part fails, then the next attempt does not repeat the first", async () => {
  const message = { ...said(long(200)), buttons: [button] };
  telegram.refuse("sendMessage", "ok", failing(502, "Bad Gateway"));
  expect((await failureOf(adapter.send(CHAT, message)))?.code).toBe("unavailable");
  expect(telegram.shown(CHAT)).toHaveLength(1);
  await adapter.send(CHAT, message);
  const shown = telegram.shown(CHAT);
  expect(shown.map(({ text }) => text).join(" ")).toBe(long(200));
  expect(shown.map(({ keys }) => keys.length)).toEqual([...shown.slice(1).map(() => 0), 1]);
  // Said once more on purpose, it comes whole.
  await adapter.send(CHAT, message);
  expect(telegram.shown(CHAT)).toHaveLength(2 * shown.length);
});

test("a picture carries the words, and what goes beyond a caption follows as a message with the buttons", async () => {
  const picture = { chart: WEEK_CHART, alt: "your week" };
  const short = await adapter.send(CHAT, { ...said("Sleep 7 h."), picture, buttons: [button] });
  const id = await adapter.send(CHAT, { ...said(long(40)), picture, buttons: [button] });
  const [one, two, three, ...others] = telegram.shown(CHAT);
  expect(one).toMatchObject({ id: Number(short), text: "Sleep 7 h.", attachments: ["photo week.png"] });
  expect(one?.keys).toHaveLength(1);
  expect(two?.text.length).toBeLessThanOrEqual(1024);
  expect(two).toMatchObject({ attachments: ["photo week.png"], keys: [] });
  expect(three).toMatchObject({ id: Number(id), attachments: [] });
  expect(three?.keys).toHaveLength(1);
  expect(others).toEqual([]);
  expect(`${two?.text} ${three?.text}`).toBe(long(40));
});

test("a picture's words and buttons are edited with it", async () => {
  const picture = { chart: WEEK_CHART, alt: "your week" };
  const id = await adapter.send(CHAT, { ...said("Sleep 7 h."), picture, buttons: [button] });
  await adapter.edit?.(CHAT, id, { ...said("Sleep 8 h."), picture });
  expect(telegram.shown(CHAT)).toMatchObject([{ text: "Sleep 8 h.", keys: [] }]);
  // Words in place of a picture are another message.
  expect((await failureOf(adapter.edit?.(CHAT, id, said("Sleep 8 h."))))?.code).toBe("refused");
});

test("what cannot be sent or edited as it is is refused, so that it is not tried again", async () => {
  const gone = { path: join(folder, "gone.csv"), name: "all.csv" };
  expect((await failureOf(adapter.send(CHAT, { ...said("x"), file: gone })))?.code).toBe("refused");
  expect((await failureOf(adapter.send(CHAT, said(" "))))?.code).toBe("refused");
  const id = await adapter.send(CHAT, said("x"));
  expect((await failureOf(adapter.edit?.(CHAT, id, said(long(200)))))?.code).toBe("refused");
  expect((await failureOf(adapter.edit?.(CHAT, "99", said("y"))))?.code).toBe("refused");
  expect((await failureOf(adapter.edit?.(CHAT, "9e9", said("y"))))?.code).toBe("refused");
});

test("a picture that cannot be drawn, or that Telegram does not take, leaves its words and buttons", async () => {
  const picture = { chart: WEEK_CHART, alt: "your week" };
  drawing.by = noPictures;
  await adapter.send(CHAT, { ...said("Sleep 7 h."), picture, buttons: [button] });
  drawing.by = pixelPictures(folder);
  telegram.refuse("sendPhoto", failing(400, "Bad Request: IMAGE_PROCESS_FAILED"));
  await adapter.send(CHAT, { ...said("Sleep 8 h."), picture, buttons: [button] });
  expect(telegram.shown(CHAT)).toMatchObject([
    { text: "Sleep 7 h.", attachments: [], keys: [{ text: "a" }] },
    { text: "Sleep 8 h.", attachments: [], keys: [{ text: "a" }] },
  ]);
  telegram.refuse("sendPhoto", failing(403, "Forbidden: bot was blocked by the user"));
  expect((await failureOf(adapter.send(CHAT, { ...said("x"), picture })))?.code).toBe("unreachable");
});

test("a plain line never fails, and is cut where it is too long", async () => {
  telegram.refuse("sendMessage", failing(403, "Forbidden: bot was blocked by the user"));
  await adapter.sayPlainly(CHAT, "Not just now.");
  await adapter.sayPlainly(CHAT, `x${"👍".repeat(2500)}`);
  expect(telegram.shown(CHAT).map(({ text }) => text)).toEqual([`x${"👍".repeat(2047)}\ufffd`]);
});

const file = (reference: string, isTooLarge = false) => ({
  reference,
  name: "bank.csv",
  bytes: null,
  isTooLarge,
});

test("a file is fetched as it was sent, up to what Telegram hands out", async () => {
  const bytes = Buffer.from("date,amount\n");
  const id = telegram.keepFile(bytes, { path: "documents/my bank?#.csv" });
  expect(Buffer.from((await adapter.fetchFile?.(file(id))) ?? [])).toEqual(bytes);
  const huge = telegram.keepFile(Buffer.alloc(20 * 1024 * 1024 + 1));
  expect((await failureOf(adapter.fetchFile?.(file(huge))))?.code).toBe("refused");
  const asked = telegram.requests.length;
  expect((await failureOf(adapter.fetchFile?.(file(id, true))))?.code).toBe("refused");
  expect(telegram.requests).toHaveLength(asked);
});

test("a file that is gone, or whose place is none of Telegram's, is refused", async () => {
  expect((await failureOf(adapter.fetchFile?.(file("gone"))))?.code).toBe("refused");
  const outside = telegram.keepFile(Buffer.from("x"), { path: "../../etc/passwd" });
  expect((await failureOf(adapter.fetchFile?.(file(outside))))?.code).toBe("refused");
  const local = telegram.keepFile(Buffer.from("x"), { path: "/var/lib/bot/file.csv" });
  expect((await failureOf(adapter.fetchFile?.(file(local))))?.code).toBe("refused");
  telegram.refuse("getFile", failing(502, "Bad Gateway"));
  const kept = telegram.keepFile(Buffer.from("x"));
  expect((await failureOf(adapter.fetchFile?.(file(kept))))?.code).toBe("unavailable");
});
