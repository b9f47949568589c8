import { inArray, sql } from "drizzle-orm";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../../coaching/model/local-date.ts";
import { isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import type { Reading, TransactionRow } from "../../coaching/model/rows.ts";
import type { DayEntry } from "../../coaching/model/series.ts";
import type { ScoreRows } from "../../coaching/scores/score-rows.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { accounts } from "../schema/money.ts";

/** Whose rows are read, and of which days. */
export type DaysWanted = {
  readonly userId: string;
  readonly timezone: string;
  readonly currency: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
};

/** What one person's days are made from, as far as scores look at it. */
export type PersonRows = Omit<ScoreRows, "accounts"> & {
  readonly accounts: readonly {
    readonly id: string;
    readonly currency: string;
    readonly syncedThrough: LocalDate | null;
  }[];
};

/**
 * The rows of many people's days with a statement per table: what `loadDays` reads for one person, but for what no score
 * looks at (notes, tags, ids of rows, calories).
 *
 * Each person's values come as one array a column, which costs half of what rows cost.
 *
 * @returns by `userId`, one for each of `wanted`
 */
export async function loadManyRows(
  db: Database,
  wanted: readonly DaysWanted[],
): Promise<ReadonlyMap<string, PersonRows>> {
  const people = peopleOf(wanted);
  const readings = await loadReadings(db, people);
  const moodEntries = await loadEntries(db, people);
  const transactions = await loadTransactions(db, people);
  const accountRows = await loadAccounts(db, wanted);
  return new Map(
    wanted.map(({ userId, timezone, currency }) => [
      userId,
      {
        zone: timezone,
        currency,
        readings: readings.get(userId) ?? [],
        moodEntries: moodEntries.get(userId) ?? [],
        transactions: transactions.get(userId) ?? [],
        accounts: accountRows.get(userId) ?? [],
      },
    ]),
  );
}

/** The people as a table `person`, one row each. */
function peopleOf(wanted: readonly DaysWanted[]) {
  const column = (value: (person: DaysWanted) => string) => pgArray(wanted.map(value));
  return sql`unnest(
      ${column(({ userId }) => userId)}::text::uuid[], ${column(({ currency }) => currency)}::text::text[],
      ${column(({ from }) => from)}::text::date[], ${column(({ to }) => to)}::text::date[]
    ) as person (user_id, currency, first, last)`;
}

type People = ReturnType<typeof peopleOf>;

/** Days go as numbers, which are a third of their text. */
const DAYS = sql`array_agg(local_date - date '1970-01-01')::text as days`;

async function loadReadings(db: Database, people: People): Promise<Map<string, Reading[]>> {
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id, found.* from ${people}
      cross join lateral (
        select source, ${DAYS}, array_agg(sleep_score)::text as sleep_score,
          array_agg(sleep_duration_minutes)::text as sleep_minutes,
          array_agg(resting_heart_rate)::text as heart_rate, array_agg(hrv)::text as hrv,
          array_agg(steps)::text as steps, array_agg(stress_level)::text as stress
        from biometric_readings
        where user_id = person.user_id and local_date between person.first and person.last
        group by source
      ) as found`),
  );
  const byUser = new Map<string, Reading[]>();
  for (const row of found) {
    const source = String(row.source);
    const sleepScore = numbers(row.sleep_score);
    const sleepMinutes = numbers(row.sleep_minutes);
    const heartRate = numbers(row.heart_rate);
    const hrv = numbers(row.hrv);
    const steps = numbers(row.steps);
    const stress = numbers(row.stress);
    const readings = listOf(byUser, String(row.user_id));
    dates(row.days).forEach((date, at) => {
      readings.push({
        source,
        date,
        sleepScore: sleepScore[at] ?? null,
        sleepMinutes: sleepMinutes[at] ?? null,
        restingHeartRateBpm: heartRate[at] ?? null,
        hrvMs: hrv[at] ?? null,
        steps: steps[at] ?? null,
        activityKcal: null,
        stressLevel: stress[at] ?? null,
      });
    });
  }
  return byUser;
}

async function loadEntries(db: Database, people: People): Promise<Map<string, DayEntry[]>> {
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id, found.* from ${people}
      cross join lateral (
        select ${DAYS}, array_agg(mood_score)::text as moods,
          array_agg(energy_level_self_reported)::text as energies
        from mood_entries
        where user_id = person.user_id and local_date between person.first and person.last
      ) as found
      where found.days is not null`),
  );
  const byUser = new Map<string, DayEntry[]>();
  for (const row of found) {
    const moods = numbers(row.moods);
    const energies = numbers(row.energies);
    const entries = dates(row.days).map((date, at) => ({
      date,
      mood: moods[at] ?? null,
      energySelf: energies[at] ?? null,
      contextTags: [],
    }));
    byUser.set(String(row.user_id), entries);
  }
  return byUser;
}

