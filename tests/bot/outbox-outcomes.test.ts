import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createLimiter } from "../../bot/limiter.ts";
import { createOutbox, type SendOutcome } from "../../bot/outbox.ts";
import { loadStanding } from "../../db/queries/decisions.ts";
import { chatIdentities, outbox } from "../../db/schema/chat.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { collectLog, fakeChat, type LogLine } from "../fakes/chat.ts";
import { createFakePlatform, type PlatformAnswer } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { queuedMessages } from "../support/queued-messages.ts";
import { createVirtualTime } from "../support/virtual-time.ts";

const { db } = await testDatabase();
const messages = queuedMessages(db);
const MINUTE = 60_000;
const start = new Date("2026-11-23T08:00:00Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * MINUTE);
const planned = async (userId: string, kinds: readonly string[]) => {
  const { scheduled } = await loadStanding(db, userId, "none");
  return scheduled.filter((kind) => kinds.includes(kind));
};

/** An outbox before a platform whose answers the test sets. */
function underTest() {
  const at = { now: start };
  const platform = { answer: "ok" as PlatformAnswer };
  const { adapter, delivered } = createFakePlatform({ answer: () => platform.answer });
  const time = createVirtualTime();
  const lines: LogLine[] = [];
  const counted: SendOutcome[] = [];
  const options = { db, adapter, log: collectLog(lines), clock: () => at.now };
  const open = () =>
    createOutbox({
      ...options,
      limiter: createLimiter(undefined, time),
      count: (outcome) => counted.push(outcome),
    });
  const said = () => delivered.map(({ text }) => text);
  return { at, platform, box: open(), open, said, delivered, lines, counted, time };
}

test("given messages that go out, then their slots are said, and a reply has none", async () => {
  const { box, said, counted } = underTest();
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  await messages.queue(ada, "answer", { at: start });
  await box.deliver(ada.identityId);
  expect(said()).toEqual(["question", "answer"]);
  expect(await messages.fates()).toEqual(["sent, sent", "sent"]);
  expect(counted).toEqual(["sent", "sent"]);
});

test("given an outage that ends in time, then what is unasked waits and goes out once; after its time it is missed", async () => {
  const { box, at, platform, said } = underTest();
  const ada = await messages.join("ada", start);
  platform.answer = "away";
  await messages.queue(ada, "in time", { kind: "checkin_reminder", at: start, expiresAt: later(180) });
  await messages.queue(ada, "too late", { kind: "morning_nudge", at: start, expiresAt: later(3) });
  await box.deliverAll();
  expect(await messages.fates()).toEqual(["waiting, waiting", "waiting, waiting"]);
  at.now = later(10);
  platform.answer = "ok";
  await box.deliverAll();
  await box.deliverAll();
  expect(said()).toEqual(["in time"]);
  expect(await messages.fates()).toEqual(["sent, sent", "failed, held missed"]);
});

test("given an outage, then the last try comes when it is just not too late", async () => {
  const { box, at, platform, said } = underTest();
  const ada = await messages.join("ada", start);
  platform.answer = "away";
  await messages.queue(ada, "morning", { kind: "morning_nudge", at: start, expiresAt: later(50) });
  let lastTry = start;
  for (let round = 0; round < 40; round++) {
    at.now = lastTry;
    await box.deliverAll();
    const [row] = await db.select().from(outbox);
    if (row === undefined || row.dueAt > later(50)) break;
    lastTry = row.dueAt;
  }
  expect(later(50).getTime() - lastTry.getTime()).toBe(5000);
  // The sender comes round to it a moment later, and the platform is back.
  await db.update(outbox).set({ dueAt: lastTry });
  platform.answer = "ok";
  at.now = new Date(lastTry.getTime() + 2000);
  await box.deliverAll();
  expect(said()).toEqual(["morning"]);
});

test.each(["late", "lost"] as const)(
  "given a time-out (%s), then a reply is sent again and what is unasked is not",
  async (answer) => {
    const { box, at, platform, said, counted } = underTest();
    const ada = await messages.join("ada", start);
    await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
    await messages.queue(ada, "answer", { at: start });
    platform.answer = answer;
    await box.deliverAll();
    platform.answer = "ok";
    for (let minute = 1; minute < 5; minute++) {
      at.now = later(minute);
      await box.deliverAll();
    }
    expect(said()).toEqual(answer === "late" ? ["question", "answer", "answer"] : ["answer"]);
    expect(await messages.fates()).toEqual(["unconfirmed, unconfirmed", "sent"]);
    expect(counted).toEqual(["unconfirmed", "failed", "sent"]);
  },
);

test("given a message that the platform refuses, then it is over at once, and the next one goes out", async () => {
  const { box, platform, said, lines } = underTest();
  const ada = await messages.join("ada", start);
  platform.answer = "bad";
  await messages.queue(ada, "secret words", { kind: "checkin_reminder", at: start });
  await messages.queue(ada, "bad reply", { at: start });
  await box.deliverAll();
  platform.answer = "ok";
  await messages.queue(ada, "good", { kind: "morning_nudge", at: start });
  await box.deliverAll();
  expect(said()).toEqual(["good"]);
  expect(await messages.fates()).toEqual(["failed, held delivery_failed", "failed", "sent, sent"]);
  expect(JSON.stringify(lines)).not.toMatch(/secret|reply"/);
});

test("given a stored message that cannot be read, then it is over and the next one goes out", async () => {
  const { box, said } = underTest();
  const ada = await messages.join("ada", start);
  const id = await messages.queue(ada, "broken", { kind: "checkin_reminder", at: start });
  await db
    .update(outbox)
    .set({ message: { text: 5 } })
    .where(eq(outbox.id, id));
  await messages.queue(ada, "good", { at: start });
  await box.deliverAll();
  expect(said()).toEqual(["good"]);
  expect(await messages.fates()).toEqual(["failed, held delivery_failed", "sent"]);
});

test("given an outage of a day, then what never expires is given up, and its slot says so", async () => {
  const { box, at, platform } = underTest();
  const ada = await messages.join("ada", start);
  platform.answer = "away";
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  await messages.queue(ada, "answer", { at: start });
  for (let hour = 0; hour < 27; hour++) {
    at.now = later(hour * 60);
    await box.deliverAll();
  }
  expect(await messages.fates()).toEqual(["failed, held delivery_failed", "failed"]);
});

test("given a platform that wants silence, then it gets it, no attempt is counted, and all of it goes out in order", async () => {
  const { box, platform, said, time, delivered } = underTest();
  const chats = [await messages.join("ada", start), await messages.join("ben", start)];
  for (const chat of chats) {
    await messages.queue(chat, "question", { kind: "checkin_reminder", at: start });
    await messages.queue(chat, "answer", { at: start });
  }
  platform.answer = 30;
  await box.deliverAll();
  platform.answer = "ok";
  await time.advance(29_999);
  await box.deliverAll();
  expect(said()).toEqual([]);
  const rows = await db.select().from(outbox);
  expect(
    rows.map(({ attempts, startedAt, claimedUntil }) => ({ attempts, startedAt, claimedUntil })),
  ).toEqual(rows.map(() => ({ attempts: 0, startedAt: null, claimedUntil: null })));
  await time.advance(1);
  await box.deliverAll();
  for (const { chat } of chats) {
    expect(delivered.filter((call) => call.chat === chat).map(({ text }) => text)).toEqual([
      "question",
      "answer",
    ]);
  }
  expect(new Set(await messages.fates())).toEqual(new Set(["sent, sent", "sent"]));
});

test("given a person who blocks the coach, then all that was to be said is held, and their schedules stop", async () => {
  const { box, platform } = underTest();
  const ada = await messages.join("ada", start);
  const ben = await messages.join("ben", start);
  platform.answer = "blocked";
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  await messages.queue(ada, "answer", { at: start });
  await messages.queue(ada, "morning", { kind: "morning_nudge", at: start });
  await box.deliver(ada.identityId);
  expect(await messages.fates()).toEqual(["failed, held unreachable", "waiting", "failed, held unreachable"]);
  await box.deliver(ada.identityId);
  expect((await messages.fates())[1]).toBe("failed");
  const kinds = ["checkin_reminder", "daily_scoring"] as const;
  expect(await planned(ada.userId, kinds)).toEqual(["daily_scoring"]);
  expect((await planned(ben.userId, kinds)).toSorted()).toEqual([...kinds]);
});

test("given a person with a second chat, when one is gone, then their schedules go on until both are", async () => {
  const { box, platform } = underTest();
  const ada = await messages.join("ada", start);
  const second = { userId: ada.userId, identityId: await messages.addChat(ada.userId, "ada elsewhere") };
  platform.answer = "blocked";
  const kinds = () => planned(ada.userId, ["checkin_reminder"]);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  await box.deliver(ada.identityId);
  expect(await kinds()).toEqual(["checkin_reminder"]);
  await messages.queue(second, "morning", { kind: "morning_nudge", at: start });
  await box.deliver(second.identityId);
  expect(await kinds()).toEqual([]);
});

test("given a person who blocked the coach, when they write again, then they are answered and their schedules run", async () => {
  const at = { now: start };
  let answer: PlatformAnswer = "ok";
  const chat = fakeChat({ db, clock: at, timezone: "Europe/London", answer: () => answer });
  await chat.open();
  for (let step = 0; step < 3; step++) await chat.say("skip");
  await chat.say("/reminder 8:30");
  const [identity] = await db.select().from(chatIdentities);
  const userId = identity?.userId ?? "";
  const kinds = () => planned(userId, ["checkin_reminder"]);
  expect(await kinds()).toEqual(["checkin_reminder"]);

  answer = "blocked";
  await chat.say("/about");
  expect(await kinds()).toEqual([]);
  at.now = later(60);
  answer = "ok";
  expect(await chat.say("/about")).toMatch(/program/);
  expect(await kinds()).toEqual(["checkin_reminder"]);
  expect((await db.select().from(chatIdentities))[0]?.unreachableSince).toBeNull();
});

test("given a slot of two messages, when one of them goes out, then the slot was said, whichever it is", async () => {
  for (const [first, second] of [
    ["bad", "ok"],
    ["ok", "bad"],
    ["late", "ok"],
    ["bad", "late"],
  ] as const) {
    const { box, platform } = underTest();
    const ada = await messages.join(`${first} ${second}`, start);
    for (const answer of [first, second]) {
      platform.answer = answer;
      await messages.queue(ada, answer, { kind: "weekly_summary", at: start });
      await box.deliver(ada.identityId);
    }
    const [slot] = await db.select().from(decisions).where(eq(decisions.userId, ada.userId));
    expect(slot?.outcome).toBe(second === "late" ? "unconfirmed" : "sent");
  }
});
