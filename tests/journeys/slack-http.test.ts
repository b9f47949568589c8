import { expect, onTestFinished, test } from "vitest";
import type { InboundEvent } from "../../bot/adapter.ts";
import { standingToken } from "../../bot/message.ts";
import { createReceiver } from "../../bot/receiver.ts";
import { inbox } from "../../db/schema/chat.ts";
import { collectLog } from "../fakes/chat.ts";
import { slackUnderTest } from "../fakes/slack-adapter.ts";
import { slackWithEngine } from "../fakes/slack-engine.ts";
import type { Signing } from "../fakes/slack-person.ts";
import { PERSON, TEAM } from "../fakes/slack-server.ts";
import { testDatabase } from "../support/database.ts";
import { fixturesIn, hasFixture, readFixture } from "../support/fixtures.ts";
import { nothingTouched, slackListener } from "../support/slack-listener.ts";

const { db } = await testDatabase();
const listening = slackListener(db);

type Payload = Readonly<Record<string, unknown>>;
/** A file's payloads by their names; the rest of it is about them. */
function payloadsOf(file: string): readonly (readonly [name: string, payload: Payload])[] {
  return Object.entries(readFixture(`slack/${file}`) as Record<string, unknown>).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && ("type" in value || "command" in value)
      ? [[name, value as Payload] as const]
      : [],
  );
}
/** Every payload that Slack sent to others' apps; without the files, one test that is skipped by its name. */
const FILES = fixturesIn("slack").filter((file) => file.startsWith("replay-"));
const RECORDED =
  FILES.length === 0
    ? ([["payload", "of others", {}]] as const)
    : FILES.flatMap((file) => payloadsOf(file).map(([name, payload]) => [file, name, payload] as const));
const DIRECT = "replay-dm-slack-direct.json";

/** Sends a payload in the form that Slack gives its kind. */
function replay(
  person: Awaited<ReturnType<typeof listening>>["person"],
  payload: Payload,
  signing?: Signing,
) {
  if (payload.type === "event_callback") return person.json(payload, signing);
  if ("command" in payload) return person.form(payload as Record<string, string>, signing);
  return person.form({ payload: JSON.stringify(payload) }, signing);
}

test.skipIf(!hasFixture(`slack/${DIRECT}`))(
  "given recorded direct messages, rightly signed, then each is one text event of its sender",
  async () => {
    const { person, events } = await listening();
    for (const [, payload] of payloadsOf(DIRECT)) expect((await replay(person, payload)).status).toBe(200);
    const sender = "T0ADGE2G4EM:U0ADXQT6CRW";
    const base = { platform: "slack", kind: "text", sender, chat: sender };
    expect(events).toEqual([
      { ...base, eventId: "event:Ev0AFKSS1NKD", text: "hello hello" },
      { ...base, eventId: "event:Ev0AFVSPHSLU", text: "cool!!" },
    ]);
  },
);

test.skipIf(FILES.length === 0).each(RECORDED)(
  "given the recorded %s %s, then a wrong, stale or missing signature gets 401 and touches nothing",
  async (_file, _name, payload) => {
    const receiver = createReceiver({
      db,
      platform: "slack",
      handle: async () => true,
      log: collectLog([]),
      clock: () => new Date(),
    });
    onTestFinished(() => receiver.stop(1000));
    const { person, slack } = await listening((event) => receiver.take(event));
    for (const signing of [{ secret: "another secret" }, { secret: null }, { ageSeconds: 360 }]) {
      expect((await replay(person, payload, signing)).status, JSON.stringify(signing)).toBe(401);
    }
    await nothingTouched(db);
    expect(slack.calls).toEqual([]);
  },
);

test.skipIf(FILES.length === 0)(
  "given what others' apps were sent, rightly signed, then it is answered with 200 and becomes no event",
  async () => {
    const { person, events } = await listening();
    const theirs = RECORDED.filter(([file]) => file !== DIRECT);
    expect(theirs.length).toBeGreaterThan(10);
    for (const [file, name, payload] of theirs) {
      expect((await replay(person, payload)).status, `${file} ${name}`).toBe(200);
    }
    expect(events).toEqual([]);
  },
);

