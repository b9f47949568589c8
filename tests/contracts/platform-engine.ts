import { expect } from "vitest";
import type { InboundEvent } from "../../bot/adapter.ts";
import { createReceiver } from "../../bot/receiver.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { noPictures } from "../fakes/pictures.ts";
import { runDueJobs } from "../support/due-jobs.ts";
import { engineBehind } from "../support/engine-behind.ts";
import type { Answer, PlatformHarness, PlatformMaker, PlatformParts } from "./platform-harness.ts";

/** Waits for what a person will see; how long it takes is not what is tested. */
export const poll = <Value>(look: () => Value) => expect.poll(look, { timeout: 10_000, interval: 10 });

export const answer = (id: string, words = id): Answer => ({ id, words });

/** What takes an adapter's events, until it is stopped. */
export type Taker = {
  readonly handle: (event: InboundEvent) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Sends what jobs have queued. */
  readonly deliver?: () => Promise<void>;
};

/** A person on a running platform. */
export type Running = PlatformHarness & {
  readonly lines: readonly LogLine[];
  /** Waits until something that was said stands there, or until it stands last. */
  shows(words: RegExp): Promise<void>;
  lastShows(words: RegExp): Promise<void>;
  last(): string;
  /** All that was said, a line each. */
  all(): string;
  /** Runs the jobs that are due by the clock, and sends what they say. */
  jobs(): Promise<void>;
  stop(): Promise<void>;
};

/** Makes a platform and runs it. */
export async function startPlatform(
  make: PlatformMaker,
  {
    db,
    clock,
    pictures = noPictures,
  }: Pick<PlatformParts, "db" | "clock"> & Partial<Pick<PlatformParts, "pictures">>,
  takerOf: (harness: PlatformHarness, parts: PlatformParts) => Taker,
): Promise<Running> {
  const lines: LogLine[] = [];
  const parts = { db, clock, pictures, log: collectLog(lines) };
  const harness = await make(parts);
  const taker = takerOf(harness, parts);
  const running = harness.adapter.run(taker.handle);
  const last = () => harness.seen().at(-1)?.text ?? "";
  const all = () =>
    harness
      .seen()
      .map(({ text }) => text)
      .join("\n");
  return {
    ...harness,
    lines,
    last,
    all,
    shows: (words) => poll(all).toMatch(words),
    lastShows: (words) => poll(last).toMatch(words),
    async jobs() {
      await runDueJobs({ db, clock, log: parts.log, deliver: taker.deliver ?? (async () => {}) });
    },
    async stop() {
      await harness.adapter.stop();
      await running;
      await taker.stop();
      await harness.end();
    },
  };
}

/** The real engine: events are stored, then answered in turn. */
export function engine({ adapter: whole }: PlatformHarness, { db, log, clock }: PlatformParts): Taker {
  const { adapter, dispatcher } = engineBehind(whole, { db, log, clock });
  const { handle } = dispatcher;
  const receiver = createReceiver({ db, platform: adapter.platform, handle, log, clock, isAlone: true });
  return {
    handle: (event) => receiver.take(event),
    stop: () => receiver.stop(10_000),
    deliver: () => dispatcher.outbox.deliverAll(true),
  };
}

/** Takes a person through the first questions, everything skipped but the zone. */
export async function arrive(person: Running): Promise<void> {
  await person.open();
  await person.shows(/sample person first/);
  await person.tap(answer("own", "start with my own"));
  await person.shows(/time zone/);
  await person.say("Europe/London");
  await person.shows(/Which currency/);
  await person.say("skip");
  await person.shows(/What would you like/);
  await person.say("skip");
  await person.shows(/When shall I ask/);
  await person.say("skip");
  await person.lastShows(/How's your mood/);
  for (const next of [/Energy right now/, /Add a word/, /Nothing saved/]) {
    await person.say("skip");
    await person.shows(next);
  }
}
