import { expect, test } from "vitest";
import { moodEntries } from "../../db/schema/health.ts";
import { type FakeChat, fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

async function settled(): Promise<FakeChat> {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("start with my own");
  for (let step = 0; step < 7; step++) await chat.say("skip");
  return chat;
}

const LOW = [
  "my dog died last week",
  "nothing seems fun lately and it's grey outside",
  "feeling a bit empty today",
  "we buried my grandma, the funeral was today",
];

test.each(LOW)(
  "given %j with nothing asked, then it is met warmly and a check-in is offered",
  async (said) => {
    const chat = await settled();
    const answer = await chat.say(said);
    expect(answer).toBe(
      "I'm sorry, that sounds hard. If you'd like to keep it, a check-in takes it in your own words.",
    );
    expect(await chat.say("yes please")).toMatch(/^How's your mood\?/);
    expect(await db.select().from(moodEntries)).toEqual([]);
  },
);

test("given 'I'm so lonely lately', then it begins a check-in and is noted", async () => {
  const chat = await settled();
  expect(await chat.say("I'm so lonely lately")).toMatch(/Noted with it: lonely[\s\S]*How's your mood\?/);
});

test.each(LOW)(
  "given the energy question and %j, then it stays as a word and energy is asked again",
  async (said) => {
    const chat = await settled();
    await chat.say("/checkin");
    await chat.say("3");
    const answer = await chat.say(said);
    expect(answer).toMatch(
      /Noted (?:in your words|with it: family)\.\nI'm sorry, that sounds hard\..*\nEnergy right now\?/,
    );
    expect(answer).not.toContain("I didn't get");
    await chat.say("low");
    expect(await db.select().from(moodEntries)).toMatchObject([
      { moodScore: -2, energyLevelSelfReported: 25, notes: said },
    ]);
  },
);

test("given the mood question, then mood is asked again the same way", async () => {
  const chat = await settled();
  await chat.say("/checkin");
  expect(await chat.say("my dog died last week")).toMatch(
    /^Noted in your words\.\nI'm sorry, that sounds hard\..*\nHow's your mood\?/,
  );
});
