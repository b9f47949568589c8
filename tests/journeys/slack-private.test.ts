import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { chatIdentities, conversations, outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { userSettings } from "../../db/schema/people.ts";
import { collectLog, fakeChat } from "../fakes/chat.ts";
import { type SlackCoach, slackWithEngine } from "../fakes/slack-engine.ts";
import { labelsOf, readBlocks } from "../fakes/slack-person.ts";
import { type Block, TEAM } from "../fakes/slack-server.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";
import { privateWords } from "../support/private-words.ts";

const { db } = await testDatabase();
/** A Monday morning in London. */
const MONDAY = new Date("2026-11-23T08:00:00Z");
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function coach(clock = { now: MONDAY }): Promise<SlackCoach> {
  const started = await slackWithEngine(db, clock);
  endings.push(started.end);
  return started;
}

/** Through the first questions, everything skipped but the time of the check-in. */
async function joined(clock = { now: MONDAY }): Promise<SlackCoach> {
  const chat = await coach(clock);
  await chat.settled(chat.person.openTab("messages"));
  await chat.tap("start with my own");
  for (const said of ["Europe/London", "skip", "skip", "7:30", "skip", "skip", "skip"]) await chat.say(said);
  return chat;
}

async function asMaya(): Promise<SlackCoach> {
  const chat = await coach();
  await chat.settled(chat.person.openTab("messages"));
  await chat.tap("look around as Maya, 120 days of sample data");
  return chat;
}

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
    "/undo",
    "how did I sleep?",
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

test("given a form that is sent off, then it is saved as the same answers tapped", async () => {
  const chat = await joined();
  await chat.say("/checkin");
  await chat.tap("Check in");
  const form = chat.window();
  if (form === undefined) throw new Error("a form was expected");
  const { status, text } = await chat.settled(
    chat.person.submit(form, values("3", "low", ["tired", "lonely"])),
  );
  expect([status, text]).toEqual([200, ""]);
  expect(chat.said()).toBe("Your check-in is noted.");
  expect(await chat.opened()).toMatch(/Saved: mood 3 of 7, energy 25\.\nNoted with it: tired; lonely\./);
  const [byForm] = await db.select().from(moodEntries);

  const tapped = fakeChat({ db, clock: { now: MONDAY }, sender: "taps", timezone: "Europe/London" });
  await tapped.open();
  await tapped.tap("start with my own");
  for (const words of ["yes", "skip", "skip", "7:30"]) await tapped.say(words);
  for (const token of ["3", "low", "tired, lonely"]) await tapped.say(token);
  const entries = await db.select().from(moodEntries);
  const byTaps = entries.find(({ id }) => id !== byForm?.id);
  const same = ({ id: _, userId: __, ...entry }: NonNullable<typeof byForm>) => entry;
  if (byForm === undefined || byTaps === undefined) throw new Error("two check-ins were expected");
  expect(same(byForm)).toEqual({ ...same(byTaps), notes: null });
});

test("given a form of a check-in asked days ago, then it counts for that day, and a second one of it changes the same", async () => {
  const clock = { now: MONDAY };
  const chat = await joined(clock);
  await chat.say("/checkin");
  clock.now = new Date("2026-11-25T20:00:00Z");
  await chat.tap("Check in");
  const form = chat.window();
  if (form === undefined) throw new Error("a form was expected");
  await chat.settled(chat.person.submit(form, values("5"), "V1"));
  await chat.settled(chat.person.submit(form, values("5"), "V1"));
  await chat.settled(chat.person.submit(form, values(undefined, "full", [], "better now"), "V2"));
  expect(await db.select().from(moodEntries)).toMatchObject([
    { localDate: "2026-11-23", moodScore: 2, energyLevelSelfReported: 95, notes: "better now" },
  ]);
});

test("given a form while another question is open, then both count and the other question stays", async () => {
  const chat = await coach();
  await chat.settled(chat.person.openTab("messages"));
  await chat.tap("start with my own");
  await chat.settled(chat.person.shortcut("check_in"));
  const form = chat.window();
  if (form === undefined) throw new Error("a form was expected");
  await chat.settled(chat.person.submit(form, values("6")));
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 3, localDate: "2026-11-23" }]);
  expect(await db.select({ flow: conversations.flow }).from(conversations)).toEqual([{ flow: "onboarding" }]);
});

