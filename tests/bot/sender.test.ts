import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { createLimiter } from "../../bot/limiter.ts";
import { createOutbox } from "../../bot/outbox.ts";
import { createSender, type Sender, type SenderOptions } from "../../bot/sender.ts";
import { notePause, takeLease } from "../../db/queries/senders.ts";
import { outbox } from "../../db/schema/chat.ts";
import { platformSenders } from "../../db/schema/delivery.ts";
import { collectLog } from "../fakes/chat.ts";
import { createFakePlatform, type PlatformAnswer, type PlatformCall } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";
import { queuedMessages } from "../support/queued-messages.ts";
import { createVirtualTime } from "../support/virtual-time.ts";

const { db } = await testDatabase();
const messages = queuedMessages(db);
const start = new Date("2026-11-23T08:00:00Z");
const open: Sender[] = [];

afterEach(async () => {
  for (const sender of open.splice(0)) await sender.stop();
});

/** Processes with a sender each, before one platform. */
function underTest() {
  const at = { now: start };
  const platform: { answer: (call: PlatformCall) => PlatformAnswer } = { answer: () => "ok" };
  const { adapter, delivered } = createFakePlatform({ answer: (call) => platform.answer(call) });
  /** What each process sent, by its name. */
  const sentBy = new Map<string, string[]>();
  const process = (name: string, options: Partial<SenderOptions> = {}) => {
    const texts: string[] = [];
    sentBy.set(name, texts);
    const own = {
      ...adapter,
      async send(...[chat, message]: Parameters<typeof adapter.send>) {
        texts.push(message.text.map(({ text }) => text).join(""));
        return adapter.send(chat, message);
      },
    };
    const time = createVirtualTime();
    const box = createOutbox({
      db,
      adapter: own,
      log: collectLog([]),
      clock: () => at.now,
      limiter: createLimiter(undefined, time),
    });
    const sender = createSender({
      db,
      platform: "telegram",
      outbox: box,
      log: collectLog([]),
      clock: () => at.now,
      lookMs: 5,
      renewMs: 5,
      ...options,
    });
    open.push(sender);
    return { sender, box, time };
  };
  const said = () => delivered.map(({ text }) => text);
  return { at, platform, process, said, sentBy };
}

/** Waits until it is so, however long a busy machine takes. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 5 });
const allSent = () =>
  until(async () => expect(await db.$count(outbox, eq(outbox.status, "waiting"))).toBe(0));

/** The lease runs out, without the wait. */
const letLeaseRunOut = () => db.update(platformSenders).set({ leasedUntil: sql`now()` });

test("given messages of many chats, then all go out, more than one page of them", async () => {
  const { process, said } = underTest();
  for (let person = 0; person < 25; person++) {
    const chat = await messages.join(`person ${person}`, start);
    await messages.queue(chat, `question ${person}`, { kind: "checkin_reminder", at: start });
  }
  process("only", { page: 4, parallel: 3 });
  await allSent();
  expect(said().toSorted()).toEqual(Array.from({ length: 25 }, (_, index) => `question ${index}`).toSorted());
});

test("given two processes, then one of them sends, and when it stops the other one does, at once", async () => {
  const { process, sentBy } = underTest();
  const first = process("first").sender;
  await until(() => expect(first.isHolder()).toBe(true));
  const second = process("second").sender;
  for (const round of ["one", "two"]) {
    const chat = await messages.join(round, start);
    await messages.queue(chat, round, { kind: "checkin_reminder", at: start });
    await allSent();
    expect(second.isHolder()).toBe(round === "two");
    await first.stop();
    await until(() => expect(second.isHolder()).toBe(true));
  }
  expect(Object.fromEntries(sentBy)).toEqual({ first: ["one"], second: ["two"] });
});

