import { expect, test } from "vitest";
import { recordEvent } from "../../db/queries/chat.ts";
import { createPerson } from "../../db/queries/people.ts";
import { pruneInbox } from "../../db/queries/upkeep.ts";
import { inbox } from "../../db/schema/chat.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();

test("event ids are kept for two weeks and then forgotten", async () => {
  const userId = await createPerson(db, {});
  const at = (day: string) => new Date(`2026-11-${day}T12:00:00Z`);
  for (const day of ["01", "09", "10", "23"]) {
    await recordEvent(db, { userId, platform: "telegram", eventId: day, receivedAt: at(day) });
  }
  await pruneInbox(db, at("23"));
  const left = await db.select().from(inbox).orderBy(inbox.eventId);
  expect(left.map((row) => row.eventId)).toEqual(["09", "10", "23"]);
});
