import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { ChatAdapter } from "../../bot/adapter.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import { createOutbox, type OutboxOptions } from "../../bot/outbox.ts";
import { CLAIM_MS, queueMessages } from "../../db/queries/chat.ts";
import { lockChat } from "../../db/queries/chat-rows.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { chatIdentities, outbox } from "../../db/schema/chat.ts";
import { collectLog, fakeChat, type TestClock } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const clock = () => ({ now: new Date("2026-11-23T08:00:00Z") });
const MINUTE = 60_000;
/** What /about says. */
const isAbout = (message: OutboundMessage) => JSON.stringify(message).includes("never proof");

/** A person with a chat, and nothing said yet. */
async function newChat(at: TestClock, sender = "someone"): Promise<string> {
  const userId = await createPerson(db, {});
  const address = { platform: "telegram", sender, chat: sender } as const;
  await createIdentity(db, userId, address);
  const chat = await lockChat(db, address);
  if (chat === null) throw new Error(`no chat of ${sender} at ${at.now.toISOString()}`);
  return chat.identityId;
}

/** Queues a message as a job does, or, with a claim, as the turn of a process. @returns its id */
async function queueUnasked(key: string, claimedUntil: Date | null = null, chat?: string): Promise<string> {
  const identities = await db.select().from(chatIdentities);
  const identity = identities.find(({ id }) => chat === undefined || id === chat);
  if (identity === undefined) throw new Error("nobody to write to");
  const id = randomUUID();
  const now = new Date("2026-11-23T08:00:00Z");
  const message = { text: [{ text: key }], buttons: [], many: false };
  const { userId, id: identityId } = identity;
  await queueMessages(db, [
    {
      id,
      userId,
      identityId,
      kind: "test",
      dedupeKey: key,
      message,
      dueAt: now,
      createdAt: now,
      claimedUntil,
    },
  ]);
  return id;
}

