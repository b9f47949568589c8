import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { INBOUND_LIMITS, limitInbound } from "../../bot/access/inbound-limits.ts";
import { createStrangers } from "../../bot/access/strangers.ts";
import type { InboundEvent } from "../../bot/adapter.ts";
import { createDispatcher } from "../../bot/dispatcher.ts";
import { createReceiver, type Receiver } from "../../bot/receiver.ts";
import { arrivals, inbox } from "../../db/schema/chat.ts";
import { users } from "../../db/schema/people.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { createFakePlatform } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const clock = { now: new Date("2026-11-23T08:00:00Z") };
const receivers: Receiver[] = [];

afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.stop(5000);
});

function text(words: string, sender: string): InboundEvent {
  const eventId = randomUUID();
  return { platform: "telegram", kind: "text", text: words, sender, chat: `chat-of-${sender}`, eventId };
}

/** Everything between a platform and the engine, as it is joined where the coach runs. */
function door(limits = INBOUND_LIMITS) {
  const platform = createFakePlatform();
  const lines: LogLine[] = [];
  const log = collectLog(lines);
  const strangers = createStrangers(() => clock.now);
  const dispatcher = createDispatcher({
    db,
    adapter: platform.adapter,
    log,
    clock: () => clock.now,
    newId: randomUUID,
    defaultTimezone: "UTC",
    access: { kind: "invite" },
    strangers,
  });
  const receiver = createReceiver({
    db,
    platform: "telegram",
    handle: dispatcher.handle,
    log,
    clock: () => clock.now,
    lookMs: 60_000,
  });
  receivers.push(receiver);
  const take = limitInbound(receiver.take, { adapter: platform.adapter, strangers, log, limits });
  const settled = () => expect.poll(() => receiver.depth(), { timeout: 10_000 }).toBe(0);
  return { take, platform, settled, lines };
}

test("given a flood of one account, then what is dropped is stored nowhere, it is told once, and another account is answered", async () => {
  const { take, platform, settled } = door({ ...INBOUND_LIMITS, account: { events: 5, seconds: 600 } });
  for (let index = 0; index < 60; index++) await take(text("/help", "ada"));
  await settled();
  expect(await db.$count(inbox)).toBe(5);
  expect(await db.$count(arrivals)).toBe(0);
  expect(platform.plain).toEqual([expect.stringContaining("That was a lot at once")]);
  await take(text("hello", "ben"));
  await settled();
  expect(platform.plain.at(-1)).toContain("This coach is private");
});

test("given a stranger who floods, then one line is said, nothing of theirs lies anywhere, and who is inside is answered", async () => {
  const { take, platform, settled, lines } = door();
  await take(text("hello", "ada"));
  await settled();
  for (let index = 0; index < 100; index++) {
    await take(text(`secret ${index}`, "ben"));
    await settled();
  }
  expect(platform.plain).toEqual([expect.stringContaining("This coach is private")]);
  expect(await db.$count(users)).toBe(1);
  expect(await db.$count(arrivals)).toBe(0);
  expect(await db.$count(inbox)).toBe(1);
  const before = platform.delivered.length;
  await take(text("/help", "ada"));
  await settled();
  expect(platform.delivered.length).toBe(before + 1);
  expect(JSON.stringify(lines)).not.toMatch(/secret|ben/);
});

test("given a stranger in a flood who sounds like a crisis, then they are helped", async () => {
  const { take, platform, settled } = door();
  await take(text("hello", "ada"));
  await settled();
  for (let index = 0; index < 20; index++) {
    await take(text("hello", "ben"));
    await settled();
  }
  await take(text("i want to kill myself", "ben"));
  await settled();
  expect(platform.plain.at(-1)).toContain("988");
  expect(await db.$count(users)).toBe(1);
});

test("given somebody who was turned away and then comes in by a code, then they are counted as anybody inside", async () => {
  const { take, platform, settled } = door();
  await take(text("hello", "ada"));
  await take(text("/invite", "ada"));
  await take(text("hello", "ben"));
  await settled();
  const said = platform.delivered.map((call) => call.text).join("\n");
  await take(text(/invite code: (\S+)/.exec(said)?.[1] ?? "", "ben"));
  await settled();
  const before = platform.delivered.length;
  for (let index = 0; index < 10; index++) await take(text("/help", "ben"));
  await settled();
  expect(platform.delivered.length).toBe(before + 10);
});
