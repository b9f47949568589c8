import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { nightOf } from "../support/night-of.ts";
import { at, heardAt, joined, saidAt, TUESDAY } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const PLAN = "if I slept under 6 h, ask me to park it";
const AHEAD = /^This is what I'd send this evening:\n.*park it/s;

/** Somebody with a plan that is so today, made after a morning of which there was nothing to say. */
async function withPlan() {
  const maya = await joined(db);
  await nightOf(db, TUESDAY, 330);
  await heardAt(maya, ["07:30"]);
  await saidAt(maya, "07:40", "5/7, energy 60");
  await maya.chat.say("skip");
  await saidAt(maya, "12:00", PLAN);
  await maya.chat.say("yes");
  return maya;
}

describe("given /nudge in the evening", () => {
  test("when the message is still to come, then it is shown as it will be sent", async () => {
    const maya = await withPlan();
    expect(await saidAt(maya, "18:00", "/nudge")).toMatch(AHEAD);
    expect(await heardAt(maya, ["18:00"])).toEqual([expect.stringContaining("park it")]);
    expect(await saidAt(maya, "18:30", "/nudge")).toContain("This evening's message has been sent already.");
  });

  test("when no time of day is set and there is nothing to say, then it promises no message of this evening", async () => {
    const maya = await joined(db);
    await maya.chat.say("/reminder off");
    const shown = await saidAt(maya, "18:30", "/nudge");
    expect(shown).toMatch(/^You have no check-in time set, so I wouldn't send it unasked\./);
    expect(shown).toContain("Nothing.");
  });

  test.each(["not now", "Normal for me", "not helpful"])(
    "when %j is typed to it, then it is said that nothing is kept of what was only shown",
    async (said) => {
      const maya = await withPlan();
      await saidAt(maya, "18:00", "/nudge");
      expect(await maya.chat.say(said)).toMatch(/^That was only shown ahead, so nothing is kept of it\./);
      expect(await maya.chat.say("/rests")).toContain("Nothing keeps still");
    },
  );

  test.each([
    ["/mute evening", "switched off"],
    ["/quiet 17:30-07:30", "quiet hours (17:30–07:30)"],
    ["/pause 3", "you had paused me"],
  ])("when '%s' holds it, before its time and after, then that is said over it", async (silence, why) => {
    const maya = await withPlan();
    await maya.chat.say(silence);
    const held = `I won't send this by myself this evening: ${why}. It would read:`;
    expect(await saidAt(maya, "18:00", "/nudge")).toContain(held);
    expect(await heardAt(maya, ["18:00"])).toEqual([]);
    const shown = await saidAt(maya, "18:30", "/nudge");
    expect(shown).toContain(held);
    expect(shown).toContain("park it");
  });

  test("when the morning spoke, then that the day's room is used up is said over it", async () => {
    const maya = await joined(db, "2026-11-20");
    await lowDays(db, 340);
    expect(await heardAt(maya, ["07:30", "08:00"])).toHaveLength(2);
    await saidAt(maya, "12:00", PLAN);
    await maya.chat.say("yes");
    expect(await saidAt(maya, "18:00", "/nudge")).toContain(
      "I won't send this by myself this evening: there had been as many that day as you get in a day.",
    );
  });

  test("when they are asked towards evening, then there is no evening message, which is said", async () => {
    const maya = await withPlan();
    await maya.chat.say("/reminder 20:00");
    expect(await saidAt(maya, "18:30", "/nudge")).toContain("there's no evening message beside it");
  });
});

describe("given /nudge in the morning", () => {
  /** Nights of seven hours, and a short last one. */
  async function afterShortNight() {
    const maya = await joined(db);
    for (const date of eachDay(addDays(TUESDAY, -20), addDays(TUESDAY, -1))) await nightOf(db, date, 430);
    await nightOf(db, TUESDAY, 320);
    return maya;
  }

  test("when the week's room is used up, then what is left out is shown with that over it", async () => {
    const maya = await afterShortNight();
    const first = await saidAt(maya, "07:20", "/nudge");
    expect(first).toMatch(/^This is what I'd send after your check-in around 07:30:/);
    const [person] = await db.select({ id: users.id }).from(users);
    const kinds = ["morning_nudge", "evening_nudge", "weekly_summary"] as const;
    const dueAt = at("09:00", "2026-11-23");
    const slot = { userId: person?.id ?? "", localDate: "2026-11-23", dueAt, decidedAt: dueAt };
    await db.insert(decisions).values(kinds.map((kind) => ({ ...slot, kind, outcome: "sent" as const })));
    const shown = await saidAt(maya, "07:21", "/nudge");
    expect(shown).toContain(
      "I won't bring this up after today's check-in: there had been as many that week as you get in a week. It would read:",
    );
    expect(shown.split("\n").slice(1)).toEqual(first.split("\n").slice(1));
    await heardAt(maya, ["07:30"]);
    await saidAt(maya, "07:40", "5/7, energy 60");
    expect(await maya.chat.say("skip")).not.toContain(shown.split("\n").at(-1));
  });

  test("when it was said, then that is said; in a pause, that too", async () => {
    const maya = await afterShortNight();
    await maya.chat.say("/pause 1");
    expect(await saidAt(maya, "07:20", "/nudge")).toContain("you had paused me");
    await maya.chat.say("/resume");
    await heardAt(maya, ["07:30"]);
    await saidAt(maya, "07:40", "5/7, energy 60");
    await maya.chat.say("skip");
    expect(await saidAt(maya, "09:00", "/nudge")).toMatch(/^Today's morning message has been said already\./);
  });
});
