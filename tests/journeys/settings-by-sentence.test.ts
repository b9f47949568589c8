import { expect, test } from "vitest";
import { moodEntries } from "../../db/schema/health.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { settledChat } from "../support/settled-chat.ts";

const { db } = await testDatabase();

test.each([
  ["my timezone is Berlin", "Europe/Berlin"],
  ["set my timezone to Berlin", "Europe/Berlin"],
  ["I'm in New York now", "America/New_York"],
  ["I moved to Lisbon", "Europe/Lisbon"],
])("when somebody says %j, then the time zone is %s from then on", async (said, timezone) => {
  const chat = await settledChat(db);
  expect(await chat.say(said)).toContain(timezone.split("/").at(-1)?.replace("_", " "));
  expect(await db.select().from(users)).toMatchObject([{ timezone }]);
});

test("when the time zone is named without a place, then the coach says how, and nothing changes", async () => {
  const chat = await settledChat(db);
  expect(await chat.say("change my timezone")).toContain("/timezone Berlin");
  expect(await db.select().from(users)).toMatchObject([{ timezone: "Europe/London" }]);
});

test.each(["stop reminding me", "turn off reminders"])(
  "given a daily question, when somebody says %j, then it is no longer asked",
  async (said) => {
    const chat = await settledChat(db);
    await chat.say("remind me at 8");
    expect(await db.select().from(userSettings)).toMatchObject([{ moodReminderTime: "08:00:00" }]);
    await chat.say(said);
    expect(await db.select().from(userSettings)).toMatchObject([{ moodReminderTime: null }]);
  },
);

test("when somebody says which currency to use, then it is the currency", async () => {
  const chat = await settledChat(db);
  await chat.say("use euros");
  expect(await db.select().from(users)).toMatchObject([{ currency: "EUR" }]);
});

test("given a check-in that says where somebody is, then it is saved and the time zone stays", async () => {
  const chat = await settledChat(db);
  await chat.say("in a meeting now, 4/7");
  expect(await db.select().from(moodEntries)).toMatchObject([{ moodScore: 0 }]);
  expect(await db.select().from(users)).toMatchObject([{ timezone: "Europe/London" }]);
});
