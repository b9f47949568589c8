import { describe, expect, test } from "vitest";
import { transactions } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { storeMessages } from "../support/tried-year.ts";
import { at, joined } from "../support/unasked-day.ts";

const { db } = await testDatabase();

/** Somebody for whom four things keep still: 1 spending spike, 2 price rise, 3 sleep debt, 4 low sleep. */
async function resting() {
  const maya = await joined(db, "2026-11-27");
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  const { chat } = maya;
  const rules = ["low-sleep", "sleep-debt", "subscription-price-rise", "spending-spike"];
  for (const [index, ruleId] of rules.entries()) {
    const subject = ruleId === "subscription-price-rise" ? "a-stream" : "";
    const type = index > 1 ? "financial" : "energy";
    const [id] = await storeMessages(db, userId, ruleId, [{ localDate: "2026-11-20", subject, type }]);
    maya.clock.now = at(`12:0${index}`, "2026-11-28");
    await chat.tapToken(`s1:not-now:${id}`);
  }
  maya.clock.now = at("12:10", "2026-11-28");
  return { maya, chat };
}

const NUMBERED = [
  "bring back 4",
  "bring 4 back",
  "Bring back number 4.",
  "please bring back #4",
  "bring back the 4",
  "bring back four",
  "/rests 4",
];

describe("given a list of what keeps still", () => {
  test.each(NUMBERED)("when they say %j, then that one comes back, and no payment is noted", async (said) => {
    const { chat } = await resting();
    await chat.say("/rests");
    expect(await chat.say(said)).toBe(
      "Okay, a night under your usual may come up again when it fits. I judge it anew from now on.",
    );
    expect(await db.select().from(transactions)).toEqual([]);
    expect(await chat.say("/rests")).not.toContain("a night under your usual:");
  });

  test("when one number after the other is said, then each is that of the list they see", async () => {
    const { chat } = await resting();
    await chat.say("/rests");
    expect(await chat.say("bring back 1")).toContain(
      "a day of spending above all before it may come up again",
    );
    expect(await chat.say("bring 3 back")).toContain(
      "two weeks of nights under your usual may come up again",
    );
    expect(await chat.say("bring back 4")).toContain("a night under your usual may come up again");
    expect(await chat.say("bring back 4")).toContain("doesn't keep still any more");
  });

  test("when the number is not there, then the list is shown again", async () => {
    const { chat } = await resting();
    await chat.say("/rests");
    expect(await chat.say("bring back 7")).toMatch(
      /^I'm not sure which one you mean\.[\s\S]*1\. a day of spending/,
    );
  });
});

const NAMED: readonly (readonly [string, string])[] = [
  ["bring back low sleep", "a night under your usual may"],
  ["bring low sleep back please", "a night under your usual may"],
  ["bring back the sleep debt", "two weeks of nights under your usual may"],
  ["can you bring back the subscription messages?", "a subscription at a higher price may"],
  ["bring back the price rise one", "a subscription at a higher price may"],
  ["bring back spending", "a day of spending above all before it may"],
];

describe("given no list on the screen", () => {
  test.each(NAMED)("when they say %j, then it is found by what it is about", async (said, expected) => {
    const { chat } = await resting();
    await chat.say("/today");
    expect(await chat.say(said)).toContain(expected);
  });

  test("when several are meant, then the list is shown to choose from", async () => {
    const { chat } = await resting();
    expect(await chat.say("bring back sleep")).toMatch(
      /^I'm not sure which one you mean\.[\s\S]*4\. a night under/,
    );
    expect(await chat.say("4")).toContain("a night under your usual may come up again");
  });

  test("when what they name keeps still no more, or nothing does, then that is said", async () => {
    const { chat } = await resting();
    expect(await chat.say("bring back low mood")).toContain(
      "That doesn't keep still any more: low mood several days running may come up when it fits.",
    );
    for (const said of ["spending", "low sleep", "sleep debt"]) await chat.say(`bring back ${said}`);
    expect(await chat.say("bring it back")).toContain("a subscription at a higher price may come up again");
    expect(await chat.say("bring back 1")).toContain("Nothing keeps still");
  });

  test("when a check-in waits for a word, then the rest ends and the check-in stays open", async () => {
    const { chat } = await resting();
    for (const said of ["/checkin", "4", "50"]) await chat.say(said);
    expect(await chat.say("bring back low sleep")).toContain("a night under your usual may come up again");
    expect(await chat.say("tired")).toContain("Noted with it: tired");
  });
});

test("given words that name nothing of the coach's, then they are no such wish", async () => {
  const { chat } = await resting();
  expect(await chat.say("bring back my old phone")).not.toMatch(/keep still|come up again/);
});
