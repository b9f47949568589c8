import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { OutboundMessage } from "../../bot/message.ts";
import type { Pictures } from "../../bot/pictures/pictures.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { noPictures, pixelPictures, WEEK_CHART } from "../fakes/pictures.ts";
import { slackUnderTest } from "../fakes/slack-adapter.ts";
import { readBlocks } from "../fakes/slack-person.ts";
import { type Fault, PERSON, TEAM } from "../fakes/slack-server.ts";
import { testDatabase } from "../support/database.ts";
import { tempFolder } from "../support/temp-folder.ts";

const { db } = await testDatabase();
const folder = await tempFolder();
const CHAT = `${TEAM}:${PERSON}`;
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function started(pictures: Pictures = pixelPictures(folder)) {
  const lines: LogLine[] = [];
  const under = await slackUnderTest({ db, log: collectLog(lines), clock: () => new Date(), pictures });
  endings.push(under.end);
  return { ...under, lines };
}

const said = (text: string): OutboundMessage => ({ text: [{ text }], buttons: [], many: false });
const failureOf = (sending: Promise<unknown>) =>
  sending.then(
    () => null,
    (error: unknown) => error,
  );

test("no more is sent than Slack takes: one a second in a conversation", async () => {
  const { adapter } = await started();
  expect(adapter.limits).toMatchObject({ perChatPerSecond: 1 });
});

test.each<[Fault, string]>([
  [{ retryAfter: 30 }, "rate-limited"],
  [{ refuses: "ratelimited" }, "rate-limited"],
  [{ refuses: "account_inactive" }, "unavailable"],
  [{ refuses: "user_not_found" }, "unreachable"],
  [{ refuses: "channel_not_found" }, "unreachable"],
  [{ refuses: "is_archived" }, "unreachable"],
  [{ refuses: "token_revoked" }, "unavailable"],
  [{ refuses: "invalid_auth" }, "unavailable"],
  [{ refuses: "msg_too_long" }, "refused"],
  [{ refuses: "invalid_blocks" }, "refused"],
  [{ refuses: "a_word_that_is_new" }, "refused"],
  [{ refuses: "fatal_error" }, "unknown"],
  [{ refuses: "service_unavailable" }, "unavailable"],
  [{ status: 503 }, "unavailable"],
  [{ status: 404 }, "refused"],
  [{ loses: true }, "unknown"],
])(
  "given Slack answers %j, then the failure is %s, once tried and without a word of it",
  async (fault, code) => {
    const { adapter, slack } = await started();
    slack.fail("chat.postMessage", fault);
    const failure = await failureOf(adapter.send(CHAT, said("secret 42")));
    expect(failure).toMatchObject({ name: "ChatError", code });
    expect(String((failure as Error).cause)).not.toMatch(/secret|42|xoxb/);
    expect(slack.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(1);
    expect(slack.shown()).toHaveLength(code === "unknown" && "loses" in fault ? 1 : 0);
    if ("retryAfter" in fault) expect(failure).toMatchObject({ retryAfterSeconds: 30 });
  },
);

test("given nobody listens where Slack should be, then nothing was sent for certain", async () => {
  const { adapter, slack } = await started();
  await slack.end();
  endings.splice(0);
  expect(await failureOf(adapter.send(CHAT, said("hi")))).toMatchObject({ code: "unavailable" });
  await adapter.sayPlainly(CHAT, "Not just now.");
});

test.each(["", "T1", "T1:U1:x", "t1:u1", "T1:U 1"])(
  "given the address %j, then it is refused before Slack is called",
  async (chat) => {
    const { adapter, slack } = await started();
    expect(await failureOf(adapter.send(chat, said("hi")))).toMatchObject({ code: "refused" });
    expect(slack.calls).toEqual([]);
  },
);

test("a message goes to the person, quietly, and an edit finds it by its id", async () => {
  const { adapter, slack } = await started();
  const id = await adapter.send(CHAT, said("one"));
  expect(id).toBe(`${await slack.channel()}/${slack.shown()[0]?.ts}`);
  expect(slack.calls[0]).toMatchObject({
    method: "chat.postMessage",
    body: { channel: PERSON, text: "one", unfurl_links: "false", unfurl_media: "false" },
  });
  await adapter.edit?.(CHAT, id, said("two"));
  expect(slack.shown()).toMatchObject([{ text: "two" }]);
});

test("given a message that is gone, or a file in place of words, then the edit is refused, to be sent anew", async () => {
  const { adapter, slack } = await started();
  const id = await adapter.send(CHAT, said("one"));
  slack.fail("chat.update", { refuses: "edit_window_closed" });
  expect(await failureOf(adapter.edit?.(CHAT, id, said("x")) ?? Promise.resolve())).toMatchObject({
    code: "refused",
  });
  const missing = `${await slack.channel()}/1.000001`;
  expect(await failureOf(adapter.edit?.(CHAT, missing, said("x")) ?? Promise.resolve())).toMatchObject({
    code: "refused",
  });
  const file = { path: join(folder, "x.csv"), name: "x.csv" };
  const edited = adapter.edit?.(CHAT, id, { ...said("x"), file }) ?? Promise.resolve();
  expect(await failureOf(edited)).toMatchObject({ code: "refused" });
});

test("a picture goes into the direct message with its words, an alternative text and no public address", async () => {
  const { adapter, slack } = await started();
  const picture = { chart: WEEK_CHART, alt: "seven bars" };
  const buttons = [{ token: "s1:why:1", label: "why?", aside: true }];
  await adapter.send(CHAT, { ...said("Sleep 7 h & more."), picture, buttons });
  const [asked, , shared] = slack.calls.filter(({ method }) => /^files|upload/.test(method));
  expect(asked?.body).toMatchObject({ filename: "week.png", alt_text: "seven bars" });
  expect(shared?.body).toMatchObject({
    channel_id: await slack.channel(),
    initial_comment: "Sleep 7 h &amp; more.",
  });
  expect(JSON.stringify(slack.calls)).not.toContain("image_url");
  expect(slack.shown()).toHaveLength(2);
});

test.each<[string, Pictures, Fault | null]>([
  ["that cannot be drawn", noPictures, null],
  ["that Slack does not take", pixelPictures(folder), { refuses: "invalid_arguments" }],
])(
  "given a picture %s, then its words are said, with their buttons, and its path is nowhere",
  async (_, pictures, fault) => {
    const { adapter, slack, lines } = await started(pictures);
    if (fault !== null) slack.fail("files.completeUploadExternal", fault);
    const buttons = [{ token: "s1:why:1", label: "why?", aside: true }];
    await adapter.send(CHAT, { ...said("Sleep 7 h."), buttons, picture: { chart: WEEK_CHART, alt: "" } });
    expect(slack.shown()).toMatchObject([{ text: "Sleep 7 h." }]);
    // What cannot be drawn is told by what draws.
    expect(lines.map(({ message }) => message)).toEqual(fault === null ? [] : ["file not shown"]);
    expect(JSON.stringify(lines)).not.toContain(folder);
  },
);

async function written(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, "png");
  return path;
}

