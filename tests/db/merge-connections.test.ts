import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson } from "../../db/queries/people.ts";
import { connections } from "../../db/schema/money.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const now = new Date("2026-11-23T08:00:00Z");

type Status = typeof connections.$inferSelect.status;
type Linked = readonly [provider: string, externalId: string, status?: Status];

async function wearer(...linked: readonly Linked[]): Promise<string> {
  const userId = await createPerson(db, {});
  for (const [provider, externalId, status = "active"] of linked) {
    const kind = provider === "plaid" ? "bank" : "wearable";
    const given = { kind, provider, externalId, status, credentialsSealed: "sealed" } as const;
    await db.insert(connections).values({ userId, ...given, updatedAt: now });
  }
  return userId;
}

async function merged(keeperId: string, otherId: string) {
  await db.transaction((tx) => mergePeople(tx, { keeperId, otherId, askedEvent: "onboarded", now }));
  const rows = await db
    .select()
    .from(connections)
    .where(eq(connections.userId, keeperId))
    .orderBy(asc(connections.externalId));
  return rows.map(({ externalId, status, nextSyncAt, credentialsSealed }) => {
    const isToBeEnded = status === "revoked" && credentialsSealed !== null && nextSyncAt !== null;
    return [externalId, isToBeEnded ? "to be ended" : status];
  });
}

test("given two who each have an account of one ring, when they become one, then the keeper's goes on and the other is ended", async () => {
  const both = await merged(await wearer(["oura", "ring-1"]), await wearer(["oura", "ring-2"]));
  expect(both).toEqual([
    ["ring-1", "active"],
    ["ring-2", "to be ended"],
  ]);
});

test("given that only the other's works, then it goes on", async () => {
  const both = await merged(
    await wearer(["oura", "ring-1", "needs_login"]),
    await wearer(["oura", "ring-2"]),
  );
  expect(both).toEqual([
    ["ring-1", "to be ended"],
    ["ring-2", "active"],
  ]);
});

test("given the same account, different services, or banks, then nothing is ended", async () => {
  const keeper = await wearer(["oura", "ring"], ["plaid", "bank-1"]);
  const other = await wearer(["oura", "ring"], ["whoop", "strap"], ["plaid", "bank-2"]);
  expect(await merged(keeper, other)).toEqual([
    ["bank-1", "active"],
    ["bank-2", "active"],
    ["ring", "active"],
    ["strap", "active"],
  ]);
});
