import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { chatIdentities, outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { userSettings } from "../../db/schema/people.ts";
import { collectLog } from "../fakes/chat.ts";
import type { SlackCoach } from "../fakes/slack-engine.ts";
import { labelsOf, readBlocks } from "../fakes/slack-person.ts";
import { type Block, TEAM } from "../fakes/slack-server.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";
import { privateWords } from "../support/private-words.ts";
import { MONDAY, slackChats } from "../support/slack-chats.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
const { joined, asMaya } = slackChats(db, endings);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Everything that stands in Slack, or stood there for a moment: what an export or a notification would show. */
const exported = ({ slack }: SlackCoach) =>
  slack.calls
    .filter(({ method }) => /^chat\.|^files\.|^\/upload/.test(method))
    .map(({ body }) =>
      [body.text, body.blocks, body.initial_comment].filter((part) => part !== undefined).join("\n"),
    );

const values = (mood?: string, energy?: string, words: readonly string[] = [], note?: string) => ({
  ...(mood === undefined ? {} : { mood: { answer: { selected_option: { value: mood } } } }),
  ...(energy === undefined ? {} : { energy: { answer: { selected_option: { value: energy } } } }),
  words: { answer: { selected_options: words.map((value) => ({ value })) } },
  note: { answer: { value: note ?? null } },
});

test("given every kind of message with 120 days of data, then no amount and no mood word stands in Slack", async () => {
  const chat = await asMaya();
  const asked = [
    "/help",
    "/about",
    "/privacy",
    "5/7, tired after work, energy 40",
    "/checkin",
    "skip",
    "skip",
    "skip",
    "/today",
    "why?",
    "/nudge",
    "/settings",
    "/why",
    "/why_quiet",
    "/rests",
    "/trials",
    "/undo",
    "how did I sleep?",
    "/sleep",
    "/body",
    "/devices",
    "which device is that from?",
    "how much did I spend last week?",
    "what did I buy yesterday?",
    "how much did I spend on coffee in October?",
    "why was yesterday low?",
    "how was my month?",
    "how was last week?",
    "does coffee make me sleep worse?",
    "what subscriptions do I have?",
    "12 coffee",
    "/timezone $50 low",
    "/pause $99",
    "I feel wonderful and spent $40",
    "blue potato",
    "/slack_privacy",
    "/tone gentle",
    "/words",
    "/privacy model",
    "park headphones 180",
    "/parked",
    "if I slept under 6 h and my mood is low, ask me to park it",
    "yes, keep it",
    "/plans",
    "/own",
  ];
  for (const words of asked) await chat.say(words);
  const sent = exported(chat);
  expect(sent.length).toBeGreaterThan(asked.length);
  for (const message of sent) expect(privateWords(message), message).toEqual([]);
  // They are there all the same, behind their buttons.
  const stored = await db.select({ message: outbox.message }).from(outbox);
  const hidden = stored.filter(({ message }) => privateWords(JSON.stringify(message)).length > 0);
  expect(hidden.length).toBeGreaterThan(12);
  expect(chat.lines.filter(({ level }) => level === "error")).toEqual([]);
});

test("given what is said unasked, then it is neutral too, and its check-in opens the form", async () => {
  const clock = { now: MONDAY };
  const chat = await joined(clock);
  const log = collectLog([]);
  for (const time of ["2026-11-24T07:30:00Z", "2026-11-24T08:10:00Z", "2026-11-30T09:00:00Z"]) {
    clock.now = new Date(time);
    await runDueJobs({ db, clock: () => clock.now, deliver: () => chat.dispatcher.outbox.deliverAll(), log });
  }
  for (const message of exported(chat)) expect(privateWords(message), message).toEqual([]);
  expect(chat.said()).toBe("Your check-in is ready when you are.");
  expect(labelsOf(chat.newest().blocks)).toEqual(["Check in", "later"]);
});

test("given a covered answer, then Open shows all of it to its person, with its buttons", async () => {
  const chat = await asMaya();
  await chat.say("how much did I spend last week?");
  expect(chat.said()).toBe("Your answer is ready.");
  expect(chat.newest().text).toBe("Your answer is ready.");
  expect(await chat.opened()).toMatch(/\$\d+/);
  expect(labelsOf(chat.window()?.blocks)).toContain("why?");
});

test("given a tap in a window, then the answer comes there, and into the chat as its cover", async () => {
  const chat = await asMaya();
  await chat.say("how much did I spend last week?");
  await chat.opened();
  const view = chat.window();
  const why = view?.blocks.flatMap(({ elements = [] }) => elements).find(({ text }) => text?.text === "why?");
  if (view === undefined) throw new Error("a window was expected");
  // The emulator gives a window an id of its own; the coach updates the one that was tapped in.
  const opened = await chat.slack.call("views.open", {
    trigger_id: await chat.slack.trigger(),
    view: { type: "modal", title: { type: "plain_text", text: "x" }, blocks: [] },
  });
  const id = (opened.view as { readonly id: string }).id;
  await chat.settled(chat.person.tapIn(view, why?.value ?? "", id));
  const find = () => chat.slack.calls.findLast(({ method }) => method === "views.update");
  await expect.poll(() => find()?.body.view_id).toBe(id);
  const answer = find();
  expect(readBlocks((JSON.parse(answer?.body.view ?? "{}") as { blocks: Block[] }).blocks)).toMatch(
    /days known in full/,
  );
  expect(chat.said()).toBe("Your answer is ready.");
});

test.each([
  ["another person's message", someoneElsesMessage],
  ["an id of nothing", async () => "00000000-0000-4000-8000-000000000000"],
  ["no id at all", async () => "' or 1=1"],
])("given %s, then the window says it is gone", async (_, find) => {
  const chat = await joined();
  const id = await find(chat);
  expect(id).not.toContain("none");
  const before = chat.slack.shown().length;
  await chat.settled(chat.person.act({ type: "button", action_id: "tap:0", value: `s1:show:${id}` }, {}));
  expect(readBlocks(chat.window()?.blocks ?? [])).toMatch(/^That's gone/);
  expect(chat.slack.shown()).toHaveLength(before);
});

/** A message to somebody else in the same workspace, and its id. */
async function someoneElsesMessage({ dispatcher }: SlackCoach) {
  const sender = `${TEAM}:U0SOMEBODY`;
  await dispatcher.handle({ platform: "slack", eventId: "event:1", sender, chat: sender, kind: "open" });
  const [theirs] = await db
    .select({ id: outbox.id })
    .from(outbox)
    .innerJoin(chatIdentities, eq(chatIdentities.id, outbox.identityId))
    .where(eq(chatIdentities.platformUserId, sender));
  return theirs?.id ?? "none was queued";
}

test("privacy mode says why it is on before it goes off, and on again it covers what comes", async () => {
  const chat = await joined();
  await chat.say("/settings");
  expect(chat.said()).toMatch(/Slack privacy: on\./);
  await chat.say("/slack_privacy off");
  expect(chat.said()).toMatch(/an employer may be able to export direct messages/);
  await chat.say("5/7, energy 40, tired");
  expect(chat.said()).toBe("Your check-in is noted.");
  await chat.tap("write openly");
  expect(chat.said()).toMatch(/^Slack privacy is off/);
  const [settings] = await db.select().from(userSettings);
  expect(settings?.notificationPreferences).toEqual({ openOnSlack: true });
  await chat.say("/undo");
  await chat.say("4/7, energy 60, tired");
  expect(chat.said()).toMatch(/Saved: mood 4 of 7, energy 60/);
  await chat.say("/slack_privacy on");
  await chat.say("/undo");
  await chat.say("2/7, energy 20, tired");
  expect(chat.said()).toBe("Your check-in is noted.");
});

test("given privacy mode off, then what was covered before stays behind its button", async () => {
  const chat = await joined();
  await chat.say("5/7, energy 40, tired");
  const [row] = await db.select().from(userSettings);
  await db
    .update(userSettings)
    .set({ notificationPreferences: { openOnSlack: true } })
    .where(eq(userSettings.userId, row?.userId ?? ""));
  expect(await chat.opened()).toMatch(/Saved: mood 5 of 7, energy 40/);
});

test("given nothing was saved, then nothing says it was; and a fix says that it is one", async () => {
  const chat = await joined();
  expect(chat.said()).toMatch(/^Nothing saved this time/);
  await chat.say("5/7, energy 40, tired");
  await chat.opened();
  const fix = chat
    .window()
    ?.blocks.flatMap(({ elements = [] }) => elements)
    .find(({ text }) => text?.text === "fix an answer");
  await chat.settled(chat.person.act(fix ?? {}, {}));
  expect(chat.said()).toBe("Your check-in is open for a change.");
});

test("given any button that somebody forges with another person's ids, then nothing of that person is shown or changed", async () => {
  const chat = await joined();
  const sender = `${TEAM}:U0SOMEBODY`;
  const theirs = (eventId: string, text: string) =>
    chat.dispatcher.handle({ platform: "slack", eventId, sender, chat: sender, kind: "text", text });
  await theirs("event:1", "5/7, energy 40, tired, about the secret picnic");
  const entriesOf = async () => {
    const rows = await db.select().from(moodEntries);
    return rows.filter(({ notes }) => notes?.includes("picnic") === true);
  };
  const before = await entriesOf();
  expect(before).toHaveLength(1);
  const messages = await db.select({ id: outbox.id }).from(outbox);
  const ids = [before[0]?.id ?? "", before[0]?.userId ?? "", ...messages.map(({ id }) => id)];
  const token = fc
    .tuple(
      fc.constantFrom("s1:", "c1:1:", "c1:9:", ""),
      fc.constantFrom(
        "show:",
        "fix:",
        "undo:",
        "why:",
        "helpful:",
        "not-helpful:",
        "check-in:2026-11-23:",
        "do:",
        "read:",
        "slack-privacy:",
        "crisis:yes:",
      ),
      fc.oneof(fc.constantFrom(...ids), fc.string({ maxLength: 20 })),
    )
    .map((parts) => parts.join("").slice(0, 64));
  await fc.assert(
    fc.asyncProperty(token, async (value) => {
      await chat.settled(chat.person.act({ type: "button", action_id: "tap:0", value }, {}));
    }),
    { numRuns: 60, endOnFailure: true },
  );
  const form = {
    type: "modal",
    callback_id: "check-in",
    private_metadata: JSON.stringify({ id: before[0]?.id, date: "2026-11-23" }),
    blocks: [],
  };
  await chat.settled(chat.person.submit(form, values("1")));
  expect(await entriesOf()).toEqual(before);
  const shownToThem = chat.slack.calls.filter(({ body }) => body.channel !== "U0SOMEBODY");
  expect(JSON.stringify(shownToThem)).not.toContain("picnic");
});
