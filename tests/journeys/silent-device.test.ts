import { describe, expect, test } from "vitest";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { FakeChatOptions } from "../fakes/chat.ts";
import type { PlatformAnswer } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { berlin, type DeviceChat, daysAgo, daysOf, deviceChat, THURSDAY } from "../support/device-chat.ts";
import { hearDue } from "../support/unasked-day.ts";

const { db } = await testDatabase();

/** Somebody whose Oura has told three weeks of nights, the last one that to Tuesday. */
async function silentSinceTuesday(chat: Partial<FakeChatOptions> = {}): Promise<DeviceChat> {
  const someone = await deviceChat(db, chat);
  for (const day of daysOf(daysAgo(20), daysAgo(2), { sleepMinutes: 425 })) someone.oura.setDay(day);
  await someone.connect("oura");
  return someone;
}

/** The check-in of a day, answered, and the morning message after it. */
function morning({ chat, clock }: DeviceChat, day: LocalDate): Promise<string> {
  clock.now = berlin("10:30", day);
  return chat.say("5/7, energy 60, tired");
}

const HINT =
  "No night from Oura since Tuesday 24 November: open the Oura app, since a night leaves the ring only then.";

describe("given a connected device that has told no night for two", () => {
  test("then the morning message says so with what to do, once, and no more about it on the days after", async () => {
    const someone = await silentSinceTuesday();
    expect(await morning(someone, THURSDAY)).toContain(HINT);
    for (const day of ["2026-11-27", "2026-11-28", "2026-12-04"]) {
      const said = await morning(someone, day);
      expect(said).not.toContain("No night");
      expect(said).not.toContain("hasn't arrived");
    }
    expect(await someone.chat.say("/sleep")).toContain("No night from Oura since Tuesday 24 November");
  });

  test("when it has told a night in between, then a new silence is said anew", async () => {
    const someone = await silentSinceTuesday();
    await morning(someone, THURSDAY);
    someone.oura.setDay({ date: "2026-11-27", sleepMinutes: 425 });
    someone.clock.now = berlin("09:00", "2026-11-27");
    await someone.news("oura");
    expect(await morning(someone, "2026-11-27")).toContain("Last night: 7 h 05 m");
    expect(await morning(someone, "2026-11-28")).not.toContain("No night");
    expect(await morning(someone, "2026-11-29")).toContain("No night from Oura since Friday 27 November");
  });

  test("when another device told the night, then there is no gap to speak of", async () => {
    const someone = await silentSinceTuesday();
    for (const day of daysOf(daysAgo(19), THURSDAY, { sleepMinutes: 400 })) someone.whoop.setDay(day);
    await someone.connect("whoop");
    await someone.chat.say("use my WHOOP for sleep");
    const said = await morning(someone, THURSDAY);
    expect(said).toContain("Last night: 6 h 40 m");
    expect(said).not.toContain("No night");
  });

  test("when it needs its person, then that is the matter, and not its app", async () => {
    const someone = await silentSinceTuesday();
    someone.oura.fail("signed-out");
    await someone.news("oura");
    expect(await morning(someone, THURSDAY)).not.toContain("No night");
  });

  test("when the person has disconnected it, then nothing is awaited from it", async () => {
    const someone = await silentSinceTuesday();
    await someone.chat.say("/devices");
    await someone.chat.tap("disconnect Oura");
    await someone.chat.tap("disconnect, keep the data");
    expect(await morning(someone, THURSDAY)).not.toContain("No night");
  });
});

test("given last night alone missing, then that is said beside something and is no message of its own", async () => {
  const someone = await silentSinceTuesday();
  const { chat, oura } = someone;
  oura.setDay({ date: daysAgo(1), sleepMinutes: 425 });
  await someone.news("oura");
  expect(await chat.say("/nudge")).toContain("Nothing.");
  expect(await morning(someone, THURSDAY)).not.toContain("hasn't arrived");
});

/** What comes by itself when the tick looks. */
const heardAt = (someone: DeviceChat, time: string, day: LocalDate) =>
  hearDue(db, someone, berlin(time, day));

test("given a check-in that nobody answers, then the morning message that comes by itself says it, and no other day's", async () => {
  const someone = await silentSinceTuesday();
  expect(await heardAt(someone, "07:30", "2026-11-27")).toContain("How's your mood?");
  expect(await heardAt(someone, "10:30", "2026-11-27")).toContain(HINT);
  expect(await heardAt(someone, "07:30", "2026-11-28")).toContain("How's your mood?");
  expect(await heardAt(someone, "10:30", "2026-11-28")).toBe("");
});

test("given a morning message that never arrived, then the next one says it", async () => {
  const platform: { answer: PlatformAnswer } = { answer: "ok" };
  const someone = await silentSinceTuesday({ answer: () => platform.answer });
  expect(await heardAt(someone, "07:30", "2026-11-27")).toContain("How's your mood?");
  platform.answer = "away";
  expect(await heardAt(someone, "10:30", "2026-11-27")).toBe("");
  expect(await heardAt(someone, "23:30", "2026-11-27")).toBe("");
  platform.answer = "ok";
  expect(await heardAt(someone, "07:30", "2026-11-28")).toContain("How's your mood?");
  expect(await heardAt(someone, "10:30", "2026-11-28")).toContain(HINT);
});