test("given more words than a comment holds, then they are a message below the file, whole", async () => {
  const { adapter, slack } = await started();
  const words = "A sentence of some words. ".repeat(200).trim();
  await adapter.send(CHAT, { ...said(words), file: { path: await written("all.csv"), name: "all.csv" } });
  const [file, message] = slack.shown();
  expect(file?.files).toMatchObject([{ name: "all.csv" }]);
  const bare = (text: string) => text.replace(/\s/g, "");
  expect(bare(readBlocks(message?.blocks ?? []))).toBe(bare(words));
});

test("given a covered message with a file, then the file stays out of Slack", async () => {
  const { adapter, slack } = await started();
  const cover = {
    text: "Your answer is ready.",
    buttons: [{ token: "s1:show:x", label: "Open", aside: false }],
  };
  await adapter.send(CHAT, {
    ...said("all"),
    file: { path: join(folder, "all.csv"), name: "all.csv" },
    cover,
  });
  expect(slack.calls.map(({ method }) => method)).toEqual(["chat.postMessage"]);
});

test.each([
  ["another host", "https://files.slack.com.evil.example/a.csv"],
  ["a plain host of Slack", "http://files.slack.com/a.csv"],
  ["no address", "nowhere"],
])("given a file at %s, then the token is not sent there", async (_, url) => {
  const { adapter } = await started();
  const file = { reference: `${TEAM} ${url}`, name: "a.csv", bytes: 3, isTooLarge: false };
  expect(await failureOf(adapter.fetchFile?.(file) ?? Promise.resolve())).toMatchObject({ code: "refused" });
});

test("given a file that is gone, or too large, then it is refused", async () => {
  const { adapter, slack } = await started();
  const file = {
    reference: `${TEAM} ${slack.url}/files-pri/F1/a.csv`,
    name: "a.csv",
    bytes: 3,
    isTooLarge: false,
  };
  expect(await failureOf(adapter.fetchFile?.(file) ?? Promise.resolve())).toMatchObject({ code: "refused" });
  const large = adapter.fetchFile?.({ ...file, isTooLarge: true }) ?? Promise.resolve();
  expect(await failureOf(large)).toMatchObject({ code: "refused" });
});

test("what failed is in the log by its code, without tokens, words or addresses of people", async () => {
  const { adapter, slack, lines } = await started();
  slack.fail("chat.postMessage", { refuses: "invalid_auth" });
  await adapter.sayPlainly(CHAT, "secret 42");
  expect(lines.at(-1)).toMatchObject({
    message: "line not said",
    fields: { platform: "slack", failure: "unavailable", error: "SlackError invalid_auth" },
  });
  expect(JSON.stringify(lines)).not.toMatch(/secret|42|xoxb|U000000001/);
});

test("given a workspace that does not know Slack's feedback buttons yet, then the message comes with plain ones", async () => {
  const { adapter, slack } = await started();
  const id = "11111111-1111-4111-8111-111111111111";
  const buttons = ["helpful", "not-helpful"].map((name) => ({
    token: `s1:${name}:${id}`,
    label: name,
    aside: false,
  }));
  slack.fail("chat.postMessage", { refuses: "invalid_blocks" });
  await adapter.send(CHAT, { ...said("x"), buttons });
  expect(slack.shown().map(({ blocks }) => blocks?.map(({ type }) => type))).toEqual([
    ["section", "actions"],
  ]);
});

test("given a short 'not now' between two calls of one message, then only the call is made again", async () => {
  const { adapter, slack } = await started();
  const picture = { chart: WEEK_CHART, alt: "a day" };
  slack.fail("chat.postMessage", { retryAfter: 0 });
  const buttons = [{ token: "s1:why:1", label: "why?", aside: true }];
  await adapter.send(CHAT, { ...said("x"), picture, buttons });
  expect(slack.calls.filter(({ method }) => method === "files.completeUploadExternal")).toHaveLength(1);
  expect(slack.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(2);
});
