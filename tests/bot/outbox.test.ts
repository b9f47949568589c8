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

test("given a message that never goes through, then it is given up in the end and the next one is sent", async () => {
  const chat = fakeChat({
    db,
    clock: clock(),
    failSend: (message) => JSON.stringify(message).includes("doctor"),
  });
  for (let attempt = 0; attempt < 6; attempt++) await chat.say("/about");
  const failed = await db.select().from(outbox).where(eq(outbox.status, "failed"));
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.every((row) => row.attempts === 5)).toBe(true);
  await chat.dispatcher.outbox.deliverAll();
  expect(chat.log.filter((line) => line.level === "error").length).toBeGreaterThan(0);
});