test("given a holder that was killed, then another process sends as soon as the lease has run out", async () => {
  const { process, said } = underTest();
  const dead = { holder: "00000000-0000-4000-8000-000000000000", leaseMs: 600_000, isAlone: false };
  await takeLease(db, "telegram", dead);
  const { sender } = process("next");
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  // Several looks of the process that waits.
  for (let look = 0; look < 5; look++) await takeLease(db, "telegram", dead);
  expect({ isHolder: sender.isHolder(), said: said() }).toEqual({ isHolder: false, said: [] });
  await letLeaseRunOut();
  await allSent();
  expect(said()).toEqual(["question"]);
});

test("given the only process there is, as on the embedded database, then it waits for no lease or claim of the one before", async () => {
  const { process, said } = underTest();
  await takeLease(db, "telegram", {
    holder: "00000000-0000-4000-8000-000000000000",
    leaseMs: 600_000,
    isAlone: false,
  });
  const ada = await messages.join("ada", start);
  const claimedUntil = new Date(start.getTime() + 60_000);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start, claimedUntil });
  process("alone", { isAlone: true });
  await allSent();
  expect(said()).toEqual(["question"]);
});

test("given a lease that somebody else took, then its process stops sending", async () => {
  const { process, said } = underTest();
  const { sender } = process("first");
  await until(() => expect(sender.isHolder()).toBe(true));
  await db
    .update(platformSenders)
    .set({ holder: "00000000-0000-4000-8000-000000000000", leasedUntil: sql`now() + interval '1 hour'` });
  await until(() => expect(sender.isHolder()).toBe(false));
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  sender.wake();
  await sender.stop();
  expect(said()).toEqual([]);
  expect(await db.$count(platformSenders, sql`leased_until > now()`)).toBe(1);
});

test("given a platform that wants silence, then every process keeps it, also one that was not told by the platform", async () => {
  const { process, platform, said } = underTest();
  const first = process("first");
  await until(() => expect(first.sender.isHolder()).toBe(true));
  const second = process("second");
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  platform.answer = () => 3600;
  await until(() => expect(second.box.limiter.pausedMs()).toBeGreaterThan(0));
  platform.answer = () => "ok";
  await messages.queue(ada, "answer", { at: start });
  await second.box.deliver(ada.identityId);
  expect(said()).toEqual([]);
  // The pause is over: in the database, and by the clock of each process.
  await db.update(platformSenders).set({ pausedUntil: null });
  // Again where one of them had just asked the database and heard of it once more.
  await until(async () => {
    await first.time.advance(7_200_000);
    await second.time.advance(7_200_000);
    expect(await db.$count(outbox, eq(outbox.status, "waiting"))).toBe(0);
  });
  expect(said()).toEqual(["question", "answer"]);
});

test("a longer silence is not cut short by a shorter one that is asked for later", async () => {
  await notePause(db, "telegram", 3600);
  await notePause(db, "telegram", 1);
  const lease = await takeLease(db, "telegram", {
    holder: "00000000-0000-4000-8000-000000000000",
    leaseMs: 1000,
    isAlone: false,
  });
  expect(lease.isHeld).toBe(true);
  expect(lease.pausedMs).toBeGreaterThan(1_800_000);
});

test("when it is stopped, then what is being sent is finished, and the rest is given back to be sent by others", async () => {
  const { process, said, platform } = underTest();
  const chats = [];
  for (const name of ["ada", "ben", "cy"]) {
    const chat = await messages.join(name, start);
    chats.push(chat);
    await messages.queue(chat, `${name} one`, { kind: "checkin_reminder", at: start });
    await messages.queue(chat, `${name} two`, { kind: "morning_nudge", at: start });
  }
  const stopped: Promise<void>[] = [];
  const { sender } = process("first", { parallel: 1 });
  platform.answer = () => {
    if (stopped.length === 0) stopped.push(sender.stop());
    return "ok";
  };
  await until(() => expect(stopped).toHaveLength(1));
  await stopped[0];
  expect(said()).toEqual(["ada one"]);
  const left = await db.select().from(outbox).where(eq(outbox.status, "waiting"));
  expect(left.map(({ claimedUntil, startedAt }) => ({ claimedUntil, startedAt }))).toEqual(
    Array.from({ length: 5 }, () => ({ claimedUntil: null, startedAt: null })),
  );
  process("second");
  await allSent();
  expect(said().toSorted()).toEqual(
    ["ada", "ben", "cy"].flatMap((name) => [`${name} one`, `${name} two`]).toSorted(),
  );
});

