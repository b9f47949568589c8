import { randomUUID } from "node:crypto";
import { asc, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { InboundEvent } from "../../bot/adapter.ts";
import { createDispatcher } from "../../bot/dispatcher.ts";
import { createReceiver, type Receiver, type ReceiverOptions } from "../../bot/receiver.ts";
import { storeArrivals } from "../../db/queries/arrivals.ts";
import { CLAIM_MS } from "../../db/queries/chat.ts";
import { arrivals, inbox } from "../../db/schema/chat.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { createFakePlatform } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const clock = { now: new Date("2026-11-23T08:00:00Z") };
const receivers: Receiver[] = [];
const lines: LogLine[] = [];

afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.stop(5000);
  lines.length = 0;
});

function receiver(options: Partial<ReceiverOptions> = {}) {
  const made = createReceiver({
    db,
    platform: "telegram",
    handle: async () => true,
    log: collectLog(lines),
    clock: () => clock.now,
    lookMs: 20,
    ...options,
  });
  receivers.push(made);
  return made;
}

function text(words: string, { sender = "ada", eventId = randomUUID() } = {}) {
  return { platform: "telegram", kind: "text", text: words, sender, chat: sender, eventId } as const;
}

const said = (event: InboundEvent) => (event.kind === "text" ? event.text : event.kind);
const settled = async (one: Receiver) => {
  await expect.poll(() => one.depth(), { timeout: 10_000 }).toBe(0);
};

test("given a burst of one sender and a slow answer, then all are answered in order, and others do not wait", async () => {
  const order: string[] = [];
  const slow = Promise.withResolvers<void>();
  const one = receiver({
    handle: async (event) => {
      if (said(event) === "first") await slow.promise;
      order.push(said(event));
      return true;
    },
  });
  for (const words of ["first", "second", "third"]) await one.take(text(words));
  await one.take(text("from ben", { sender: "ben" }));
  await expect.poll(() => order).toEqual(["from ben"]);
  slow.resolve();
  await settled(one);
  expect(order).toEqual(["from ben", "first", "second", "third"]);
});

test("given an event that the engine answers, then what was kept of it is gone, and a second delivery is not answered", async () => {
  const platform = createFakePlatform();
  const dispatcher = createDispatcher({
    db,
    adapter: platform.adapter,
    log: collectLog(lines),
    clock: () => clock.now,
    newId: randomUUID,
    defaultTimezone: "UTC",
  });
  const one = receiver({ handle: dispatcher.handle });
  const event = text("hello");
  await Promise.all([one.take(event), one.take(event)]);
  await settled(one);
  const answers = platform.sent.length;
  expect(answers).toBeGreaterThan(0);
  expect(await db.$count(arrivals)).toBe(0);
  await one.take(event);
  await settled(one);
  expect(platform.sent).toHaveLength(answers);
  expect(await db.$count(inbox)).toBe(1);
  expect(await db.$count(arrivals)).toBe(0);
});

test("given a process that dies with events in hand, then another one answers them in order once the claims have run out", async () => {
  const events = ["one", "two"].map((words) => text(words));
  await storeArrivals(
    db,
    "telegram",
    events.map((event) => ({ eventId: event.eventId, event })),
    new Date(clock.now.getTime() + 60_000),
  );
  const order: string[] = [];
  const handle = async (event: InboundEvent) => {
    order.push(said(event));
    return false;
  };
  receiver({ handle });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(order).toEqual([]);
  receiver({ handle, isAlone: true });
  await expect.poll(() => order).toEqual(["one", "two"]);
  await expect.poll(() => db.$count(arrivals)).toBe(0);
});

test("given many at once, one of them twice and one with signs that no database takes, then each is answered once", async () => {
  const heard: string[] = [];
  const one = receiver({
    handle: async (event) => {
      heard.push(said(event));
      return false;
    },
  });
  const again = text("again");
  const odd = text("nul \0 and half \ud83d");
  const all = [
    ...Array.from({ length: 250 }, (_, at) => text(`${at}`, { sender: `${at}` })),
    again,
    again,
    odd,
  ];
  await Promise.all(all.map((event) => one.take(event)));
  await settled(one);
  expect(heard.filter((words) => words === "again")).toHaveLength(1);
  expect(heard).toHaveLength(252);
  expect(await db.$count(arrivals)).toBe(0);
});

test("given a stop, then what runs comes to its end, and what waits is there for the next process at once", async () => {
  const slow = Promise.withResolvers<void>();
  const order: string[] = [];
  const one = receiver({
    handle: async (event) => {
      order.push(said(event));
      await slow.promise;
      return false;
    },
  });
  for (const words of ["first", "second"]) await one.take(text(words));
  await expect.poll(() => order).toEqual(["first"]);
  const stopped = one.stop(5000);
  slow.resolve();
  await stopped;
  await expect(one.take(text("late"))).rejects.toThrow("no events any more");
  expect(order).toEqual(["first"]);
  expect(
    (await db.select().from(arrivals).orderBy(asc(arrivals.sequence))).map(({ event }) => event),
  ).toMatchObject([{ text: "second" }]);
  receiver({
    handle: async (event) => {
      order.push(said(event));
      return false;
    },
    isAlone: true,
  });
  await expect.poll(() => order).toEqual(["first", "second"]);
});

test("given a stored event that no release can read, then it is named by its id and forgotten", async () => {
  const event = { kind: "from the future", text: "private words" };
  await storeArrivals(db, "telegram", [{ eventId: "77", event }], clock.now);
  receiver();
  await expect.poll(() => db.$count(arrivals)).toBe(0);
  expect(lines).toMatchObject([{ level: "error", fields: { eventId: "77" } }]);
  expect(JSON.stringify(lines)).not.toContain("private words");
});

test("given an event that could not be answered and a database that is away, then it is forgotten later and not answered after all", async () => {
  const tries: string[] = [];
  const away = Promise.withResolvers<void>();
  const one = receiver({
    handle: async (event) => {
      tries.push(said(event));
      await db.execute(sql`alter table arrivals rename to arrivals_away`);
      away.resolve();
      return false;
    },
  });
  await one.take(text("told that it was not saved"));
  await away.promise;
  const told = () => lines.map(({ message }) => message);
  await expect.poll(told, { timeout: 10_000 }).toContain("event not forgotten yet");
  clock.now = new Date(clock.now.getTime() + 2 * CLAIM_MS);
  await db.execute(sql`alter table arrivals_away rename to arrivals`);
  await expect.poll(() => db.$count(arrivals)).toBe(0);
  await settled(one);
  expect(tries).toEqual(["told that it was not saved"]);
});
