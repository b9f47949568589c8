import { expect, test } from "vitest";
import { recommendations } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { at, decided, heardAt, joined, labels } from "../support/unasked-day.ts";

const { db } = await testDatabase();

test("given a morning message that is put off, then the same comes again with its buttons, beside the daily cap", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  const [, first] = await heardAt(maya, ["07:30", "08:00"]);
  expect(labels(maya)).toEqual(["helpful", "not helpful", "not now", "why this?", "later"]);
  const tokens = maya.chat.sent.at(-1)?.buttons.map(({ token }) => token) ?? [];
  maya.clock.now = at("08:20");
  expect(await maya.chat.tap("later")).toBe("Okay, I'll come back to it at 10:20.");
  const [again, ...others] = await heardAt(maya, ["09:00", "10:20", "10:21"]);
  expect(others).toEqual([]);
  expect(again?.slice(6)).toBe(first?.slice(6));
  expect(maya.chat.sent.at(-1)?.buttons.map(({ token }) => token)).toEqual(tokens.slice(0, 4));
  expect(await db.select().from(recommendations)).toHaveLength(1);
  expect(await maya.chat.tap("helpful")).toMatch(/Noted for that message/);
  expect(await decided(maya, "morning_nudge")).toEqual(["sent 2026-11-24T10:20:00.000Z"]);
});

test("given a morning message that was rated after it was put off, then it does not come again", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await heardAt(maya, ["07:30", "08:00"]);
  maya.clock.now = at("08:20");
  await maya.chat.tap("later");
  await maya.chat.tap("not helpful");
  expect(await heardAt(maya, ["10:20"])).toEqual([]);
  expect(await decided(maya, "morning_nudge")).toEqual(["answered_already 2026-11-24T10:20:00.000Z"]);
});

test("given a morning message of the night alone, then it can be put off too", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  await db.delete(moodEntries);
  const [, first] = await heardAt(maya, ["07:30", "08:00"]);
  expect(first).toBe("08:00 Last night: 6 h 40 m. I don't know your usual yet.");
  expect(labels(maya)).toEqual(["later"]);
  maya.clock.now = at("08:20");
  await maya.chat.tap("later");
  expect(await heardAt(maya, ["10:20"])).toEqual([first?.replace("08:00", "10:20")]);
});

test("given a weekly summary that is put off, then it comes back with its why and counts once to the caps", async () => {
  const maya = await joined(db, "2026-11-20");
  await lowDays(db, 400);
  const monday = "2026-11-30";
  maya.clock.now = at("18:00", "2026-11-29");
  await maya.chat.say("/settings");
  const [, first] = await heardAt(maya, ["07:30", "09:00"], monday);
  expect(first).toMatch(/^09:00 Monday 23 to Sunday 29 November/);
  expect(labels(maya)).toEqual(["why?", "helpful", "not helpful", "later"]);
  maya.clock.now = at("09:10", monday);
  expect(await maya.chat.tap("later")).toBe("Okay, I'll come back to it at 11:10.");
  const heard = await heardAt(maya, ["10:00", "11:10", "11:11"], monday);
  expect(heard).toEqual([first?.replace("09:00", "11:10")]);
  expect(labels(maya)).toEqual(["why?", "helpful", "not helpful"]);
  expect(await decided(maya, "weekly_summary", monday)).toEqual(["sent 2026-11-30T11:10:00.000Z"]);
});
