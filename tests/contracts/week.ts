import { eq, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect } from "vitest";
import type { Database } from "../../db/client.ts";
import { rows } from "../../db/results.ts";
import { inbox, outbox } from "../../db/schema/chat.ts";
import { schemaTables } from "../../db/tables.ts";
import type { TestClock } from "../fakes/chat.ts";
import { answer, poll, type Running } from "./platform-engine.ts";

/** About the chat itself, and so not the same where one platform edits and another does not. */
const ABOUT_THE_CHAT: readonly string[] = ["inbox", "outbox", "conversations", "chat_identities", "arrivals"];

/**
 * One person's first week: questions of the first day, check-ins by taps, in words and in a sentence, one mended, one taken
 * back, one answered a day late, one for yesterday, and settings in between.
 */
export async function liveWeek(person: Running, db: Database, clock: TestClock): Promise<void> {
  let events = 0;
  /** Each thing done is one event, and over when it is answered. */
  async function does(act: () => Promise<void>): Promise<void> {
    await act();
    events += 1;
    await poll(() => db.$count(inbox)).toBe(events);
    await poll(() => db.$count(outbox, eq(outbox.status, "waiting"))).toBe(0);
  }
  const on = (day: number, time: string) => {
    clock.now = new Date(`2026-11-${day}T${time}:00Z`);
  };
  const says = (text: string) => does(() => person.say(text));
  const taps = (id: string, words?: string) => does(() => person.tap(answer(id, words)));
  const chooses = (...ids: readonly (readonly [string, string])[]) =>
    does(() => person.choose(ids.map(([id, words]) => answer(id, words))));

  on(23, "08:00");
  await does(person.open);
  await taps("own", "start with my own");
  await says("Europe/London");
  await taps("EUR");
  await chooses(["impulse", "fewer impulse buys"], ["energy", "more energy"]);
  await says("7:30");
  await taps("3");
  await taps("low");
  await chooses(["tired", "tired"], ["lonely", "lonely"]);

  on(24, "09:00");
  await says("/checkin");
  await says("good");
  await says("60");
  await says("tired, slept badly, big deadline at work");

  on(25, "18:30");
  await says("5/7, tired after work, energy 40");
  await says("fix an answer");
  await taps("energy");
  await taps("good");

  on(26, "22:00");
  await says("/checkin");
  // Answered a day late, it counts for the day it was asked about.
  on(27, "08:15");
  await taps("6");
  await taps("full");
  await taps("skip");

  on(27, "20:00");
  await says("2/7, energy 20");
  await says("/undo");

  on(28, "10:00");
  await says("yesterday was 4/7, energy 50");
  await says("/reminder 21:00");
  await says("/timezone Europe/Berlin");
  await says("/quiet 22:00-08:00");

  on(29, "19:00");
  await says("6/7, energy 80, fine");
  await says("skip");
  await says("/pause 3");
  expect(person.lines.filter(({ level }) => level === "error")).toEqual([]);
}

/** Everything that is stored of people, but for what is about the chat, made-up ids and the moments of writing. */
export async function storedData(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const stored: Record<string, readonly string[]> = {};
  for (const table of await schemaTables()) {
    const { name } = getTableConfig(table);
    if (ABOUT_THE_CHAT.includes(name)) continue;
    const found = await db.execute(
      sql`select (to_jsonb(t) - 'created_at' - 'updated_at')::text as row from ${table} t`,
    );
    const texts = rows(found).map(({ row }) => String(row).replace(UUIDS, "an id"));
    if (texts.length > 0) stored[name] = texts.sort();
  }
  return stored;
}

const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
