import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { outbox } from "../../db/schema/chat.ts";
import { fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const clock = () => ({ now: new Date("2026-11-23T08:00:00Z") });

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
  const chat = fakeChat({
    db,
    clock: at,
    failSend: (message) => JSON.stringify(message).includes("never proof"),
  });
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

test("given an edit that the platform refuses, then the message is sent as a new one", async () => {
  const shown = new Map<string, string>();
  const chat = fakeChat({ db, clock: clock(), shown });
  await chat.say("/checkin");
  shown.clear();
  await chat.say("4");
  expect([...shown.values()]).toEqual(["Energy right now?"]);
});
