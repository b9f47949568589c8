import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { eachDay } from "../../coaching/model/local-date.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { users } from "../../db/schema/people.ts";
import { seedMoods } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { heardAt, joined, labels } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const MONDAY = "2026-11-30";
const NEXT_MONDAY = "2026-12-07";
const dateIn = (metadata: unknown) => (metadata as { date: string }).date;
const byDate = (one: unknown, other: unknown) => (dateIn(one) < dateIn(other) ? -1 : 1);

test("given two weeks' messages, then each can be called helpful or not, an old one too, and why? and later stay", async () => {
  const someone = await joined(db, "2026-11-22");
  const [person] = await db.select({ id: users.id }).from(users);
  const days = eachDay("2026-11-23", "2026-12-06").map((localDate, index) => ({
    localDate,
    moodScore: index % 3,
  }));
  await seedMoods(db, person?.id ?? "", days);
  await heardAt(someone, ["09:00"], MONDAY);
  expect(labels(someone)).toEqual(["why?", "helpful", "not helpful", "later"]);
  const old = someone.chat.sent.at(-1)?.buttons.find(({ label }) => label === "helpful")?.token ?? "";
  // Somebody who is here: whoever does not answer hears less.
  await someone.chat.say("/settings");
  expect(await heardAt(someone, ["09:00"], NEXT_MONDAY)).toHaveLength(1);
  expect(await someone.chat.tap("not helpful")).toBe(
    "Okay, noted for that summary. It comes again; /mute weekly switches the weekly summary off.",
  );
  expect(await someone.chat.tapToken(old)).toBe("Thanks. Noted for that summary.");
  const noted = await db.select().from(eventLog).where(eq(eventLog.eventType, "summary_answered"));
  expect(noted.map(({ metadata }) => metadata).sort(byDate)).toEqual([
    { kind: "weekly_summary", date: MONDAY, answer: "helpful" },
    { kind: "weekly_summary", date: NEXT_MONDAY, answer: "not_helpful" },
  ]);
});
