import { expect, test } from "vitest";
import { moodEntries } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";
import { settledChat } from "../support/settled-chat.ts";

const { db } = await testDatabase();

const LOW = [
  "my dog died last week",
  "nothing seems fun lately and it's grey outside",
  "feeling a bit empty today",
  "we buried my grandma, the funeral was today",
];

test.each(LOW)(
  "given %j with nothing asked, then it is met warmly and a check-in is offered",
  async (said) => {
    const chat = await settledChat(db);
    const answer = await chat.say(said);
    expect(answer).toBe(
      "I'm sorry, that sounds hard. If you'd like to keep it, a check-in takes it in your own words.",
    );
    expect(await chat.say("yes please")).toMatch(/^How's your mood\?/);
    expect(await db.select().from(moodEntries)).toEqual([]);
  },
);

test("given 'I'm so lonely lately', then it begins a check-in and is noted", async () => {
  const chat = await settledChat(db);
  expect(await chat.say("I'm so lonely lately")).toMatch(/Noted with it: lonely[\s\S]*How's your mood\?/);
});

test.each(LOW)(
  "given the energy question and %j, then it stays as a word and energy is asked again",
  async (said) => {
    const chat = await settledChat(db);
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
  const chat = await settledChat(db);
  await chat.say("/checkin");
  expect(await chat.say("my dog died last week")).toMatch(
    /^Noted in your words\.\nI'm sorry, that sounds hard\..*\nHow's your mood\?/,
  );
});
