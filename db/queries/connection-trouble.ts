import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { connections } from "../schema/money.ts";
import type { ConnectionRow } from "./connections.ts";

/** What a service says to the person while it hands nothing over, as where a membership there has ended. */
const isRefused = sql`${connections.status} = 'error' and ${connections.lastErrorCode} = 'refused'
  and ${connections.lastErrorMessage} is not null`;

/** Connections that need their person, who has not been told since they last worked. */
const isUntold = sql`${connections.troubleToldAt} is null and (${connections.status} = 'needs_login'
  or (${connections.status} = 'revoked' and ${connections.lastErrorCode} is not null) or (${isRefused}))`;

/** Another one has taken its place: the same wearable or bank, linked anew. */
const isReplaced = sql`exists (
  select from connections newer
  where newer.user_id = ${connections.userId} and newer.provider = ${connections.provider}
    and newer.status <> 'revoked' and newer.created_at > ${connections.createdAt}
    and (newer.kind = 'wearable' or newer.display_name is not distinct from ${connections.displayName}))`;

/**
 * What a person is to be told about their connections: that one wants a new sign-in, hands nothing over for a reason that is
 * theirs to know, or was ended by its provider, never by themselves.
 *
 * @param before trouble that came up later may still turn out to be none
 */
export async function listUntoldTrouble(
  db: Database,
  userId: string,
  before: Date,
): Promise<readonly ConnectionRow[]> {
  return db
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.userId, userId),
        isUntold,
        lte(connections.updatedAt, before),
        sql`not ${isReplaced}`,
      ),
    )
    .orderBy(asc(connections.createdAt), asc(connections.id));
}

export async function markTroubleTold(
  db: Database,
  userId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await db
    .update(connections)
    .set({ troubleToldAt: now })
    .where(and(eq(connections.userId, userId), inArray(connections.id, [...ids])));
}

/** Somebody who is to be told, and what decides whether it is now. */
export type TroubledPerson = {
  readonly userId: string;
  readonly timezone: string;
  /** As stored; `readPreferences` makes sense of it. */
  readonly preferences: unknown;
  readonly restsUntil: Date | null;
};

/**
 * Some of the people who have connections that need them, in order of their ids, but for those who cannot be reached, look
 * around as a sample person everywhere or were said goodbye to since they were last heard.
 *
 * @param page.after the last person of the part before
 * @param page.goodbyeEvent by which the goodbye is noted in the event log
 * @returns the last one looked at; null at the end
 */
export async function findTroubledPeople(
  db: Database,
  page: {
    readonly after: string | null;
    readonly limit: number;
    readonly before: Date;
    readonly goodbyeEvent: string;
  },
): Promise<{ readonly people: readonly TroubledPerson[]; readonly upTo: string | null }> {
  const { after, limit, before, goodbyeEvent } = page;
  const found = rows(
    await db.execute(sql`
      select users.id::text as user_id, users.timezone, notification_preferences::text as preferences,
        crisis_until::text as rests_until,
        exists (
          select from chat_identities
          where chat_identities.user_id = users.id and unreachable_since is null and sample_user_id is null
        ) and not exists (
          select from event_log
          where event_log.user_id = users.id and event_type = ${goodbyeEvent}
            and event_log.timestamp > coalesce(
              (select max(received_at) from inbox where inbox.user_id = users.id), users.created_at)
        ) as is_spoken_to
      from (
        select distinct user_id from connections
        where ${isUntold} and updated_at <= ${before.toISOString()}::timestamptz
          and user_id > ${after ?? NOBODY}::uuid
        order by user_id limit ${limit}
      ) as troubled
      join users on users.id = troubled.user_id
      join user_settings on user_settings.user_id = users.id
      join conversations on conversations.user_id = users.id
      order by users.id`),
  );
  const people = found.flatMap((row) =>
    row.is_spoken_to === true
      ? [
          {
            userId: String(row.user_id),
            timezone: String(row.timezone),
            preferences: JSON.parse(String(row.preferences)) as unknown,
            restsUntil: typeof row.rests_until === "string" ? new Date(row.rests_until) : null,
          },
        ]
      : [],
  );
  return { people, upTo: found.length < limit ? null : String(found.at(-1)?.user_id) };
}

/** Before every person. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
