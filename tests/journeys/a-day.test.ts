import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { addDays, eachDay } from "../../coaching/model/local-date.ts";
import { biometricReadings, moodEntries } from "../../db/schema/health.ts";
import { parkedWishes, plans } from "../../db/schema/judgement.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import { arrive, engine, startPlatform } from "../contracts/platform-engine.ts";
import type { PlatformMaker } from "../contracts/platform-harness.ts";
import type { TestClock } from "../fakes/chat.ts";
import { slackHarness } from "../fakes/slack-harness.ts";
import { telegramHarness } from "../fakes/telegram-harness.ts";
import { terminalHarness } from "../fakes/terminal-harness.ts";
import { testDatabase } from "../support/database.ts";
import { privateWords } from "../support/private-words.ts";
import { slackChats } from "../support/slack-chats.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
const { joined } = slackChats(db, endings);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const EVENING_BEFORE = new Date("2026-11-23T19:00:00Z");
const MORNING = new Date("2026-11-24T07:50:00Z");
const EVENING = new Date("2026-11-24T21:40:00Z");
const TODAY = "2026-11-24";
const PLAN = "if I slept under 6 h and it's after 21:00, ask me to park it";

/** Nights of about seven hours and then one of 5 h 40 m, and what a bank shows of the last weeks. */
async function live(): Promise<void> {
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  await db.update(users).set({ currency: "USD" });
  const nights = eachDay(addDays(TODAY, -20), TODAY).map((localDate) => ({
    userId,
    source: "simulated",
    localDate,
    timestamp: new Date(`${localDate}T06:00:00Z`),
    sleepDurationMinutes: localDate === TODAY ? 340 : 425,
  }));
  await db.insert(biometricReadings).values(nights);
  const id = randomUUID();
  const account = { id, userId, provider: "test", externalAccountId: id, accountName: "Checking" };
  await db.insert(accounts).values({
    ...account,
    accountType: "checking",
    currency: "USD",
    syncedThrough: TODAY,
    syncedAt: MORNING,
  });
  const paid = (localDate: string, merchantName: string, amount: string, category: string) => {
    const row = randomUUID();
    const timestamp = new Date(`${localDate}T12:00:00Z`);
    const name = { merchantName, rawName: merchantName };
    return {
      ...name,
      id: row,
      userId,
      accountId: id,
      externalId: row,
      timestamp,
      localDate,
      amount,
      currency: "USD",
      category,
    };
  };
  await db
    .insert(transactions)
    .values([
      paid("2026-11-01", "Grocer", "30.00", "FOOD_AND_DRINK_GROCERIES"),
      ...["16", "17", "19", "20", "22"].map((day, index) =>
        paid(`2026-11-${day}`, "Pizza Place", index === 0 ? "12.00" : "13.00", "FOOD_AND_DRINK_FAST_FOOD"),
      ),
      paid("2026-11-19", "Uniqlo", "89.90", "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES"),
    ]);
}

const PLATFORMS: readonly (readonly [string, PlatformMaker])[] = [
  ["the terminal", terminalHarness],
  ["Telegram", telegramHarness("polling")],
  ["Slack, privacy mode off", slackHarness],
];

describe("given the day that the product describes", () => {
  test.each(PLATFORMS)(
    "when it is lived on %s, then every answer is the one described",
    async (_, make) => {
      const clock: TestClock = { now: EVENING_BEFORE };
      const person = await startPlatform(make, { db, clock: () => clock.now }, engine);
      const says = async (words: string, answer: RegExp) => {
        await person.say(words);
        await person.lastShows(answer);
      };
      try {
        await arrive(person);
        await live();
        await says(PLAN, /Your plan: "if I slept under 6 h.*Is that it\?/);
        await says("yes", /Kept, in your words/);

        clock.now = MORNING;
        await says("/checkin", /How's your mood/);
        await person.say("3");
        await person.shows(/Energy right now/);
        await person.say("2");
        await person.shows(/Saved: mood 3 of 7, energy 25/);
        await says(
          "tired, slept badly, big deadline at work",
          /Last night: 5 h 40 m; your usual is 7 h 05 m/,
        );
        expect(person.last()).toContain("park it");
        await says("why this?", /what it waits for is so now/);
        await says("yes", /^Okay\. If something tempts you after 21:00, say "park it" and what it costs\./);

        clock.now = EVENING;
        await says(
          "park headphones 180",
          /^Parked: headphones, \$180\. I'll ask after your next normal night\./,
        );
        await says("how much did I spend on takeout last week?", /\$64.*Monday 16 to Sunday 22 November/s);
        await says("does coffee make me sleep worse?", /coffee/i);
        await says("that uniqlo thing wasn't discretionary, winter coat", /Uniqlo, 19 November, \$89\.90/);
      } finally {
        await person.stop();
      }
      expect(await db.select().from(moodEntries)).toMatchObject([
        { moodScore: -2, energyLevelSelfReported: 25 },
      ]);
      expect(await db.select().from(plans)).toMatchObject([{ words: PLAN, lastFiredOn: TODAY }]);
      expect(await db.select().from(parkedWishes)).toMatchObject([{ what: "headphones", amount: "180.00" }]);
      expect(person.lines.filter(({ level }) => level === "error")).toEqual([]);
    },
    60_000,
  );

  test("when it is lived on Slack with privacy mode on, then no amount, merchant or mood word stands in a message", async () => {
    const clock = { now: EVENING_BEFORE };
    const chat = await joined(clock);
    await live();
    await chat.say(PLAN);
    await chat.say("yes");
    clock.now = MORNING;
    for (const words of ["/checkin", "3", "2", "tired, slept badly, big deadline at work"])
      await chat.say(words);
    expect(chat.said()).toBe("Your morning message is here.");
    expect(await chat.opened()).toContain("park it");
    await chat.say("yes");
    clock.now = EVENING;
    await chat.say("park headphones 180");
    expect(await chat.opened()).toContain("Parked: headphones, $180.");
    for (const words of [
      "how much did I spend on takeout last week?",
      "does coffee make me sleep worse?",
      "that uniqlo thing wasn't discretionary, winter coat",
    ]) {
      await chat.say(words);
    }
    const exported = chat.slack.calls
      .filter(({ method }) => /^chat\./.test(method))
      .map(({ body }) => [body.text, body.blocks].filter((part) => part !== undefined).join("\n"));
    expect(exported.length).toBeGreaterThan(8);
    for (const message of exported) {
      expect(privateWords(message), message).toEqual([]);
      expect(message).not.toMatch(/uniqlo|pizza|headphones/i);
    }
  }, 60_000);
});
