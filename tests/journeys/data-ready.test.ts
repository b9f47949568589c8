import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { checkNights } from "../../src/jobs/night-check.ts";
import { arrive, engine, poll, type Running, startPlatform } from "../contracts/platform-engine.ts";
import type { PlatformMaker } from "../contracts/platform-harness.ts";
import { collectLog, type TestClock } from "../fakes/chat.ts";
import { telegramHarness } from "../fakes/telegram-harness.ts";
import { terminalHarness } from "../fakes/terminal-harness.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

/** A Tuesday; London's clock shows UTC. Asked at 07:30, so the morning's own time is 08:00. */
const TODAY = "2026-11-24";
const at = (time: string) => new Date(`${TODAY}T${time}:00Z`);
const NIGHT = "Last night: 7 h; your usual is 7 h 05 m.";
const PLAN = "if my mood is under 4, ask me to park it";

/** Somebody with a device and a plan for low moods, at a check-in time of 07:30. */
async function someone(make: PlatformMaker) {
  const clock: TestClock = { now: new Date("2026-11-23T19:00:00Z") };
  const person = await startPlatform(make, { db, clock: () => clock.now }, engine);
  await arrive(person);
  await person.say("/reminder 7:30");
  await person.lastShows(/07:30/);
  const [{ id: userId = "" } = {}] = await db.select({ id: users.id }).from(users);
  const tells = async (localDate: string, sleepDurationMinutes: number) => {
    const timestamp = new Date(`${localDate}T06:00:00Z`);
    await db
      .insert(biometricReadings)
      .values({ userId, source: "oura", localDate, timestamp, sleepDurationMinutes })
      .onConflictDoUpdate({
        target: [biometricReadings.userId, biometricReadings.source, biometricReadings.localDate],
        set: { sleepDurationMinutes },
      });
  };
  for (const date of eachDay(addDays(TODAY, -20), addDays(TODAY, -1))) await tells(date, 425);
  /** The night arrives, and what that leads to is done. */
  const nightComes = async (minutes: number) => {
    await tells(TODAY, minutes);
    await checkNights({ userId }, { db, clock: () => clock.now, log: collectLog([]) });
    await person.jobs();
  };
  return { person, clock, nightComes };
}

async function checksIn(person: Running, mood = 5): Promise<void> {
  await person.say(`${mood}/7, energy 60, tired`);
  await poll(person.all).toMatch(new RegExp(`Saved: mood ${mood} of 7, energy 60`));
}

const decided = async () =>
  (await db.select().from(decisions))
    .filter(({ kind, localDate }) => kind === "morning_nudge" && localDate === TODAY)
    .map(({ outcome, reason }) => reason ?? outcome);

const PLATFORMS: readonly (readonly [string, PlatformMaker])[] = [
  ["the terminal", terminalHarness],
  ["Telegram", telegramHarness("polling")],
];

describe.each(PLATFORMS)("given a check-in on %s before last night has come", (_, make) => {
  test("when the night comes before the morning's own time, then it is told at once, and once", async () => {
    const { person, clock, nightComes } = await someone(make);
    try {
      clock.now = at("07:40");
      await checksIn(person);
      expect(person.all()).not.toContain("Last night");
      clock.now = at("07:52");
      await nightComes(420);
      await poll(person.last).toContain(NIGHT);
      clock.now = at("08:00");
      await person.jobs();
      expect(person.all().split("Last night")).toHaveLength(2);
      expect(await decided()).toEqual(["answered_already"]);
    } finally {
      await person.stop();
    }
  });

  test("when it has not come by then, then the morning goes without it and says so, and a late one changes nothing", async () => {
    const { person, clock, nightComes } = await someone(make);
    try {
      await person.say(PLAN);
      await person.lastShows(/Is that it\?/);
      await person.say("yes");
      await person.lastShows(/Kept, in your words/);
      clock.now = at("07:40");
      await checksIn(person, 2);
      expect(person.all()).not.toContain("You made a plan");
      clock.now = at("08:00");
      await person.jobs();
      await poll(person.last).toContain(
        "Last night hasn't arrived from your wearable yet, so I leave it out.",
      );
      expect(person.last()).toContain("You made a plan for a day like this");
      clock.now = at("08:30");
      await nightComes(420);
      expect(person.all()).not.toContain("Last night: ");
    } finally {
      await person.stop();
    }
  });

  test("when a night that was told turns out a quarter of an hour and more different, then it is put right", async () => {
    const { person, clock, nightComes } = await someone(make);
    try {
      clock.now = at("07:40");
      await nightComes(420);
      await checksIn(person);
      await poll(person.last).toContain(NIGHT);
      clock.now = at("09:00");
      await nightComes(435);
      expect(person.all()).not.toContain("A correction");
      await nightComes(436);
      await poll(person.last).toContain("A correction: last night was 7 h 16 m, not 7 h as I had it before.");
    } finally {
      await person.stop();
    }
  });
});

describe("given nothing that is worth waiting for", () => {
  test.each([
    ["the morning's own time has passed", "08:10", undefined],
    ["morning messages are switched off", "07:40", "/mute morning"],
    ["there is no check-in time", "07:40", "/reminder off"],
  ])("as %s, then what there is to say is said at the check-in", async (_, time, setting) => {
    const { person, clock } = await someone(terminalHarness);
    try {
      await person.say(PLAN);
      await person.lastShows(/Is that it\?/);
      await person.say("yes");
      await person.lastShows(/Kept, in your words/);
      if (setting !== undefined) {
        await person.say(setting);
        await poll(person.last).not.toContain("Kept, in your words");
      }
      clock.now = at(time);
      await checksIn(person, 2);
      await poll(person.last).toContain("You made a plan for a day like this");
    } finally {
      await person.stop();
    }
  });
});
