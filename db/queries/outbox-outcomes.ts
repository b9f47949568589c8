import { and, eq, inArray, isNull, lt, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { outbox } from "../schema/chat.ts";
import { type Fate, settleDecisions } from "./decisions.ts";
import { areThese, type WaitingMessage } from "./outbox.ts";
import { noteShown, recommendationIn } from "./shown.ts";
import { forgetUnheard } from "./unheard.ts";

/** Most messages that one sweep lets go. */
const SWEEP = 1000;

/** What is needed of a message that was given up. */
const GIVEN_UP = {
  id: outbox.id,
  userId: outbox.userId,
  kind: outbox.kind,
  localDate: outbox.localDate,
};

/** A message as it is kept once it is done with: of one that holds a secret, nothing but that it was. */
const doneWith = sql`case when ${outbox.message} -> 'forget' = 'true'::jsonb
  then '{"text": [], "forget": true}'::jsonb else ${outbox.message} end`;

/** A message that went out, with the platform's id of it. */
export type SentMessage = { readonly row: WaitingMessage; readonly platformMessageId: string };

/** Marks messages as sent, their slots as said and what they recommend as shown, in one transaction. */
export async function markSent(db: Database, sent: readonly SentMessage[], now: Date): Promise<void> {
  if (sent.length === 0) return;
  const recommended = new Map(
    sent.flatMap(({ row }) => {
      const recommendationId = recommendationIn(row.message);
      return recommendationId === null ? [] : [[row.id, recommendationId] as const];
    }),
  );
  // Most replies have no slot and recommend nothing: their one statement is a transaction by itself.
  if (recommended.size === 0 && sent.every(({ row }) => row.localDate === null)) {
    await markRows(db, sent, now);
    return;
  }
  await db.transaction(async (tx) => {
    const marked = await markRows(tx, sent, now);
    await settleDecisions(tx, marked, { outcome: "sent" }, now);
    const shown = marked.flatMap(({ id, userId }) => {
      const recommendationId = recommended.get(id);
      return recommendationId === undefined ? [] : [{ userId, recommendationId }];
    });
    await noteShown(tx, shown, now);
  });
}

/** @returns whose slots they are by now */
async function markRows(db: Database, sent: readonly SentMessage[], now: Date) {
  const column = (value: (message: SentMessage) => string) => pgArray(sent.map(value));
  const mark = async (which: SQL) => {
    const marked = rows(
      await db.execute(sql`
        update outbox set status = 'sent', sent_at = ${now}, message = ${doneWith},
          platform_message_id = gone.platform_message_id
        from unnest(
          ${column(({ row }) => row.userId)}::text::uuid[], ${column(({ row }) => row.id)}::text::uuid[],
          ${column(({ row }) => row.identityId)}::text::uuid[],
          ${column(({ platformMessageId }) => platformMessageId)}::text::text[]
        ) as gone (user_id, id, identity_id, platform_message_id)
        where outbox.id = gone.id and ${which}
        returning outbox.id::text as id, outbox.user_id::text as user_id, kind, local_date::text as local_date`),
    );
    return marked.map((row) => ({
      id: String(row.id),
      userId: String(row.user_id),
      kind: String(row.kind),
      localDate: row.local_date === null ? null : String(row.local_date),
    }));
  };
  const marked = await mark(sql`outbox.user_id = gone.user_id`);
  if (marked.length === sent.length) return marked;
  // Some became part of another person while they were under way: the only case in which an id alone is sought.
  return [
    ...marked,
    ...(await mark(
      sql`outbox.identity_id = gone.identity_id and outbox.user_id <> gone.user_id and status <> 'sent'`,
    )),
  ];
}

/** Notes an attempt that certainly sent nothing, and when to try again. */
export async function retryLater(db: Database, message: WaitingMessage, retryAt: Date): Promise<void> {
  await db
    .update(outbox)
    .set({
      attempts: sql`${outbox.attempts} + 1`,
      dueAt: retryAt,
      claimedUntil: null,
      startedAt: null,
    })
    .where(and(areThese([message]), eq(outbox.status, "waiting")));
}

/** Ends a message that will not be tried again, and notes in its slot's decision what became of it; what it told was not heard. */
export async function endMessage(
  db: Database,
  message: WaitingMessage,
  fate: Exclude<Fate, { readonly outcome: "sent" }>,
  now: Date,
): Promise<void> {
  const status = fate.outcome === "unconfirmed" ? "unconfirmed" : "failed";
  await db.transaction(async (tx) => {
    const ended = await tx
      .update(outbox)
      .set({ status, claimedUntil: null, message: doneWith })
      .where(and(areThese([message]), eq(outbox.status, "waiting")))
      .returning({ id: outbox.id, userId: outbox.userId });
    if (ended.length === 0) return;
    await settleDecisions(tx, [message], fate, now);
    await forgetUnheard(tx, ended);
  });
}

/**
 * Lets go what is unasked and was not given to its platform before it expired: nobody looks at the messages of a chat
 * that is away, as of a closed terminal, and their slots would stay open.
 *
 * @returns how many
 */
export async function letGoOverdue(db: Database, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const overdue = await tx
      .select({ id: outbox.id, userId: outbox.userId })
      .from(outbox)
      .where(
        and(
          sql`${outbox.status} = 'waiting' and ${outbox.kind} <> 'reply'`,
          lt(outbox.expiresAt, now),
          isNull(outbox.startedAt),
          or(isNull(outbox.claimedUntil), lte(outbox.claimedUntil, now)),
        ),
      )
      .limit(SWEEP)
      .for("update", { skipLocked: true });
    if (overdue.length === 0) return 0;
    const ended = await tx
      .update(outbox)
      .set({ status: "failed", claimedUntil: null })
      .where(areThese(overdue))
      .returning(GIVEN_UP);
    await settleDecisions(tx, ended, { outcome: "held", reason: "missed" }, now);
    await forgetUnheard(tx, ended);
    return ended.length;
  });
}

