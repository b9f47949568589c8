import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { chatIdentities, outbox } from "../schema/chat.ts";

/**
 * Chats of a platform that have messages waiting, as after a crash between commit and sending.
 *
 * @param sender the only account to look at, where the process reaches no other
 */
export async function chatsWithWaiting(
  db: Database,
  platform: string,
  sender?: string,
): Promise<readonly string[]> {
  const found = await db
    .selectDistinct({ id: outbox.identityId })
    .from(outbox)
    .innerJoin(
      chatIdentities,
      and(eq(chatIdentities.userId, outbox.userId), eq(chatIdentities.id, outbox.identityId)),
    )
    .where(
      and(
        sql`${chatIdentities.platform} = ${platform}`,
        sender === undefined ? undefined : eq(chatIdentities.platformUserId, sender),
        eq(outbox.status, "waiting"),
      ),
    );
  return found.map((row) => row.id);
}

/** Where a look through what is due goes on: after this message. */
export type DueCursor = { readonly dueAt: string; readonly sequence: string };

export type DuePage = {
  /** Chats with something to send, the longest due first. */
  readonly chats: readonly string[];
  /** Null at the end. */
  readonly next: DueCursor | null;
};

/**
 * Chats of a platform with a message that is due, that nobody is sending, and that has none before it which rests
 * after a failure or is being sent. Reads along an index of what waits: what was sent costs nothing.
 */
export async function chatsDue(
  db: Database,
  options: {
    readonly platform: string;
    readonly lane: "replies" | "unasked";
    readonly now: Date;
    readonly after: DueCursor | null;
    readonly limit: number;
  },
): Promise<DuePage> {
  const { platform, lane, after, limit } = options;
  const now = sql.param(options.now, outbox.dueAt);
  // Literals, not parameters: the planner has to see that the index on them fits.
  const isOfLane = lane === "replies" ? sql`waiting.kind = 'reply'` : sql`waiting.kind <> 'reply'`;
  const isAfter =
    after === null
      ? sql`true`
      : sql`(waiting.due_at, waiting.sequence) > (${after.dueAt}::timestamptz, ${after.sequence}::bigint)`;
  const found = rows(
    await db.execute(sql`
      select waiting.identity_id::text as chat, waiting.due_at::text as due, waiting.sequence::text as sequence
      from outbox waiting
      join chat_identities on chat_identities.user_id = waiting.user_id
        and chat_identities.id = waiting.identity_id
      where chat_identities.platform = ${platform} and waiting.status = 'waiting' and ${isOfLane}
        and waiting.due_at <= ${now} and ${isAfter}
        and (waiting.claimed_until is null or waiting.claimed_until <= ${now})
        and not exists (
          select from outbox earlier
          where earlier.identity_id = waiting.identity_id and earlier.status = 'waiting'
            and earlier.sequence < waiting.sequence
            and (earlier.claimed_until > ${now} or (earlier.due_at > ${now} and earlier.attempts > 0))
        )
      order by waiting.due_at, waiting.sequence
      limit ${limit}`),
  );
  const last = found.length < limit ? undefined : found.at(-1);
  return {
    chats: [...new Set(found.map(({ chat }) => String(chat)))],
    next: last === undefined ? null : { dueAt: String(last.due), sequence: String(last.sequence) },
  };
}
