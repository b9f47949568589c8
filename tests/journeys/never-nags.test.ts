import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { addDays, instantOfWallTime } from "../../coaching/model/local-date.ts";
import { pruneChats } from "../../db/queries/upkeep.ts";
import { decisions } from "../../db/schema/delivery.ts";
import {
  collectLog,
  type FakeChat,
  fakeChat,
  joinAskedAt,
  type LogLine,
  type TestClock,
} from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { runDueJobs } from "../support/due-jobs.ts";
import { decided, heardAt, joined as joinedInLondon } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const ZONE = "Europe/Berlin";
/** A Tuesday, the day on which everybody here joins. */
const JOINED = "2026-11-24";

/** Someone who has answered everything at 09:00 and is asked at a time of their own. */
async function joined(clock: TestClock, time: string): Promise<FakeChat> {
  const chat = fakeChat({ db, clock, timezone: ZONE });
  await joinAskedAt(chat, time);
  return chat;
}

const atNine = (): TestClock => ({ now: instantOfWallTime(ZONE, JOINED, 540) });

/** Lets days pass, looking at the given minutes of each, and gives back the day numbers on which something came. */
async function daysWithMessages(
  clock: TestClock,
  chat: FakeChat,
  days: number,
  minutes: readonly number[],
): Promise<readonly { readonly day: number; readonly text: string }[]> {
  const heard: { readonly day: number; readonly text: string }[] = [];
  const lines: LogLine[] = [];
  for (let day = 1; day <= days; day += 1) {
    for (const minute of minutes) {
      clock.now = instantOfWallTime(ZONE, addDays(JOINED, day), minute);
      const deliver = () => chat.dispatcher.outbox.deliverAll();
      await runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog(lines) });
      await pruneChats(db, clock.now);
      const text = chat.unread();
      if (text !== "") heard.push({ day, text });
    }
  }
  expect(lines.filter((line) => line.level === "error")).toEqual([]);
  return heard;
}

const MORNING = [451, 481, 541] as const;
const WHOLE_DAY = [...MORNING, 1081] as const;

test("given a pause of three days, then those days are held for it and the fourth is asked again", async () => {
  const clock = atNine();
  const chat = await joined(clock, "7:30");
  await chat.say("/pause 3");
  const heard = await daysWithMessages(clock, chat, 4, WHOLE_DAY);
  expect(heard.map(({ day }) => day)).toEqual([4]);
  expect(heard[0]?.text).toMatch(/^Morning\. How's your mood/);
  const told = await chat.say("/why_quiet");
  expect(told).toMatch(/Saturday 28 November: check-in question (?:on its way|sent at 07:31)/);
  // The pause ends on Friday at nine, so that day's evening is no longer in it.
  for (const [day, kinds] of [
    ["Friday 27", "check-in question and morning message"],
    ["Thursday 26", "check-in question, morning message and evening message"],
    ["Wednesday 25", "check-in question, morning message and evening message"],
  ]) {
    expect(told).toContain(`${day} November: ${kinds} held: you had paused me`);
  }
});

test("given a check-in wanted at 21:30, then the default quiet hours do not hold it and their own do", async () => {
  const clock = atNine();
  const chat = await joined(clock, "21:30");
  expect((await daysWithMessages(clock, chat, 1, [1081, 1291])).map(({ day }) => day)).toEqual([1]);
  expect(await chat.say("/quiet 21:00-07:30")).toMatch(/at 21:30 falls into your quiet hours/);
  const [evening] = await daysWithMessages(clock, chat, 2, [1081, 1291]);
  expect(evening).toBeUndefined();
  expect(await chat.say("/why_quiet")).toMatch(
    /Thursday 26 November: .*check-in question held: quiet hours \(21:00–07:30\)/,
  );
});

test("given a kind that is switched off, then its slots are held for that until it is switched on", async () => {
  const clock = atNine();
  const chat = await joined(clock, "7:30");
  await chat.say("/mute checkin");
  expect(await daysWithMessages(clock, chat, 2, WHOLE_DAY)).toEqual([]);
  const held = await db.select().from(decisions).orderBy(asc(decisions.localDate), asc(decisions.dueAt));
  expect(held.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual([
    // Of the day they joined on, which was not looked at.
    "evening_nudge missed",
    "checkin_reminder switched_off",
    "morning_nudge not_asked_yet",
    "evening_nudge nothing_new",
    "checkin_reminder switched_off",
    "morning_nudge not_asked_yet",
    "evening_nudge nothing_new",
  ]);
});

test("given a morning of which nothing is to be said, then its message is held for that", async () => {
  const clock = atNine();
  const chat = await joined(clock, "7:30");
  const heard = await daysWithMessages(clock, chat, 1, MORNING);
  expect(heard.map(({ text }) => text)).toEqual(["Morning. How's your mood?"]);
  const held = await db.select().from(decisions).where(eq(decisions.kind, "morning_nudge"));
  expect(held).toMatchObject([{ localDate: "2026-11-25", outcome: "held", reason: "nothing_new" }]);
});

test.each([
  ["week", "weekly_summary", "2026-11-29", "2026-11-30"],
  ["month", "monthly_summary", "2026-11-30", "2026-12-01"],
] as const)(
  "given a %s of which nothing is known, then its summary is held for that",
  async (_, kind, since, day) => {
    const maya = await joinedInLondon(db, since);
    expect(await heardAt(maya, ["07:30", "08:30", "09:30"], day)).toEqual([
      expect.stringMatching(/^07:30 Morning\. How's your mood/),
    ]);
    expect(await decided(maya, kind, day)).toEqual(["no_data never"]);
  },
);

test("given somebody who never answers, then the rhythm slows, one goodbye comes, and writing brings it back", async () => {
  const clock = atNine();
  const chat = await joined(clock, "7:30");
  // Old event ids are forgotten on the way, and someone who joined long ago is not taken for silent since then.
  await db.execute(sql`update users set created_at = timestamptz '2026-05-01'`);
  const heard = await daysWithMessages(clock, chat, 66, [451]);
  expect(heard.map(({ day }) => day)).toEqual([1, 2, 3, 5, 7, 9, 16, 23, 37, 51, 60]);
  expect(heard.filter(({ text }) => /my last message for now/.test(text)).map(({ day }) => day)).toEqual([
    60,
  ]);
  expect(await chat.say("/why_quiet")).toContain("I write less while I don't hear from you");
  const deliver = () => chat.dispatcher.outbox.deliverAll();
  clock.now = instantOfWallTime(ZONE, addDays(JOINED, 67), 451);
  await runDueJobs({ db, clock: () => clock.now, deliver, log: collectLog([]) });
  expect(chat.unread()).toMatch(/^Morning\. How's your mood/);
}, 60_000);
