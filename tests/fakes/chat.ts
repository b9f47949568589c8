import { randomUUID } from "node:crypto";
import type { Access } from "../../bot/access/access.ts";
import type { InboundEvent } from "../../bot/adapter.ts";
import { createDispatcher, type Dispatcher, type DispatcherOptions } from "../../bot/dispatcher.ts";
import { type BotLog, describeError } from "../../bot/log.ts";
import { type OutboundMessage, plainText } from "../../bot/message.ts";
import type { Database } from "../../db/client.ts";
import type { SlotJob } from "../../db/queue.ts";
import { createFakePlatform, type FakePlatformOptions } from "./platform.ts";

/** A clock that a test sets. */
export type TestClock = { now: Date };

export type LogLine = { readonly level: string; readonly fields: object; readonly message: string };

/** A log that keeps its lines. */
export function collectLog(lines: LogLine[]): BotLog {
  const add = (level: string) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return { info: add("info"), warn: add("warn"), error: add("error"), describe: describeError };
}

/** One person at a fake chat platform, talking to the real engine on a real database. */
export type FakeChat = {
  readonly dispatcher: Dispatcher;
  readonly log: LogLine[];
  /** What turns wanted done outside the conversation, oldest first, where nobody is given that does it. */
  readonly errands: SlotJob[];
  /** Everything sent so far, oldest first. */
  readonly sent: OutboundMessage[];
  /** Lines said outside the outbox. */
  readonly plain: string[];
  /** @param payload what a deep link carried */
  open(payload?: string): Promise<string>;
  /** Sends a text and gives back what was answered, messages joined by line breaks. */
  say(text: string, eventId?: string): Promise<string>;
  /** Taps the newest button with these words. */
  tap(label: string): Promise<string>;
  tapToken(token: string): Promise<string>;
  deliver(event: InboundEvent): Promise<string>;
  /** What arrived since the last answer, as from a scheduled job. */
  unread(): string;
};

export type FakeChatOptions = FakePlatformOptions & {
  readonly db: Database;
  readonly clock: TestClock;
  readonly timezone?: string;
  readonly sender?: string;
  /** Who may come in; everybody without it. */
  readonly access?: Access;
  /** Who takes errands; nobody does them without it. */
  readonly errands?: DispatcherOptions["errands"];
  /** Providers of bank data that can be connected. */
  readonly banks?: DispatcherOptions["banks"];
  /** Providers of what a body did that can be connected. */
  readonly wearables?: DispatcherOptions["wearables"];
  /** Where the world reaches the coach; nowhere without it. */
  readonly publicUrl?: string;
  /** Puts what is recommended into other words; as the templates say it without one. */
  readonly phraser?: DispatcherOptions["phraser"];
  /** Counts answers that gave help in a crisis. */
  readonly countCrisis?: DispatcherOptions["countCrisis"];
  /** What is made of an event before it comes in. */
  readonly hear?: (event: InboundEvent) => InboundEvent;
};

export function fakeChat(options: FakeChatOptions): FakeChat {
  const { db, clock, sender = "someone", timezone, access, platform = "telegram" } = options;
  const { banks = [], wearables = [], publicUrl = null, hear = (event) => event, phraser = null } = options;
  const { adapter, sent, plain } = createFakePlatform(options);
  const log: LogLine[] = [];
  const kept: SlotJob[] = [];
  const {
    errands = {
      async enqueue(_, jobs) {
        kept.push(...jobs);
      },
      wake() {},
    },
  } = options;
  let read = 0;
  let readPlain = 0;
  const dispatcher = createDispatcher({
    db,
    adapter,
    log: collectLog(log),
    clock: () => clock.now,
    newId: randomUUID,
    defaultTimezone: "UTC",
    banks,
    wearables,
    publicUrl,
    phraser,
    ...(access === undefined ? {} : { access }),
    ...(options.countCrisis === undefined ? {} : { countCrisis: options.countCrisis }),
    errands,
  });
  const base = (eventId: string = randomUUID()) => ({
    platform,
    sender,
    chat: `chat-of-${sender}`,
    eventId,
    ...(timezone === undefined ? {} : { timezoneHint: timezone }),
  });
  const unread = () => {
    const messages = sent.slice(read).map((message) => plainText(message.text));
    const lines = [...messages, ...plain.slice(readPlain)];
    read = sent.length;
    readPlain = plain.length;
    return lines.join("\n");
  };
  const deliver = async (event: InboundEvent) => {
    await dispatcher.handle(hear(event));
    return unread();
  };
  return {
    dispatcher,
    log,
    errands: kept,
    sent,
    plain,
    unread,
    deliver,
    open: (payload) => deliver({ ...base(), kind: "open", ...(payload === undefined ? {} : { payload }) }),
    say: (text, eventId) => deliver({ ...base(eventId), kind: "text", text }),
    tapToken: (token) => deliver({ ...base(), kind: "tap", token }),
    tap(label) {
      const button = sent
        .flatMap((message) => message.buttons)
        .findLast((candidate) => candidate.label === label);
      if (button === undefined) throw new Error(`no button "${label}" was ever offered`);
      return deliver({ ...base(), kind: "tap", token: button.token });
    },
  };
}

/**
 * Takes a stranger through the first questions to a check-in question at a time of day, everything else skipped, the
 * first check-in too.
 */
export async function joinAskedAt(chat: FakeChat, time = "7:30"): Promise<void> {
  await chat.open();
  await chat.tap("start with my own");
  await chat.tap("yes");
  await chat.say("skip");
  await chat.say("skip");
  await chat.say(time);
  for (let step = 0; step < 3; step++) await chat.say("skip");
}
