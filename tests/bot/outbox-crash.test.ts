import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { ChatError } from "../../bot/adapter.ts";
import { createOutbox } from "../../bot/outbox.ts";
import { letGoOverdue } from "../../db/queries/outbox-outcomes.ts";
import { outbox } from "../../db/schema/chat.ts";
import { collectLog } from "../fakes/chat.ts";
import { createFakePlatform, type PlatformAnswer, type PlatformCall } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { queuedMessages } from "../support/queued-messages.ts";

const { db } = await testDatabase();
const messages = queuedMessages(db);
const start = new Date("2026-11-23T08:00:00Z");
const CLAIM_MS = 1000;

/** Processes that send through one platform; each is an outbox of its own on the same database. */
function underTest() {
  const at = { now: start };
  const platform: { answer: (call: PlatformCall) => PlatformAnswer } = { answer: () => "ok" };
  const { adapter, delivered } = createFakePlatform({ answer: (call) => platform.answer(call) });
  const process = () =>
    createOutbox({ db, adapter, log: collectLog([]), clock: () => at.now, claimMs: CLAIM_MS });
  /** Delivers everything in a process that is killed at the message with this text, after the platform has it. */
  const dieAt = async (text: string, takeOver = false) => {
    const died = new Promise<void>((resolve) => {
      platform.answer = (call) => {
        if (call.text !== text) return "ok";
        resolve();
        return "killed";
      };
    });
    void process().deliverAll(takeOver);
    await died;
    platform.answer = () => "ok";
  };
  const said = () => delivered.map(({ text }) => text);
  return { at, platform, process, dieAt, said };
}

test("given a process killed between sent and marked, then a reply is said again, once the claim has run out", async () => {
  const { at, process, dieAt, said } = underTest();
  const ada = await messages.join("ada", start);
  for (const text of ["one", "two", "three"]) await messages.queue(ada, text, { at: start });
  await dieAt("two");
  await process().deliverAll();
  expect(said()).toEqual(["one", "two"]);
  at.now = new Date(start.getTime() + CLAIM_MS);
  await process().deliverAll();
  await process().deliverAll();
  // "one" was sent and not marked either: what a process sends in one go is marked together.
  expect(said()).toEqual(["one", "two", "one", "two", "three"]);
  expect(await messages.fates()).toEqual(["sent", "sent", "sent"]);
});

test("given a process killed between sent and marked, then what is unasked is never said again", async () => {
  const { at, process, dieAt, said } = underTest();
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  await messages.queue(ada, "morning", { kind: "morning_nudge", at: start });
  await messages.queue(ada, "summary", { kind: "weekly_summary", at: start });
  await dieAt("morning");
  at.now = new Date(start.getTime() + CLAIM_MS);
  await process().deliverAll();
  await process().deliverAll();
  expect(said()).toEqual(["question", "morning", "summary"]);
  expect(await messages.fates()).toEqual(["sent, sent", "unconfirmed, unconfirmed", "sent, sent"]);
});

test("given a successor that takes over at once, as a terminal's, then both kinds fall the same way", async () => {
  const { process, dieAt, said } = underTest();
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  await messages.queue(ada, "answer", { at: start });
  await dieAt("question");
  await dieAt("answer", true);
  await process().deliverAll(true);
  expect(said()).toEqual(["question", "answer", "answer"]);
  expect(await messages.fates()).toEqual(["unconfirmed, unconfirmed", "sent"]);
});

test.each([30, "away"] as const)(
  "given what a killed process left open, when an answer before it fails (%j), then it is still not said again",
  async (answer) => {
    const { at, process, dieAt, said, platform } = underTest();
    const ada = await messages.join("ada", start);
    await messages.queue(ada, "answer", { at: start });
    await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
    await dieAt("question");
    // The answer is open again, as after a process that died a moment earlier.
    await db.update(outbox).set({ status: "waiting" }).where(eq(outbox.kind, "reply"));
    at.now = new Date(start.getTime() + CLAIM_MS);
    platform.answer = () => answer;
    await process().deliverAll();
    platform.answer = () => "ok";
    at.now = new Date(start.getTime() + 600_000);
    await process().deliverAll();
    expect(said()).toEqual(["answer", "question", "answer"]);
    expect(await messages.fates()).toEqual(["sent", "unconfirmed, unconfirmed"]);
  },
);