/** What an outbox needs to send through a platform of this one function. */
function senderOf(at: TestClock, send: (chat: string) => Promise<string>): OutboxOptions {
  const adapter: ChatAdapter = {
    platform: "telegram",
    run: () => Promise.resolve(),
    send,
    sayPlainly: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  return { db, adapter, log: collectLog([]), clock: () => at.now };
}

test("given a platform that can edit, then a check-in is one message that changes in place", async () => {
  const shown = new Map<string, string>();
  const chat = fakeChat({ db, clock: clock(), shown });
  await chat.open();
  await chat.say("/checkin");
  const messages = shown.size;
  await chat.say("4");
  await chat.say("good");
  await chat.say("tired");
  expect(shown.size).toBe(messages);
  expect([...shown.values()].at(-1)).toBe("Saved: mood 4 of 7, energy 75.\nNoted with it: tired.");
});

test("given two check-ins, then each has a message of its own", async () => {
  const shown = new Map<string, string>();
  const chat = fakeChat({ db, clock: clock(), shown });
  await chat.open();
  for (const face of ["2", "6"]) {
    await chat.say("/checkin");
    await chat.say(face);
    await chat.say("good");
    await chat.say("tired");
  }
  const checkIns = [...shown.values()].filter((text) => text.startsWith("Saved"));
  expect(checkIns.map((text) => text.slice(0, 20))).toEqual(["Saved: mood 2 of 7, ", "Saved: mood 6 of 7, "]);
});

test("messages of one chat go out in order, one at a time, and each keeps the platform's id", async () => {
  const chat = fakeChat({ db, clock: clock() });
  await Promise.all([chat.open(), chat.say("/help"), chat.say("/privacy"), chat.say("/about")]);
  const rows = await db.select().from(outbox).orderBy(outbox.sequence);
  expect(rows.map((row) => row.status)).toEqual(rows.map(() => "sent"));
  expect(rows.map((row) => row.platformMessageId)).toEqual(rows.map((_, index) => String(index + 1)));
});

test("given a platform that is away, then nothing is lost, and it goes out when the platform is back", async () => {
  const at = clock();
  let away = false;
  const chat = fakeChat({ db, clock: at, failSend: () => away });
  await chat.open();
  away = true;
  for (let message = 0; message < 8; message++) await chat.say("/about");
  at.now = new Date(at.now.getTime() + 5 * 3_600_000);
  away = false;
  await chat.dispatcher.outbox.deliverAll();
  expect(chat.unread().match(/a program/g)?.length).toBe(8);
});

test("given a message that never goes through, then after a day it is given up and the next one is sent", async () => {
  const at = clock();
  const chat = fakeChat({ db, clock: at, failSend: isAbout });
  await chat.open();
  chat.sent.length = 0;
  await chat.say("/about");
  await chat.say("/settings");
  expect(chat.sent.map((message) => message.text[0]?.text)).toEqual([]);
  for (let hour = 0; hour < 26; hour++) {
    at.now = new Date(at.now.getTime() + 3_600_000);
    await chat.dispatcher.outbox.deliverAll();
  }
  expect(chat.sent[0]?.text[0]?.text).toMatch(/^Time zone/);
  expect(await db.select().from(outbox).where(eq(outbox.status, "failed"))).toHaveLength(1);
});

test("given two processes that send for one chat, then each message goes out once", async () => {
  const at = clock();
  let away = false;
  const first = fakeChat({ db, clock: at, failSend: () => away });
  const second = fakeChat({ db, clock: at });
  await first.open();
  first.sent.length = 0;
  away = true;
  for (let message = 0; message < 5; message++) await first.say("/about");
  at.now = new Date(at.now.getTime() + 3_600_000);
  away = false;
  await Promise.all([first.dispatcher.outbox.deliverAll(), second.dispatcher.outbox.deliverAll()]);
  expect(first.sent.length + second.sent.length).toBe(5);
});

test("given a message that failed a while ago, then what came after it does not overtake it", async () => {
  const at = clock();
  const chat = fakeChat({ db, clock: at, failSend: isAbout });
  await chat.open();
  await chat.say("/about");
  at.now = new Date(at.now.getTime() + 20 * MINUTE);
  await chat.dispatcher.outbox.deliverAll();
  chat.sent.length = 0;
  await queueUnasked("behind");
  at.now = new Date(at.now.getTime() + MINUTE);
  await chat.dispatcher.outbox.deliverAll();
  expect(chat.sent).toEqual([]);
});

test("given many messages during an outage, then what waits goes out a minute after the last one", async () => {
  const at = clock();
  let away = false;
  const chat = fakeChat({ db, clock: at, failSend: () => away });
  await chat.open();
  away = true;
  for (let message = 0; message < 8; message++) await chat.say("/about");
  at.now = new Date(at.now.getTime() + MINUTE);
  away = false;
  await chat.dispatcher.outbox.deliverAll();
  expect(chat.unread().match(/a program/g)?.length).toBe(8);
});

test("given another process that is sending, then a later answer waits for it and is sent by the one that was asked", async () => {
  const at = clock();
  const order: string[] = [];
  let letGo = () => {};
  let reached = () => {};
  const isSending = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow = createOutbox(
    senderOf(at, async () => {
      reached();
      await gate;
      order.push("first process");
      return "1";
    }),
  );
  const identityId = await newChat(at);
  await queueUnasked("earlier");
  const second = createOutbox(
    senderOf(at, async () => {
      order.push("second process");
      return "2";
    }),
  );
  const first = slow.deliverAll();
  await isSending;
  const asked = await queueUnasked("later", new Date(at.now.getTime() + CLAIM_MS));
  const answered = second.deliver(identityId, [asked]);
  letGo();
  await Promise.all([first, answered]);
  expect(order).toEqual(["first process", "second process"]);
});

test("given messages that take longer than a claim lasts, then no other process sends them as well", async () => {
  const at = clock();
  await newChat(at);
  const other: string[] = [];
  const quick = createOutbox(senderOf(at, async () => String(other.push("sent twice"))));
  let sent = 0;
  const slow = createOutbox(
    senderOf(at, async () => {
      await quick.deliverAll();
      at.now = new Date(at.now.getTime() + 40_000);
      await quick.deliverAll();
      sent += 1;
      return String(sent);
    }),
  );
  for (const key of ["one", "two", "three"]) await queueUnasked(key);
  await slow.deliverAll();
  expect({ sent, other }).toEqual({ sent: 3, other: [] });
});

test("given a process that died with claims, then another sends them a minute later, and its successor at once", async () => {
  const at = clock();
  await newChat(at);
  const until = new Date(at.now.getTime() + CLAIM_MS);
  await queueUnasked("one", until);
  const heard: string[] = [];
  const outboxOf = () => createOutbox(senderOf(at, async () => String(heard.push("sent"))));
  await outboxOf().deliverAll();
  expect(heard).toHaveLength(0);
  at.now = until;
  await outboxOf().deliverAll();
  expect(heard).toHaveLength(1);
  await queueUnasked("two", new Date(until.getTime() + CLAIM_MS));
  await outboxOf().deliverAll(true);
  expect(heard).toHaveLength(2);
});

test("given one chat that cannot be delivered at all, then the others are", async () => {
  const at = clock();
  const ids: string[] = [];
  for (const sender of ["ada", "ben", "cy"]) ids.push(await newChat(at, sender));
  for (const [index, identityId] of ids.entries()) await queueUnasked(`to ${index}`, null, identityId);
  const reached: string[] = [];
  const outboxHere = createOutbox(
    senderOf(at, async (chat) => {
      reached.push(chat);
      // A text that PostgreSQL cannot store: marking it as sent fails.
      return reached.length === 1 ? "\u0000" : "1";
    }),
  );
  await outboxHere.deliverAll();
  expect([...reached].sort()).toEqual(["ada", "ben", "cy"]);
  const rows = await db.select().from(outbox);
  expect(rows.filter((row) => row.status === "sent")).toHaveLength(2);
});

test("given a process that reaches one account only, then it leaves the messages of others alone", async () => {
  const at = clock();
  for (const sender of ["ada", "ben"]) await queueUnasked(sender, null, await newChat(at, sender));
  const reached: string[] = [];
  const own = { ...senderOf(at, async (chat) => String(reached.push(chat))), onlySender: "ben" };
  await createOutbox(own).deliverAll(true);
  expect(reached).toEqual(["ben"]);
});

test("given an edit that the platform refuses, then the message is sent as a new one", async () => {
  const shown = new Map<string, string>();
  const chat = fakeChat({ db, clock: clock(), shown });
  await chat.say("/checkin");
  shown.clear();
  await chat.say("4");
  expect([...shown.values()]).toEqual(["Energy right now?"]);
});
