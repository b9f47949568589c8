import fc from "fast-check";
import { expect, test } from "vitest";
import { loadChoiceHistory } from "../../db/queries/choice-history.ts";
import { eventLog, recommendations } from "../../db/schema/coaching.ts";
import { ruleRests } from "../../db/schema/judgement.ts";
import { users } from "../../db/schema/people.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";
import { storeMessages } from "../support/tried-year.ts";

const { db } = await testDatabase();
const DAY_MS = 86_400_000;
const NOW = new Date("2026-11-26T09:00:00Z");
const RULES = ["spending-spike", "subscription-price-rise"] as const;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

type Said = {
  readonly chat: FakeChat;
  readonly clock: TestClock;
  readonly userId: string;
  readonly ids: readonly string[];
};

/** Somebody who was told two things a month ago, one of them about one shop. */
async function told(): Promise<Said> {
  const clock = { now: NOW };
  const chat = fakeChat({ db, clock, timezone: "Europe/Berlin" });
  await joinAskedAt(chat);
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  const rows = await db
    .insert(recommendations)
    .values(
      RULES.map((ruleId) => ({
        userId,
        timestamp: later(-30),
        localDate: "2026-10-27",
        ruleId,
        type: "financial" as const,
        message: "said",
        riskLevel: "low" as const,
        triggerSource: "spending_spike",
        subject: ruleId === "subscription-price-rise" ? "a-stream" : "",
      })),
    )
    .returning({ id: recommendations.id });
  chat.unread();
  return { chat, clock, userId, ids: rows.map(({ id }) => id) };
}

const tap = ({ chat, ids }: Said, which: string, message = 0) => chat.tapToken(`s1:${which}:${ids[message]}`);

async function isResting({ userId }: Said, days: number, message = 0, subject = ""): Promise<boolean> {
  const now = later(days);
  const today = now.toISOString().slice(0, 10);
  const past = await loadChoiceHistory(db, userId, { now, today, zone: "Europe/Berlin", slot: "morning" });
  return past.rests.some(
    (rest) => rest.ruleId === RULES[message] && (rest.subject === "" || rest.subject === subject),
  );
}

test("not now rests a rule for 14 days, and the answer says until when", async () => {
  const someone = await told();
  expect(await tap(someone, "not-now")).toBe("Okay, not now. I leave that kind alone until 10 December.");
  expect(await isResting(someone, 13)).toBe(true);
  expect(await isResting(someone, 15)).toBe(false);
  expect(await isResting(someone, 13, 1)).toBe(false);
});

test("not helpful rests it for 60 days and is stored", async () => {
  const someone = await told();
  expect(await tap(someone, "not-helpful")).toContain("until 25 January 2027");
  expect(await db.select({ said: recommendations.userFeedback }).from(recommendations)).toEqual(
    expect.arrayContaining([{ said: "not_helpful" }, { said: null }]),
  );
  expect(await isResting(someone, 59)).toBe(true);
  expect(await isResting(someone, 61)).toBe(false);
});

test("normal for me rests for ever what it was about, and nothing else", async () => {
  const someone = await told();
  expect(await tap(someone, "normal", 1)).toContain("that one is normal for you");
  expect(await isResting(someone, 5000, 1, "a-stream")).toBe(true);
  expect(await isResting(someone, 1, 1, "another-stream")).toBe(false);
  expect(await tap(someone, "normal")).toContain("I won't bring that up again");
  expect(await isResting(someone, 5000)).toBe(true);
});

test("an undo takes back what was stored and what rests", async () => {
  const someone = await told();
  for (const said of ["not-now", "not-helpful", "normal"]) {
    await tap(someone, said);
    expect(await isResting(someone, 1)).toBe(true);
    expect(await someone.chat.tap("undo")).toBe("Taken back, and nothing rests because of it.");
    expect(await isResting(someone, 1)).toBe(false);
  }
  expect(await db.select().from(ruleRests)).toEqual([]);
});

test.each([
  ["normal", "normal for me", 5000],
  ["not-helpful", "not helpful", 59],
  ["helpful", "helpful", 0],
] as const)(
  "given not now after %s to one message, then it counts and says what it takes the place of, and undo brings that back as it was",
  async (first, label, days) => {
    const someone = await told();
    await tap(someone, first);
    const stored = () =>
      Promise.all([
        db.select().from(recommendations).orderBy(recommendations.id),
        db.select().from(ruleRests),
      ]);
    const before = await stored();
    someone.clock.now = later(1);
    expect(await tap(someone, "not-now")).toBe(
      `Okay, not now. I leave that kind alone until 11 December.\nThat takes the place of "${label}", which you had said to the same message; undo brings that back.`,
    );
    expect(await isResting(someone, 14)).toBe(true);
    expect(await isResting(someone, 16)).toBe(false);
    const undone = `Taken back. "${label}", which you had said to it before, holds again.`;
    expect(await (first === "normal" ? someone.chat.say("undo") : someone.chat.tap("undo"))).toBe(undone);
    expect(await stored()).toEqual(before);
    expect(await isResting(someone, days)).toBe(first !== "helpful");
    expect(await someone.chat.tap("undo")).toBe("That was taken back before.");
    expect(await stored()).toEqual(before);
  },
);

