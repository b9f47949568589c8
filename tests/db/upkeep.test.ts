import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { recordEvent } from "../../db/queries/chat.ts";
import { loadStanding } from "../../db/queries/decisions.ts";
import { beginModelCall, modelCallsOf, pruneModelCalls } from "../../db/queries/model-calls.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { quotedNightsSince, quoteNight } from "../../db/queries/quoted-nights.ts";
import { dropRawPayloads } from "../../db/queries/raw-payloads.ts";
import { pruneChats } from "../../db/queries/upkeep.ts";
import { chatIdentities, inbox, outbox } from "../../db/schema/chat.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
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

test("what was said of a night is remembered for thirty days", async () => {
  const userId = await createPerson(db, {});
  await quoteNight(db, userId, { date: "2026-10-23", minutes: 400, saidAt: at("10-23") });
  await quoteNight(db, userId, { date: "2026-10-24", minutes: 410, saidAt: at("10-24") });
  await pruneChats(db, at("11-23"));
  expect(await quotedNightsSince(db, userId, "2026-01-01")).toMatchObject([{ date: "2026-10-24" }]);
});

test("what a bank answered is forgotten after its days, and what was read out of it stays", async () => {
  const userId = await createPerson(db, {});
  const accountId = randomUUID();
  const account = { provider: "plaid", externalAccountId: "a", accountName: "Checking" } as const;
  await db
    .insert(accounts)
    .values({ ...account, userId, id: accountId, accountType: "checking", currency: "EUR" });
  const paid = (externalId: string, day: string) => ({
    userId,
    accountId,
    externalId,
    timestamp: at(day),
    localDate: `2026-${day}`,
    amount: "5.00",
    currency: "EUR",
    rawName: "CAFE",
    rawPayload: { name: "CAFE" },
    createdAt: at(day),
    updatedAt: at("11-22"),
  });
  await db.insert(transactions).values([paid("old", "09-23"), paid("new", "09-25")]);
  const night = { source: "ring", localDate: "2026-09-01", sleepScore: 70, rawPayload: {} };
  await db
    .insert(biometricReadings)
    .values({ ...night, userId, timestamp: at("09-01"), updatedAt: at("09-01") });
  const dated = await db.select({ at: transactions.updatedAt }).from(transactions);
  expect(await dropRawPayloads(db, 60, at("11-23"))).toBe(2);
  expect(await dropRawPayloads(db, 60, at("11-23"))).toBe(0);
  const left = await db.select().from(transactions).orderBy(transactions.localDate);
  expect(left.map(({ externalId, rawName, rawPayload }) => [externalId, rawName, rawPayload])).toEqual([
    ["old", "CAFE", null],
    ["new", "CAFE", { name: "CAFE" }],
  ]);
  // When two people become one the later row counts: forgetting is no news.
  expect(left.map(({ updatedAt }) => ({ at: updatedAt }))).toEqual(dated);
  expect(await db.select().from(biometricReadings)).toMatchObject([{ sleepScore: 70, rawPayload: null }]);
});

test("what went to a language model is kept for ninety days, and a day's calls are those of 24 hours", async () => {
  const userId = await createPerson(db, {});
  const call = (day: string, most: number) =>
    beginModelCall(db, { userId, at: at(day), template: "recommendations/x/message", sent: day }, most);
  const days = ["08-24", "08-25", "11-22", "11-23"];
  for (const day of days) expect(await call(day, 1), day).not.toBeNull();
  expect(await call("11-23", 1)).toBeNull();
  expect(await call("11-23", 2)).not.toBeNull();
  await pruneModelCalls(db, at("11-23"));
  const { calls, total } = await modelCallsOf(db, userId, { limit: 2, offset: 1 });
  expect(total).toBe(4);
  expect(calls.map(({ sent, outcome }) => [sent, outcome])).toEqual([
    ["11-23", "unanswered"],
    ["11-22", "unanswered"],
  ]);
});
