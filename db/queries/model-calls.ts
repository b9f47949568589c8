import { and, count, desc, eq, gt, lt } from "drizzle-orm";
import { readPreferences } from "../../coaching/delivery/preferences.ts";
import type { Database } from "../client.ts";
import { outbox } from "../schema/chat.ts";
import { recommendations } from "../schema/coaching.ts";
import { modelCalls } from "../schema/judgement.ts";
import { userSettings } from "../schema/people.ts";
import { areThese, type WaitingMessage } from "./outbox.ts";

export type ModelCall = typeof modelCalls.$inferSelect;

const DAY_MS = 86_400_000;
/** How long it can be seen what went to a model. */
export const MODEL_CALLS_KEPT_DAYS = 90;
/** What a call came to as long as nothing is known of it, as after a kill. */
const UNANSWERED = "unanswered";

/** Whether a person allows that a language model puts what is recommended to them into other words. */
export async function allowsModel(db: Database, userId: string): Promise<boolean> {
  const [row] = await db
    .select({ stored: userSettings.notificationPreferences })
    .from(userSettings)
    .where(eq(userSettings.userId, userId));
  return row !== undefined && readPreferences(row.stored).phrasesByModel;
}

/**
 * Notes what is about to be sent to a model, before it is, so that nothing goes out unseen.
 *
 * @param mostPerDay how many calls a person may have in 24 hours
 * @returns the call's id, or null where it would be one too many
 */
export async function beginModelCall(
  db: Database,
  call: Pick<ModelCall, "userId" | "at" | "template" | "sent">,
  mostPerDay: number,
): Promise<string | null> {
  const [made] = await db
    .select({ calls: count() })
    .from(modelCalls)
    .where(and(eq(modelCalls.userId, call.userId), gt(modelCalls.at, new Date(call.at.getTime() - DAY_MS))));
  if ((made?.calls ?? 0) >= mostPerDay) return null;
  const [row] = await db
    .insert(modelCalls)
    .values({ ...call, outcome: UNANSWERED })
    .returning({ id: modelCalls.id });
  return row?.id ?? null;
}

/** Notes what came of a call. */
export async function endModelCall(
  db: Database,
  call: Pick<ModelCall, "userId" | "id" | "received" | "outcome">,
): Promise<void> {
  const { userId, id, received, outcome } = call;
  // PostgreSQL holds any character but this one.
  const kept = received?.toWellFormed().replaceAll("\u0000", "") ?? null;
  await db
    .update(modelCalls)
    .set({ received: kept, outcome })
    .where(and(eq(modelCalls.userId, userId), eq(modelCalls.id, id)));
}

/** A person's calls, the newest first; `total` of them are kept. */
export async function modelCallsOf(
  db: Database,
  userId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly calls: readonly ModelCall[]; readonly total: number }> {
  const mine = eq(modelCalls.userId, userId);
  const calls = await db
    .select()
    .from(modelCalls)
    .where(mine)
    .orderBy(desc(modelCalls.at), desc(modelCalls.id))
    .limit(limit)
    .offset(offset);
  const [all] = await db.select({ calls: count() }).from(modelCalls).where(mine);
  return { calls, total: all?.calls ?? 0 };
}

/** Forgets what went to a model long ago. */
export async function pruneModelCalls(db: Database, now: Date): Promise<void> {
  await db
    .delete(modelCalls)
    .where(lt(modelCalls.at, new Date(now.getTime() - MODEL_CALLS_KEPT_DAYS * DAY_MS)));
}

/**
 * Stores a message as it will go out, so that it is the same when it is sent again or opened later, and with what was
 * recommended the words in which it was.
 *
 * @param said null where the template's words stand
 */
export async function settleWords(
  db: Database,
  row: Pick<WaitingMessage, "id" | "userId">,
  message: unknown,
  said: { readonly recommendationId: string; readonly words: string } | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(outbox)
      .set({ message })
      .where(and(areThese([row]), eq(outbox.status, "waiting")));
    if (said === null) return;
    await tx
      .update(recommendations)
      .set({ message: said.words })
      .where(and(eq(recommendations.userId, row.userId), eq(recommendations.id, said.recommendationId)));
  });
}
