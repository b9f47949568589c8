import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import type { SlotJob } from "../../db/queue.ts";
import { connections } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import { queueTrouble } from "../../src/jobs/trouble.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-26T10:00:00Z");

/** Somebody whose connection wants a new sign-in since an hour. */
async function troubled(changes: Partial<typeof connections.$inferInsert> = {}): Promise<string> {
  const userId = await createPerson(db, { timezone: "Europe/Berlin" });
  await createIdentity(db, userId, { platform: "telegram", sender: userId, chat: userId });
  await db.insert(connections).values({
    userId,
    kind: "wearable",
    provider: "oura",
    externalId: userId,
    status: "needs_login",
    updatedAt: new Date(NOW.getTime() - 3_600_000),
    ...changes,
  });
  return userId;
}

async function queued(): Promise<readonly string[]> {
  const jobs: SlotJob[] = [];
  const enqueue = async (_: unknown, __: string, some: readonly SlotJob[]) => void jobs.push(...some);
  // A page of one person each.
  const count = await queueTrouble({ db, clock: () => NOW, enqueue, batch: 1 });
  expect(count).toBe(jobs.length);
  return jobs.map(({ kind, userId }) => `${kind} ${userId}`).sort();
}

test("given more people than are looked at in one go, then each of them is found, and once however much broke", async () => {
  const people = [await troubled(), await troubled(), await troubled()];
  const [first = ""] = people;
  await db.insert(connections).values({
    userId: first,
    kind: "bank",
    provider: "plaid",
    externalId: "another",
    status: "revoked",
    lastErrorCode: "ENDED",
    updatedAt: new Date(0),
  });
  expect(await queued()).toEqual(people.map((userId) => `tell-trouble ${userId}`).sort());
});

test("given what is no trouble, or was told, or came up just now, then nobody is found for it", async () => {
  await troubled({ status: "active" });
  await troubled({ status: "error", lastErrorCode: "HTTP_503" });
  // The person has ended it themselves.
  await troubled({ status: "revoked" });
  await troubled({ troubleToldAt: new Date(0) });
  await troubled({ updatedAt: NOW });
  expect(await queued()).toEqual([]);
});

test("given somebody whose zone nobody knows, then the others are found all the same", async () => {
  const lost = await troubled();
  await db.update(users).set({ timezone: "Mars/Olympus" }).where(eq(users.id, lost));
  const other = await troubled();
  expect(await queued()).toEqual([`tell-trouble ${other}`]);
});
