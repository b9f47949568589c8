import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../../../bot/conversation.ts";
import { counted, duration } from "../../../bot/format.ts";
import { findQuestion } from "../../../bot/questions/index.ts";
import { formatMoney } from "../../../coaching/model/money.ts";
import type { Frame, Period } from "../../../coaching/understanding/frame.ts";
import { storeSamplePerson } from "../../../db/queries/sample.ts";
import { rows } from "../../../db/results.ts";
import { testDatabase } from "../../support/database.ts";
import { contextOf, NOW, saidIn, seedPerson } from "./seed.ts";

const { db } = await testDatabase();

const PERIODS: readonly Period[] = [
  { from: "2026-11-16", to: "2026-11-22" },
  { from: "2026-11-22", to: "2026-11-22" },
  { from: "2026-10-01", to: "2026-10-31" },
  { from: "2026-09-01", to: "2026-11-23" },
];

const KINDS = [
  ["groceries", sql`category like 'FOOD_AND_DRINK_GROCERIES%'`, "payment"],
  ["takeout", sql`category in ('FOOD_AND_DRINK_RESTAURANT', 'FOOD_AND_DRINK_FAST_FOOD')`, "order"],
  [
    "utilities",
    sql`category like 'RENT_AND_UTILITIES_%' and category <> 'RENT_AND_UTILITIES_RENT'`,
    "payment",
  ],
  ["clothes", sql`category like 'GENERAL_MERCHANDISE_CLOTHING%'`, "purchase"],
] as const;

describe.each(["maya", "tom"] as const)("given the rows of the sample person %s", (name) => {
  let person: Person;
  beforeEach(async () => {
    const owner = await seedPerson(db);
    const { timezone, currency } = owner;
    const userId = await storeSamplePerson(db, { ownerId: owner.userId, name, timezone, currency, now: NOW });
    person = { ...owner, userId };
  });

  async function said(asked: Pick<Frame, "intent" | "slots">): Promise<string> {
    const frame = { ...asked, confidence: 1, tier: null } as Frame;
    return saidIn(await findQuestion(asked.intent).answer(db, frame, contextOf(person)));
  }

  /**
   * Payments and their sum after refunds, by SQL alone: no transfers, card payments or income; a refund counts
   * against the latest payment of its amount at its merchant in the 60 days before, else on its own day.
   *
   * @param category a condition on the category
   */
  async function spent({ from, to }: Period, category = sql`true`): Promise<{ net: number; count: number }> {
    const [row] = rows(
      await db.execute(sql`
        with own as (
          select id, local_date as day, upper(merchant_name) as merchant, amount,
            coalesce(subcategory, category) as category
          from transactions
          where user_id = ${person.userId} and currency = 'USD'
            and category not like 'TRANSFER%' and category not like 'INCOME%'
            and subcategory is distinct from 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT' and category not like 'LOAN_DISBURSEMENTS%'
        ),
        refunds as (
          select own.*, bought.day as bought_on, bought.category as bought_as
          from own left join lateral (
            select day, category from own as payment
            where payment.amount > 0 and payment.merchant = own.merchant
              and abs(payment.amount + own.amount) <= 0.01
              and payment.day between own.day - 60 and own.day
            order by payment.day desc limit 1
          ) as bought on true
          where own.amount < 0
        )
        select
          (select coalesce(sum(amount), 0) from own
            where amount > 0 and day between ${from}::date and ${to}::date and ${category})
          + (select coalesce(sum(amount), 0) from refunds
            where coalesce(bought_on, day) between ${from}::date and ${to}::date and ${category}) as net,
          (select count(*) from own
            where amount > 0 and day between ${from}::date and ${to}::date and ${category}) as count
      `),
    );
    return { net: Math.round(Number(row?.net) * 100), count: Number(row?.count) };
  }

  const usd = (minor: number) => formatMoney({ minor, currency: "USD" });

  test("then the totals said are what SQL makes of them", async () => {
    for (const period of PERIODS) {
      const { net, count } = await spent(period);
      expect(count).toBeGreaterThan(0);
      const text = await said({ intent: "ask_spending", slots: { period } });
      expect(text).toContain(`${usd(net)} in ${counted(count, "payment")},`);
    }
  });

  test("then the sums said by kind are what SQL makes of them", async () => {
    const period = { from: "2026-09-01", to: "2026-11-23" };
    for (const [category, condition, noun] of KINDS) {
      const { net, count } = await spent(period, condition);
      expect(count).toBeGreaterThan(0);
      const text = await said({ intent: "ask_spending", slots: { category, period } });
      expect(text).toContain(category);
      expect(text.replace(` on ${category}`, "")).toContain(`${usd(net)} in ${counted(count, noun)},`);
    }
  });

  test("then mean sleep and its nights are what SQL makes of them", async () => {
    for (const period of PERIODS.filter(({ from, to }) => from < to)) {
      const [row] = rows(
        await db.execute(sql`
          select count(*) as nights, avg(sleep_duration_minutes) as mean from biometric_readings
          where user_id = ${person.userId} and sleep_duration_minutes is not null
            and local_date between ${period.from}::date and ${period.to}::date
        `),
      );
      const text = await said({ intent: "ask_sleep_or_body", slots: { period } });
      expect(text).toContain(`${duration(Number(row?.mean))} a night on average`);
      expect(text).toContain(`; ${row?.nights} of `);
    }
  });

  test("then mean mood and its days are what SQL makes of them", async () => {
    for (const period of PERIODS.filter(({ from, to }) => from < to)) {
      const [row] = rows(
        await db.execute(sql`
          select count(*) as days, avg(score) as mean from (
            select round((avg(mood_score) + 5) * 10) as score from mood_entries
            where user_id = ${person.userId} and mood_score is not null
              and local_date between ${period.from}::date and ${period.to}::date
            group by local_date
          ) as days
        `),
      );
      const text = await said({ intent: "ask_score", slots: { measure: "mood", period } });
      expect(text).toContain(`Mood ${Math.round(Number(row?.mean))} of 100 on average`);
      expect(text).toContain(`; ${row?.days} of `);
    }
  });
});
