import { expect, test } from "vitest";
import { refreshHomes } from "../../bot/homes.ts";
import { chatIdentities } from "../../db/schema/chat.ts";
import { fakeChat } from "../fakes/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

test("given a stop amid many stale pages, then the one under way is the last", async () => {
  const clock = { now: new Date("2026-11-23T18:00:00Z") };
  for (const sender of ["ada", "ben", "cleo"]) {
    const about = { db, clock, timezone: "UTC", platform: "slack", shown: new Map() } as const;
    await fakeChat({ ...about, sender }).say("5/7, energy 40");
  }
  await db.update(chatIdentities).set({ homeShownAt: new Date(clock.now.getTime() - 60_000) });
  const stopping = new AbortController();
  const shown: string[] = [];
  const adapter = {
    platform: "slack",
    async showHome(sender: string) {
      shown.push(sender);
      stopping.abort();
    },
  } as const;
  expect(await refreshHomes(db, adapter, () => clock.now, stopping.signal)).toBe(1);
  expect(shown).toHaveLength(1);
  expect(await refreshHomes(db, adapter, () => clock.now)).toBe(2);
  expect(new Set(shown).size).toBe(3);
});