test("when it is stopped while the platform hangs, then it does not wait for ever", async () => {
  const { process, platform } = underTest();
  platform.answer = () => "killed";
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  const { sender } = process("first", { stopMs: 20 });
  await until(async () => expect((await db.select().from(outbox))[0]?.startedAt).not.toBeNull());
  await sender.stop();
  expect(await db.$count(platformSenders, sql`leased_until > now()`)).toBe(0);
});

test("given chats whose first message rests after a failure, then the chats behind them are served", async () => {
  const { process, said, at } = underTest();
  for (let person = 0; person < 6; person++) {
    const chat = await messages.join(`resting ${person}`, start);
    const id = await messages.queue(chat, `resting ${person}`, { at: start });
    const dueAt = new Date(start.getTime() + 600_000);
    await db.update(outbox).set({ attempts: 1, dueAt }).where(eq(outbox.id, id));
    await messages.queue(chat, `behind ${person}`, { kind: "checkin_reminder", at: start });
  }
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "question", { kind: "checkin_reminder", at: start });
  const { sender } = process("only", { page: 2 });
  await until(() => expect(said()).toEqual(["question"]));
  at.now = new Date(start.getTime() + 600_000);
  sender.wake();
  await allSent();
  expect(said()).toHaveLength(13);
  for (let person = 0; person < 6; person++) {
    expect(said().indexOf(`behind ${person}`)).toBeGreaterThan(said().indexOf(`resting ${person}`));
  }
});

test("given a platform that is away, then it is tried with one message at a time, and most of them stay untouched", async () => {
  const { process, platform, at } = underTest();
  const calls: string[] = [];
  platform.answer = ({ text }) => {
    calls.push(text);
    return "lost";
  };
  for (let person = 0; person < 40; person++) {
    const chat = await messages.join(`person ${person}`, start);
    await messages.queue(chat, `question ${person}`, { kind: "checkin_reminder", at: start });
  }
  const { sender, box } = process("only", { parallel: 4, lookMs: 60_000 });
  await until(() => expect(box.failuresInARow()).toBeGreaterThanOrEqual(5));
  for (let job = 0; job < 10; job++) sender.wake();
  await sender.stop();
  // Five, and those that were on their way beside them.
  expect(calls.length).toBeLessThanOrEqual(9);
  expect(at.now).toEqual(start);
  expect((await messages.fates()).filter((fate) => fate === "waiting, waiting").length).toBe(
    40 - calls.length,
  );
});

test("given a platform that was away and is back, then the same process sends the rest by itself", async () => {
  const { process, platform, said } = underTest();
  let calls = 0;
  platform.answer = () => {
    calls += 1;
    return calls <= 8 ? "lost" : "ok";
  };
  for (let person = 0; person < 30; person++) {
    const chat = await messages.join(`person ${person}`, start);
    await messages.queue(chat, `question ${person}`, { kind: "checkin_reminder", at: start });
  }
  process("only", { parallel: 2 });
  await allSent();
  expect(said()).toHaveLength(22);
  expect((await messages.fates()).filter((fate) => fate === "unconfirmed, unconfirmed")).toHaveLength(8);
});

test("given replies that were left over and an hour's mornings, then the replies do not wait for them", async () => {
  const { process, platform, said } = underTest();
  for (let person = 0; person < 30; person++) {
    const chat = await messages.join(`person ${person}`, start);
    await messages.queue(chat, `question ${person}`, { kind: "checkin_reminder", at: start });
  }
  const ada = await messages.join("ada", start);
  await messages.queue(ada, "answer", { at: start });
  // The mornings are under way and stand still.
  platform.answer = ({ text }) => (text === "answer" ? "ok" : "killed");
  process("only", { parallel: 2, stopMs: 20 });
  await until(() => expect(said()).toContain("answer"));
  expect(said().length).toBeLessThanOrEqual(3);
});
