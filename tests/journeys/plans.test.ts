import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { plans } from "../../db/schema/judgement.ts";
import { users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { at, heardAt, joined, labels, TUESDAY } from "../support/unasked-day.ts";

const { db } = await testDatabase();
const WEDNESDAY = "2026-11-25";
const SAID = "if I slept under 6 h and it's after 21:00, ask me to park it";
const OFFER = `"${SAID}"`;

const stored = () => db.select().from(plans);
type Someone = Awaited<ReturnType<typeof joined>>;

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

/** Everything said from the check-in question of a day to noon. */
async function morning(someone: Someone, day: string): Promise<string> {
  const heard = await heardAt(someone, ["07:30"], day);
  someone.clock.now = at("07:40", day);
  const after = [await someone.chat.say("5/7, energy 60"), await someone.chat.say("fine")];
  return [...heard, ...after, ...(await heardAt(someone, ["09:30", "12:00"], day))].join("\n");
}

describe("given a plan in somebody's own words", () => {
  test("when they say it, then it is read back as it was understood, and kept once they say so", async () => {
    const someone = await joined(db);
    expect(await someone.chat.say(SAID)).toBe(
      `Your plan: ${OFFER}. I'll remind you when you slept under 6 h and it's after 21:00: park it. ` +
        "It comes after your check-in. If it's so only later, I look once more at 18:00, and it comes then if the day's room for " +
        "messages (1) isn't used up. At most once a day. Is that it?",
    );
    expect(labels(someone)).toEqual(["yes, keep it", "change it", "drop it"]);
    expect(await stored()).toEqual([]);
    expect(await someone.chat.say("yes")).toBe("Kept, in your words. /plans shows your plans and ends them.");
    expect(await stored()).toMatchObject([
      {
        words: SAID,
        offer: "park it",
        condition: {
          all: [
            { kind: "sleep", underMinutes: 360 },
            { kind: "time", from: 1260, until: null },
          ],
        },
        endedAt: null,
        lastFiredOn: null,
      },
    ]);
    expect(await someone.chat.say("/plans")).toBe(`Your plans:\n1. ${OFFER}`);
  });

  test("when they drop or change it, then nothing is kept", async () => {
    const someone = await joined(db);
    await someone.chat.say(`/plan ${SAID}`);
    expect(await someone.chat.tap("change it")).toBe(
      "Okay, nothing is kept yet. Tell me it again as you want it.",
    );
    expect(await someone.chat.tap("yes, keep it")).toContain("isn't waiting any more");
    await someone.chat.say(`/plan ${SAID}`);
    expect(await someone.chat.say("no")).toBe("Okay, nothing is kept.");
    expect(await stored()).toEqual([]);
  });

  test("when a condition is not one the coach can tell, then that is asked back with an example", async () => {
    const someone = await joined(db);
    expect(await someone.chat.say("if its past 10pm and i open amazon, tell me to sleep on it")).toContain(
      `I can't tell when "i open amazon" is so.`,
    );
    expect(await someone.chat.say("/plan")).toContain("Tell me a plan as");
    expect(await someone.chat.say("/plans")).toContain("You have no plans yet.");
  });

  test("when they end it, then it is over, and undo brings it back", async () => {
    const someone = await joined(db);
    await someone.chat.say(SAID);
    await someone.chat.say("yes");
    expect(await someone.chat.say("/undo")).toBe(`Taken back: ${OFFER} is not kept.`);
    await someone.chat.say(SAID);
    await someone.chat.say("yes");
    await someone.chat.say("/plans");
    expect(await someone.chat.tap("end 1")).toBe(`Ended: ${OFFER}.`);
    expect(await someone.chat.say("/plans")).toContain("You have no plans yet.");
    expect(await someone.chat.say("/undo")).toBe(`Taken back: ${OFFER} holds again.`);
    expect(await someone.chat.say("/plans")).toContain(OFFER);
  });
});

describe("given a kept plan for short nights and evenings", () => {
  async function planned(): Promise<Someone> {
    const someone = await joined(db);
    for (const date of eachDay(addDays(TUESDAY, -20), addDays(TUESDAY, -1))) await night(date, 420);
    someone.clock.now = at("19:30", "2026-11-23");
    await someone.chat.say(SAID);
    await someone.chat.say("yes");
    return someone;
  }

  test("when the night was short, then it is offered in the morning, before the evening's quiet hours, once", async () => {
    const someone = await planned();
    await night(TUESDAY, 340);
    const said = await morning(someone, TUESDAY);
    expect(said).toContain("Last night: 5 h 40 m; your usual is 7 h.");
    expect(said.split(OFFER)).toHaveLength(2);
    expect(labels(someone)).toEqual(["yes", "not today", "why this?"]);
    expect(await stored()).toMatchObject([{ lastFiredOn: TUESDAY }]);
    expect(await someone.chat.say("why this?")).toContain(`You told me ${OFFER}`);
    expect(await someone.chat.say("yes")).toBe(
      'Okay. If something tempts you after 21:00, say "park it" and what it costs.',
    );
    expect(await heardAt(someone, ["20:59", "21:00", "21:30", "23:59"])).toEqual([]);
  });

  test("when they do not want it today, then it stays for another day", async () => {
    const someone = await planned();
    await night(TUESDAY, 340);
    await morning(someone, TUESDAY);
    expect(await someone.chat.say("not today")).toBe("Okay, not today. The plan stays as it is.");
    expect(await someone.chat.say("/plans")).toContain(OFFER);
  });

  test("when the night was long enough or is not known, then it is not offered", async () => {
    const someone = await planned();
    expect(await morning(someone, TUESDAY)).not.toContain(OFFER);
    await night(WEDNESDAY, 430);
    expect(await morning(someone, WEDNESDAY)).not.toContain(OFFER);
    expect(await stored()).toMatchObject([{ lastFiredOn: null }]);
  });

  test("when it was ended, then it is not offered", async () => {
    const someone = await planned();
    await someone.chat.say("/plans");
    await someone.chat.tap("end 1");
    await night(TUESDAY, 340);
    expect(await morning(someone, TUESDAY)).not.toContain(OFFER);
  });
});

describe("given a plan for what was spent that day, which a morning knows nothing of", () => {
  const STOP = "if i've spent over 50 today, remind me to stop";
  const readBack = async ({ chat }: Someone) => chat.say(STOP);
  const spend = async ({ chat, clock }: Someone) => {
    clock.now = at("12:00");
    await chat.say("60 shoes");
  };

  test("when it is read back, then that it comes in the evening, and when it does not, is said", async () => {
    const someone = await joined(db);
    expect(await readBack(someone)).toContain(
      "After your check-in that is mostly not known yet, so I look once more at 18:00, and not in between. " +
        "It comes then if the day's room for messages (1) isn't used up.",
    );
    await someone.chat.say("/mute evening");
    expect(await readBack(someone)).toContain("/unmute evening brings it back");
    await someone.chat.say("/reminder 20:00");
    expect(await readBack(someone)).toContain(": stop. It comes after your check-in. At most once a day.");
    await someone.chat.say("/reminder off");
    expect(await readBack(someone)).toContain("it comes after a check-in that you start yourself");
  });

  test("when the morning had nothing to say, then it comes at 18:00, as it was said", async () => {
    const someone = await joined(db);
    await readBack(someone);
    await someone.chat.say("yes");
    await heardAt(someone, ["07:30", "08:00"]);
    await spend(someone);
    expect(await heardAt(someone, ["17:59", "18:00"])).toEqual([expect.stringMatching(/^18:00 .*"stop"/s)]);
  });

  test("when the morning's message has used up the day's room, then it does not, as it was said", async () => {
    const someone = await joined(db);
    await readBack(someone);
    await someone.chat.say("yes");
    await night(TUESDAY, 420);
    expect(await heardAt(someone, ["07:30", "08:00"])).toHaveLength(2);
    await spend(someone);
    expect(await heardAt(someone, ["18:00"])).toEqual([]);
    expect(await someone.chat.say("/why_quiet")).toContain(
      "evening message held: there had been as many that day as you get in a day",
    );
  });
});

describe("given a plan that is offered at 08:00", () => {
  const WALK = "if it's tuesday, remind me to take a walk";
  const ASKED = /^08:00 .*take a walk/s;

  async function offered(): Promise<Someone> {
    const someone = await joined(db);
    await someone.chat.say(WALK);
    await someone.chat.say("yes");
    expect(await heardAt(someone, ["07:30", "08:00"])).toEqual([
      expect.anything(),
      expect.stringMatching(ASKED),
    ]);
    return someone;
  }
  async function tapAt(someone: Someone, time: string, label: string, day = TUESDAY): Promise<string> {
    someone.clock.now = at(time, day);
    return someone.chat.tap(label);
  }

  test.each([
    ["not today", "Okay, not today. The plan stays as it is."],
    ["yes", "Okay, for today: take a walk."],
  ])("when it is put off and then answered '%s', then it does not come back", async (label, answer) => {
    const someone = await offered();
    await tapAt(someone, "08:05", "later");
    expect(await tapAt(someone, "08:06", label)).toBe(answer);
    expect(await heardAt(someone, ["10:05", "10:06", "18:00"])).toEqual([]);
    expect(await notedAnswers()).toEqual([label.replace(" ", "_")]);
  });

  test("when it is put off and not answered, then it comes back once", async () => {
    const someone = await offered();
    await tapAt(someone, "08:05", "later");
    expect(await heardAt(someone, ["10:05", "10:06"])).toEqual([expect.stringContaining("take a walk")]);
  });

  test("when it is answered on another day, then that is said, and nothing is noted", async () => {
    const someone = await offered();
    expect(await tapAt(someone, "09:00", "yes", "2026-11-26")).toBe(
      "That was for Tuesday 24 November, so it changes nothing now. The plan stays, and I ask again on a day it fits.",
    );
    expect(await notedAnswers()).toEqual([]);
  });

  test("when the plan has ended by then, then that is said, and it is not on", async () => {
    const someone = await offered();
    await someone.chat.say("/plans");
    await someone.chat.tap("end 1");
    expect(await tapAt(someone, "09:00", "yes")).toBe(`That one has ended already: "${WALK}".`);
    expect(await notedAnswers()).toEqual([]);
  });
});

const notedAnswers = async () =>
  (await db.select().from(eventLog).where(eq(eventLog.eventType, "recommendation_answered"))).map(
    ({ metadata }) => Reflect.get(Object(metadata), "answer"),
  );
