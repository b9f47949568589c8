import { afterEach, expect, test } from "vitest";
import { conversations } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { MONDAY, slackChats } from "../support/slack-chats.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
const { coach, joined } = slackChats(db, endings);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const values = (mood?: string, energy?: string, words: readonly string[] = [], note?: string) => ({
  ...(mood === undefined ? {} : { mood: { answer: { selected_option: { value: mood } } } }),
  ...(energy === undefined ? {} : { energy: { answer: { selected_option: { value: energy } } } }),
  words: { answer: { selected_options: words.map((value) => ({ value })) } },
  note: { answer: { value: note ?? null } },
});

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
