import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../../../bot/conversation.ts";
import { findQuestion } from "../../../bot/questions/index.ts";
import { answerDay, answerToday } from "../../../bot/questions/today.ts";
import { addDays, type LocalDate } from "../../../coaching/model/local-date.ts";
import type { Frame } from "../../../coaching/understanding/frame.ts";
import { storeSamplePerson } from "../../../db/queries/sample.ts";
import { scorePersonDays } from "../../../db/queries/scores.ts";
import { dailyBalanceScores } from "../../../db/schema/coaching.ts";
import { accounts } from "../../../db/schema/money.ts";
import { users } from "../../../db/schema/people.ts";
import { testDatabase } from "../../support/database.ts";
import {
  contextOf,
  NOW,
  saidIn,
  seedAccount,
  seedMoods,
  seedPayments,
  seedPerson,
  TODAY,
  whyOf,
} from "./seed.ts";

const { db } = await testDatabase();
const DAY_MS = 86_400_000;

/** The context so many days later. */
const later = (person: Person, days: number) =>
  contextOf(person, addDays(TODAY, days), new Date(NOW.getTime() + days * DAY_MS));

/** The numbers of an answer without its day's name. */
const numbers = (text: string) =>
  text.replace(/^.*?: balance/, "balance").replace(/today, |yesterday, /g, "");

async function storedOn(person: Person, date: LocalDate) {
  const { userId } = person;
  const [row] = await db
    .select()
    .from(dailyBalanceScores)
    .where(and(eq(dailyBalanceScores.userId, userId), eq(dailyBalanceScores.date, date)));
  return row;
}

async function asked(person: Person, days: number, frame: Pick<Frame, "intent" | "slots">) {
  const whole = { ...frame, confidence: 1, tier: null } as Frame;
  return saidIn(await findQuestion(frame.intent).answer(db, whole, later(person, days)));
}

describe("given scores said on the day, with the money at hand of that day", () => {
  let person: Person;
  let said: string;
  beforeEach(async () => {
    const owner = await seedPerson(db);
    const { timezone, currency } = owner;
    const sample = { ownerId: owner.userId, name: "maya", timezone, currency, now: NOW } as const;
    person = { ...owner, userId: await storeSamplePerson(db, sample) };
    await seedMoods(db, person.userId, [{ localDate: TODAY, moodScore: 3 }]);
    said = numbers(saidIn(await answerToday(db, contextOf(person))));
    // By the next day the money at hand is another one.
    await db.update(accounts).set({ balance: "11.00" }).where(eq(accounts.userId, person.userId));
  });

  test("then they are what is stored, and what is said of that day later", async () => {
    expect(said).toMatch(/Money \d+: .*money at hand lasts/);
    const stored = await storedOn(person, TODAY);
    expect(said).toContain(`balance ${stored?.compositeScore} of 100`);
    expect(said).toContain(`Money ${stored?.financialScore}:`);
    for (const days of [1, 3]) {
      expect(numbers(saidIn(await answerDay(db, TODAY, later(person, days))))).toBe(said);
      expect(await storedOn(person, TODAY)).toMatchObject({
        compositeScore: stored?.compositeScore,
        financialScore: stored?.financialScore,
      });
    }
  });

  test("then scoring the day again after it ended leaves them as they were", async () => {
    const stored = await storedOn(person, TODAY);
    const tomorrow = new Date(NOW.getTime() + DAY_MS);
    await scorePersonDays(db, person.userId, { from: addDays(TODAY, -1), to: TODAY }, tomorrow);
    expect(await storedOn(person, TODAY)).toMatchObject({
      compositeScore: stored?.compositeScore,
      financialScore: stored?.financialScore,
    });
    expect(numbers(saidIn(await answerDay(db, TODAY, later(person, 1))))).toBe(said);
  });

  test("then why it was so and the mean of the days are of the same numbers", async () => {
    const stored = await storedOn(person, TODAY);
    const day = { from: TODAY, to: TODAY };
    const why = await asked(person, 1, { intent: "ask_why", slots: { period: day } });
    expect(why).toContain(`balance ${stored?.compositeScore}`);
    const trend = await asked(person, 1, {
      intent: "ask_score",
      slots: { measure: "best day", period: { from: addDays(TODAY, -1), to: TODAY } },
    });
    expect(trend).toMatch(/of 100 on/);
  });

  test("then a balance kept in another currency says nothing after a change of currency", async () => {
    await db.update(users).set({ currency: "EUR" }).where(eq(users.id, person.userId));
    const text = saidIn(await answerDay(db, TODAY, later({ ...person, currency: "EUR" }, 1)));
    expect(text).not.toMatch(/money at hand/);
    expect(text).toMatch(/Money: the accounts linked are in another currency than EUR/);
  });
});

