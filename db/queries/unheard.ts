import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import type { outbox } from "../schema/chat.ts";

/** What is noted where somebody is told or asked something once, and so counts only if they heard it. */
const TOLD_EVENTS = [
  "morning_said",
  "evening_said",
  "silent_device_told",
  "device_change_told",
  "retirement_said",
  "wish_asked",
  "hand_merge_offered",
  "worth_asked",
  "trials_asked",
  "goodbye_said",
] as const;

/**
 * Takes back what messages that never reached their person had told them, so that it is said when it is next worth saying: what
 * they were told once, the questions that are asked once, and the recommendations, which neither rest nor are judged by a day on
 * which nobody heard them.
 *
 * All that a turn notes bears the turn's instant, as its messages do. A turn of which another message went out, or may have, has
 * told what it told.
 *
 * @param given messages that have just been given up, by their keys
 */
export async function forgetUnheard(
  db: Database,
  given: readonly Pick<typeof outbox.$inferSelect, "id" | "userId">[],
): Promise<void> {
  if (given.length === 0) return;
  // A message's key is that of its turn and a number.
  const turnOf = (message: SQL) => sql`regexp_replace(${message}.dedupe_key, '/[0-9]+$', '')`;
  const unheard = rows(
    await db.execute(sql`
      select distinct gone.user_id::text as owner, gone.created_at::text as made_at
      from outbox gone
        join unnest(
          ${pgArray(given.map(({ userId }) => userId))}::text::uuid[], ${pgArray(given.map(({ id }) => id))}::text::uuid[]
        ) as given (owner, given_id) on gone.user_id = owner and gone.id = given_id
      where gone.status = 'failed' and not exists (
        select from outbox beside
        where beside.user_id = gone.user_id and beside.created_at = gone.created_at and beside.status <> 'failed'
          and ${turnOf(sql`beside`)} = ${turnOf(sql`gone`)})`),
  );
  if (unheard.length === 0) return;
  const made = sql`unnest(
    ${pgArray(unheard.map(({ owner }) => String(owner)))}::text::uuid[],
    ${pgArray(unheard.map((row) => String(row.made_at)))}::text::timestamptz[]
  ) as unheard (owner, made_at)`;
  for (const statement of takenBack(made)) await db.execute(statement);
}

/** One statement for each thing that can have been told. @param made whose turns they were, and when */
function takenBack(made: SQL): readonly SQL[] {
  return [
    sql`update correlation_insights
      set said_at = nullif(said_at, made_at), withdrawn_at = nullif(withdrawn_at, made_at)
      from ${made} where user_id = owner and (said_at = made_at or withdrawn_at = made_at)`,
    sql`update parked_wishes set asked_at = null
      from ${made} where user_id = owner and asked_at = made_at and outcome is null`,
    sql`update connections set trouble_told_at = null from ${made} where user_id = owner and trouble_told_at = made_at`,
    // What was said of a night before holds again; one that was not said before is not to be put right.
    sql`update quoted_nights set minutes = minutes_before, minutes_before = null
      from ${made} where user_id = owner and said_at = made_at`,
    sql`delete from quoted_nights using ${made} where user_id = owner and said_at = made_at and minutes is null`,
    // The plan that it offered has not fired; then the message itself, unless an earlier one of the day showed the same.
    sql`update plans set last_fired_on = null from ${made}, recommendations said
      where plans.user_id = owner and said.user_id = owner and ${isUnseen}
        and said.subject = plans.id::text and said.local_date = plans.last_fired_on`,
    sql`delete from recommendations said using ${made} where said.user_id = owner and ${isUnseen}`,
    // Said again under the same key, it is no second time.
    sql`update outbox set dedupe_key = dedupe_key || '/' || id::text
      from ${made} where user_id = owner and created_at = made_at and status = 'failed'`,
    sql`delete from event_log using ${made} where user_id = owner and "timestamp" = made_at
      and event_type = any(${pgArray(TOLD_EVENTS)}::text::text[])`,
  ];
}

const isUnseen = sql`said."timestamp" = made_at and not said.is_withheld and said.user_feedback is null
  and not exists (
    select from event_log shown
    where shown.user_id = said.user_id and shown.event_type = 'recommendation_shown'
      and shown.metadata ->> 'recommendationId' = said.id::text)`;
