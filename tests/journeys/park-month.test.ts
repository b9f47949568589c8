import { expect, test } from "vitest";
import { eventLog } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { parkedWishes } from "../../db/schema/judgement.ts";
import { testDatabase } from "../support/database.ts";
import { moneyChat } from "../support/money-chat.ts";

const { db } = await testDatabase();

test("given wishes parked, bought and dropped in a month, then its summary has the three numbers, as rows and events do", async () => {
  const chat = await moneyChat(db, { now: new Date("2026-11-10T12:00:00Z") });
  await chat.say("5/7, energy 60");
  await chat.say("skip");
  for (const said of ["park headphones 180", "park shoes 90 eur", "park lamp 40"]) await chat.say(said);
  await chat.say("/parked");
  await chat.tap("shoes");
  await chat.tap("dropped");
  await chat.say("/parked");
  await chat.tap("headphones");
  await chat.tap("bought");
  chat.clock.now = new Date("2026-12-01T12:00:00Z");
  expect(await db.select().from(moodEntries)).not.toEqual([]);
  expect(await chat.say("/month November")).toContain(
    "Parked: 3 ($220 and €90). Bought later: 1 ($180). Dropped: 1 (€90).",
  );
  expect(await chat.say("/week last")).not.toContain("Parked:");

  const rows = await db.select().from(parkedWishes);
  const events = await db.select().from(eventLog);
  const of = (type: string) =>
    new Set(
      events.filter(({ eventType }) => eventType === type).map(({ metadata }) => JSON.stringify(metadata)),
    );
  expect([of("wish_parked").size, of("wish_bought").size, of("wish_dropped").size]).toEqual([3, 1, 1]);
  const bought = rows.find(({ outcome }) => outcome === "bought");
  expect(of("wish_bought")).toEqual(new Set([JSON.stringify({ wishId: bought?.id })]));
});
