import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDispatcher } from "../../bot/dispatcher.ts";
import { outbox } from "../../db/schema/chat.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { createFakePlatform } from "../fakes/platform.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const now = new Date("2026-11-23T08:00:00Z");

test("given a database that is away when an answer has just been shown, then nobody hears that it could not be, and it is not shown again", async () => {
  const lines: LogLine[] = [];
  const { adapter, delivered, plain } = createFakePlatform();
  let isAway = false;
  const losing = {
    ...adapter,
    async send(...call: Parameters<typeof adapter.send>) {
      const id = await adapter.send(...call);
      if (!isAway) await db.execute(sql`alter table outbox rename to outbox_away`);
      isAway = true;
      return id;
    },
  };
  const log = collectLog(lines);
  const parts = { db, adapter: losing, log, clock: () => now, newId: randomUUID, defaultTimezone: "UTC" };
  const dispatcher = createDispatcher(parts);
  const about = { platform: "telegram", sender: "ada", chat: "ada", eventId: "1" } as const;
  expect(await dispatcher.handle({ ...about, kind: "text", text: "hello" })).toBe(true);
  expect(delivered).toHaveLength(1);
  expect(plain).toEqual([]);
  expect(lines.map(({ message }) => message)).toEqual(["sent, not marked yet"]);
  await db.execute(sql`alter table outbox_away rename to outbox`);
  await dispatcher.outbox.deliverAll();
  expect(delivered).toHaveLength(1);
  expect(await db.select({ status: outbox.status }).from(outbox)).toEqual([{ status: "sent" }]);
});
