import type { Sql } from "postgres";

/** The last day that is known of the population; the night that scores it is the one after. */
export const LAST_DAY = "2026-11-22";

/**
 * Fills an empty database with people and the last days of each, 90 where nothing else is said: a reading a day, a check-in on most,
 * and some 100 payments in 90 days.
 *
 * Numbers are drawn in the database, which takes a tenth of the time of sending them; plausible, not like anybody.
 */
export async function seedPopulation(client: Sql, people: number, days = 90): Promise<void> {
  const before = days - 1;
  const payments = Math.round((97 * days) / 90);
  await client.begin(async (sql) => {
    await sql`select setseed(0.5)`;
    // Foreign keys are not looked up: the rows below fit.
    await sql`set local session_replication_role = replica`;
    await sql`
      create temporary table person on commit drop as
      select number, overlay(overlay(md5('person ' || number) placing '4' from 13) placing '8' from 17)::uuid as id, 380 + random() * 100 as sleep, 35 + random() * 40 as hrv,
        52 + random() * 16 as pulse, 5000 + random() * 6000 as steps, 30 + random() * 25 as stress
      from generate_series(1, ${people}::int) as number order by 2`;
    await sql`
      create temporary table day on commit drop as
      select date::date from generate_series(${LAST_DAY}::date - ${before}::int, ${LAST_DAY}::date, '1 day') as date`;
    await sql`
      insert into users (id, timezone, currency)
      select id, (array['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland'])[1 + number % 4],
        (array['USD', 'EUR', 'INR', 'NZD'])[1 + number % 4]
      from person`;
    await sql`
      insert into user_settings (user_id, sleep_need_minutes, weekly_budget)
      select id, 420 + 15 * (number % 8), case when number % 3 = 0 then 150 end from person`;
    await sql`
      insert into accounts (
        user_id, id, provider, external_account_id, account_name, account_type, currency, balance, synced_through
      )
      select person.id, md5('account ' || number || kind)::uuid, 'bench', kind, kind, kind, users.currency,
        round((random() * 4000)::numeric, 2), ${LAST_DAY}::date - 1
      from person join users using (id), unnest(array['checking', 'credit_card']) as kind`;
    await sql`
      insert into biometric_readings (
        user_id, source, "timestamp", local_date, sleep_score, sleep_duration_minutes, resting_heart_rate, hrv, steps,
        activity_calories, stress_level
      )
      select id, 'watch', date + time '07:00', date, 60 + random() * 35,
        greatest(120, least(900, sleep + (random() + random() - 1) * 120)),
        round((pulse + random() * 8)::numeric, 1)::float8, round((hrv * exp(random() * 0.6 - 0.3))::numeric, 1)::float8,
        steps * (0.5 + random()), 300 + random() * 500, least(100, stress + random() * 30)
      from person cross join day where random() < 0.97 order by id, date`;
    await sql`
      insert into mood_entries (user_id, "timestamp", local_date, mood_score, energy_level_self_reported)
      select id, date + time '12:00', date, floor(random() * 11) - 5, floor(random() * 101)
      from person cross join day where random() < 0.7 order by id, date`;
    await sql`
      insert into transactions (
        user_id, account_id, external_id, "timestamp", local_date, time_known, merchant_name, amount, currency, category
      )
      select id, md5('account ' || number || case when place % 2 = 0 then 'checking' else 'credit_card' end)::uuid,
        place::text, date + make_interval(mins => (480 + random() * 840)::int), date, place % 3 > 0,
        'Merchant ' || floor(random() * random() * 60), amount, currency,
        (array['FOOD_AND_DRINK_GROCERIES', 'FOOD_AND_DRINK_RESTAURANT', 'ENTERTAINMENT_MUSIC_AND_AUDIO',
          'GENERAL_MERCHANDISE_ONLINE_MARKETPLACES', 'TRANSPORTATION_PUBLIC_TRANSIT', 'RENT_AND_UTILITIES_RENT',
          'GENERAL_MERCHANDISE_SUPERSTORES', 'PERSONAL_CARE'])[1 + floor(random() * 8)::int]
      from (
        select person.id, number, currency, place, ${LAST_DAY}::date - (random() * ${before}::int)::int as date,
          round((4 + exp(random() * 4))::numeric, 2) as amount
        from person join users using (id) cross join generate_series(1, ${payments}::int) as place
      ) as payment order by id, date`;
    await sql`
      insert into transactions (user_id, account_id, external_id, "timestamp", local_date, amount, currency, category)
      select person.id, md5('account ' || number || 'checking')::uuid, 'pay ' || paid, (${LAST_DAY}::date - paid), ${LAST_DAY}::date - paid,
        -2400, currency, 'INCOME_WAGES'
      from person join users using (id) cross join generate_series(8, ${before}::int, 30) as paid`;
  });
  await client`analyze`;
}
