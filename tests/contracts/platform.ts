import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type ChatAdapter, ChatError, type InboundEvent } from "../../bot/adapter.ts";
import { createDispatcher } from "../../bot/dispatcher.ts";
import type { BotLog } from "../../bot/log.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import { createReceiver } from "../../bot/receiver.ts";
import type { Database } from "../../db/client.ts";
import { inbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** An answer to pick: its id in the button's token, and its words for a platform where it can only be typed. */
export type Answer = { readonly id: string; readonly words: string };

/** One message as the person sees it now. */
export type SeenMessage = {
  readonly text: string;
  /** The words on its buttons. */
  readonly buttons: readonly string[];
  /** What hangs on it: a picture or a file, by name. */
  readonly attachments: readonly string[];
};

/** A platform under test: its adapter, and one person who uses it. */
export type PlatformHarness = {
  readonly adapter: ChatAdapter;
  /** The person's chat, as `send` takes it. */
  readonly chat: string;
  /** Everything that the person sees now, oldest first; an edited message as it stands. */
  seen(): readonly SeenMessage[];
  /** Opens the chat. */
  open(): Promise<void>;
  say(text: string): Promise<void>;
  /** Several messages at once, as fast as the platform takes them. */
  sayQuickly(texts: readonly string[]): Promise<void>;
  /** Picks an answer under the newest message that offers it. */
  tap(answer: Answer): Promise<void>;
  /** Picks several answers of one question and confirms them. */
  choose(answers: readonly Answer[]): Promise<void>;
  /** Sends a file into the chat. */
  sendFile?(name: string, bytes: Uint8Array): Promise<void>;
  /** Taps an answer under a message from before, the oldest one that offers it. */
  tapOld?(answer: Answer): Promise<void>;
  /** The platform delivers what the person did last once more. */
  deliverAgain?(): Promise<void>;
  /** The next call that would show something is answered with "not for so many seconds". */
  limitNext?(seconds: number): void;
  /** What the platform kept of a file that the coach sent. */
  received?(name: string): Promise<Uint8Array>;
  /** Ends the platform; the contract has stopped the adapter before. */
  end(): Promise<void>;
};

export type PlatformParts = { readonly db: Database; readonly log: BotLog; readonly clock: () => Date };

/** What a platform can do; what it cannot is skipped by name. */
export type PlatformTraits = {
  readonly edits: boolean;
  /** Buttons that stay under their messages. */
  readonly keepsButtons: boolean;
  readonly takesFiles: boolean;
  /** Delivers an event again when it heard no "taken". */
  readonly redelivers: boolean;
  readonly limits: boolean;
};

/** Waits for what a person will see; how long it takes is not what is tested. */
const poll = <Value>(look: () => Value) => expect.poll(look, { timeout: 10_000, interval: 10 });

/** A Monday morning. */
const START = new Date("2026-11-23T08:00:00Z");

const answer = (id: string, words = id): Answer => ({ id, words });
const SENTENCE = "This is a sentence that is neither long nor short, and it has its number: ";

/**
 * What every chat platform must do with the real engine behind it, on a database.
 *
 * @param make makes the platform and its adapter, without running it
 */
export async function platformContract(
  name: string,
  db: Database,
  traits: PlatformTraits,
  make: (parts: PlatformParts) => Promise<PlatformHarness>,
): Promise<void> {
  const folder = await tempFolder();
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function start(wire: (harness: PlatformHarness, log: BotLog) => Wired) {
    const lines: LogLine[] = [];
    const log = collectLog(lines);
    const harness = await make({ db, log, clock: () => START });
    const { handle, stop } = wire(harness, log);
    const running = harness.adapter.run(handle);
    endings.push(async () => {
      await harness.adapter.stop();
      await running;
      await stop();
      await harness.end();
    });
    return { ...harness, harness, lines };
  }

  /** The adapter with nothing behind it but a list. */
  async function alone() {
    const events: InboundEvent[] = [];
    const started = await start(() => ({
      handle: async (event) => void events.push(event),
      stop: async () => {},
    }));
    return { ...started, events };
  }

  /** The adapter with the engine behind it. */
  async function withEngine() {
    return start((harness, log) => {
      // Its limits are kept by the outbox, which has tests of its own; here they would only take time.
      const { limits: _, ...adapter } = harness.adapter;
      const { handle } = createDispatcher({
        db,
        adapter,
        log,
        clock: () => START,
        newId: randomUUID,
        defaultTimezone: "UTC",
      });
      const { platform } = adapter;
      const receiver = createReceiver({ db, platform, handle, log, clock: () => START, isAlone: true });
      return { handle: (event) => receiver.take(event), stop: () => receiver.stop(10_000) };
    });
  }

  type Running = Awaited<ReturnType<typeof withEngine>>;

  const last = ({ seen }: Sighted) => seen().at(-1)?.text ?? "";
  const all = ({ seen }: Sighted) =>
    seen()
      .map(({ text }) => text)
      .join("\n");
  const shows = (person: Sighted, words: string | RegExp) => poll(() => all(person)).toMatch(words);
  const lastShows = (person: Sighted, words: string | RegExp) => poll(() => last(person)).toMatch(words);

  /** Takes the person through the first questions, everything skipped but the zone. */
  async function arrive(person: Running): Promise<void> {
    await person.open();
    await shows(person, /sample person first/);
    await person.tap(answer("own", "start with my own"));
    await shows(person, /time zone/);
    await person.say("Europe/London");
    await shows(person, /Which currency/);
    await person.say("skip");
    await shows(person, /What would you like/);
    await person.say("skip");
    await shows(person, /When shall I ask/);
    await person.say("skip");
    await lastShows(person, /How's your mood/);
    for (const next of [/Energy right now/, /Add a word/, /Nothing saved/]) {
      await person.say("skip");
      await shows(person, next);
    }
  }

  test(`${name}: someone joins, says how they are in a sentence, and it is stored and read back`, async () => {
    const person = await withEngine();
    await arrive(person);
    await person.say("5/7, tired after work, energy 40");
    await shows(person, /Saved: mood 5 of 7, energy 40/);
    const entries = await db.select().from(moodEntries);
    expect(entries).toMatchObject([{ moodScore: 2, energyLevelSelfReported: 40, emotionTags: ["tired"] }]);
    expect(person.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test(`${name}: a check-in by buttons alone, with two words chosen together`, async () => {
    const person = await withEngine();
    await arrive(person);
    await person.say("/checkin");
    await lastShows(person, /How's your mood/);
    const before = person.seen().length;
    await person.tap(answer("3"));
    await lastShows(person, /Energy right now/);
    await person.tap(answer("low"));
    await lastShows(person, /Add a word/);
    // Two taps and a word: one message where the platform can edit.
    if (traits.edits) expect(person.seen()).toHaveLength(before);
    await person.choose([answer("tired"), answer("lonely")]);
    await shows(person, /Noted with it: tired; lonely/);
    const entries = await db.select().from(moodEntries);
    expect(entries).toMatchObject([
      { moodScore: -2, energyLevelSelfReported: 25, emotionTags: ["tired", "lonely"] },
    ]);
  });

  test(`${name}: instead of tapping, a person may type the words`, async () => {
    const person = await withEngine();
    await arrive(person);
    await person.say("/checkin");
    await lastShows(person, /How's your mood/);
    await person.say("good");
    await lastShows(person, /Energy right now/);
    await person.say("80");
    await lastShows(person, /Add a word/);
    await person.say("stressed and bored");
    await shows(person, /Noted with it: stressed; bored/);
    expect((await db.select().from(moodEntries))[0]?.emotionTags).toEqual(["stressed", "bored"]);
  });

  test(`${name}: three quick messages are all handled, in order`, async () => {
    const person = await withEngine();
    await arrive(person);
    const handled = await db.$count(inbox);
    await person.sayQuickly(["/timezone Europe/Berlin", "/currency EUR", "/timezone Asia/Tokyo"]);
    await shows(person, /Berlin[\s\S]*EUR[\s\S]*Tokyo/);
    expect(await db.$count(inbox)).toBe(handled + 3);
    expect(await db.select({ zone: users.timezone, currency: users.currency }).from(users)).toEqual([
      { zone: "Asia/Tokyo", currency: "EUR" },
    ]);
  });

  test(`${name}: words that look like markup are shown as they are`, async () => {
    const person = await alone();
    const text = "a < b && c > d; <b>not bold</b>, *not* _this_ ~either~ `x` &amp; <@U1> :smile: </pre>";
    await person.adapter.send(person.chat, said(text));
    await poll(() => last(person)).toContain(text);
  });

  test(`${name}: a long text arrives whole and in order, its buttons under the last part`, async () => {
    const person = await alone();
    const words = Array.from({ length: 130 }, (_, index) => `${SENTENCE}${index}.`).join(" ");
    expect(words.length).toBeGreaterThan(9000);
    const message: OutboundMessage = {
      ...said(words),
      buttons: [{ token: "s1:why:1", label: "why?", aside: true }],
    };
    const id = await person.adapter.send(person.chat, message);
    const bare = (text: string) => text.replace(/\s/g, "");
    await poll(() => bare(all(person))).toContain(bare(words));
    if (!traits.keepsButtons) return;
    expect(person.seen().at(-1)?.buttons).toEqual(["why?"]);
    for (const earlier of person.seen().slice(0, -1)) expect(earlier.buttons).toEqual([]);
    if (person.adapter.edit === undefined) return;
    await person.adapter.edit(person.chat, id, said("Short now."));
    expect(last(person)).toContain("Short now.");
  });

  test(`${name}: a picture and a file reach the person with their words`, async () => {
    const picture = { path: join(folder, "week.png"), alt: "your week" };
    const file = { path: join(folder, "all.csv"), name: "all.csv" };
    await writeFile(picture.path, PIXEL);
    await writeFile(file.path, "date,amount\n");
    const person = await alone();
    await person.adapter.send(person.chat, { ...said("Sleep 7 h, spending $31."), picture });
    await person.adapter.send(person.chat, { ...said("Everything I keep."), file });
    await poll(() => all(person)).toMatch(/Sleep 7 h, spending \$31\.[\s\S]*Everything I keep\./);
    const attached = person.seen().flatMap(({ attachments }) => attachments);
    expect(attached).toHaveLength(2);
    expect(attached[1]).toContain("all.csv");
    if (person.received === undefined) return;
    expect(Buffer.from(await person.received("all.csv")).toString()).toBe("date,amount\n");
  });

  test(`${name}: says a plain line when nothing can be stored`, async () => {
    const person = await alone();
    await person.adapter.sayPlainly(person.chat, "Not just now.");
    await poll(() => last(person)).toContain("Not just now.");
  });

  test.skipIf(!traits.edits)(
    `${name}: an edit stands in place of the message; one that changes nothing succeeds, one of no message is refused`,
    async () => {
      const { adapter, chat, seen } = await alone();
      const { edit } = adapter;
      if (edit === undefined) throw new Error("an adapter that edits was expected");
      const id = await adapter.send(chat, said("One."));
      await adapter.send(chat, said("Two."));
      await edit(chat, id, {
        ...said("One, changed."),
        buttons: [{ token: "c1:1:a", label: "a", aside: false }],
      });
      await edit(chat, id, {
        ...said("One, changed."),
        buttons: [{ token: "c1:1:a", label: "a", aside: false }],
      });
      expect(seen().map(({ text, buttons }) => [text.trim(), buttons])).toEqual([
        ["One, changed.", ["a"]],
        ["Two.", []],
      ]);
      await expect(edit(chat, "no-such-message", said("x"))).rejects.toMatchObject({
        name: "ChatError",
        code: "refused",
      });
    },
  );

  test.skipIf(!traits.takesFiles)(
    `${name}: a file that is sent can be fetched, and is answered`,
    async () => {
      const person = await withEngine();
      await arrive(person);
      const bytes = Buffer.from("date,amount\n2026-11-20,12.00\n");
      await person.sendFile?.("bank.csv", bytes);
      await lastShows(person, /can't read files yet/);
      const listening = await alone();
      await listening.sendFile?.("bank.csv", bytes);
      const files = () => listening.events.flatMap((event) => (event.kind === "file" ? [event.file] : []));
      await poll(files).toMatchObject([{ name: "bank.csv", isTooLarge: false }]);
      const [file] = files();
      if (file === undefined) throw new Error("a file was expected");
      expect(Buffer.from((await listening.adapter.fetchFile?.(file)) ?? [])).toEqual(bytes);
    },
  );

  test.skipIf(!traits.redelivers)(`${name}: what is delivered twice is handled once`, async () => {
    const person = await withEngine();
    await arrive(person);
    await person.say("6/7, energy 70");
    await shows(person, /Saved: mood 6 of 7/);
    const before = person.seen().length;
    const handled = await db.$count(inbox);
    await person.deliverAgain?.();
    await person.say("/currency EUR");
    await lastShows(person, /Counting in EUR/);
    expect(person.seen()).toHaveLength(before + 1);
    expect(await db.$count(inbox)).toBe(handled + 1);
    expect(await db.$count(moodEntries)).toBe(1);
  });

  test.skipIf(!traits.keepsButtons)(
    `${name}: a button of a question that is over is answered and changes nothing`,
    async () => {
      const person = await withEngine();
      await arrive(person);
      const before = await db.select().from(userSettings);
      await person.tapOld?.(answer("21:00"));
      await lastShows(person, /already over/);
      expect(await db.select().from(userSettings)).toEqual(before);
      expect(await db.$count(moodEntries)).toBe(0);
    },
  );

  test.skipIf(!traits.limits)(
    `${name}: a short "not now" of the platform is waited out, the answer comes once`,
    async () => {
      const person = await withEngine();
      await arrive(person);
      const before = person.seen().length;
      person.limitNext?.(1);
      await person.say("/currency EUR");
      await poll(() => last(person)).toMatch(/Counting in EUR/);
      expect(person.seen()).toHaveLength(before + 1);
    },
  );

  test.skipIf(!traits.limits)(`${name}: a long "not now" is passed on with its seconds`, async () => {
    const person = await alone();
    person.limitNext?.(60);
    const failure = await person.adapter.send(person.chat, said("Hi.")).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChatError);
    expect(failure).toMatchObject({ code: "rate-limited", retryAfterSeconds: 60 });
    expect(person.seen()).toEqual([]);
  });

  test(`${name}: each sender's events come in order, each with an id of its own`, async () => {
    const person = await alone();
    await person.sayQuickly(["one", "two", "three"]);
    const texts = () => person.events.flatMap((event) => (event.kind === "text" ? [event.text] : []));
    await poll(texts).toEqual(["one", "two", "three"]);
    expect(new Set(person.events.map(({ eventId }) => eventId)).size).toBe(person.events.length);
    expect(new Set(person.events.map(({ sender }) => sender)).size).toBe(1);
  });
}

type Wired = {
  readonly handle: (event: InboundEvent) => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Sighted = Pick<PlatformHarness, "seen">;

const said = (text: string): OutboundMessage => ({ text: [{ text }], buttons: [], many: false });

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
