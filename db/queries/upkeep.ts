import { lt } from "drizzle-orm";
import type { Database } from "../client.ts";
import { inbox } from "../schema/chat.ts";

/** Platforms stop delivering an event again after hours; two weeks leave room for one that was down. */
const INBOX_DAYS = 14;
const DAY_MS = 86_400_000;

/** Forgets event ids that no platform will send again. */
export async function pruneInbox(db: Database, now: Date): Promise<void> {
  await db.delete(inbox).where(lt(inbox.receivedAt, new Date(now.getTime() - INBOX_DAYS * DAY_MS)));
}
