import { expect, test } from "vitest";
import { recommendations } from "../../db/schema/coaching.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { nightOf } from "../support/night-of.ts";
import { at, decided, heardAt, joined, labels, saidAt, TUESDAY } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const WEDNESDAY = "2026-11-25";
const PLAN = "if I slept under 6 h, ask me to park it";
const OFFERED = /^18:00 .*park it/s;
type Someone = Awaited<ReturnType<typeof joined>>;

/** Somebody of whose morning no rule had anything to say, and who then made a plan that is so today. */
async function withPlan(day = TUESDAY, since?: string): Promise<Someone> {
  const maya = await joined(db, since);
  await nightOf(db, day, 330);
  await heardAt(maya, ["07:30"], day);
  maya.clock.now = at("07:40", day);
  await maya.chat.say("5/7, energy 60");
  await maya.chat.say("skip");
  maya.clock.now = at("12:00", day);
  await maya.chat.say(PLAN);
  await maya.chat.say("yes");
  expect(await heardAt(maya, ["12:30", "17:59"], day)).toEqual([]);
  return maya;
}

test("given a morning of which no rule had anything to say, then what is so by the evening is said at 18:00, once", async () => {
  const maya = await withPlan();
  expect(await heardAt(maya, ["18:00", "18:01", "20:30"])).toEqual([expect.stringMatching(OFFERED)]);
  expect(labels(maya)).toEqual(["yes", "not today", "why this?", "later"]);
  expect(await decided(maya, "evening_nudge")).toEqual(["sent never"]);
  expect(await db.select().from(recommendations)).toMatchObject([{ ruleId: "plan-fires", slot: "evening" }]);
  expect(await maya.chat.tap("why this?")).toContain("today fits it");
  expect(await maya.chat.say("/why_quiet")).toContain("evening message sent at 18:00");
});

test("given 'later' under it, then the same comes back two hours on, once", async () => {
  const maya = await withPlan();
  const [first = ""] = await heardAt(maya, ["18:00"]);
  expect(await maya.chat.tap("later")).toBe("Okay, I'll come back to it at 20:00.");
  expect(await heardAt(maya, ["19:59", "20:00", "20:01"])).toEqual([first.replace("18:00", "20:00")]);
  expect(labels(maya)).toEqual(["yes", "not today", "why this?"]);
  expect(await decided(maya, "evening_nudge")).toEqual(["sent 2026-11-24T20:00:00.000Z"]);
});

test("given it is asked why, also after it came back, then its reason and how it was chosen are told", async () => {
  const maya = await joined(db, "2026-11-20");
  await heardAt(maya, ["07:30", "08:00"]);
  await lowDays(db, 400);
  const told = /each day's check-ins came to 3 of 7 or lower\..*\nIt was the only thing I could say\.$/s;
  expect(await heardAt(maya, ["18:00"])).toEqual([expect.stringContaining("Your mood has been low")]);
  expect(await maya.chat.tap("why this?")).toMatch(told);
  expect(await maya.chat.say("/why")).toMatch(told);
  await maya.chat.tap("later");
  await heardAt(maya, ["20:00"]);
  expect(await maya.chat.tap("why this?")).toMatch(told);
  expect(await maya.chat.say("/why")).toMatch(told);
});

test("given /mute evening, then it is held for that until it is switched on", async () => {
  const maya = await withPlan();
  await maya.chat.say("/mute evening");
  expect(await heardAt(maya, ["18:00", "19:00"])).toEqual([]);
  expect(await decided(maya, "evening_nudge")).toEqual(["switched_off never"]);
  expect(await maya.chat.say("/why_quiet")).toContain("evening message held: switched off");
  await maya.chat.say("/unmute evening");
  await nightOf(db, WEDNESDAY, 430);
  await heardAt(maya, ["18:00"], WEDNESDAY);
  expect(await decided(maya, "evening_nudge", WEDNESDAY)).toEqual(["nothing_new never"]);
});

test("given quiet hours from 18:00 on, then they hold it", async () => {
  const maya = await withPlan();
  await maya.chat.say("/quiet 18:00-07:30");
  expect(await heardAt(maya, ["18:00", "20:59"])).toEqual([]);
  expect(await decided(maya, "evening_nudge")).toEqual(["quiet_hours never"]);
});

test("given a check-in that is being answered at 18:00, then it is not talked into", async () => {
  const maya = await withPlan();
  await saidAt(maya, "17:59", "/checkin");
  await maya.chat.say("5");
  expect(await heardAt(maya, ["18:00"])).toEqual([]);
  expect(await decided(maya, "evening_nudge")).toEqual(["in_conversation never"]);
});

test("given the morning message came unasked, then the day's room is used up", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  expect(await heardAt(maya, ["07:30", "08:00"])).toHaveLength(2);
  expect(await heardAt(maya, ["18:00"])).toEqual([]);
  expect(await decided(maya, "evening_nudge")).toEqual(["daily_cap never"]);
});

test("given a rule spoke under the check-in, then the day's room is used up", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await heardAt(maya, ["07:30"]);
  await saidAt(maya, "07:40", "2/7, energy 20");
  expect(await maya.chat.say("skip")).toContain("Your mood has been low");
  expect(await heardAt(maya, ["08:00", "18:00"])).toEqual([]);
  expect(await decided(maya, "morning_nudge")).toEqual(["answered_already never"]);
  expect(await decided(maya, "evening_nudge")).toEqual(["daily_cap never"]);
  expect(await maya.chat.say("/why_quiet")).toMatch(
    /evening message held: there had been as many that day as you get in a day/,
  );
});

test("given a clock that is moved to another zone at noon, then nothing is said that evening for it, and on the next is", async () => {
  const maya = await withPlan();
  expect(await maya.chat.say("/timezone Lisbon")).toContain("Lisbon");
  expect(await heardAt(maya, ["18:00", "19:30"])).toEqual([]);
  expect(await decided(maya, "evening_nudge")).toEqual(["travelling never"]);
  expect(await maya.chat.say("/why_quiet")).toContain(
    "evening message held: your clock had just moved to another time zone",
  );
  await nightOf(db, WEDNESDAY, 330);
  const heard = await heardAt(maya, ["07:30", "18:00"], WEDNESDAY);
  expect(heard.at(-1)).toMatch(OFFERED);
  expect(await decided(maya, "evening_nudge", WEDNESDAY)).toEqual(["sent never"]);
});
