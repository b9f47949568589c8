import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { dailyBalanceScores } from "../../db/schema/coaching.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import { userSettings } from "../../db/schema/people.ts";
import { scoreJobs } from "../../src/jobs/scoring.ts";
import { seedReadings } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { berlin, type DeviceChat, daysAgo, daysOf, deviceChat, THURSDAY } from "../support/device-chat.ts";

const { db } = await testDatabase();

const nights = (from: LocalDate, to: LocalDate, sleepDurationMinutes: number) =>
  daysOf(from, to, {}).map(({ date }) => ({ localDate: date, sleepDurationMinutes, restingHeartRate: 55 }));

/** Apple Health tells 7 h a night since September; Oura, since 16 November, 6 h. Every day has been scored. */
async function withTwo(): Promise<DeviceChat> {
  const someone = await deviceChat(db);
  const { userId } = someone;
  await seedReadings(db, userId, nights("2026-09-01", THURSDAY, 420), "apple_health");
  await seedReadings(db, userId, nights("2026-11-16", THURSDAY, 360), "oura");
  const days = daysOf("2026-09-01", daysAgo(1), {}).map(({ date }) => ({
    userId,
    date,
    markedAt: new Date(0),
  }));
  await db.insert(dirtyDays).values(days);
  await rescore(someone);
  return someone;
}

async function rescore({ queue, userId, clock }: DeviceChat): Promise<void> {
  const job = { userId, kind: "rescoring", localDate: THURSDAY, dueAt: clock.now.toISOString() };
  expect(await scoreJobs([{ id: "one", job }], queue.context)).toEqual(new Set());
}

async function orderOf(userId: string) {
  const [row] = await db.select().from(userSettings).where(eq(userSettings.userId, userId));
  return row?.sourceOrder;
}

async function scores() {
  const rows = await db.select().from(dailyBalanceScores).orderBy(dailyBalanceScores.date);
  return new Map(rows.map(({ date, energyScore }) => [date, energyScore]));
}

describe("given two devices that both tell nights", () => {
  test("then the one with the most days speaks, and a sentence puts the other first, for sleep alone", async () => {
    const { chat, userId } = await withTwo();
    expect(await chat.say("how did I sleep?")).toContain("Last night: 7 h;");
    expect(await chat.say("use my Oura for sleep")).toBe(
      "From now on Oura comes first for sleep. Where it is silent for a week, another device speaks.\n" +
        "Answers follow at once, and the scores of all days that this changes within minutes. A usual that is another " +
        "device's starts anew.",
    );
    expect(await orderOf(userId)).toEqual({ sleepMinutes: ["oura"] });
    expect(await chat.say("how did I sleep?")).toContain("Last night: 6 h;");
    expect(await chat.say("/body")).toContain("From Apple Health");
    expect(await chat.say("/devices")).toContain("By your wish Oura comes first for sleep.");
  });

  test("when one is put first, then the days from its first on are scored anew by it, and no day before", async () => {
    const someone = await withTwo();
    const earlier = await scores();
    await someone.chat.say("use my Oura for sleep");
    const marked = (await db.select().from(dirtyDays)).map(({ date }) => date).sort();
    expect(marked).toEqual(daysOf("2026-11-16", THURSDAY, {}).map(({ date }) => date));
    await rescore(someone);
    const later = await scores();
    for (const [date, energy] of earlier) {
      // 360 of the 480 minutes needed is half of the sleep part, 420 three quarters.
      // Today goes on, and is scored when it has ended.
      if (date < "2026-11-16" || date === THURSDAY) expect(later.get(date), date).toBe(energy);
      else expect(later.get(date), date).toBeLessThan(energy ?? 0);
    }
  });

  test("when the button prefers it, then for all that both tell, until there is no preference", async () => {
    const { chat, userId } = await withTwo();
    await chat.say("/devices");
    expect(await chat.tap("prefer Oura")).toContain("Oura comes first for sleep and resting heart rate.");
    expect(await orderOf(userId)).toEqual({ sleepMinutes: ["oura"], restingHeartRateBpm: ["oura"] });
    await chat.say("/devices");
    // It comes first everywhere already.
    expect(chat.sent.at(-1)?.buttons.map(({ label }) => label)).toEqual([
      "erase Apple Health's data",
      "erase Oura's data",
      "prefer Apple Health",
      "no preference",
    ]);
    expect(await chat.tap("no preference")).toContain(
      "the one with the most days of the last four weeks speaks",
    );
    expect(await orderOf(userId)).toEqual({});
    expect(await chat.say("how did I sleep?")).toContain("Last night: 7 h;");
  });

  test("when the one that comes first falls silent for a week, then the other speaks", async () => {
    const { chat, userId, clock } = await withTwo();
    await chat.say("use my Oura for sleep");
    await seedReadings(db, userId, nights("2026-11-27", "2026-12-03", 420), "apple_health");
    clock.now = berlin("10:00", "2026-12-02");
    expect(await chat.say("how did I sleep?")).toContain("nothing has arrived yet for last night");
    clock.now = berlin("10:00", "2026-12-03");
    expect(await chat.say("how did I sleep?")).toContain("Last night: 7 h;");
  });
});

describe("given a wish that cannot be met", () => {
  test("then that is said, and nothing changes", async () => {
    const { chat, userId } = await withTwo();
    expect(await chat.say("use my garmin for sleep")).toContain('I know no device of yours called "garmin".');
    expect(await chat.say("use my Oura for steps")).toBe(
      "Oura has told me nothing about steps, so it can't speak for that.",
    );
    expect(await orderOf(userId)).toEqual({});
  });

  test("given one device alone, then its forged button says that there is nothing to prefer", async () => {
    const { chat, userId } = await deviceChat(db);
    await seedReadings(db, userId, nights(daysAgo(9), THURSDAY, 420), "apple_health");
    await chat.say("/devices");
    const erase = chat.sent.at(-1)?.buttons.at(0)?.token ?? "";
    expect(await chat.tapToken(erase.replace("ask-erase", "prefer"))).toContain("nothing to prefer");
  });
});

describe("given a device that takes over", () => {
  /** Apple Health's nights end on the 15th, Oura's begin on the 18th: from the 22nd on Oura is the only one heard. */
  async function takenOver(): Promise<DeviceChat> {
    const someone = await deviceChat(db);
    const { userId } = someone;
    await seedReadings(db, userId, nights("2026-09-01", "2026-11-15", 420), "apple_health");
    await seedReadings(db, userId, nights("2026-11-18", "2026-11-29", 400), "oura");
    return someone;
  }

  test("then the morning message says so once, and /body goes on saying it while the usual is new", async () => {
    const { chat, clock } = await takenOver();
    const changed =
      "From 22 November on I read your sleep and resting heart rate from Oura instead of Apple Health; your usual starts anew " +
      "for resting heart rate.";
    const morning = await chat.say("5/7, energy 60, tired");
    expect(morning).toContain(`Last night: 6 h 40 m; your usual is 7 h.\n${changed}`);
    clock.now = berlin("10:00", "2026-11-27");
    expect(await chat.say("5/7, energy 60, tired")).not.toContain("instead of");
    expect(await chat.say("/body")).toContain(
      "From 22 November on I read your resting heart rate from Oura instead of Apple Health; your usual starts anew for " +
        "resting heart rate.",
    );
  });

  test("when the person has put it first themselves, then the morning message does not tell them", async () => {
    const { chat } = await takenOver();
    await chat.say("use my Oura for everything");
    expect(await chat.say("5/7, energy 60, tired")).not.toContain("instead of");
  });
});
