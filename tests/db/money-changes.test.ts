import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  latestMoneyChange,
  markMoneyChangeUndone,
  recordMoneyChange,
} from "../../db/queries/money-changes.ts";
import { createPerson } from "../../db/queries/people.ts";
import { moneyChanges } from "../../db/schema/money-said.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-26T12:00:00Z");

test("given changes made at one instant, then each is newer than those before it, and others' changes move nothing", async () => {
  const [userId, other] = [await person(), await person()];
  await record(other);
  const ids = [await record(userId), await record(userId), await record(userId)];
  const rows = await db.select().from(moneyChanges).where(eq(moneyChanges.userId, userId));
  const times = ids.map((id) => rows.find((row) => row.id === id)?.madeAt.getTime() ?? 0);
  expect(times.map((time) => time - NOW.getTime())).toEqual([0, 1, 2]);
  for (const id of ids.toReversed()) {
    expect(await latestMoneyChange(db, userId, NOW)).toBe(id);
    await markMoneyChangeUndone(db, userId, id, NOW);
  }
  const later = new Date(NOW.getTime() + 1);
  expect(await latestMoneyChange(db, other, later)).toBeNull();
});

const person = () => createPerson(db, { timezone: "Europe/London", currency: "USD" });

async function record(userId: string): Promise<string> {
  const id = randomUUID();
  await recordMoneyChange(db, userId, { id, kind: "note", before: {}, after: {} }, NOW);
  return id;
}