test("given one changed byte, then the signature does not fit", async () => {
  const { person, events } = await listening();
  await person.say("hello");
  const { status } = await person.again({ "x-slack-signature": `v0=${"0".repeat(64)}` });
  expect(status).toBe(401);
  expect(events).toHaveLength(1);
});

test("given Slack's question for the address, then its challenge is answered, but only if it is signed", async () => {
  const { person } = await listening();
  const asked = { type: "url_verification", challenge: "abc", token: "x" };
  expect(await person.json(asked)).toEqual({ status: 200, text: '{"challenge":"abc"}' });
  expect((await person.json(asked, { secret: "another" })).status).toBe(401);
});

test("given an event that cannot be stored, then Slack hears 500, and its next delivery is taken", async () => {
  let isAway = true;
  const taken: InboundEvent[] = [];
  const { person } = await listening(async (event) => {
    if (isAway) throw new Error("no database");
    taken.push(event);
  });
  expect((await person.say("5/7")).status).toBe(500);
  expect((await person.command("week")).status).toBe(500);
  isAway = false;
  expect((await person.say("5/7")).status).toBe(200);
  expect((await person.again({ "x-slack-retry-num": "1" })).status).toBe(200);
  // Twice the same id: the inbox ends the second, the header decides nothing.
  expect(taken.map(({ eventId }) => eventId)).toEqual([taken[0]?.eventId, taken[0]?.eventId]);
});

test("given a tap that is delivered again with the same trigger, then it counts once", async () => {
  const chat = await slackWithEngine(db, { now: new Date("2026-11-23T08:00:00Z") });
  onTestFinished(chat.end);
  await chat.settled(chat.person.openTab("messages"));
  await chat.tap("start with my own");
  const answered = chat.slack.shown().length;
  for (let time = 0; time < 2; time++) {
    expect((await chat.settled(chat.person.again({ "x-slack-retry-num": "1" }))).status).toBe(200);
  }
  expect(chat.slack.shown()).toHaveLength(answered);
  const ids = (await db.select().from(inbox)).map(({ eventId }) => eventId);
  expect(ids.filter((id) => id.startsWith("trigger:"))).toHaveLength(1);
});

test("given Slack's own thumbs below a message, then what was tapped is a tap with its token", async () => {
  const { person, events } = await listening();
  const token = standingToken("not-helpful:advice");
  const feedback = { type: "feedback_buttons", action_id: "feedback", value: token };
  const { status } = await person.act(feedback, { container: { type: "message" }, message: { ts: "1.1" } });
  expect(status).toBe(200);
  expect(events).toMatchObject([
    { kind: "tap", token, sender: `${TEAM}:${PERSON}`, eventId: expect.stringMatching(/^trigger:./) },
  ]);
});

test("given a request before the adapter runs, then Slack is told to come again", async () => {
  const under = await slackUnderTest({ db, log: collectLog([]), clock: () => new Date() });
  onTestFinished(under.end);
  expect((await under.person.say("hello")).status).toBe(503);
});

test("what a program wrote, and what Slack notes by itself, is no event", async () => {
  const { person, events } = await listening();
  const changed = { subtype: "message_changed", user: undefined };
  await person.message({ text: "from a bot", bot_id: "B1" });
  await person.message({ subtype: "bot_message", text: "from a bot" });
  await person.message({ subtype: "channel_topic", text: "topic" });
  await person.message({ subtype: "message_deleted" });
  await person.message({
    ...changed,
    message: { user: "UBOT", bot_id: "B1", text: "b" },
    previous_message: { text: "a" },
  });
  await person.message({ ...changed, message: { user: PERSON, text: "a" }, previous_message: { text: "a" } });
  await person.message({ channel_type: "channel", text: "in a channel" });
  await person.message({ channel_type: "mpim", text: "in a group" });
  expect(events).toEqual([]);
  await person.message({ ...changed, message: { user: PERSON, text: "b" }, previous_message: { text: "a" } });
  expect(events).toMatchObject([{ kind: "unreadable", what: "edit", sender: `${TEAM}:${PERSON}` }]);
});

