import { expect, test } from "vitest";
import { ringReadings } from "../../../coaching/sample/ring.ts";
import { biometricReadings } from "../../../db/schema/health.ts";
import { connections } from "../../../db/schema/money.ts";
import { linkAttempts } from "../../../db/schema/money-in.ts";
import { createSimulated } from "../../../src/integrations/wearables/simulated/provider.ts";
import { testDatabase } from "../../support/database.ts";
import { wearableChat } from "../../support/wearable-chat.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-03-10T09:00:00Z");

const someoneWithRing = () =>
  wearableChat(db, { now: NOW }, () => createSimulated(ringReadings), "simulated");

test("when the simulated ring is asked for, then it is connected at once, by its name, and its nights are there", async () => {
  const { chat, errands } = await someoneWithRing();
  expect(await chat.say("/connect")).toContain("What shall I read?");
  expect(await chat.tap("Simulated ring")).toContain("One moment");
  const said = await errands();
  expect(said).toContain("Simulated ring is connected. I'm reading what it has now.");
  expect(said).toMatch(
    /I found \d{3} nights since March 2024 in Simulated ring\. New ones come by themselves\./,
  );
  expect(said).not.toMatch(/http|sign in/);
  const [attempt] = await db.select().from(linkAttempts);
  expect(attempt).toMatchObject({ state: "finished", secretSealed: null, nextPollAt: null });
  const [connection] = await db.select().from(connections);
  expect(connection).toMatchObject({ provider: "simulated", externalId: attempt?.userId, status: "active" });
});

test("given that it is connected once more, then it is the same ring with the same days", async () => {
  const { chat, errands } = await someoneWithRing();
  const connect = async () => {
    await chat.say("/connect simulated ring");
    await errands();
    return db.select().from(biometricReadings).orderBy(biometricReadings.localDate);
  };
  const days = await connect();
  expect(days.length).toBeGreaterThan(500);
  expect(await connect()).toEqual(days);
  expect(await db.$count(connections)).toBe(1);
});
