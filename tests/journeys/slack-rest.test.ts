import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { eventLog } from "../../db/schema/coaching.ts";
import type { SlackCoach } from "../fakes/slack-engine.ts";
import { labelsOf, readBlocks } from "../fakes/slack-person.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { MONDAY, slackChats } from "../support/slack-chats.ts";
import { at } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
const { joined, asMaya, coach } = slackChats(db, endings);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const RESTS = /keeping scores and money talk off until[\s\S]*116 123[\s\S]*In danger right now/;

/** The button that opens the newest covered message, to be tapped later. */
const opener = (chat: SlackCoach) => {
  const offered = chat.person.labelled("Open").at(-1);
  if (offered === undefined) throw new Error("a covered message was expected");
  return offered;
};
async function openedBy(chat: SlackCoach, offered: ReturnType<typeof opener>) {
  await chat.settled(chat.person.tap(offered));
  return readBlocks(chat.window()?.blocks ?? []);
}

test("given a crisis after covered answers, when they are opened, then their money and scores are not shown while coaching rests", async () => {
  const clock = { now: MONDAY };
  const chat = await coach(clock);
  await chat.settled(chat.person.openTab("messages"));
  await chat.tap("look around as Maya, 120 days of sample data");
  const openers: ReturnType<typeof opener>[] = [];
  for (const asked of ["how much did I spend last week?", "/today", "/week", "/nudge"]) {
    await chat.say(asked);
    openers.push(opener(chat));
  }
  clock.now = new Date(MONDAY.getTime() + 60_000);
  await chat.say("i want to kill myself");
  for (const offered of openers) {
    const shown = await openedBy(chat, offered);
    expect(shown).toMatch(RESTS);
    expect(shown).not.toMatch(/[$£€]|\d of 100|spent|Last night/i);
    expect(labelsOf(chat.window()?.blocks)).toEqual([]);
  }
  clock.now = new Date(MONDAY.getTime() + 73 * 3_600_000);
  const [first] = openers;
  if (first !== undefined) expect(await openedBy(chat, first)).toMatch(/\$\d/);
});

test("given a check-in from before, then its own answers can be opened and mended all the same", async () => {
  const clock = { now: MONDAY };
  const chat = await joined(clock);
  await chat.say("5/7, energy 40, tired");
  const saved = opener(chat);
  clock.now = new Date(MONDAY.getTime() + 60_000);
  await chat.say("i want to kill myself");
  expect(await openedBy(chat, saved)).toMatch(/Saved: mood 5 of 7, energy 40/);
  expect(labelsOf(chat.window()?.blocks)).toContain("fix an answer");
});

test("given what is said in the rest itself, then it opens as ever", async () => {
  const clock = { now: MONDAY };
  const chat = await joined(clock);
  await chat.say("i want to kill myself");
  clock.now = new Date(MONDAY.getTime() + 60_000);
  await chat.say("/help");
  expect(await chat.opened()).toContain("checkin asks how you are");
  await chat.say("4/7, energy 60, tired");
  expect(await chat.opened()).toMatch(/Saved: mood 4 of 7, energy 60/);
});

test("given a recommendation that is not shown, then it is not noted as viewed", async () => {
  const clock = { now: at("08:00") };
  const chat = await joined(clock);
  await lowDays(db, 400);
  await chat.say("/balance 2/7, energy 20, tired");
  const nudge = opener(chat);
  clock.now = at("08:10");
  await chat.say("i want to kill myself");
  expect(await openedBy(chat, nudge)).toMatch(RESTS);
  expect(await db.select().from(eventLog).where(eq(eventLog.eventType, "recommendation_viewed"))).toEqual([]);
});

test("given a window that still shows money when the crisis comes, then the next answer takes its place", async () => {
  const chat = await asMaya();
  await chat.say("how much did I spend last week?");
  await chat.opened();
  const view = chat.window();
  const why = view?.blocks.flatMap(({ elements = [] }) => elements).find(({ text }) => text?.text === "why?");
  if (view === undefined) throw new Error("a window was expected");
  const opened = await chat.slack.call("views.open", {
    trigger_id: await chat.slack.trigger(),
    view: { type: "modal", title: { type: "plain_text", text: "x" }, blocks: [] },
  });
  const id = (opened.view as { readonly id: string }).id;
  const updates = () => chat.slack.calls.filter(({ method }) => method === "views.update");
  await chat.settled(chat.person.tapIn(view, why?.value ?? "", id));
  await expect.poll(() => updates().length).toBeGreaterThan(0);
  const before = updates().length;
  await chat.say("i want to kill myself");
  await expect.poll(() => updates().length).toBeGreaterThan(before);
  const shown = String(updates().at(-1)?.body.view);
  expect(shown).toContain("116 123");
  expect(shown).not.toMatch(/known in full/);
});