test("given a form that is opened beside a check-in of today that is under way, then it goes on with that one", async () => {
  const chat = await joined();
  await chat.say("/checkin");
  await chat.say("4");
  await chat.settled(chat.person.shortcut("check_in"));
  const form = chat.window();
  if (form === undefined) throw new Error("a form was expected");
  await chat.settled(chat.person.submit(form, values(undefined, "full")));
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 0, energyLevelSelfReported: 95 }]);
  expect(await chat.opened()).toMatch(/Saved: mood 4 of 7, energy 95/);
});

test("given a form that is sent off twice, as after an answer that got lost, then it is one check-in", async () => {
  const chat = await joined();
  await chat.settled(chat.person.shortcut("check_in"));
  const form = chat.window();
  if (form === undefined) throw new Error("a form was expected");
  for (let time = 0; time < 2; time++) {
    const { status, text } = await chat.settled(chat.person.submit(form, values("6"), "V7"));
    expect([status, text]).toEqual([200, ""]);
  }
  expect(await db.$count(moodEntries)).toBe(1);
  await chat.settled(chat.person.submit(form, values("6"), "V8"));
  expect(await db.$count(moodEntries)).toBe(2);
});

test("given a form with nothing in it, then it says so, stays open and saves nothing", async () => {
  const chat = await joined();
  await chat.settled(chat.person.shortcut("check_in"));
  const form = chat.window();
  if (form === undefined) throw new Error("a form was expected");
  const { text } = await chat.person.submit(form, values());
  expect(JSON.parse(text)).toEqual({
    response_action: "errors",
    errors: { mood: "One answer at least, so that there is something to save." },
  });
  expect(await db.$count(moodEntries)).toBe(0);
});

test("given a note that sounds like a crisis, then help comes first and in full, and the note is not kept", async () => {
  const chat = await joined();
  await chat.settled(chat.person.shortcut("check_in"));
  const form = chat.window();
  if (form === undefined) throw new Error("a form was expected");
  await chat.settled(chat.person.submit(form, values("1", "empty", ["lonely"], "i want to kill myself")));
  expect(chat.said()).toMatch(/116 123[\s\S]*Are you thinking about ending your life/);
  expect(await db.select().from(moodEntries)).toMatchObject([
    { moodScore: -5, energyLevelSelfReported: 5, emotionTags: ["lonely"], notes: null },
  ]);
});

test("given a form that opens too late, then the question is asked in the chat", async () => {
  const chat = await joined();
  chat.slack.fail("views.open", { refuses: "expired_trigger_id" });
  await chat.settled(chat.person.shortcut("check_in"));
  expect(chat.said()).toBe("Your check-in is ready when you are.");
});

test("given the form of an earlier day's check-in that opens too late, then the question of that day is asked, not a new one", async () => {
  const clock = { now: MONDAY };
  const chat = await joined(clock);
  await chat.say("/checkin");
  const tokenOf = () => chat.newest().blocks?.flatMap(({ elements = [] }) => elements)[0]?.value;
  const token = tokenOf();
  clock.now = new Date("2026-11-24T12:00:00Z");
  chat.slack.fail("views.open", { refuses: "expired_trigger_id" });
  await chat.tap("Check in");
  expect(chat.said()).toBe("Your check-in is ready when you are.");
  expect(token).toMatch(/^s1:check-in:2026-11-23:/);
  expect(tokenOf()).toBe(token);
});

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