test("given a day first scored by asking why, then its money at hand is known later", async () => {
  const owner = await seedPerson(db);
  const { timezone, currency } = owner;
  const sample = { ownerId: owner.userId, name: "maya", timezone, currency, now: NOW } as const;
  const person = { ...owner, userId: await storeSamplePerson(db, sample) };
  await db.delete(dailyBalanceScores);
  await asked(person, 0, {
    intent: "ask_summary",
    slots: { period: { from: addDays(TODAY, -6), to: TODAY } },
  });
  await db.update(accounts).set({ balance: "11.00" });
  const before = await storedOn(person, TODAY);
  expect(before).toMatchObject({ moneyAtHandCurrency: "USD" });
  await answerDay(db, TODAY, later(person, 1));
  expect(await storedOn(person, TODAY)).toMatchObject({ financialScore: before?.financialScore ?? -1 });
});

describe("given days without scores", () => {
  test("when neither energy nor money is scored, then no usual day and no points are spoken of", async () => {
    const person = await seedPerson(db);
    await seedMoods(db, person.userId, [{ localDate: TODAY, moodScore: 3 }]);
    const answer = await answerToday(db, contextOf(person));
    expect(saidIn(answer)).toBe(
      "Today: no balance score yet. It takes two of energy, mood and money.\n" +
        "Energy: nothing from a wearable for it, so I can't say. /connect reads one.\n" +
        "Mood 80: 6 of 7.\n" +
        "Money: no account linked, so I can't say. /connect links one.",
    );
    expect(whyOf(answer)).toMatch(/^Mood: 1 day answered/);
    expect(answer.replies[0]?.choices).toHaveLength(1);
  });

  test("when nothing at all is scored, then there is no why to tap", async () => {
    const answer = await answerToday(db, contextOf(await seedPerson(db)));
    expect(answer.replies[0]?.choices).toBeUndefined();
  });

  test.each([
    [1, /^Yesterday: no balance score\. .*nothing more comes[\s\S]*"yesterday was 4\/7"/],
    [4, /^Monday 23 November: no balance score\. .*nothing more comes[\s\S]*Mood: no check-in on that day\./],
  ])("when the day was %i days ago, then it is not said to come yet", async (days, expected) => {
    const person = await seedPerson(db);
    const text = saidIn(await answerDay(db, TODAY, later(person, days)));
    expect(text).toMatch(expected);
    expect(text).not.toMatch(/ yet|\/checkin/);
  });
});

describe("given accounts in another currency than the person's", () => {
  test("then that is said, and nothing is called not linked", async () => {
    const person = await seedPerson(db, { currency: "EUR" });
    const account = await seedAccount(db, person.userId, "Checking", TODAY);
    await seedPayments(db, person.userId, account, [[TODAY, "Cafe", "4.00", "FOOD_AND_DRINK_COFFEE"]]);
    const text = saidIn(await answerToday(db, contextOf(person)));
    expect(text).toMatch(/another currency than EUR, which I count in/);
    expect(text).not.toMatch(/no account linked|Money \d/);
  });

  test("when one of them is in the person's currency but has no payment yet, then it counts as linked", async () => {
    const person = await seedPerson(db, { currency: "EUR" });
    await seedAccount(db, person.userId, "Checking", TODAY);
    await seedAccount(db, person.userId, "Giro", TODAY, "EUR");
    const text = saidIn(await answerToday(db, contextOf(person)));
    expect(text).toMatch(/Money: too few days known in full to say/);
  });
});

test("given what somebody named in a question, then it is quoted in whole characters", async () => {
  const person = await seedPerson(db);
  const account = await seedAccount(db, person.userId, "Checking", TODAY);
  await seedPayments(db, person.userId, account, [[TODAY, "Cafe", "4.00", "FOOD_AND_DRINK_COFFEE"]]);
  const name = `${"x".repeat(59)}👩‍👩‍👧 and more`;
  for (const slots of [{ merchant: name }, { category: name }]) {
    const text = await asked(person, 0, { intent: "ask_spending", slots });
    expect(text).toContain(`"${"x".repeat(59)}👩‍👩‍👧…"`);
  }
});
