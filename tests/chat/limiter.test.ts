import fc from "fast-check";
import { expect, test } from "vitest";
import { createLimiter, type Urgency } from "../../bot/limiter.ts";
import { createVirtualTime } from "../support/virtual-time.ts";

const limits = { perSecond: 30, perChatPerSecond: 1, repliesReserve: 10 };

/** A limiter on a clock of its own, and the instants at which it let calls through. */
function underTest(with_ = limits) {
  const time = createVirtualTime();
  const limiter = createLimiter(with_, time);
  const through: { chat: string; urgency: Urgency; at: number }[] = [];
  const ask = async (chat: string, urgency: Urgency, signal?: AbortSignal) => {
    const may = await limiter.take(chat, urgency, signal);
    if (may) through.push({ chat, urgency, at: time.now() });
    return may;
  };
  return { time, limiter, through, ask };
}

/** The most calls in any window of this length. */
function mostWithin(instants: readonly number[], milliseconds: number): number {
  const inOrder = instants.toSorted((a, b) => a - b);
  return Math.max(
    0,
    ...inOrder.map((from) => inOrder.filter((at) => at >= from && at < from + milliseconds).length),
  );
}

test("given a full hour's mornings, then they spread evenly over the share that is not kept for replies", async () => {
  const { time, through, ask } = underTest();
  for (let chat = 0; chat < 1000; chat++) void ask(`chat ${chat}`, "unasked");
  await time.advance(60_000);
  expect(through).toHaveLength(1000);
  // 20 a second, and what may go out at once in the beginning.
  expect(through.at(-1)?.at).toBeGreaterThan(49_000);
  expect(through.at(-1)?.at).toBeLessThan(50_500);
  expect(
    mostWithin(
      through.map(({ at }) => at),
      1000,
    ),
  ).toBeLessThanOrEqual(22);
});

test("given mornings that wait, when somebody is to be answered, then that goes out before them", async () => {
  const { time, through, ask } = underTest();
  for (let chat = 0; chat < 1000; chat++) void ask(`chat ${chat}`, "unasked");
  await time.advance(10_000);
  through.length = 0;
  for (let person = 0; person < 10; person++) void ask(`person ${person}`, "reply");
  await time.advance(1000);
  const replies = through.filter(({ urgency }) => urgency === "reply").map(({ at }) => at);
  expect(replies).toHaveLength(10);
  // Ten messages at thirty a second.
  expect(Math.max(...replies)).toBeLessThanOrEqual(10_334);
});

test("given replies that use all there is, then what is unasked waits, and goes out after them", async () => {
  const { time, through, ask } = underTest();
  for (let chat = 0; chat < 100; chat++) void ask(`chat ${chat}`, "reply");
  void ask("somebody", "unasked");
  await time.advance(3000);
  expect(through.every(({ urgency }) => urgency === "reply")).toBe(true);
  await time.advance(1000);
  expect(through).toHaveLength(101);
  expect(through.at(-1)).toMatchObject({ urgency: "unasked" });
});

test("given many messages for one chat, then after a short burst it gets one a second, and other chats do not wait", async () => {
  const { time, through, ask } = underTest();
  for (let message = 0; message < 10; message++) void ask("busy", "reply");
  void ask("other", "reply");
  await time.advance(10_000);
  const busy = through.filter(({ chat }) => chat === "busy").map(({ at }) => Math.round(at / 100) / 10);
  expect(busy).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(through.find(({ chat }) => chat === "other")?.at).toBeLessThan(200);
});

test("given any mix of calls, then no window of a second sees more than the limit and its burst", async () => {
  const call = fc.record({
    chat: fc.integer({ min: 0, max: 5 }),
    urgency: fc.constantFrom<Urgency>("reply", "unasked"),
    after: fc.integer({ min: 0, max: 200 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 80 }), async (calls) => {
      const { time, through, ask } = underTest({ perSecond: 10, perChatPerSecond: 2, repliesReserve: 3 });
      for (const { chat, urgency, after } of calls) {
        void ask(String(chat), urgency);
        await time.advance(after);
      }
      await time.advance(60_000);
      expect(through).toHaveLength(calls.length);
      expect(
        mostWithin(
          through.map(({ at }) => at),
          1000,
        ),
      ).toBeLessThanOrEqual(11);
      const unasked = through.filter(({ urgency }) => urgency === "unasked");
      expect(
        mostWithin(
          unasked.map(({ at }) => at),
          1000,
        ),
      ).toBeLessThanOrEqual(8);
    }),
    { numRuns: 50 },
  );
});

test("given a pause, then nobody is let through, those who wait are sent away, and afterwards it goes on", async () => {
  const { time, limiter, through, ask } = underTest();
  const waiting = Array.from({ length: 50 }, (_, chat) => ask(`chat ${chat}`, "unasked"));
  await time.advance(100);
  limiter.pause(5000);
  limiter.pause(1000);
  await time.advance(3000);
  expect(limiter.pausedMs()).toBe(2000);
  const before = through.length;
  expect((await Promise.all(waiting)).filter((may) => may)).toHaveLength(before);
  expect(await ask("somebody", "reply")).toBe(false);
  await time.advance(2000);
  expect(await ask("somebody", "reply")).toBe(true);
});

test("given a signal, then those who wait are sent away at once, and leave their turn to others", async () => {
  const { time, through, ask } = underTest();
  const stop = new AbortController();
  const waiting = Array.from({ length: 50 }, () => ask("chat", "unasked", stop.signal));
  await time.advance(10);
  stop.abort();
  await time.advance(10);
  const let_ = (await Promise.all(waiting)).filter((may) => may).length;
  expect(let_).toBe(through.length);
  expect(await ask("chat", "reply", stop.signal)).toBe(false);
});

test("given a platform without limits, then nothing waits, but a pause is kept", async () => {
  const time = createVirtualTime();
  const limiter = createLimiter(undefined, time);
  for (let message = 0; message < 1000; message++) expect(await limiter.take("chat", "unasked")).toBe(true);
  limiter.pause(1000);
  expect(await limiter.take("chat", "reply")).toBe(false);
});

test.each([
  { perSecond: 0, perChatPerSecond: 1, repliesReserve: 0 },
  { perSecond: 30, perChatPerSecond: 0, repliesReserve: 10 },
  { perSecond: 10, perChatPerSecond: 1, repliesReserve: 10 },
  { perSecond: Number.NaN, perChatPerSecond: 1, repliesReserve: 0 },
])("given limits that let nothing through (%j), then they are refused", (wrong) => {
  expect(() => createLimiter(wrong)).toThrow(RangeError);
});
