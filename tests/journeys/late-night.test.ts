import { isNotNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { quotedNights } from "../../db/schema/body-in.ts";
import { testDatabase } from "../support/database.ts";
import { berlin, type DeviceChat, daysAgo, daysOf, deviceChat, THURSDAY } from "../support/device-chat.ts";

const { db } = await testDatabase();
const FRIDAY = "2026-11-27";

/** Last night lasts that long, says the ring from now on, and the sync follows. @returns what is said of it */
function night(someone: DeviceChat, minutes: number, date = THURSDAY): Promise<string> {
  someone.oura.setDay({ date, sleepMinutes: minutes });
  return someone.news("oura");
}

/** Somebody who has answered their check-in, and whose morning message told of a night of 5 h 40 m by what it lacked. */
async function told(): Promise<DeviceChat> {
  const someone = await deviceChat(db);
  for (const day of daysOf(daysAgo(20), daysAgo(1), { sleepMinutes: 425 })) someone.oura.setDay(day);
  someone.oura.setDay({ date: THURSDAY, sleepMinutes: 340 });
  await someone.connect("oura");
  expect(await someone.chat.say("4/7, energy 40, tired")).toContain(
    "Today comes after 1 h 25 m less sleep than you usually get",
  );
  return someone;
}

/** What stands of what was said. */
const quotes = () =>
  db
    .select({ date: quotedNights.localDate, minutes: quotedNights.minutes })
    .from(quotedNights)
    .where(isNotNull(quotedNights.minutes));

describe("given a night that the morning message has said", () => {
  test("when more than a quarter of an hour of it comes in late, then it is put right, once", async () => {
    const someone = await told();
    expect(await quotes()).toEqual([{ date: THURSDAY, minutes: 340 }]);
    expect(await night(someone, 380)).toBe(
      "A correction: last night was 6 h 20 m, not 5 h 40 m as I had it before.",
    );
    expect(await night(someone, 380)).toBe("");
    expect(await night(someone, 394)).toBe("");
    expect(await quotes()).toEqual([{ date: THURSDAY, minutes: 380 }]);
  });

  test("when it changes by a quarter of an hour, then nothing is said; by a minute more, it is", async () => {
    const someone = await told();
    expect(await night(someone, 355)).toBe("");
    expect(await night(someone, 324)).toContain("last night was 5 h 24 m, not 5 h 40 m");
  });

  test("when it goes to and fro, then each length is said once", async () => {
    const someone = await told();
    expect(await night(someone, 380)).toContain("6 h 20 m");
    expect(await night(someone, 340)).toContain("5 h 40 m, not 6 h 20 m");
    expect(await night(someone, 380)).toBe("");
    expect(await night(someone, 340)).toBe("");
  });

  test("when its service takes it back, then that is said, and it can come again", async () => {
    const someone = await told();
    someone.oura.removeDay(THURSDAY);
    expect(await someone.news("oura")).toBe(
      "A correction: last night, of which I had said 5 h 40 m, isn't there any more at its source. I leave it out.",
    );
    expect(await someone.news("oura")).toBe("");
    expect(await quotes()).toEqual([]);
    expect(await night(someone, 400)).toBe("");
  });

  test("when another night changes, or steps do, then nothing is said", async () => {
    const someone = await told();
    expect(await night(someone, 200, daysAgo(1))).toBe("");
    someone.oura.setDay({ date: THURSDAY, sleepMinutes: 340, steps: 9000 });
    expect(await someone.news("oura")).toBe("");
  });

  test("when they have asked meanwhile and heard it anew, then nothing is left to put right", async () => {
    const someone = await told();
    const { chat, oura, queue } = someone;
    oura.setDay({ date: THURSDAY, sleepMinutes: 380 });
    await chat.say("/pause");
    await someone.news("oura");
    expect(await chat.say("/sleep")).toContain("Last night: 6 h 20 m");
    await chat.say("/resume");
    expect(await night(someone, 385)).toBe("");
    expect(queue.waiting()).toEqual([]);
  });

  test("when they put another device first, or erase what it brought, then that is no night to put right", async () => {
    const someone = await told();
    const { chat } = someone;
    for (const day of daysOf(daysAgo(9), THURSDAY, { sleepMinutes: 460 })) someone.whoop.setDay(day);
    await someone.connect("whoop");
    await chat.say("use my WHOOP for sleep");
    expect(await quotes()).toEqual([]);
    someone.whoop.setDay({ date: THURSDAY, sleepMinutes: 461 });
    expect(await someone.news("whoop")).toBe("");
    someone.clock.now = berlin("10:00", FRIDAY);
    expect(await night(someone, 440, FRIDAY)).toBe("");
    someone.whoop.setDay({ date: FRIDAY, sleepMinutes: 460 });
    await someone.news("whoop");
    expect(await chat.say("4/7, energy 40, tired")).toContain("Last night: 7 h 40 m");
    await chat.say("/devices");
    await chat.tap("disconnect WHOOP");
    await chat.tap("disconnect and erase");
    expect(await night(someone, 441, FRIDAY)).toBe("");
  });
});

describe("given a night that may not be put right just now", () => {
  test("when it is in quiet hours, then the next morning message says it first", async () => {
    const someone = await told();
    const { chat, clock, oura } = someone;
    clock.now = berlin("22:00");
    expect(await night(someone, 380)).toBe("");
    clock.now = berlin("08:00", FRIDAY);
    oura.setDay({ date: FRIDAY, sleepMinutes: 420 });
    // Not before the day's check-in.
    expect(await someone.news("oura")).toBe("");
    expect(await chat.say("4/7, energy 40, tired")).toMatch(
      /A correction: the night to Thursday 26 November was 6 h 20 m, not 5 h 40 m as I had it before\.\nLast night: 7 h;/,
    );
    expect(await quotes()).toEqual(
      expect.arrayContaining([
        { date: THURSDAY, minutes: 380 },
        { date: FRIDAY, minutes: 420 },
      ]),
    );
  });

  test.each([
    ["a pause", "/pause 2", "/resume"],
    ["a rest after a crisis", "i want to die", null],
  ])("when it is in %s, then nothing is said", async (_, begin, end) => {
    const someone = await told();
    await someone.chat.say(begin);
    expect(await night(someone, 380)).toBe("");
    if (end === null) return;
    await someone.chat.say(end);
    // The next change finds it.
    expect(await night(someone, 381)).toContain("last night was 6 h 21 m");
  });

  test("when three mornings have passed, then nobody thinks of it any more", async () => {
    const someone = await told();
    const { chat, clock, oura } = someone;
    await chat.say("/pause 4");
    await night(someone, 380);
    clock.now = berlin("10:30", "2026-11-30");
    await chat.say("/resume");
    oura.setDay({ date: "2026-11-30", sleepMinutes: 420 });
    await someone.news("oura");
    expect(await chat.say("4/7, energy 40, tired")).not.toContain("correction");
  });
});

test("given a night that was asked for and never said unasked, when it changes, then nothing is said", async () => {
  const someone = await deviceChat(db);
  someone.oura.setDay({ date: THURSDAY, sleepMinutes: 340 });
  await someone.connect("oura");
  expect(await someone.chat.say("how did I sleep?")).toContain("5 h 40 m");
  expect(await someone.chat.say("/sleep")).toContain("5 h 40 m");
  expect(await quotes()).toEqual([]);
  expect(await night(someone, 420)).toBe("");
});

test("given a morning message shown on request, then nothing of it is remembered", async () => {
  const someone = await deviceChat(db);
  someone.oura.setDay({ date: THURSDAY, sleepMinutes: 340 });
  await someone.connect("oura");
  expect(await someone.chat.say("/nudge")).toContain("5 h 40 m");
  expect(await quotes()).toEqual([]);
});
