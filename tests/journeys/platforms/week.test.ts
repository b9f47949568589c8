import { asc } from "drizzle-orm";
import { expect, test } from "vitest";
import { moodEntries } from "../../../db/schema/health.ts";
import { userSettings, users } from "../../../db/schema/people.ts";
import { engine, startPlatform } from "../../contracts/platform-engine.ts";
import type { PlatformMaker } from "../../contracts/platform-harness.ts";
import { liveWeek, storedData } from "../../contracts/week.ts";
import type { TestClock } from "../../fakes/chat.ts";
import { memoryHarness } from "../../fakes/memory-harness.ts";
import { slackHarness } from "../../fakes/slack-harness.ts";
import { telegramHarness } from "../../fakes/telegram-harness.ts";
import { terminalHarness } from "../../fakes/terminal-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();

const PLATFORMS: readonly (readonly [string, PlatformMaker])[] = [
  ["the fake", memoryHarness],
  ["a terminal", terminalHarness],
  ["Telegram by polling", telegramHarness("polling")],
  ["Telegram by webhook", telegramHarness("webhook")],
  ["Slack", slackHarness],
];
/** What the first platform has stored, which all others are held to. */
let stored: Readonly<Record<string, readonly string[]>> | null = null;

test.each(PLATFORMS)(
  "the same week of one person is stored alike on %s",
  async (_, make) => {
    const clock: TestClock = { now: new Date("2026-11-23T08:00:00Z") };
    const person = await startPlatform(make, { db, clock: () => clock.now }, engine);
    try {
      await liveWeek(person, db, clock);
    } finally {
      await person.stop();
    }
    const entries = await db.select().from(moodEntries).orderBy(asc(moodEntries.localDate));
    expect(
      entries.map((entry) => [
        entry.localDate,
        entry.moodScore,
        entry.energyLevelSelfReported,
        [...entry.emotionTags, ...entry.contextTags].join(),
      ]),
    ).toEqual([
      ["2026-11-23", -2, 25, "tired,lonely"],
      ["2026-11-24", 2, 60, "tired,work"],
      ["2026-11-25", 2, 75, "tired,work"],
      ["2026-11-26", 3, 95, ""],
      ["2026-11-27", 0, 50, ""],
      ["2026-11-29", 3, 80, ""],
    ]);
    expect(await db.select().from(users)).toMatchObject([{ timezone: "Europe/Berlin", currency: "EUR" }]);
    expect(await db.select().from(userSettings)).toMatchObject([
      { goals: ["reduce_impulse_spending", "increase_energy"], moodReminderTime: "21:00:00" },
    ]);
    const all = await storedData(db);
    stored ??= all;
    expect(all).toEqual(stored);
  },
  60_000,
);
