import { expect, test } from "vitest";
import { engine, startPlatform } from "../../contracts/platform-engine.ts";
import { liveWeek, storedData } from "../../contracts/week.ts";
import { memoryHarness } from "../../fakes/memory-harness.ts";
import { slackHarness } from "../../fakes/slack-harness.ts";
import { testDatabase } from "../../support/database.ts";

const { db } = await testDatabase();
let stored: Readonly<Record<string, readonly string[]>> | null = null;

test.each([
  ["the fake", memoryHarness],
  ["Slack", slackHarness],
] as const)(
  "the same week of one person is stored alike on %s, for Slack",
  async (_, make) => {
    const clock = { now: new Date("2026-11-23T08:00:00Z") };
    const person = await startPlatform(make, { db, clock: () => clock.now }, engine);
    try {
      await liveWeek(person, db, clock);
    } finally {
      await person.stop();
    }
    const all = await storedData(db);
    expect(Object.keys(all).length).toBeGreaterThan(3);
    stored ??= all;
    expect(all).toEqual(stored);
  },
  60_000,
);
