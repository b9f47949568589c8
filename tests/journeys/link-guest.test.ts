import { expect, test } from "vitest";
import { chatIdentities } from "../../db/schema/chat.ts";
import { users } from "../../db/schema/people.ts";
import { joinAskedAt } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { heard, linkCodeFrom, twoChats } from "../support/two-chats.ts";

const { db } = await testDatabase();

const INVITE = { kind: "invite" } as const;

test("an account that is not inside comes in by the code, and is part of that person once both have agreed", async () => {
  const { telegram, slack } = twoChats(db, INVITE);
  await joinAskedAt(telegram);
  await slack.open();
  expect(await db.$count(users)).toBe(1);
  expect(await slack.say(await linkCodeFrom(telegram))).toContain("Are both yours?");
  expect(await slack.say("how did I sleep?")).toContain("waiting for the answer to the code");
  await slack.tap("join them");
  expect(await slack.say("/checkin")).toContain("waiting for the answer to the code");
  await heard(telegram);
  await telegram.tap("yes, join them");
  expect(await heard(slack)).toMatch(/^Done/);
  expect(await db.$count(users)).toBe(1);
  expect(await slack.say("/checkin")).toContain("How's your mood");
});

test("given a guest who waits for the answer, when they say another code, then they go on waiting", async () => {
  const { telegram, slack } = twoChats(db, INVITE);
  await joinAskedAt(telegram);
  const code = await linkCodeFrom(telegram);
  await slack.say(code);
  await slack.tap("join them");
  expect(await slack.say("CCCC-3333")).toContain("I don't know that code");
  expect(await slack.say(code)).toContain("waiting for the answer");
  await heard(telegram);
  await telegram.tap("yes, join them");
  expect(await heard(slack)).toMatch(/^Done/);
});

test.each(["not me", "no", "late"])(
  "given a guest of a code and the answer %j, then they are a stranger again, and nothing of them is kept",
  async (answer) => {
    const { telegram, slack, clock } = twoChats(db, INVITE);
    await joinAskedAt(telegram);
    await slack.say(await linkCodeFrom(telegram));
    if (answer === "not me") await slack.tap(answer);
    if (answer === "no") {
      await slack.tap("join them");
      await heard(telegram);
      await telegram.tap(answer);
    }
    clock.now = new Date(clock.now.getTime() + 11 * 60_000);
    await heard(slack);
    expect(await slack.say("hello?")).toContain("This coach is private");
    expect(await db.$count(users)).toBe(1);
    expect(await db.$count(chatIdentities)).toBe(1);
  },
);

test("given a guest who sounds like a crisis, then they are helped, and are no more inside than before", async () => {
  const { telegram, slack } = twoChats(db, INVITE);
  await joinAskedAt(telegram);
  await slack.say(await linkCodeFrom(telegram));
  expect(await slack.say("i want to kill myself")).toContain("please call 999");
  expect(await slack.tap("yes")).toContain("don't stay alone");
  expect(await slack.say("yeah")).toContain("don't stay alone");
  expect(await slack.say("i really want to die")).toContain("glad you tell me again");
  expect(await slack.say("/today")).toContain("waiting for the answer to the code");
});

test("given a guest who has an invite code too, then they come in as a person of their own", async () => {
  const { telegram, slack } = twoChats(db, INVITE);
  await joinAskedAt(telegram);
  const code = /code: (\S+)/.exec(await telegram.say("/invite"))?.[1] ?? "";
  await slack.say(await linkCodeFrom(telegram));
  expect(await slack.say(code)).toContain("a program, not a person");
  expect(await db.$count(users)).toBe(2);
});
