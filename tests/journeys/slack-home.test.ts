import { afterEach, expect, test } from "vitest";
import { refreshHomes } from "../../bot/homes.ts";
import { scorePersonDays } from "../../db/queries/scores.ts";
import { chatIdentities } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import type { TestClock } from "../fakes/chat.ts";
import { type SlackCoach, slackWithEngine } from "../fakes/slack-engine.ts";
import { labelsOf, readBlocks, viewsOf } from "../fakes/slack-person.ts";
import { testDatabase } from "../support/database.ts";
import { privateWords } from "../support/private-words.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function joined(clock: TestClock): Promise<SlackCoach> {
  const chat = await slackWithEngine(db, clock);
  endings.push(chat.end);
  await chat.settled(chat.person.openTab("messages"));
  await chat.tap("start with my own");
  for (const said of ["Europe/London", "skip", "skip", "7:30", "skip", "skip", "skip"]) await chat.say(said);
  return chat;
}

const pages = ({ slack }: SlackCoach) => viewsOf(slack, "views.publish").map(({ blocks }) => blocks);
const page = (chat: SlackCoach) => readBlocks(pages(chat).at(-1) ?? []);
const shownAt = async () => (await db.select().from(chatIdentities))[0]?.homeShownAt ?? null;

test("given somebody who has not said anything, then the home page greets and its button opens the talk", async () => {
  const chat = await slackWithEngine(db, { now: new Date("2026-11-23T08:00:00Z") });
  endings.push(chat.end);
  await chat.settled(chat.person.openTab("home"));
  expect(page(chat)).toMatch(/^Hi\. I'm a program/);
  const [start] =
    pages(chat)
      .at(-1)
      ?.flatMap(({ elements = [] }) => elements) ?? [];
  await chat.settled(chat.person.act(start ?? {}, { view: { id: "V1", type: "home" } }));
  expect(chat.said()).toMatch(/sample person first/);
});

test("the Messages tab greets a stranger once, and nobody who is known", async () => {
  const chat = await slackWithEngine(db, { now: new Date("2026-11-23T08:00:00Z") });
  endings.push(chat.end);
  for (let time = 0; time < 3; time++) await chat.settled(chat.person.openTab("messages"));
  expect(chat.slack.shown()).toHaveLength(1);
});

test("given the home tab is opened, then it shows today, the last check-in and what comes next, and nothing private", async () => {
  const clock = { now: new Date("2026-11-23T12:00:00Z") };
  const chat = await joined(clock);
  await chat.say("3/7, energy 20, tired");
  await chat.settled(chat.person.openTab("home"));
  expect(page(chat)).toMatch(
    /Last check-in: today, 12:00\.\nNext from me: check-in question, Tuesday 24 November, 07:30\./,
  );
  expect(labelsOf(pages(chat).at(-1))).toEqual(["Check in", "Settings", "Privacy"]);
  expect(privateWords(JSON.stringify(pages(chat)))).toEqual([]);
  expect(await shownAt()).toEqual(clock.now);
});

test("its buttons open the form, the settings and what privacy means", async () => {
  const chat = await joined({ now: new Date("2026-11-23T12:00:00Z") });
  await chat.settled(chat.person.openTab("home"));
  const elements =
    pages(chat)
      .at(-1)
      ?.flatMap(({ elements: all = [] }) => all) ?? [];
  const [checkIn, settings, privacy] = elements;
  const home = { view: { id: "V1", type: "home" } };
  await chat.settled(chat.person.act(checkIn ?? {}, home));
  expect(chat.window()).toMatchObject({ callback_id: "check-in" });
  await chat.settled(chat.person.act(settings ?? {}, home));
  expect(chat.said()).toMatch(/^Time zone/);
  await chat.settled(chat.person.act(privacy ?? {}, home));
  expect(chat.said()).toMatch(/^Slack privacy: on/);
});

test("given new scores, then the page that was opened is shown anew, once, and by nobody else", async () => {
  const clock = { now: new Date("2026-11-23T20:00:00Z") };
  const chat = await joined(clock);
  const refresh = () => refreshHomes(db, chat.adapter, () => clock.now);
  const [identity] = await db.select().from(chatIdentities);
  const score = () =>
    scorePersonDays(db, identity?.userId ?? "", { from: "2026-11-23", to: "2026-11-23" }, clock.now);
  await chat.say("5/7, energy 60");
  await score();
  expect(await refresh()).toBe(0);
  await chat.settled(chat.person.openTab("home"));
  expect(await refresh()).toBe(0);
  clock.now = new Date("2026-11-24T00:15:00Z");
  await score();
  expect(await refresh()).toBe(1);
  expect(await refresh()).toBe(0);
  clock.now = new Date("2026-11-24T07:45:00Z");
  // In the morning the check-in comes before any score.
  await chat.settled(chat.person.openTab("home"));
  expect(page(chat)).toMatch(/^Scores come after today's check-in/);
  clock.now = new Date("2026-11-24T07:50:00Z");
  await chat.say("6/7, energy 70");
  expect(await refresh()).toBe(1);
  expect(page(chat)).toMatch(/Mood \d+[\s\S]*Last check-in: today, 07:50/);
  expect(await db.$count(moodEntries)).toBe(2);
});

test("given a page that cannot be shown, then a long 'not now' ends the round and a person who is gone is asked no more", async () => {
  const clock = { now: new Date("2026-11-23T20:00:00Z") };
  const chat = await joined(clock);
  await chat.settled(chat.person.openTab("home"));
  clock.now = new Date("2026-11-23T20:01:00Z");
  await chat.say("5/7");
  chat.slack.fail("views.publish", { retryAfter: 60 });
  expect(await refreshHomes(db, chat.adapter, () => clock.now)).toBe(0);
  expect(await shownAt()).toEqual(new Date("2026-11-23T20:00:00Z"));
  chat.slack.fail("views.publish", { refuses: "user_not_found" });
  expect(await refreshHomes(db, chat.adapter, () => clock.now)).toBe(0);
  expect(await shownAt()).toBeNull();
  expect(await refreshHomes(db, chat.adapter, () => clock.now)).toBe(0);
});

test("given an opened home page that Slack refuses, then Slack hears that its event was taken", async () => {
  const chat = await joined({ now: new Date("2026-11-23T20:00:00Z") });
  chat.slack.fail("views.publish", { refuses: "invalid_arguments" });
  expect((await chat.person.openTab("home")).status).toBe(200);
  expect(chat.lines.filter(({ message }) => message === "home page not shown")).toHaveLength(1);
});
