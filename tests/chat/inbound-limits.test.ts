import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  INBOUND_LIMITS,
  type InboundLimits,
  limitInbound,
  readInboundLimits,
} from "../../bot/access/inbound-limits.ts";
import { createStrangers } from "../../bot/access/strangers.ts";
import type { InboundEvent } from "../../bot/adapter.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-23T08:00:00Z") }));
afterEach(() => void vi.useRealTimers());

let events = 0;
function text(words: string, sender = "ada"): InboundEvent {
  const eventId = `e-${events++}`;
  return { platform: "telegram", kind: "text", text: words, sender, chat: `chat-of-${sender}`, eventId };
}

function limited(limits: InboundLimits = INBOUND_LIMITS, isAway = () => false) {
  const taken: InboundEvent[] = [];
  const plain: string[] = [];
  const lines: LogLine[] = [];
  const strangers = createStrangers(() => new Date());
  const store = async (event: InboundEvent) => {
    if (isAway()) throw new Error("the database is away");
    taken.push(event);
  };
  const handle = limitInbound(store, {
    adapter: {
      sayPlainly: async (chat, line) => void plain.push(`${chat}: ${line}`),
    },
    strangers,
    log: collectLog(lines),
    limits,
  });
  const send = async (count: number, sender?: string) => {
    const before = taken.length;
    for (let index = 0; index < count; index++) await handle(text(`message ${index}`, sender));
    return taken.length - before;
  };
  return { handle, send, taken, plain, lines, strangers };
}

const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

test("a burst of ten quick taps passes, and so does a whole check-in tapped through after it", async () => {
  const { send, plain } = limited();
  expect(await send(10)).toBe(10);
  expect(await send(12)).toBe(12);
  expect(plain).toEqual([]);
});

test("given a flood of one account, then it is told once, is not heard until it is quiet, and others are heard as ever", async () => {
  const { send, plain } = limited();
  expect(await send(500)).toBe(30);
  expect(plain).toHaveLength(1);
  expect(plain[0]).toMatch(/^chat-of-ada: That was a lot at once[\s\S]*20 seconds/);
  expect(await send(10, "ben")).toBe(10);
  // It goes on, for longer than any window lasts.
  for (let step = 0; step < 30; step++) {
    pass(5);
    expect(await send(3)).toBe(0);
  }
  expect(plain).toHaveLength(1);
  pass(20);
  expect(await send(3)).toBe(3);
});

test("given a flood after a calm, then it is told anew", async () => {
  const { send, plain } = limited();
  await send(40);
  pass(60);
  await send(40);
  expect(plain).toHaveLength(2);
});

test("given words that sound like a crisis in the middle of a flood, then they are taken", async () => {
  const { send, handle, taken } = limited();
  await send(100);
  const before = taken.length;
  await handle(text("i want to kill myself"));
  expect(taken.slice(before)).toMatchObject([{ text: "i want to kill myself" }]);
});

test("given such words in a form's note or under a picture in the middle of a flood, then they are taken too", async () => {
  const { send, handle, taken } = limited();
  await send(100);
  const before = taken.length;
  const { text: _, kind: __, ...base } = text("") as Extract<InboundEvent, { kind: "text" }>;
  const note = "i want to kill myself";
  await handle({ ...base, kind: "check-in-form", face: 1, energy: null, words: [], entry: null, note });
  await handle({ ...base, kind: "unreadable", what: "picture", words: note });
  await handle({ ...base, kind: "unreadable", what: "picture", words: "lunch" });
  expect(taken.slice(before).map(({ kind }) => kind)).toEqual(["check-in-form", "unreadable"]);
});

test("given an account that was turned away, then it has a few tries in ten minutes, and nothing is said", async () => {
  const { send, plain, strangers } = limited();
  strangers.turnAway({ platform: "telegram", sender: "ada" });
  expect(await send(100)).toBe(5);
  expect(plain).toEqual([]);
  pass(599);
  expect(await send(100)).toBe(0);
  pass(2);
  expect(await send(100)).toBe(5);
});

test("given a crowd of accounts that were turned away, then together they try no faster, and who is inside is heard", async () => {
  const { send, strangers } = limited();
  let tried = 0;
  for (let index = 0; index < 200; index++) {
    strangers.turnAway({ platform: "telegram", sender: `s-${index}` });
    tried += await send(1, `s-${index}`);
  }
  expect(tried).toBe(60);
  expect(await send(5, "ada")).toBe(5);
});

test("given more than the process takes from everybody, then an event is refused for its platform to deliver again, and costs its sender nothing", async () => {
  const limits = { ...INBOUND_LIMITS, overall: { events: 20, seconds: 1 } };
  const { send, handle, taken, lines, plain } = limited(limits);
  for (let index = 0; index < 20; index++) await send(1, `p-${index}`);
  for (let index = 0; index < 50; index++) await expect(handle(text("hello"))).rejects.toThrow("again later");
  expect(lines.filter(({ message }) => message.startsWith("too many events"))).toHaveLength(1);
  await handle(text("i want to kill myself"));
  pass(1);
  expect(await send(20)).toBe(20);
  expect(taken).toHaveLength(41);
  expect(plain).toEqual([]);
});

test("given an account on two platforms under one id, then each is counted for itself", async () => {
  const { send, handle, taken } = limited();
  await send(100);
  const before = taken.length;
  await handle({ ...text("hello"), platform: "slack" });
  expect(taken).toHaveLength(before + 1);
});

test("the operator sets how much one account and everybody may send, and is told what does not fit", () => {
  expect(readInboundLimits({})).toEqual({ limits: INBOUND_LIMITS });
  expect(readInboundLimits({ INBOUND_PER_ACCOUNT: "50", INBOUND_PER_SECOND: "5" })).toMatchObject({
    limits: { account: { events: 50, seconds: 30 }, overall: { events: 5, seconds: 1 } },
  });
  const refused = readInboundLimits({ INBOUND_PER_ACCOUNT: "0", INBOUND_PER_SECOND: "many" });
  expect(refused).toEqual({
    problems: [
      expect.stringMatching(/^INBOUND_PER_ACCOUNT: expected a whole number/),
      expect.stringMatching(/^INBOUND_PER_SECOND: expected a whole number/),
    ],
  });
});

test("given deliveries that could not be stored and come again and again, then none is lost for it and nobody is told off", async () => {
  const events = Array.from({ length: 3 }, (_, number) => text(`message ${number}`));
  let isAway = true;
  const { handle, taken, plain, strangers } = limited(INBOUND_LIMITS, () => isAway);
  strangers.turnAway({ platform: "telegram", sender: "ben" });
  const code = text("KMDX-7PQTR3", "ben");
  for (let round = 0; round < 20; round++) {
    for (const event of [...events, code]) await expect(handle(event)).rejects.toThrow("away");
  }
  isAway = false;
  for (const event of [...events, code]) await handle(event);
  expect(taken).toEqual([...events, code]);
  expect(plain).toEqual([]);
});