/**
 * Fails everything unasked that waits for a chat, the given message with it.
 *
 * For a transaction of {@link markUnreachable}.
 */
export async function failUnasked(
  db: Database,
  message: Pick<WaitingMessage, "userId" | "identityId"> & Partial<WaitingMessage>,
  now: Date,
): Promise<void> {
  const { userId, identityId, id } = message;
  const failed = await db
    .update(outbox)
    .set({ status: "failed", claimedUntil: null })
    .where(
      and(
        eq(outbox.userId, userId),
        eq(outbox.identityId, identityId),
        eq(outbox.status, "waiting"),
        or(
          id === undefined ? undefined : eq(outbox.id, id),
          and(ne(outbox.kind, "reply"), isNull(outbox.startedAt)),
        ),
      ),
    )
    .returning(GIVEN_UP);
  await settleDecisions(db, failed, { outcome: "held", reason: "unreachable" }, now);
  await forgetUnheard(db, failed);
}

/**
 * Takes back what waits to be said unasked, as the person has just told the coach to be silent, or needs it to be. What a
 * platform is being given at this moment cannot be.
 *
 * @param kinds only these; everything unasked without
 */
export async function holdWaiting(
  db: Database,
  userId: string,
  reason: "resting" | "paused" | "quiet_hours" | "switched_off",
  now: Date,
  kinds?: readonly string[],
): Promise<void> {
  const held = await db
    .update(outbox)
    .set({ status: "failed", claimedUntil: null })
    .where(
      and(
        eq(outbox.userId, userId),
        eq(outbox.status, "waiting"),
        ne(outbox.kind, "reply"),
        isNull(outbox.startedAt),
        kinds === undefined ? undefined : inArray(outbox.kind, [...kinds]),
      ),
    )
    .returning(GIVEN_UP);
  await settleDecisions(db, held, { outcome: "held", reason }, now);
  await forgetUnheard(db, held);
}
