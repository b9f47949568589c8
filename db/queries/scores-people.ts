import { eq, inArray, sql } from "drizzle-orm";
import { type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import { minorFromDecimal } from "../../coaching/model/money.ts";
import {
  defaultScoreContext,
  type LinkedAccounts,
  type ScoreContext,
} from "../../coaching/scores/context.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { userSettings, users } from "../schema/people.ts";

/** Whose days are scored, with what they have set. */
export type Scoree = {
  readonly userId: string;
  readonly timezone: string;
  readonly currency: string;
  readonly sleepNeedMinutes: number;
  readonly weeklyBudgetMinor: number | null;
};

/** A person as stored, the budget still in the database's words. */
type StoredScoree = Omit<Scoree, "weeklyBudgetMinor"> & { readonly weeklyBudget: string | null };

/** What people have set that their scores are made with; who was erased is left out. */
export async function loadScorees(
  db: Database,
  userIds: readonly string[],
): Promise<readonly StoredScoree[]> {
  return db
    .select({
      userId: users.id,
      timezone: users.timezone,
      currency: users.currency,
      sleepNeedMinutes: userSettings.sleepNeedMinutes,
      weeklyBudget: userSettings.weeklyBudget,
    })
    .from(users)
    .innerJoin(userSettings, eq(userSettings.userId, users.id))
    .where(inArray(users.id, [...userIds]));
}

/** @throws RangeError for a budget or a zone that makes no sense */
export function readScoree(
  { weeklyBudget, ...person }: StoredScoree,
  now: Date,
): Scoree & { today: LocalDate } {
  const { currency, timezone } = person;
  const weeklyBudgetMinor = weeklyBudget === null ? null : minorFromDecimal(weeklyBudget, currency);
  return { ...person, weeklyBudgetMinor, today: localDateOf(now, timezone) };
}

/** What is known of a person beside their rows, by the day that is scored. */
export function contextsOf(
  person: Scoree,
  accounts: readonly { readonly currency: string }[],
  atHand: ReadonlyMap<LocalDate, number>,
): (date: LocalDate) => ScoreContext {
  const settings = {
    ...defaultScoreContext(person.currency),
    needMinutes: person.sleepNeedMinutes,
    weeklyBudgetMinor: person.weeklyBudgetMinor,
    accounts: linkedAccounts(accounts, person.currency),
  };
  return (date) => ({ ...settings, liquidBalanceMinor: atHand.get(date) ?? null });
}

function linkedAccounts(
  accounts: readonly { readonly currency: string }[],
  currency: string,
): LinkedAccounts {
  if (accounts.length === 0) return "none";
  return accounts.some((account) => account.currency === currency) ? "own_currency" : "other_currency";
}

/**
 * Money at hand by person and day, as it was kept with the scores of days past; one in an earlier currency says nothing.
 */
export async function loadMoneyAtHand(
  db: Database,
  wanted: readonly {
    readonly userId: string;
    readonly currency: string;
    readonly from: LocalDate;
    readonly to: LocalDate;
  }[],
): Promise<ReadonlyMap<string, ReadonlyMap<LocalDate, number>>> {
  const column = (value: (person: (typeof wanted)[number]) => string) => pgArray(wanted.map(value));
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id, scored.date::text as date, scored.amount, person.currency
      from unnest(
        ${column(({ userId }) => userId)}::text::uuid[], ${column(({ currency }) => currency)}::text::text[],
        ${column(({ from }) => from)}::text::date[], ${column(({ to }) => to)}::text::date[]
      ) as person (user_id, currency, first, last)
      cross join lateral (
        select date, money_at_hand::text as amount from daily_balance_scores
        where user_id = person.user_id and date between person.first and person.last
          and money_at_hand_currency = person.currency
      ) as scored`),
  );
  const byUser = new Map<string, Map<LocalDate, number>>();
  for (const row of found) {
    const userId = String(row.user_id);
    const days = byUser.get(userId) ?? new Map<LocalDate, number>();
    days.set(String(row.date), minorFromDecimal(String(row.amount), String(row.currency)));
    byUser.set(userId, days);
  }
  return byUser;
}
