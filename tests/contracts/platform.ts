import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ChatError, type InboundEvent } from "../../bot/adapter.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import type { Database } from "../../db/client.ts";
import { inbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { userSettings, users } from "../../db/schema/people.ts";
import { pixelPictures, WEEK_CHART } from "../fakes/pictures.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { answer, arrive, engine, poll, startPlatform } from "./platform-engine.ts";
import type { PlatformMaker, PlatformTraits } from "./platform-harness.ts";

export type { Answer, PlatformHarness, PlatformParts, PlatformTraits } from "./platform-harness.ts";

/** A Monday morning. */
const START = new Date("2026-11-23T08:00:00Z");

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
  make: PlatformMaker,
): Promise<void> {
  const folder = await tempFolder();
  const pictures = pixelPictures(folder);
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function start(takerOf: Parameters<typeof startPlatform>[2]) {
    const person = await startPlatform(make, { db, clock: () => START, pictures }, takerOf);
    endings.push(person.stop);
    return person;
  }

  /** The adapter with nothing behind it but a list. */
  async function alone() {
    const events: InboundEvent[] = [];
    const handle = async (event: InboundEvent) => void events.push(event);
    return { ...(await start(() => ({ handle, stop: async () => {} }))), events };
  }

  const withEngine = () => start(engine);

  test(`${name}: someone joins, says how they are in a sentence, and it is stored and read back`, async () => {
    const person = await withEngine();
    await arrive(person);
    await person.say("5/7, tired after work, energy 40");
    await person.shows(/Saved: mood 5 of 7, energy 40/);
    const entries = await db.select().from(moodEntries);
    expect(entries).toMatchObject([{ moodScore: 2, energyLevelSelfReported: 40, emotionTags: ["tired"] }]);
    expect(person.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test(`${name}: a check-in by buttons alone, with two words chosen together`, async () => {
    const person = await withEngine();
    await arrive(person);
    await person.say("/checkin");
    await person.lastShows(/How's your mood/);
    const before = person.seen().length;
    await person.tap(answer("3"));
    await person.lastShows(/Energy right now/);
    await person.tap(answer("low"));
    await person.lastShows(/Add a word/);
    // Two taps and a word: one message where the platform can edit.
    if (traits.edits) expect(person.seen()).toHaveLength(before);
    await person.choose([answer("tired"), answer("lonely")]);
    await person.shows(/Noted with it: tired; lonely/);
    const entries = await db.select().from(moodEntries);
    expect(entries).toMatchObject([
      { moodScore: -2, energyLevelSelfReported: 25, emotionTags: ["tired", "lonely"] },
    ]);
  });

  test(`${name}: instead of tapping, a person may type the words`, async () => {
    const person = await withEngine();
    await arrive(person);
    await person.say("/checkin");
    await person.lastShows(/How's your mood/);
    await person.say("good");
    await person.lastShows(/Energy right now/);
    await person.say("80");
    await person.lastShows(/Add a word/);
    await person.say("stressed and bored");
    await person.shows(/Noted with it: stressed; bored/);
    expect((await db.select().from(moodEntries))[0]?.emotionTags).toEqual(["stressed", "bored"]);
  });

  test(`${name}: three quick messages are all handled, in order`, async () => {
    const person = await withEngine();
    await arrive(person);
    const handled = await db.$count(inbox);
    await person.sayQuickly(["/timezone Europe/Berlin", "/currency EUR", "/timezone Asia/Tokyo"]);
    await person.shows(/Berlin[\s\S]*EUR[\s\S]*Tokyo/);
    expect(await db.$count(inbox)).toBe(handled + 3);
    expect(await db.select({ zone: users.timezone, currency: users.currency }).from(users)).toEqual([
      { zone: "Asia/Tokyo", currency: "EUR" },
    ]);
  });

  test(`${name}: words that look like markup are shown as they are`, async () => {
    const person = await alone();
    const text = "a < b && c > d; <b>not bold</b>, *not* _this_ ~either~ `x` &amp; <@U1> :smile: </pre>";
    await person.adapter.send(person.chat, said(text));
    await poll(person.last).toContain(text);
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
    await poll(() => bare(person.all())).toContain(bare(words));
    if (!traits.keepsButtons) return;
    expect(person.seen().at(-1)?.buttons).toEqual(["why?"]);
    for (const earlier of person.seen().slice(0, -1)) expect(earlier.buttons).toEqual([]);
    if (person.adapter.edit === undefined) return;
    await person.adapter.edit(person.chat, id, said("Short now."));
    expect(person.last()).toContain("Short now.");
  });

  test(`${name}: a picture and a file reach the person with their words`, async () => {
    const picture = { chart: WEEK_CHART, alt: "your week" };
    const file = { path: join(folder, "all.csv"), name: "all.csv" };
    await writeFile(file.path, "date,amount\n");
    const person = await alone();
    await person.adapter.send(person.chat, { ...said("Sleep 7 h, spending $31."), picture });
    await person.adapter.send(person.chat, { ...said("Everything I keep."), file });
    await poll(() => person.all()).toMatch(/Sleep 7 h, spending \$31\.[\s\S]*Everything I keep\./);
    const attached = person.seen().flatMap(({ attachments }) => attachments);
    expect(attached).toHaveLength(2);
    expect(attached[0]).toMatch(/week.*\.png/);
    expect(attached[1]).toContain("all.csv");
    if (person.received === undefined) return;
    expect(Buffer.from(await person.received("all.csv")).toString()).toBe("date,amount\n");
  });

  test(`${name}: says a plain line when nothing can be stored`, async () => {
    const person = await alone();
    await person.adapter.sayPlainly(person.chat, "Not just now.");
    await poll(person.last).toContain("Not just now.");
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
      await person.lastShows(/I'm reading it/);
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
    await person.shows(/Saved: mood 6 of 7/);
    const before = person.seen().length;
    const handled = await db.$count(inbox);
    await person.deliverAgain?.();
    await person.say("/currency EUR");
    await person.lastShows(/Counting in EUR/);
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
      await person.lastShows(/already over/);
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
      await poll(person.last).toMatch(/Counting in EUR/);
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

const said = (text: string): OutboundMessage => ({ text: [{ text }], buttons: [], many: false });
