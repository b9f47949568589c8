import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { queueMessages } from "../../db/queries/chat.ts";
import { lockChat } from "../../db/queries/chat-rows.ts";
import { recordDecision } from "../../db/queries/decisions.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { planSchedules, type ScheduleKind } from "../../db/queries/schedules.ts";
import { outbox } from "../../db/schema/chat.ts";
import { decisions } from "../../db/schema/delivery.ts";
import { userSettings } from "../../db/schema/people.ts";

export type TestChat = { readonly userId: string; readonly identityId: string; readonly chat: string };

export type Queued = {
  readonly kind?: "reply" | ScheduleKind;
  readonly at: Date;
  readonly localDate?: string;
  readonly expiresAt?: Date;
  readonly claimedUntil?: Date;
};

/** Messages queued by hand, as a turn or a job queues them, and what became of them. */
export function queuedMessages(db: Database) {
  return {
    /** A person with a reminder time and one chat, whose address is the name. */
    async join(name: string, now: Date): Promise<TestChat> {
      const userId = await createPerson(db, { timezone: "UTC" });
      await db.update(userSettings).set({ moodReminderTime: "08:00" }).where(eq(userSettings.userId, userId));
      await planSchedules(db, userId, now);
      const identityId = await this.addChat(userId, name);
      return { userId, identityId, chat: name };
    },
    async addChat(userId: string, name: string): Promise<string> {
      const address = { platform: "telegram", sender: name, chat: name } as const;
      await createIdentity(db, userId, address);
      const chat = await lockChat(db, address);
      if (chat === null) throw new Error(`no chat of ${name}`);
      return chat.identityId;
    },
    /** Queues a text; an unasked one with its decision. @returns its id */
    async queue(
      { userId, identityId }: Omit<TestChat, "chat">,
      text: string,
      queued: Queued,
    ): Promise<string> {
      const { kind = "reply", at, localDate = "2026-11-23", expiresAt, claimedUntil } = queued;
      const id = randomUUID();
      const message = { text: [{ text }], buttons: [], many: false };
      const slot = kind === "reply" ? {} : { localDate, expiresAt: expiresAt ?? null };
      await db.transaction(async (tx) => {
        const dates = { dueAt: at, createdAt: at, claimedUntil: claimedUntil ?? null };
        await queueMessages(tx, [
          { id, userId, identityId, kind, dedupeKey: `${kind}/${text}/${id}`, message, ...dates, ...slot },
        ]);
        if (kind !== "reply") {
          await recordDecision(tx, { userId, kind, localDate, dueAt: at }, { outcome: "waiting" }, at);
        }
      });
      return id;
    },
    /** What became of every message, in the order they were queued: `sent`, `failed: missed` … */
    async fates(): Promise<readonly string[]> {
      const found = await db
        .select({ status: outbox.status, kind: outbox.kind, userId: outbox.userId, day: outbox.localDate })
        .from(outbox)
        .orderBy(asc(outbox.sequence));
      const decided = await db.select().from(decisions);
      return found.map(({ status, kind, userId, day }) => {
        const slot = decided.find(
          (row) => row.userId === userId && row.kind === kind && row.localDate === day,
        );
        if (slot === undefined) return status;
        return `${status}, ${slot.outcome}${slot.reason === null ? "" : ` ${slot.reason}`}`;
      });
    },
  };
}