/** In the order of `loadTransactions`, whose ids only serve to keep that order. */
async function loadTransactions(db: Database, people: People): Promise<Map<string, TransactionRow[]>> {
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id, person.currency, found.* from ${people}
      cross join lateral (
        select ${DAYS}, array_agg((date_part('epoch', "timestamp") * 1e6)::int8)::text as micros,
          json_agg(merchant_name)::text as merchants, json_agg(category)::text as categories,
          json_agg(subcategory)::text as subcategories, array_agg(amount)::text as amounts,
          array_agg(is_discretionary::int)::text as wishes, array_agg(is_recurring::int)::text as recurring,
          array_agg(time_known::int)::text as times_known
        from (
          select * from transactions
          where user_id = person.user_id and local_date between person.first and person.last
            and currency = person.currency
          order by local_date, date_trunc('milliseconds', "timestamp"), id
        ) as transactions
      ) as found
      where found.days is not null`),
  );
  const byUser = new Map<string, TransactionRow[]>();
  for (const row of found) {
    const currency = String(row.currency);
    if (!isCurrency(currency)) continue;
    const micros = numbers(row.micros);
    const merchants = texts(row.merchants);
    const categories = texts(row.categories);
    const subcategories = texts(row.subcategories);
    const amounts = numbers(row.amounts);
    const wishes = numbers(row.wishes);
    const recurring = numbers(row.recurring);
    const timesKnown = numbers(row.times_known);
    const transactions = dates(row.days).map((date, at) => ({
      id: String(at).padStart(9, "0"),
      accountId: "",
      at: new Date(Math.floor((micros[at] ?? 0) / 1000)),
      date,
      merchantName: merchants[at] ?? null,
      amountMinor: minorFromDecimal(amounts[at] ?? Number.NaN, currency),
      currency,
      category: categories[at] ?? null,
      subcategory: subcategories[at] ?? null,
      isDiscretionary: truth(wishes[at]),
      isRecurring: truth(recurring[at]),
      pending: false,
      timeKnown: timesKnown[at] === 1,
    }));
    byUser.set(String(row.user_id), transactions);
  }
  return byUser;
}

async function loadAccounts(db: Database, wanted: readonly DaysWanted[]) {
  const { id, userId, currency, syncedThrough } = accounts;
  const found = await db
    .select({ id, userId, currency, syncedThrough })
    .from(accounts)
    .where(
      inArray(
        userId,
        wanted.map((person) => person.userId),
      ),
    );
  return Map.groupBy(found, (account) => account.userId);
}

/** The text of an array of numbers, as `{1,NULL,2.5}`. */
function numbers(text: unknown): readonly (number | null)[] {
  const list: unknown = JSON.parse(`[${String(text).slice(1, -1).replaceAll("NULL", "null")}]`);
  return list as readonly (number | null)[];
}

/** The text of a JSON list of texts. */
function texts(json: unknown): readonly (string | null)[] {
  const list: unknown = JSON.parse(String(json));
  return list as readonly (string | null)[];
}

const dateTexts = new Map<number, LocalDate>();

/** Days as numbers made texts, each of them once: people share them. */
function dates(text: unknown): readonly LocalDate[] {
  if (dateTexts.size > 20_000) dateTexts.clear();
  return numbers(text).map((day) => {
    const number = day ?? 0;
    const known = dateTexts.get(number);
    if (known !== undefined) return known;
    const date = dateOfDayNumber(number);
    dateTexts.set(number, date);
    return date;
  });
}

function truth(bit: number | null | undefined): boolean | null {
  return bit === null || bit === undefined ? null : bit === 1;
}

function listOf<Item>(byUser: Map<string, Item[]>, userId: string): Item[] {
  const list = byUser.get(userId) ?? [];
  byUser.set(userId, list);
  return list;
}

/** Days from the first to the last, both included. */
export function spanOfDays({ from, to }: Pick<DaysWanted, "from" | "to">): number {
  return dayNumber(to) - dayNumber(from) + 1;
}
