import { eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { readPreferences } from "../../coaching/delivery/preferences.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { renewRuleAggregates } from "../../db/queries/rule-aggregates.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { ruleEffects, ruleRests } from "../../db/schema/judgement.ts";
import { userSettings } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { lowDays } from "../support/low-days.ts";
import { agreeOn, storeMessages, storeOthersTried, storeTriedYear } from "../support/tried-year.ts";
import { at, heardAt, labels, someoneJoined } from "../support/unasked-day.ts";

const { db } = await testDatabase();

const MONDAY = "2026-11-30";
const SUNDAY = addDays(MONDAY, -1);
const NEXT_MONDAY = addDays(MONDAY, 7);
const STOPPED =
  "I've stopped bringing up a night under your usual: your next day was not noticeably better after I said it (103 days) " +
  "than after I left it out (18 days).";

async function joinsTrials(userId: string) {
  const [row] = await db.select().from(userSettings).where(eq(userSettings.userId, userId));
  return readPreferences(row?.notificationPreferences).joinsTrials;
}

const events = async (kind: string) =>
  (await db.select().from(eventLog).where(eq(eventLog.eventType, kind))).length;

/** What keeps still and was not brought back. */
const resting = () => db.select().from(ruleRests).where(isNull(ruleRests.endedAt));

describe("given somebody who answers messages", () => {
  async function answering() {
    const { chat, userId } = await someoneJoined(db);
    const ids = await storeMessages(
      db,
      userId,
      "low-sleep",
      [1, 2, 3, 4, 5, 6].map((day) => ({ localDate: `2026-10-0${day}` })),
    );
    const answer = (message: number, said = "helpful") => chat.tapToken(`s1:${said}:${ids[message]}`);
    return { chat, userId, answer };
  }

  test("when it is their fourth, then they are asked once whether some may be left out; yes agrees, and can be taken back", async () => {
    const { chat, userId, answer } = await answering();
    for (const message of [0, 1, 2]) expect(await answer(message)).toBe("Thanks. Noted for that message.");
    // Another answer to the same message is no further one.
    expect(await answer(2, "not-now")).not.toContain("at random");
    const asked = await answer(3);
    expect(asked).toContain("may I leave a message out now and then, at random");
    expect(asked).toContain("About 1 in 7.");
    expect(await joinsTrials(userId)).toBe(false);
    expect(await chat.say("yes")).toContain("About 1 in 7 is left out at random from now on");
    expect(await joinsTrials(userId)).toBe(true);
    expect(await chat.say("/settings")).toContain("is left out at random, as you allowed");
    expect(await chat.say("/privacy")).toContain("is left out at random, as you allowed");
    expect(await answer(4)).toBe("Thanks. Noted for that message.");
    expect(await chat.say("/mute trials")).toContain("Nothing is left out at random any more");
    expect(await joinsTrials(userId)).toBe(false);
    expect([await events("trials_joined"), await events("trials_left")]).toEqual([1, 1]);
    expect(await answer(5)).toBe("Thanks. Noted for that message.");
  });

  test("when they say no, or nothing, then they are never asked again, and can agree by themselves", async () => {
    const { chat, userId, answer } = await answering();
    for (const message of [0, 1, 2, 3]) await answer(message);
    expect(await chat.tap("no")).toContain("I won't ask again");
    expect(await answer(4)).toBe("Thanks. Noted for that message.");
    expect(await joinsTrials(userId)).toBe(false);
    expect(await chat.say("/unmute all")).not.toContain("at random");
    expect(await joinsTrials(userId)).toBe(false);
    expect(await chat.say("/trials")).toContain("Nothing is left out at random");
    await chat.say("/trials on");
    expect(await joinsTrials(userId)).toBe(true);
  });
});

describe("given a year in which chance decided whether a short night was brought up", () => {
  async function afterYear(benefit: number) {
    const { maya, chat, userId } = await someoneJoined(db);
    await agreeOn(db, userId, addDays(SUNDAY, -400));
    await storeTriedYear(db, userId, { ruleId: "low-sleep", to: SUNDAY, benefit });
    const counted = at("12:00", SUNDAY);
    await storeOthersTried(db, "low-sleep", [0, 0.1, -0.1, 0.05, -0.05, 0], counted);
    await renewRuleAggregates(db, counted);
    maya.clock.now = at("18:00", SUNDAY);
    await chat.say("/settings");
    return { maya, chat, userId };
  }
  const monday = async (maya: Awaited<ReturnType<typeof someoneJoined>>["maya"], day = MONDAY) =>
    (await heardAt(maya, ["07:30", "09:00"], day)).find((said) => said.startsWith("09:00")) ?? "";

  test("when that did nothing, then Monday's message says that it has stopped, once, and a tap brings it back", async () => {
    const { maya, chat, userId } = await afterYear(0);
    expect(await monday(maya)).toContain(STOPPED);
    expect(labels(maya)).toContain("bring it back");
    maya.clock.now = at("10:00", MONDAY);
    expect(await chat.say("why?")).toContain("Chance decided whether I said it.");
    expect(await chat.say("/rests")).toContain(
      "1. a night under your usual: stopped on 30 November, as it made no difference for you that I could see",
    );
    const later = await monday(maya, NEXT_MONDAY);
    expect(later).toContain("Monday 30 November to Sunday 6 December");
    expect(later).not.toContain("I've stopped");
    expect(await chat.tap("bring it back")).toBe(
      "Okay, a night under your usual may come up again when it fits. I judge it anew from now on.",
    );
    expect(await resting()).toEqual([]);
    expect(await chat.tap("bring it back")).toContain("doesn't keep still any more");
    expect(await chat.say("/rests")).toContain("Nothing keeps still");
    await monday(maya, addDays(NEXT_MONDAY, 7));
    expect(await resting()).toEqual([]);
    expect(await db.select().from(ruleEffects).where(eq(ruleEffects.userId, userId))).toEqual([]);
  });

  test("when saying it helped, then it stays and nothing is said of it", async () => {
    const { maya, userId } = await afterYear(1);
    expect(await monday(maya)).not.toContain("I've stopped");
    expect(await db.select().from(ruleRests)).toEqual([]);
    const [effect] = await db.select().from(ruleEffects).where(eq(ruleEffects.userId, userId));
    expect(effect?.benefit).toBeGreaterThan(1);
  });

  test("given that they have switched Monday's message off, then the month's says it, once", async () => {
    const { maya, chat } = await afterYear(0);
    await chat.say("/mute weekly");
    expect(await monday(maya)).toBe("");
    expect((await heardAt(maya, ["07:30", "09:00", "09:30"], "2026-12-01")).join("\n")).toContain(STOPPED);
    expect((await heardAt(maya, ["07:30", "09:00", "09:30"], "2027-01-01")).join("\n")).not.toContain(
      "stopped",
    );
  });

  test("given that Monday's message was held in the end, then the next one says it", async () => {
    const { maya } = await afterYear(0);
    expect(await monday(maya)).toContain(STOPPED);
    await db
      .update(decisions)
      .set({ outcome: "held", reason: "unreachable" })
      .where(eq(decisions.kind, "weekly_summary"));
    expect(await monday(maya, NEXT_MONDAY)).toContain(STOPPED);
    expect(await monday(maya, addDays(NEXT_MONDAY, 7))).not.toContain("I've stopped");
  });
});

describe("given something that was left out at random under a check-in, with nothing else to say", () => {
  const LEFT_OUT = "2026-11-24";
  const candidates = [
    { ruleId: "spending-spike", state: "withheld", propensity: 1, until: null },
    { ruleId: "sleep-debt", state: "resting", propensity: null, until: "2026-12-01" },
  ];

  async function leftOut() {
    const { maya, chat, userId } = await someoneJoined(db, "2026-11-20");
    await agreeOn(db, userId, "2026-11-20");
    await heardAt(maya, ["07:30"], LEFT_OUT);
    const [recommendationId = ""] = await storeMessages(db, userId, "spending-spike", [
      { localDate: LEFT_OUT, type: "financial", isWithheld: true },
    ]);
    const metadata = { recommendationId, ruleId: "spending-spike", candidates };
    await db
      .insert(eventLog)
      .values({ userId, eventType: "recommendation_withheld", metadata, timestamp: at("07:35", LEFT_OUT) });
    maya.clock.now = at("07:40", LEFT_OUT);
    return { maya, chat, userId };
  }
  const morningSlot = async () =>
    (await db.select().from(decisions)).find(
      ({ kind, localDate }) => kind === "morning_nudge" && localDate === LEFT_OUT,
    );

  test("when a second check-in makes it a hard stretch, then that is said all the same", async () => {
    const { chat } = await leftOut();
    await lowDays(db, 400);
    await chat.say("2/7, energy 20");
    expect(await chat.say("skip")).toContain("Your mood has been low");
    expect(await chat.tap("why this?")).toContain("each day's check-ins came to 3 of 7 or lower");
  });

  test("when what they asked for themselves is so, then it is said at the morning's own time", async () => {
    const { maya, chat } = await leftOut();
    await chat.say("if it's tuesday, remind me to take a walk");
    await chat.say("yes, keep it");
    expect(await heardAt(maya, ["08:00"], LEFT_OUT)).toEqual([expect.stringContaining("take a walk")]);
  });

  test("when there is only what chance decides about, then it stays left out, and its slot keeps what it was chosen from", async () => {
    const { maya, chat } = await leftOut();
    expect(await heardAt(maya, ["08:00"], LEFT_OUT)).toEqual([]);
    expect(await morningSlot()).toMatchObject({
      reason: "withheld",
      candidates: candidates.map(({ ruleId, state }) => ({ ruleId, state })),
    });
    maya.clock.now = at("12:00", LEFT_OUT);
    const told = await chat.say("/why_quiet");
    expect(told).toContain("(left out at random)");
    expect(told).toContain("two weeks of nights under your usual (at rest until 1 December, as you said)");
  });
});