test("given a process killed while it sends an answer, then what it said unasked before was said", async () => {
  const { at, process, dieAt, said } = underTest();
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  await messages.queue(ada, "answer", { at: start });
  await dieAt("answer");
  at.now = new Date(start.getTime() + CLAIM_MS);
  await process().deliverAll();
  expect(said()).toEqual(["question", "answer", "answer"]);
  expect(await messages.fates()).toEqual(["sent, sent", "sent"]);
});

test("given a process killed before it called the platform, then what is unasked goes out once", async () => {
  const { at, process, said } = underTest();
  const ada = await messages.join("ada", start);
  const claimedUntil = new Date(start.getTime() + CLAIM_MS);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start, claimedUntil });
  await process().deliverAll();
  expect(said()).toEqual([]);
  at.now = claimedUntil;
  await process().deliverAll();
  expect(said()).toEqual(["question"]);
  expect(await messages.fates()).toEqual(["sent, sent"]);
});

test("given a process that hangs in a call for longer than its claim and then hears back, then the slot was said", async () => {
  const { at, process } = underTest();
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: reached, resolve: isReached } = Promise.withResolvers<void>();
  const { adapter } = createFakePlatform();
  const slow = createOutbox({
    db,
    adapter: {
      ...adapter,
      async send() {
        isReached();
        await gate;
        return "1";
      },
    },
    log: collectLog([]),
    clock: () => at.now,
    claimMs: CLAIM_MS,
  });
  const sending = slow.deliverAll();
  await reached;
  at.now = new Date(start.getTime() + CLAIM_MS);
  await process().deliverAll();
  expect(await messages.fates()).toEqual(["unconfirmed, unconfirmed"]);
  letGo();
  await sending;
  expect(await messages.fates()).toEqual(["sent, sent"]);
});

test("given a process that hangs for longer than its claim, then it leaves the chat's later messages to the others", async () => {
  const { at, process, platform, said } = underTest();
  const ada = await messages.join("ada", start);
  for (const text of ["one", "two", "three"]) await messages.queue(ada, text, { at: start });
  platform.answer = ({ text }) => {
    // The clock jumps while the platform takes its time over the first one.
    if (text === "one") at.now = new Date(at.now.getTime() + 2 * CLAIM_MS);
    return "ok";
  };
  await process().deliverAll();
  expect(said()).toEqual(["one"]);
  await process().deliverAll();
  expect(said()).toEqual(["one", "two", "three"]);
});

test("given a process that hangs for longer than its claim and then fails, then what another has claimed since stays claimed", async () => {
  const { at } = underTest();
  const ada = await messages.join("ada", start);
  for (const text of ["one", "two"]) await messages.queue(ada, text, { at: start });
  const hanging = () => {
    const call = Promise.withResolvers<string>();
    const reached = Promise.withResolvers<void>();
    const adapter = {
      ...createFakePlatform().adapter,
      send() {
        reached.resolve();
        return call.promise;
      },
    };
    const log = collectLog([]);
    const box = createOutbox({ db, adapter, log, clock: () => at.now, claimMs: CLAIM_MS });
    return { call, reached: reached.promise, sending: box.deliverAll() };
  };
  const first = hanging();
  await first.reached;
  at.now = new Date(start.getTime() + CLAIM_MS);
  const second = hanging();
  await second.reached;
  first.call.reject(new ChatError("unavailable"));
  await first.sending;
  const [, two] = await db.select().from(outbox).orderBy(asc(outbox.sequence));
  expect(two?.claimedUntil).toEqual(new Date(start.getTime() + 2 * CLAIM_MS));
  second.call.resolve("1");
  await second.sending;
});

test("given a chat that nobody looks at, as of a closed terminal, then what expired is let go and what may still be said stays", async () => {
  const { at } = underTest();
  const ada = await messages.join("ada", start);
  const soon = new Date(start.getTime() + 60_000);
  await messages.queue(ada, "over", { kind: "checkin_reminder", at: start, expiresAt: start });
  await messages.queue(ada, "in time", { kind: "morning_nudge", at: start, expiresAt: soon });
  const started = await messages.queue(ada, "being sent", {
    kind: "weekly_summary",
    at: start,
    expiresAt: start,
  });
  await db.update(outbox).set({ startedAt: start }).where(eq(outbox.id, started));
  await messages.queue(ada, "answer", { at: start });
  expect(await letGoOverdue(db, new Date(start.getTime() + 1))).toBe(1);
  expect(await messages.fates()).toEqual([
    "failed, held missed",
    "waiting, waiting",
    "waiting, waiting",
    "waiting",
  ]);
  expect(await letGoOverdue(db, at.now)).toBe(0);
});
