import { expect, test } from "vitest";
import { recordEvent } from "../../db/queries/chat.ts";
import { loadStanding } from "../../db/queries/decisions.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { pruneChats } from "../../db/queries/upkeep.ts";
import { chatIdentities, inbox, outbox } from "../../db/schema/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const at = (day: string) => new Date(`2026-${day}T12:00:00Z`);

test("event ids are kept for thirty days and then forgotten", async () => {
  const userId = await createPerson(db, {});
  for (const day of ["10-01", "10-23", "10-24", "11-23"]) {
    await recordEvent(db, { userId, platform: "telegram", eventId: day, receivedAt: at(day) });
  }
  await pruneChats(db, at("11-23"));
  const left = await db.select().from(inbox).orderBy(inbox.eventId);
  expect(left.map((row) => row.eventId)).toEqual(["10-24", "11-23"]);
});

test("given somebody who has been silent for long, then their last event stays, as it tells since when", async () => {
  const userId = await createPerson(db, {});
  for (const day of ["01-01", "02-01"]) {
    await recordEvent(db, { userId, platform: "telegram", eventId: day, receivedAt: at(day) });
  }
  await pruneChats(db, at("11-23"));
  expect((await loadStanding(db, userId, "none")).heardAt).toEqual(at("02-01"));
});

test("messages are kept for thirty days after they were sent or given up, and those that wait for ever", async () => {
  const userId = await createPerson(db, {});
  await createIdentity(db, userId, { platform: "telegram", sender: "ada", chat: "ada" });
  const [identity] = await db.select().from(chatIdentities);
  if (identity === undefined) throw new Error("expected an identity");
  const row = { userId, identityId: identity.id, kind: "reply", message: {} };
  await db.insert(outbox).values([
    { ...row, dedupeKey: "sent long ago", status: "sent", dueAt: at("09-01"), sentAt: at("10-23") },
    { ...row, dedupeKey: "sent late", status: "sent", dueAt: at("09-01"), sentAt: at("10-24") },
    { ...row, dedupeKey: "sent now", status: "sent", dueAt: at("11-23"), sentAt: at("11-23") },
    { ...row, dedupeKey: "given up long ago", status: "failed", createdAt: at("10-23"), dueAt: at("10-23") },
    { ...row, dedupeKey: "given up later", status: "failed", createdAt: at("10-23"), dueAt: at("10-24") },
    { ...row, dedupeKey: "still waits", status: "waiting", createdAt: at("01-01"), dueAt: at("01-01") },
  ]);
  await pruneChats(db, at("11-23"));
  const left = await db.select().from(outbox).orderBy(outbox.sequence);
  expect(left.map((one) => one.dedupeKey)).toEqual([
    "sent late",
    "sent now",
    "given up later",
    "still waits",
  ]);
});
