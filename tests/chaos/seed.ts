import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";

/** The morning that is played, from just before 07:31 on: people were asked at 07:30 and are told a minute later. */
export const MORNING = { date: "2026-11-24", from: new Date("2026-11-24T07:30:58Z") } as const;

/** The messages that fall due this morning. */
export const DUE_KINDS = ["checkin_reminder", "morning_nudge"] as const;

/**
 * People with nights and check-ins behind them, each with three schedules that fall due this morning: the check-in,
 * the morning message, and the night's scoring, which nobody has made yet. The summaries are due on later days.
 */
export async function seedMorning(db: Database, people: number): Promise<void> {
  await db.execute(sql`
    insert into users (id, timezone, created_at)
    select gen_random_uuid(), 'Europe/London', '2026-08-01' from generate_series(1, ${people}::int)`);
  await db.execute(
    sql`insert into user_settings (user_id, mood_reminder_time) select id, '07:30' from users`,
  );
  await db.execute(sql`insert into conversations (user_id, revision) select id, 1 from users`);
  await db.execute(sql`
    insert into chat_identities (user_id, platform, platform_user_id, chat_id)
    select id, 'telegram', id::text, 'chat-' || id from users`);
  await db.execute(sql`
    insert into inbox (user_id, platform, event_id, received_at)
    select id, 'telegram', 'seed', '2026-11-23T08:00:00Z' from users`);
  await db.execute(sql`
    insert into biometric_readings
      (user_id, source, "timestamp", local_date, sleep_duration_minutes, resting_heart_rate, steps)
    select u.id, 'oura', d + time '06:30', d::date, 400 + (random() * 60)::int, 55 + (random() * 6)::int, 7000
    from users u, generate_series(date '2026-10-20', date '2026-11-24', interval '1 day') d`);
  await db.execute(sql`
    insert into mood_entries (user_id, "timestamp", local_date, mood_score, energy_level_self_reported)
    select u.id, d + time '07:40', d::date, 1, 60
    from users u, generate_series(date '2026-11-10', date '2026-11-23', interval '1 day') d`);
  const planned = [
    [DUE_KINDS[0], 450, "2026-11-24T07:30:00Z"],
    [DUE_KINDS[1], 451, "2026-11-24T07:31:00Z"],
    ["daily_scoring", 15, "2026-11-24T00:15:00Z"],
    ["weekly_summary", 480, "2026-11-30T08:00:00Z"],
    ["monthly_summary", 495, "2026-12-01T08:15:00Z"],
  ] as const;
  for (const [kind, minute, at] of planned) {
    await db.execute(sql`
      insert into schedules (user_id, kind, local_minute, timezone, next_local_date, next_run_at)
      select id, ${kind}, ${minute}::int, 'Europe/London', ${at.slice(0, 10)}::date, ${at}::timestamptz from users`);
  }
  await db.execute(sql`analyze`);
}