test("a text is as it was typed: entities, links and mentions are read back", async () => {
  const { person, events } = await listening();
  await person.message({
    text: "a &lt;b&gt; &amp; <http://x.com|x.com> <mailto:a@b.c|a@b.c> <@U2> <https://y.z>",
  });
  expect(events).toMatchObject([{ kind: "text", text: "a <b> & x.com a@b.c  https://y.z" }]);
});

test("given several files with words, then each is an event of its own, and each id once", async () => {
  const { person, events } = await listening();
  const file = (name: string, mimetype: string, size: number) => ({
    id: name,
    name,
    mimetype,
    size,
    url_private: "http://files",
  });
  await person.message({
    subtype: "file_share",
    text: "my bank",
    files: [
      file("a.csv", "text/csv", 10),
      file("b.png", "image/png", 10),
      file("c.ogg", "audio/ogg", 1),
      file("d.zip", "application/zip", 21 * 1024 * 1024),
    ],
  });
  expect(events.map((event) => (event.kind === "unreadable" ? event.what : event.kind))).toEqual([
    "text",
    "file",
    "picture",
    "voice",
    "file",
  ]);
  expect(events.map((event) => event.kind === "file" && event.file.isTooLarge)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(5);
});

test("Slack's profile gives the time zone, once a person, and its failure loses no event", async () => {
  const { person, events, slack } = await listening();
  slack.fail("users.info", { refuses: "missing_scope" });
  slack.fail("users.info", { answers: { user: { tz: "Europe/Berlin" } } });
  await person.say("one");
  await person.say("two");
  await person.say("three");
  expect(events.map(({ timezoneHint }) => timezoneHint)).toEqual([
    undefined,
    "Europe/Berlin",
    "Europe/Berlin",
  ]);
  expect(slack.calls.filter(({ method }) => method === "users.info")).toHaveLength(2);
});

test.each([
  ["", "/today"],
  ["week", "/week"],
  ["/settings", "/settings"],
  ["pause 3", "/pause 3"],
  ["how did I sleep?", "how did I sleep?"],
  ["why was yesterday low?", "why was yesterday low?"],
])("given /balance %s, then it says %s, with one neutral line where it was typed", async (said, text) => {
  const { person, events } = await listening();
  const { status, text: line } = await person.command(said);
  expect(events).toMatchObject([{ kind: "text", text, eventId: expect.stringMatching(/^trigger:./) }]);
  expect([status, JSON.parse(line)]).toEqual([
    200,
    { response_type: "ephemeral", text: "My answer is in our direct message." },
  ]);
});

test("in a channel the coach says one line to whoever called it, once an hour, and no data", async () => {
  const { person, events, slack } = await listening();
  for (let time = 0; time < 3; time++)
    await person.event({
      type: "app_mention",
      user: PERSON,
      channel: "C000000001",
      text: "<@UBOT> how much?",
    });
  const said = slack.calls.filter(({ method }) => method.startsWith("chat."));
  expect(said).toMatchObject([
    { method: "chat.postEphemeral", body: { channel: "C000000001", user: PERSON } },
  ]);
  expect(said[0]?.body.text).toMatch(/^I only talk in direct messages/);
  expect(events).toEqual([]);
});

test("no word that was sent or answered is in the log", async () => {
  const { person, lines, slack } = await listening();
  slack.fail("users.info", { status: 500 });
  await person.say("secret words 42");
  await person.json({ type: "event_callback", event: { type: "message", text: "secret words 42" } });
  await person.post("secret words 42", "application/json");
  await person.post("secret words 42", "application/json", { secret: "wrong" });
  expect(JSON.stringify(lines)).not.toMatch(/secret|42|xoxb/);
});

test("given a first message that waits for its zone, then the ones behind it do not overtake it, nor wait for others", async () => {
  const { person, events, slack, arrived } = await listening();
  slack.fail("users.info", { retryAfter: 1 });
  const first = person.say("one");
  while (arrived() < 1) await new Promise((resolve) => setTimeout(resolve, 1));
  const second = person.say("two");
  await person.event({ type: "message", channel_type: "im", user: "U0OTHER", text: "somebody else" });
  await Promise.all([first, second]);
  expect(events.map((event) => event.kind === "text" && event.text)).toEqual(["somebody else", "one", "two"]);
});
