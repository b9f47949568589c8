import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { ChatAdapter, InboundEvent } from "../../bot/adapter.ts";
import { createDispatcher } from "../../bot/dispatcher.ts";
import { describeError } from "../../bot/log.ts";
import type { OpenDatabase } from "../../db/client.ts";
import { lockChat } from "../../db/queries/chat-rows.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { conversations, inbox, outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { median } from "./measure.ts";

export type TurnCost = {
  /** Milliseconds, medians. */
  readonly turn: number;
  readonly bare: number;
  readonly ratio: number;
  readonly turns: number;
};

const WARM_UP = 60;

/**
 * What one answer of a check-in costs through the engine, database included and the screen left out, against the
 * bare statements that leave the same rows behind: in one transaction an inbox row, a mood entry, the conversation's
 * new state and an outbox row, and after it the outbox row marked as sent. Both through drizzle, in turns.
 */
export async function measureTurn({ db }: OpenDatabase, turns: number): Promise<TurnCost> {
  const adapter: ChatAdapter = {
    platform: "telegram",
    run: () => Promise.resolve(),
    send: () => Promise.resolve("1"),
    sayPlainly: (_, text) => Promise.reject(new Error(text)),
    stop: () => Promise.resolve(),
  };
  const quiet = () => {};
  const dispatcher = createDispatcher({
    db,
    adapter,
    clock: () => new Date(),
    newId: randomUUID,
    defaultTimezone: "UTC",
    log: { info: quiet, warn: quiet, error: quiet, describe: describeError },
  });
  const address = { platform: "telegram", sender: "bench", chat: "bench" } as const;
  const say = (text: string): InboundEvent => ({ ...address, kind: "text", eventId: randomUUID(), text });
  await dispatcher.handle(say("/checkin"));
  const bare = await bareWriter(db);
  const costs: { readonly turn: number; readonly bare: number }[] = [];
  for (let round = 0; round < WARM_UP + turns; round++) {
    await dispatcher.handle(say("/checkin"));
    const started = performance.now();
    await dispatcher.handle(say("4"));
    const between = performance.now();
    await bare();
    const ended = performance.now();
    if (round >= WARM_UP) costs.push({ turn: between - started, bare: ended - between });
  }
  const turn = median(costs.map((cost) => cost.turn));
  const least = median(costs.map((cost) => cost.bare));
  return { turn, bare: least, ratio: turn / least, turns };
}

/** Writes the rows of such a turn and nothing else. */
async function bareWriter(db: OpenDatabase["db"]): Promise<() => Promise<void>> {
  const userId = await createPerson(db, {});
  const address = { platform: "telegram", sender: "bare", chat: "bare" } as const;
  await createIdentity(db, userId, address);
  const chat = await lockChat(db, address);
  if (chat === null) throw new Error("the benchmark's chat was not found");
  const { identityId } = chat;
  let revision = 0;
  return async () => {
    const now = new Date();
    const id = randomUUID();
    revision += 1;
    const message = { text: [{ text: "Energy right now?" }], buttons: [], many: false };
    await db.transaction(async (tx) => {
      await tx.insert(inbox).values({ userId, platform: "telegram", eventId: id, receivedAt: now });
      await tx
        .insert(moodEntries)
        .values({ id, userId, localDate: "2026-11-23", timestamp: now, moodScore: 0, updatedAt: now });
      await tx
        .update(conversations)
        .set({ flow: "check-in", state: { entryId: id }, memory: {}, revision, updatedAt: now })
        .where(eq(conversations.userId, userId));
      await tx
        .insert(outbox)
        .values({ id, userId, identityId, kind: "reply", dedupeKey: id, message, dueAt: now });
    });
    await db
      .update(outbox)
      .set({ status: "sent", sentAt: now, platformMessageId: "1" })
      .where(eq(outbox.id, id));
  };
}
