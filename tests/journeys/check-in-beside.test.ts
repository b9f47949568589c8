import { describe, expect, test } from "vitest";
import { conversations } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { type FakeChat, fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

/** What is answered before each question of a check-in. */
const STEPS = { mood: [], energy: ["4"], words: ["4", "50"] } as const;
type StepName = keyof typeof STEPS;
const STEP_NAMES = Object.keys(STEPS) as readonly StepName[];

async function askedFor(step: StepName): Promise<FakeChat> {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("start with my own");
  for (let skipped = 0; skipped < 7; skipped++) await chat.say("skip");
  for (const answer of ["/checkin", ...STEPS[step]]) await chat.say(answer);
  return chat;
}

async function standing() {
  const [{ flow, state } = { flow: null, state: null }] = await db.select().from(conversations);
  const entries = await db.select().from(moodEntries);
  const kept = entries.map(({ moodScore, energyLevelSelfReported, emotionTags, contextTags, notes }) => ({
    moodScore,
    energyLevelSelfReported,
    emotionTags,
    contextTags,
    notes,
  }));
  return { flow, state, kept };
}

/** Questions and orders, each with the beginning of its answer. */
const ELSEWHERE: readonly (readonly [said: string, answer: RegExp])[] = [
  ["how did I sleep?", /^No wearable has told me/],
  ["how much did I spend last week?", /^No account is linked/],
  ["when do I spend the most?", /^No account is linked/],
  ["which day do I spend most on?", /^No account is linked/],
  ["why was yesterday low?", /^I can't tell/],
  ["why?", /^There are no numbers behind/],
  ["does bad sleep make me spend more?", /^I can't tell: no device/],
  ["what subscriptions do I have?", /^No account is linked/],
  ["how's my mood been lately?", /^(?:I can't tell: there is no check-in|Today:)/],
  ["how is my energy?", /^(?:I can't tell: there is no check-in|Today:)/],
  ["am I tired more on mondays?", /^I can't tell/],
  ["will I stay under budget?", /^You have no budget yet/],
  ["should I take melatonin?", /^I can't advise on anything you take/],
  ["what patterns have you found?", /^Each week I look/],
  ["what can you do?", /^You can just write/],
  ["help", /^You can just write/],
  ["settings", /^Time zone: London/],
  ["show my plans", /plan/],
  ["privacy", /^I keep what you tell me/],
  ["/today", /^Today/],
  ["budget", /^You have no budget yet/],
  ["connect my bank", /^No bank or wearable can be connected/],
  ["be gentler", /^I'll speak more gently/],
  ["no AI please", /^From now on every word is my own/],
  ["use my oura for sleep", /^I know no device of yours/],
  ["bring back low sleep", /^That doesn't keep still any more/],
  ["12 coffee", /^Noted: coffee, \$12/],
  ["park headphones 180", /^Parked: headphones/],
];

describe.each(STEP_NAMES)("given the check-in's question for %s", (step) => {
  test("when something else is asked or told, then that is answered and the check-in stays as it is", async () => {
    const chat = await askedFor(step);
    const before = await standing();
    for (const [said, answer] of ELSEWHERE) {
      expect(await chat.say(said), said).toMatch(answer);
      expect(await standing(), said).toEqual(before);
    }
  });

  test("when other things were looked at since, then a number alone is no answer to an optional question of before", async () => {
    const chat = await askedFor(step);
    for (const said of ["/why_quiet", "/rests", "why was yesterday low?"]) await chat.say(said);
    const before = await standing();
    const answer = await chat.say("1");
    if (step !== "words") {
      expect(await standing()).not.toEqual(before);
      return;
    }
    expect(answer).toMatch(
      /^I'm not sure which list that number is for\. What was still open:\n[\s\S]*Add a word\?/,
    );
    expect(await standing()).toEqual(before);
    expect(await chat.say("1")).toContain("Noted with it: tired");
  });

  test("when a newer list is shown, then a number picks from it where the open question may be left", async () => {
    const chat = await askedFor(step);
    const before = await standing();
    await chat.say("/privacy");
    const answer = await chat.say("1");
    if (step !== "words") {
      expect(await standing()).not.toEqual(before);
      return;
    }
    expect(answer).toMatch(/^I keep your settings/);
    expect(await standing()).toEqual(before);
    expect(await chat.say("tired")).toContain("Noted with it: tired");
  });

  test("when a question cannot be read, then it is not noted, and the question is asked again", async () => {
    const chat = await askedFor(step);
    const before = await standing();
    for (const said of [
      "what's the weather?",
      "who invented the wheel?",
      "how stressed was I this week?",
      "am I ok?",
    ]) {
      expect(await chat.say(said), said).toMatch(/I couldn't read that question/);
      expect(await standing(), said).toEqual(before);
    }
  });
});

/** Words and notes at the last question, with the context that is read out of them. */
const NOTES: readonly (readonly [said: string, contexts: readonly string[]])[] = [
  ["work", ["work"]],
  ["coffee", ["coffee"]],
  ["sleep", []],
  ["bad sleep", []],
  ["bills", ["money"]],
  ["money worries", ["money"]],
  ["bought shoes", []],
  ["steps", []],
  ["payday", []],
  ["plans", []],
  ["today", []],
  ["slept badly, big deadline at work", ["work"]],
  ["good talk with my sister", ["family"]],
  ["took melatonin for sleep", []],
  ["maybe I need a break?", []],
  ["what a day", []],
  ["can not focus", []],
  ["how nice it was to see her", []],
  ["had an argument about money", ["money"]],
];

test.each(NOTES)(
  "given a word is asked for, when they say %j, then it is noted with the check-in",
  async (said, contexts) => {
    const chat = await askedFor("words");
    expect(await chat.say(said)).toMatch(/^Saved: mood 4 of 7, energy 50\.\nNoted/);
    const { flow, kept } = await standing();
    expect(flow).toBe(null);
    expect(kept).toEqual([
      { moodScore: 0, energyLevelSelfReported: 50, emotionTags: [], contextTags: contexts, notes: said },
    ]);
  },
);

test("given a word is asked for, when they tell of yesterday beside it, then it stays with today's check-in", async () => {
  const chat = await askedFor("words");
  expect(await chat.say("spent too much yesterday, feel guilty")).toMatch(/^Saved: mood 4 of 7, energy 50\./);
  expect((await standing()).kept).toMatchObject([{ moodScore: 0, emotionTags: ["guilty"] }]);
  await chat.say("/checkin");
  await chat.say("5");
  await chat.say("full");
  expect(await chat.say("yesterday was awful")).toMatch(/^For yesterday:/);
});

test("given energy is asked for, when they tell of something good, then it is no energy", async () => {
  const chat = await askedFor("energy");
  expect(await chat.say("good talk with my sister")).toMatch(/I didn't get an energy level from that/);
  expect((await standing()).kept).toMatchObject([{ moodScore: 0, energyLevelSelfReported: null }]);
  expect(await chat.say("pretty good")).toMatch(/energy 75/);
});