test("given one answer after another to one message, when undo is said each time, then each step back is one answer", async () => {
  const someone = await told();
  await tap(someone, "normal");
  someone.clock.now = new Date(NOW.getTime() + 60_000);
  await tap(someone, "not-now");
  expect(await someone.chat.say("undo")).toContain('"normal for me", which you had said to it before');
  expect(await someone.chat.say("undo")).toBe("Taken back, and nothing rests because of it.");
  expect(await db.select().from(ruleRests)).toEqual([]);
});

test("given two messages of one kind put off, when the newer is taken back, then the older rests as it did, and the reply says so", async () => {
  const clock = { now: NOW };
  const chat = fakeChat({ db, clock, timezone: "Europe/Berlin" });
  await joinAskedAt(chat);
  const [person] = await db.select({ id: users.id }).from(users);
  const userId = person?.id ?? "";
  const [older, newer] = await storeMessages(db, userId, "spending-spike", [
    { localDate: "2026-11-10" },
    { localDate: "2026-11-20" },
  ]);
  const until = async () =>
    (await db.select({ until: ruleRests.until }).from(ruleRests)).map((row) => row.until?.toISOString());
  await chat.tapToken(`s1:not-now:${older}`);
  const first = await until();
  clock.now = later(5);
  expect(await chat.tapToken(`s1:not-now:${newer}`)).toContain("until 15 December");
  expect(await chat.say("undo")).toBe(
    "Taken back. What you said of that kind before still holds: I leave it alone until 10 December.",
  );
  expect(await until()).toEqual(first);
  await chat.tapToken(`s1:normal:${older}`);
  await chat.tapToken(`s1:not-now:${newer}`);
  expect(await chat.tapToken(`s1:feedback-undo:${newer}`)).toContain("I keep still about it all the same");
  expect(await chat.tapToken(`s1:feedback-undo:${newer}`)).toBe("That was taken back before.");
  expect(await chat.tapToken(`s1:feedback-undo:${older}`)).toBe(
    "Taken back, and nothing rests because of it.",
  );
  expect(await until()).toEqual([]);
});

test("given an answer, when undo is typed after something was looked at, then the answer is taken back and nothing before it", async () => {
  const someone = await told();
  await someone.chat.say("12 coffee");
  await tap(someone, "not-now");
  await someone.chat.say("/rests");
  expect(await someone.chat.say("undo")).toBe("Taken back, and nothing rests because of it.");
  expect(await isResting(someone, 1)).toBe(false);
  expect(await someone.chat.say("undo")).toContain("coffee");
});

test("given a typed answer under its message, then it is the button's", async () => {
  const clock = { now: new Date("2026-11-23T07:50:00Z") };
  const chat = fakeChat({ db, clock, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("look around as Maya, 120 days of sample data");
  await chat.say("3");
  await chat.say("low");
  await chat.say("1, 2");
  await chat.say("why this?");
  expect(await chat.say("not now")).toContain("I leave that kind alone until 7 December");
  expect(await chat.say("undo")).toContain("Taken back");
});

test("given a forged or foreign id, then nothing is answered and nothing rests", async () => {
  const someone = await told();
  for (const token of ["not-now:nonsense", "normal:00000000-0000-4000-8000-000000000000"]) {
    expect(await someone.chat.tapToken(`s1:${token}`)).not.toContain("alone");
  }
  expect(await db.select().from(ruleRests)).toEqual([]);
});

test("whatever is tapped in whatever order, the last answer to each message holds, and the log holds no words", async () => {
  const someone = await told();
  const answers = ["helpful", "not-helpful", "not-now", "normal", "feedback-undo"] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...answers), fc.nat({ max: 1 })), { minLength: 1, maxLength: 6 }),
      async (taps) => {
        for (const [said, message] of taps) await tap(someone, said, message);
        for (const message of [0, 1]) {
          const last = taps.findLast(([, of]) => of === message)?.[0] ?? "feedback-undo";
          const subject = message === 1 ? "a-stream" : "";
          const rests = await Promise.all(
            [1, 20, 70].map((days) => isResting(someone, days, message, subject)),
          );
          expect(rests).toEqual(
            {
              "not-now": [true, false, false],
              "not-helpful": [true, true, false],
              normal: [true, true, true],
            }[last as "normal"] ?? [false, false, false],
          );
          const rows = await db.select().from(recommendations);
          expect(rows.find(({ id }) => id === someone.ids[message])?.userFeedback).toBe(
            { helpful: "helpful", "not-helpful": "not_helpful" }[last as "helpful"] ?? null,
          );
          await tap(someone, "feedback-undo", message);
        }
      },
    ),
    { numRuns: 12 },
  );
  const logged = await db.select().from(eventLog);
  const allowed = /^(?:helpful|not_helpful|not_now|normal|taken_back|[0-9a-f-]{36})$/;
  for (const { metadata } of logged.filter(({ eventType }) => eventType === "recommendation_answered")) {
    for (const value of Object.values(metadata as object)) expect(value).toMatch(allowed);
  }
});

test("why under a message of an earlier version, which kept less of what it went by, is answered all the same", async () => {
  const someone = await told();
  const metadata = { facts: {}, basis: { from: "2026-10-01", to: "2026-10-26", days: 20 } };
  await db.update(recommendations).set({ metadata });
  expect(await tap(someone, "why")).toBe(
    "That was said by an earlier version of me, and I no longer have all it went by.",
  );
});
