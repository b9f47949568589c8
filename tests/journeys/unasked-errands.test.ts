import { ne } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { conversations, outbox } from "../../db/schema/chat.ts";
import { followUp } from "../../src/jobs/follow-up.ts";
import type { PlatformAnswer } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { berlin, type DeviceChat, daysAgo, daysOf, deviceChat, THURSDAY } from "../support/device-chat.ts";

const { db } = await testDatabase();
const FRIDAY = "2026-11-27";

/** Somebody with a ring, and a platform that answers as the test says. */
async function someone() {
  const platform: { answer: PlatformAnswer } = { answer: "ok" };
  const person = await deviceChat(db, { answer: () => platform.answer });
  for (const day of daysOf(daysAgo(20), daysAgo(1), { sleepMinutes: 425 })) person.oura.setDay(day);
  person.oura.setDay({ date: THURSDAY, sleepMinutes: 340 });
  await person.connect("oura");
  await person.chat.say("4/7, energy 40, tired");
  return { person, platform };
}

/** A night that was told turns out otherwise. */
async function correction({ oura, news }: DeviceChat): Promise<void> {
  oura.setDay({ date: THURSDAY, sleepMinutes: 380 });
  await news("oura");
}

/** The ring wants a new sign-in. */
async function trouble({ oura, news, later }: DeviceChat): Promise<void> {
  oura.fail("signed-out");
  await news("oura");
  await later(20);
}

/** The day after words that sounded like a crisis. */
async function afterCrisis({ userId, clock }: DeviceChat): Promise<void> {
  await db.update(conversations).set({ crisisFollowUpAt: clock.now });
  await followUp({ userId }, { db, clock: () => clock.now });
}

const ERRANDS = [
  ["night_correction", correction, "A correction: last night was"],
  ["connection_trouble", trouble, "Oura wants you to sign in again"],
  ["crisis_follow_up", afterCrisis, "how are you"],
] as const;

const unasked = () =>
  db.select({ kind: outbox.kind, status: outbox.status }).from(outbox).where(ne(outbox.kind, "reply"));

describe.each(ERRANDS)(
  "given %s, which nobody asked for, and a platform that is away",
  (kind, begins, words) => {
    /** It is said while the platform is away. */
    async function waiting() {
      const { person, platform } = await someone();
      platform.answer = "away";
      await begins(person);
      await person.errands();
      expect(await unasked()).toEqual([{ kind, status: "waiting" }]);
      platform.answer = "ok";
      return person;
    }
    const said = async ({ errands }: DeviceChat) =>
      (await errands()).toLowerCase().includes(words.toLowerCase());

    test("when the platform is back within the day, then it comes", async () => {
      const person = await waiting();
      person.clock.now = berlin("20:00");
      expect(await said(person)).toBe(true);
    });

    test.each([
      ["in quiet hours", berlin("22:30")],
      ["the next morning", berlin("08:00", FRIDAY)],
    ])("when it is back only %s, then it does not come", async (_, now) => {
      const person = await waiting();
      person.clock.now = now;
      expect(await said(person)).toBe(false);
      expect(await unasked()).toEqual([{ kind, status: "failed" }]);
    });

    test.each(["i want to kill myself", "/pause 3"])(
      "when they say '%s' first, then it does not come",
      async (text) => {
        const person = await waiting();
        person.clock.now = berlin("15:00");
        await person.chat.say(text);
        expect(await said(person)).toBe(false);
        expect(await unasked()).toEqual([{ kind, status: "failed" }]);
      },
    );

    test("when it may have arrived, then it is not said twice", async () => {
      const { person, platform } = await someone();
      platform.answer = "late";
      await begins(person);
      await person.errands();
      platform.answer = "ok";
      person.clock.now = berlin("15:00");
      await person.errands();
      const times = person.chat.sent.filter(({ text }) =>
        text.some((span) => span.text.toLowerCase().includes(words.toLowerCase())),
      );
      expect(times).toHaveLength(1);
      expect(await unasked()).toEqual([{ kind, status: "unconfirmed" }]);
    });
  },
);

test("given trouble that waits, when its switch is put off, then it is not told", async () => {
  const { person, platform } = await someone();
  platform.answer = "away";
  await trouble(person);
  platform.answer = "ok";
  await person.chat.say("/mute connections");
  expect(await person.errands()).toBe("");
  expect(await unasked()).toEqual([{ kind: "connection_trouble", status: "failed" }]);
});

test("given a morning message that waited for the night, and a platform that is away until quiet hours, then it is not said in them", async () => {
  const { person, platform } = await someone();
  person.clock.now = berlin("07:40", FRIDAY);
  await person.chat.say("4/7, energy 40, tired");
  platform.answer = "away";
  person.oura.setDay({ date: FRIDAY, sleepMinutes: 340 });
  await person.news("oura");
  expect(await unasked()).toEqual([{ kind: "awaited_morning", status: "waiting" }]);
  platform.answer = "ok";
  person.clock.now = berlin("22:30", FRIDAY);
  expect(await person.errands()).toBe("");
  expect(await unasked()).toEqual([{ kind: "awaited_morning", status: "failed" }]);
});
