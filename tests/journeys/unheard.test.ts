import { expect, test } from "vitest";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { recommendations } from "../../db/schema/coaching.ts";

import type { PlatformAnswer } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { berlin, daysAgo, daysOf, deviceChat } from "../support/device-chat.ts";
import { hearDue } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const FRIDAY = "2026-11-27";
const SATURDAY = "2026-11-28";
const SHORT = "2 h 05 m less sleep than you usually get";

/** Somebody whose nights are of seven hours, and who leaves their check-in unanswered before a platform that the test answers for. */
async function someone() {
  const platform: { answer: PlatformAnswer } = { answer: "ok" };
  const chat = await deviceChat(db, { answer: () => platform.answer });
  for (const day of daysOf(daysAgo(60), daysAgo(0), { sleepMinutes: 425 })) chat.oura.setDay(day);
  await chat.connect("oura");
  return { ...chat, platform };
}

/** A day on which the night was short and the check-in passes by. @returns what the morning says by itself */
async function shortNight(
  { chat, clock, oura, news, platform }: Awaited<ReturnType<typeof someone>>,
  day: LocalDate,
  answer: PlatformAnswer,
): Promise<string> {
  const look = (time: string) => hearDue(db, { chat, clock }, berlin(time, day));
  clock.now = berlin("07:00", day);
  oura.setDay({ date: day, sleepMinutes: 300 });
  await news("oura");
  await look("07:30");
  platform.answer = answer;
  const morning = await look("10:30");
  await look("23:30");
  platform.answer = "ok";
  return morning;
}

const said = async () =>
  (await db.select().from(recommendations)).map(({ ruleId, localDate }) => `${localDate} ${ruleId}`);

test("given a morning message that never arrived, then its rule does not rest and is not judged by that day, and the next morning says it", async () => {
  const chat = await someone();
  expect(await shortNight(chat, FRIDAY, "away")).toBe("");
  expect(await said()).toEqual([]);
  expect(await shortNight(chat, SATURDAY, "ok")).toContain(SHORT);
  expect(await said()).toEqual([`${SATURDAY} low-sleep`]);
  chat.clock.now = berlin("12:00", "2026-11-29");
  expect(await chat.chat.say("/why_quiet")).toContain("Friday");
});

test("given one that arrived, then its rule rests the next morning", async () => {
  const chat = await someone();
  expect(await shortNight(chat, FRIDAY, "ok")).toContain(SHORT);
  expect(await shortNight(chat, SATURDAY, "ok")).not.toContain(SHORT);
  expect(await said()).toEqual([`${FRIDAY} low-sleep`]);
});
