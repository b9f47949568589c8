import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { parkedWishes } from "../../db/schema/judgement.ts";
import { users } from "../../db/schema/people.ts";
import type { FakeChatOptions } from "../fakes/chat.ts";
import type { PlatformAnswer } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { at, heardAt, joined, labels, saidAt, TUESDAY } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const WEDNESDAY = "2026-11-25";
const THURSDAY = "2026-11-26";
const QUESTION = "headphones, $180. What became of it?";

/** Nights of seven hours up to the Monday, on the evening of which headphones are parked. */
async function parkedOnMonday(options: Partial<FakeChatOptions> = {}) {
  const someone = await joined(db, undefined, options);
  await db.update(users).set({ currency: "USD" });
  for (const date of eachDay(addDays(TUESDAY, -20), addDays(TUESDAY, -1))) await night(date, 420);
  someone.clock.now = at("21:40", "2026-11-23");
  expect(await someone.chat.say("park headphones 180")).toBe(
    "Parked: headphones, $180. I'll ask after your next normal night.",
  );
  return someone;
}

async function night(localDate: string, sleepDurationMinutes: number): Promise<void> {
  const [person] = await db.select({ id: users.id }).from(users);
  await db.insert(biometricReadings).values({
    userId: person?.id ?? "",
    source: "simulated",
    localDate,
    timestamp: at("06:00", localDate),
    sleepDurationMinutes,
  });
}

/** Everything said from the check-in question of a day to its end. */
async function morning(someone: Awaited<ReturnType<typeof joined>>, day: string): Promise<string> {
  const heard = await heardAt(someone, ["07:30"], day);
  someone.clock.now = at("07:40", day);
  const after = [await someone.chat.say("5/7, energy 60"), await someone.chat.say("fine")];
  return [...heard, ...after, ...(await heardAt(someone, ["09:30", "12:00"], day))].join("\n");
}

describe("given headphones parked on an evening", () => {
  test("when the night is normal, then the morning message asks once what became of them", async () => {
    const someone = await parkedOnMonday();
    await night(TUESDAY, 415);
    const said = await morning(someone, TUESDAY);
    expect(said).toContain(`Last night: 6 h 55 m; your usual is 7 h.`);
    expect(said).toContain(`Parked since yesterday: ${QUESTION}`);
    expect(labels(someone)).toEqual(["bought", "dropped", "keep it parked"]);
    expect(await db.select().from(parkedWishes)).toMatchObject([{ askedAt: at("07:40"), outcome: null }]);
    await night(WEDNESDAY, 430);
    expect(await morning(someone, WEDNESDAY)).not.toContain("headphones");
    expect(await someone.chat.tap("dropped")).toBe("Noted as dropped: headphones, $180.");
  });

  test("when the night is short, then nothing is asked until one is normal", async () => {
    const someone = await parkedOnMonday();
    await night(TUESDAY, 320);
    expect(await morning(someone, TUESDAY)).not.toContain("headphones");
    await night(WEDNESDAY, 420);
    expect(await morning(someone, WEDNESDAY)).toContain(`Parked since Monday 23 November: ${QUESTION}`);
  });

  test("when the message that asks never arrives, then the next one asks", async () => {
    const platform: { answer: PlatformAnswer } = { answer: "ok" };
    const someone = await parkedOnMonday({ answer: () => platform.answer });
    await night(TUESDAY, 415);
    expect(await heardAt(someone, ["07:30"])).toContainEqual(expect.stringContaining("mood"));
    platform.answer = "away";
    expect(await heardAt(someone, ["09:30", "23:30"])).toEqual([]);
    expect(await db.select().from(parkedWishes)).toMatchObject([{ askedAt: null }]);
    platform.answer = "ok";
    await night(WEDNESDAY, 430);
    expect(await morning(someone, WEDNESDAY)).toContain(QUESTION);
  });

  test("when it was dropped before, then nothing is asked", async () => {
    const someone = await parkedOnMonday();
    await someone.chat.say("/parked");
    await someone.chat.tap("headphones");
    await someone.chat.tap("dropped");
    await night(TUESDAY, 420);
    expect(await morning(someone, TUESDAY)).not.toContain("headphones");
  });

  test("when a rule has something to offer that morning, then the wish waits for the next one, and the night is told once", async () => {
    const someone = await parkedOnMonday();
    await night(TUESDAY, 415);
    await night(WEDNESDAY, 300);
    const said = await morning(someone, WEDNESDAY);
    expect(said).toContain("2 h less sleep");
    expect(said).not.toContain("Last night:");
    expect(said).not.toContain("headphones");
    expect(labels(someone)).toEqual(["helpful", "not helpful", "not now", "why this?"]);
    await night(THURSDAY, 425);
    expect(await morning(someone, THURSDAY)).toContain(`Parked since Monday 23 November: ${QUESTION}`);
    expect(labels(someone)).toEqual(["bought", "dropped", "keep it parked"]);
  });

  test("when two are parked, then one is asked about a morning", async () => {
    const someone = await parkedOnMonday();
    someone.clock.now = at("21:50", "2026-11-23");
    await someone.chat.say("park shoes 90");
    await night(TUESDAY, 420);
    const first = await morning(someone, TUESDAY);
    expect(first).toContain(QUESTION);
    expect(first).not.toContain("shoes");
    await night(WEDNESDAY, 300);
    expect(await morning(someone, WEDNESDAY), "a rule speaks of the night").not.toContain("shoes");
    await night(THURSDAY, 300);
    expect(await morning(someone, THURSDAY), "a normal night has passed since").toContain("shoes, $90.");
  });
});

test("given no wearable, then what is parked is asked about after three days", async () => {
  const someone = await joined(db);
  await db.update(users).set({ currency: "USD" });
  expect(await saidAt(someone, "06:30", "park headphones 180")).toContain("I'll ask in 3 days.");
  expect(await morning(someone, TUESDAY)).not.toContain("headphones");
  expect(await morning(someone, WEDNESDAY)).not.toContain("headphones");
  expect(await morning(someone, "2026-11-26")).not.toContain("headphones");
  expect(await morning(someone, "2026-11-27")).toContain(QUESTION);
});
