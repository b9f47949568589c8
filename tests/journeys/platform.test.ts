import { expect, test } from "vitest";
import { decisions } from "../../db/schema/delivery.ts";
import { collectLog, type FakeChat, fakeChat, joinAskedAt, type LogLine } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";

const { db } = await testDatabase();

/** One person with an account on each of two platforms, who is asked at 07:30. */
async function onePerson() {
  const clock = { now: new Date("2026-11-23T18:00:00Z") };
  const about = { db, clock, timezone: "Europe/London" };
  let isSlackGone = false;
  const telegram = fakeChat({ ...about, sender: "t-1", platform: "telegram" });
  const slack = fakeChat({
    ...about,
    sender: "s-1",
    platform: "slack",
    answer: () => (isSlackGone ? "blocked" : "ok"),
  });
  await joinAskedAt(telegram);
  await joinAskedAt(slack, "7:30");
  await slack.say(/Your code: (\S+)/.exec(await telegram.say("/link"))?.[1] ?? "");
  await slack.tap("join them");
  await telegram.dispatcher.outbox.deliverAll();
  await telegram.tap("yes, join them");
  await slack.dispatcher.outbox.deliverAll();
  telegram.unread();
  slack.unread();
  const lines: LogLine[] = [];
  /** What comes unasked at an instant, by platform. */
  const heardAt = async (instant: string) => {
    clock.now = new Date(instant);
    const deliver = async () => {
      await telegram.dispatcher.outbox.deliverAll();
      await slack.dispatcher.outbox.deliverAll();
    };
    await runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog(lines) });
    return { telegram: telegram.unread(), slack: slack.unread() };
  };
  const loseSlack = () => {
    isSlackGone = true;
  };
  return { telegram, slack, heardAt, loseSlack };
}

test("given a person with two accounts, then each slot is one message, where they first wrote", async () => {
  const { heardAt } = await onePerson();
  expect(await heardAt("2026-11-24T07:30:00Z")).toEqual({
    telegram: expect.stringContaining("How's your mood"),
    slack: "",
  });
  const asked = (await db.select().from(decisions)).filter(({ kind }) => kind === "checkin_reminder");
  expect(asked).toMatchObject([{ outcome: "sent", localDate: "2026-11-24" }]);
});

test("given a platform of their choice, then what is unasked comes there, and answers come to where they are asked for", async () => {
  const { telegram, slack, heardAt } = await onePerson();
  const shown = await telegram.say("/platform");
  expect(shown).toContain("What I say unasked comes to Telegram");
  expect(telegram.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual(["Telegram", "Slack"]);
  expect(await telegram.tap("Slack")).toContain("comes to Slack from now on");
  expect(await slack.say("/settings")).toContain("Messages unasked come to: Slack");
  expect(await heardAt("2026-11-24T07:30:00Z")).toEqual({
    telegram: "",
    slack: expect.stringContaining("How's your mood"),
  });
  expect(await telegram.say("/today")).not.toBe("");
  expect(slack.unread()).toBe("");
  expect(await slack.say("/platform telegram")).toContain("comes to Telegram from now on");
});

test("given a chosen platform that is gone, then what is unasked comes to another account", async () => {
  const { slack, heardAt, loseSlack } = await onePerson();
  await slack.say("/platform slack");
  loseSlack();
  await heardAt("2026-11-24T07:30:00Z");
  expect(await heardAt("2026-11-25T07:30:00Z")).toMatchObject({
    telegram: expect.stringContaining("How's your mood"),
  });
});

async function alone(): Promise<FakeChat> {
  const clock = { now: new Date("2026-11-23T18:00:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await joinAskedAt(chat);
  return chat;
}

test("given one account, then there is nothing to choose, and that is said", async () => {
  const chat = await alone();
  expect(await chat.say("/platform")).toContain("I only know you from Telegram");
  expect(await chat.say("/platform slack")).toContain("I don't know you from Slack yet");
  expect(await chat.say("/platform pigeon post")).toContain('I don\'t know "pigeon post"');
  expect(await chat.say("/settings")).not.toContain("Messages unasked come to");
});

test("given a sample person who is looked at, then the choice is left as it is", async () => {
  const chat = await alone();
  await chat.say("/sample maya");
  expect(await chat.say("/platform telegram")).toContain("/own");
});
