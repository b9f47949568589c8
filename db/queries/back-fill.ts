import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { isDatabaseAway } from "../errors.ts";
import { rows } from "../results.ts";
import { chatIdentities } from "../schema/chat.ts";
import { SCHEDULE_KINDS } from "../schema/delivery.ts";
import { planSchedules } from "./schedules.ts";

/** Lower than any person's id. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

type BackFill = {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly onFailure: (userId: string, error: unknown) => void;
};

/**
 * Plans for people the kinds of schedule that came with a newer release than they did, each in a transaction of their
 * own. Who has no schedule at all has not begun and is left out.
 *
 * Somebody whose zone or time makes no sense, as after an edit by hand, is passed over, so that nobody waits for them.
 *
 * @param after the last person of the call before
 * @param limit most people of one call
 * @param onFailure is told who was passed over, and why
 * @returns the last person of this call; null when nobody is left
 */
export async function planNewKinds(
  db: Database,
  now: Date,
  { after = NOBODY, limit, onFailure }: BackFill,
): Promise<string | null> {
  const kinds = sql.join(
    SCHEDULE_KINDS.map((kind) => sql`${kind}`),
    sql`, `,
  );
  const found = rows(
    await db.execute(sql`
      select user_id::text as user_id from schedules
      where kind in (${kinds}) and user_id > ${after}::uuid
      group by user_id having count(*) < ${SCHEDULE_KINDS.length} order by user_id limit ${limit}`),
  );
  const people = found.map((row) => String(row.user_id));
  for (const userId of people) {
    try {
      await planPerson(db, userId, now);
    } catch (error) {
      // That is nobody's row: the same people are tried again when it is back.
      if (isDatabaseAway(error)) throw error;
      onFailure(userId, error);
    }
  }
  return people.length < limit ? null : (people.at(-1) ?? null);
}

function planPerson(db: Database, userId: string, now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    // Locked like `lockUnasked` does: before anything else of the person.
    const chats = await tx
      .select({ unreachableSince: chatIdentities.unreachableSince })
      .from(chatIdentities)
      .where(eq(chatIdentities.userId, userId))
      .orderBy(asc(chatIdentities.createdAt), asc(chatIdentities.id))
      .for("update");
    await planSchedules(tx, userId, now, !chats.some(({ unreachableSince }) => unreachableSince === null));
  });
}
