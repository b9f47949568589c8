import { expect, test } from "vitest";
import { applyDays, type DaySaid } from "../../db/queries/body-in.ts";
import { createPerson } from "../../db/queries/people.ts";
import { eventLog } from "../../db/schema/coaching.ts";
import { bankRow, bankUpdate, storeConnected, updatesOn } from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";
import { strayNotes } from "../support/noted-events.ts";
import { storeText } from "../support/stored-file.ts";

const database = await testDatabase();
const { db } = database;
const apply = updatesOn(db);
const NOW = new Date("2026-03-10T09:00:00Z");

async function noted() {
  const events = await db.select().from(eventLog);
  return events.map(({ eventType, metadata }) => [eventType, metadata]);
}

test("given a bank's update with new rows, then their number is noted, once, and nothing of what they say", async () => {
  const mine = await storeConnected(db);
  const update = bankUpdate({ upserts: [bankRow("a"), bankRow("b")], cursor: "c1" });
  await apply(mine, update, null);
  await apply(mine, { ...update, cursor: "c2" }, "c1");
  expect(await noted()).toEqual([["transaction_added", { source: "bank", added: 2 }]]);
  expect(await strayNotes(db)).toEqual([]);
});

test("given a file twice, then the number of its rows is noted once", async () => {
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  const file = "Date,Payee,Amount\n2026-03-14,Blue Cup,-3.20\n2026-03-15,ACME GmbH,2500.00\n";
  for (let times = 0; times < 2; times++) await storeText(database, userId, file);
  expect(await noted()).toEqual([["transaction_added", { source: "file", added: 2 }]]);
  expect(await strayNotes(db)).toEqual([]);
});

test("given days of a device under a person's own name, then the number of new ones is noted, and the name is not", async () => {
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  const none = { sleepScore: null, restingHeartRateBpm: null, hrvMs: null, hrvKind: null, steps: null };
  const day = (date: string): DaySaid => ({
    ...none,
    date,
    activityKcal: null,
    stressLevel: null,
    raw: null,
    sleepMinutes: 412,
  });
  for (const days of [[day("2026-03-08"), day("2026-03-09")], [day("2026-03-09")]]) {
    const said = { source: "Rosa's old watch", days, signals: ["sleepMinutes"] as const, covers: null };
    await db.transaction((tx) => applyDays(tx, { userId, timezone: "Europe/Berlin" }, said, NOW));
  }
  expect(await noted()).toEqual([["reading_added", { added: 2 }]]);
});
