import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { eventLog } from "../../db/schema/coaching.ts";
import { transactionCorrections } from "../../db/schema/money-said.ts";
import { testDatabase } from "../support/database.ts";
import { CLOTHES, GROCERIES, type PayingChat, payingChat } from "../support/payments.ts";

const { db } = await testDatabase();

const UNSURE = { ...CLOTHES, isDiscretionary: true, discretionaryProbability: 0.55 };
const QUESTION = /One question, if you like: (.*)\. How was it\?/;

/** Two purchases of the last days of which it is not clear what they were, among others that are. */
async function unclear(): Promise<{
  readonly chat: PayingChat;
  readonly coat: string;
  readonly book: string;
}> {
  const chat = await payingChat(db);
  await chat.paid("2026-11-21", "Daily Basket", "48.10", {
    ...GROCERIES,
    isDiscretionary: false,
    discretionaryProbability: 0.1,
  });
  const coat = await chat.paid("2026-11-22", "Uniqlo", "89.90", UNSURE);
  const book = await chat.paid("2026-11-21", "Paper Moon", "40", {
    ...UNSURE,
    discretionaryProbability: 0.62,
  });
  await chat.paid("2026-11-10", "Long Ago", "60", UNSURE);
  await chat.paid("2026-11-22", "Kiosk", "0.80", { ...UNSURE, discretionaryProbability: 0.5 });
  return { chat, coat, book };
}

const checkIn = (chat: PayingChat) => chat.say("5/7, tired after work, energy 60");

test("after a check-in, the purchase the classifier is least sure of is asked about, and each only once", async () => {
  const { chat, coat, book } = await unclear();
  expect(await chat.say("/checkin")).not.toMatch(QUESTION);
  expect(await chat.say("5")).not.toMatch(QUESTION);
  await chat.say("good");
  const end = await chat.say("fine");
  expect(QUESTION.exec(end)?.[1]).toBe("$89.90 at Uniqlo, yesterday");
  expect(chat.sent.at(-1)?.buttons.map(({ label, aside }) => [label, aside])).toEqual([
    ["needed it", true],
    ["worth it", true],
    ["not worth it", true],
    ["don't ask", true],
  ]);
  expect(QUESTION.exec(await checkIn(chat))?.[1]).toBe("$40 at Paper Moon, 21 November");
  // Twice on a local day is enough, and nothing is asked again on the next.
  expect(await checkIn(chat)).not.toMatch(QUESTION);
  chat.clock.now = new Date("2026-11-24T18:00:00Z");
  expect(await checkIn(chat)).not.toMatch(QUESTION);
  const asked = await db.select().from(eventLog).where(eq(eventLog.eventType, "worth_asked"));
  expect(asked).toHaveLength(2);
  // Both at one instant, and a table has no order of its own.
  for (const transactionId of [coat, book]) {
    expect(asked.map(({ metadata }) => metadata)).toContainEqual({ transactionId, date: "2026-11-23" });
  }
});

test.each([
  ["needed it", { isDiscretionary: false, isImpulse: null }, "Noted: Uniqlo, yesterday, $89.90 was a need."],
  [
    "worth it",
    { isDiscretionary: true, isImpulse: false },
    "Noted: Uniqlo, yesterday, $89.90 was a choice, and worth it, so it counts as no impulse.",
  ],
  [
    "not worth it",
    { isDiscretionary: true, isImpulse: true },
    "Noted: Uniqlo, yesterday, $89.90 was a choice, and not worth it, so it counts as an impulse.",
  ],
])(
  "given '%s', tapped or typed, then it teaches that and undo takes it back",
  async (answer, said, words) => {
    const { chat, coat } = await unclear();
    const before = await chat.everything();
    await checkIn(chat);
    expect(await chat.say(answer)).toBe(`${words}\nI judge others like it by that too.`);
    expect(await db.select().from(transactionCorrections)).toMatchObject([{ externalId: coat, ...said }]);
    expect(chat.errands).toMatchObject([{ kind: "understand-money" }]);
    expect(await chat.tap(answer)).toMatch(/that's how it stands already/);
    expect(await chat.tap("undo")).toMatch(/^Taken back: Uniqlo/);
    expect(await chat.everything()).toEqual(before);
  },
);

test("given 'don't ask' or /mute worth, then nothing is asked until /unmute worth", async () => {
  const { chat } = await unclear();
  await checkIn(chat);
  expect(await chat.tap("don't ask")).toBe("I won't ask that any more. /unmute worth brings it back.");
  expect(await checkIn(chat)).not.toMatch(QUESTION);
  expect(await chat.say("/settings")).toContain("I don't ask whether purchases were worth it.");
  expect(await chat.say("/unmute worth")).toMatch(/at most twice a day/);
  expect(await chat.say("/settings")).not.toContain("I don't ask whether");
  expect(await checkIn(chat)).toMatch(QUESTION);
  expect(await chat.say("/mute worth")).toMatch(/^I won't ask that any more/);
});

test("given a purchase that was corrected, or one that is paused for, then it is not asked about", async () => {
  const { chat } = await unclear();
  await chat.say("the uniqlo thing was a need");
  expect(QUESTION.exec(await checkIn(chat))?.[1]).toMatch(/Paper Moon/);
  await chat.say("/pause 3");
  await chat.paid("2026-11-23", "Bazaarly", "70", UNSURE);
  expect(await checkIn(chat)).not.toMatch(QUESTION);
});

test("given a check-in for yesterday, a sample or a crisis, then nothing is asked", async () => {
  const { chat } = await unclear();
  expect(await chat.say("yesterday was 5/7, tired after work, energy 60")).not.toMatch(QUESTION);
  await chat.say("/sample tom");
  expect(await checkIn(chat)).not.toMatch(QUESTION);
  await chat.say("/own");
  await chat.say("I want to kill myself");
  expect(await checkIn(chat)).not.toMatch(QUESTION);
  expect(await db.select().from(eventLog).where(eq(eventLog.eventType, "worth_asked"))).toEqual([]);
});

test("given a forged answer, then it finds nothing", async () => {
  const { chat } = await unclear();
  for (const action of [
    "worth:need:nothing",
    "worth:praise:x",
    "worth:need:00000000-0000-4000-8000-000000000000",
  ]) {
    expect(await chat.tapToken(`s1:${action}`)).toMatch(/no longer|can't|button/i);
  }
});
