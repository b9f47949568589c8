import { eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { rows } from "../results.ts";
import { users } from "../schema/people.ts";
import { isMeasured } from "./body.ts";

const DAY_MS = 86_400_000;

/**
 * Forgets what banks and wearables answered, as it came, so many days after it was stored; what was read out of it stays.
 * One transaction a person, with the row locked that understanding locks, so that none of its rows changes under it.
 *
 * @returns how many rows held one
 */
export async function dropRawPayloads(db: Database, days: number, now: Date): Promise<number> {
  const before = sql`${new Date(now.getTime() - days * DAY_MS).toISOString()}::timestamptz`;
  const found = await db.execute(sql`
    select user_id::text as "userId" from transactions where raw_payload is not null and created_at < ${before}
    union
    select user_id::text from biometric_readings where raw_payload is not null and updated_at < ${before}`);
  let dropped = 0;
  for (const { userId } of rows(found)) {
    const id = String(userId);
    dropped += await db.transaction(async (tx) => {
      await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for("no key update");
      const cleared = rows(
        await tx.execute(sql`
          with paid as (
            update transactions set raw_payload = null
            where user_id = ${id}::uuid and raw_payload is not null and created_at < ${before}
            returning 1
          ), read as (
            update biometric_readings set raw_payload = null
            where user_id = ${id}::uuid and raw_payload is not null and updated_at < ${before}
              and ${isMeasured}
            returning 1
          ), unread as (
            delete from biometric_readings
            where user_id = ${id}::uuid and raw_payload is not null and updated_at < ${before}
              and not ${isMeasured}
            returning 1
          )
          select ((select count(*) from paid) + (select count(*) from read)
            + (select count(*) from unread))::int as count`),
      );
      return Number(cleared[0]?.count ?? 0);
    });
  }
  return dropped;
}
