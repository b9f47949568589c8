import { and, inArray, ne, sql } from "drizzle-orm";
import { dateOfDayNumber, dayNumber, type LocalDate } from "../../coaching/model/local-date.ts";
import { isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import type { Reading, TransactionRow } from "../../coaching/model/rows.ts";
import type { DayEntry } from "../../coaching/model/series.ts";
import { HAND_PROVIDER } from "../../coaching/money/hand-account.ts";
import type { ScoreRows } from "../../coaching/scores/score-rows.ts";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { accounts, connections } from "../schema/money.ts";
import { connectionColumns, isConnectionOf, stillCounting } from "./account-trouble.ts";
import { loadSourceOrders } from "./source-order.ts";

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
    readonly provider: string;
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
  // Sent together, so that the server goes on with the next one while this process reads the answer to the one before.
  const [readings, orders, moodEntries, transactions, accountRows] = await Promise.all([
    loadReadings(db, people),
    loadSourceOrders(
      db,
      wanted.map(({ userId }) => userId),
    ),
    loadEntries(db, people),
    loadTransactions(db, people),
    loadAccounts(db, wanted),
  ]);
  return new Map(
    wanted.map(({ userId, timezone, currency }) => [
      userId,
      {
        zone: timezone,
        currency,
        readings: readings.get(userId) ?? [],
        sourceOrder: orders.get(userId) ?? {},
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
        select array_agg(source)::text as sources, ${DAYS}, array_agg(sleep_score)::text as sleep_score,
          array_agg(sleep_duration_minutes)::text as sleep_minutes,
          array_agg(resting_heart_rate)::text as heart_rate, array_agg(hrv)::text as hrv,
          array_agg(hrv_kind)::text as hrv_kind,
          array_agg(steps)::text as steps, array_agg(stress_level)::text as stress
        from biometric_readings
        where user_id = person.user_id and local_date between person.first and person.last
      ) as found
      where found.days is not null`),
  );
  const byUser = new Map<string, Reading[]>();
  for (const row of found) {
    const sources = texts(row.sources);
    const sleepScore = numbers(row.sleep_score);
    const sleepMinutes = numbers(row.sleep_minutes);
    const heartRate = numbers(row.heart_rate);
    const hrv = numbers(row.hrv);
    const hrvKind = texts(row.hrv_kind);
    const steps = numbers(row.steps);
    const stress = numbers(row.stress);
    const readings = dates(row.days).map((date, at) => ({
      source: sources[at] ?? "",
      date,
      sleepScore: sleepScore[at] ?? null,
      sleepMinutes: sleepMinutes[at] ?? null,
      restingHeartRateBpm: heartRate[at] ?? null,
      hrvMs: hrv[at] ?? null,
      hrvKind: kindOfHrv(hrvKind[at]),
      steps: steps[at] ?? null,
      activityKcal: null,
      stressLevel: stress[at] ?? null,
    }));
    byUser.set(String(row.user_id), readings);
  }
  return byUser;
}

async function loadEntries(db: Database, people: People): Promise<Map<string, DayEntry[]>> {
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id, found.* from ${people}
      cross join lateral (
        select ${DAYS}, array_agg(mood_score)::text as moods,
          array_agg(energy_level_self_reported)::text as energies, jsonb_agg(context_tags)::text as tags
        from mood_entries
        where user_id = person.user_id and local_date between person.first and person.last
      ) as found
      where found.days is not null`),
  );
  const byUser = new Map<string, DayEntry[]>();
  for (const row of found) {
    const moods = numbers(row.moods);
    const energies = numbers(row.energies);
    const tags = tagLists(row.tags);
    const entries = dates(row.days).map((date, at) => ({
      date,
      mood: moods[at] ?? null,
      energySelf: energies[at] ?? null,
      contextTags: tags[at] ?? [],
    }));
    byUser.set(String(row.user_id), entries);
  }
  return byUser;
}

/** In the order of their ids, in whose place their numbers in that order stand: all that ids are for here. */
async function loadTransactions(db: Database, people: People): Promise<Map<string, TransactionRow[]>> {
  const found = rows(
    await db.execute(sql`
      select person.user_id::text as user_id, person.currency, found.* from ${people}
      cross join lateral (
        select ${DAYS}, array_agg((date_part('epoch', "timestamp") * 1e6)::int8)::text as micros,
          array_agg(merchant_name)::text as merchants, array_agg(category)::text as categories,
          array_agg(subcategory)::text as subcategories, array_agg(amount)::text as amounts,
          array_agg(time_known::int + 2 * coalesce(is_discretionary::int + 1, 0)
            + 8 * coalesce(is_recurring::int + 1, 0)
            + 32 * coalesce(round(discretionary_probability * 1000)::int + 1, 0)
            + 32768 * coalesce(round(impulse_probability * 1000)::int + 1, 0)
            + 33554432 * is_by_hand::int)::text as flags
        from (
          select transactions.*, account_id in (
            select id from accounts where accounts.user_id = person.user_id and provider = ${HAND_PROVIDER}
          ) as is_by_hand
          from transactions
          where user_id = person.user_id and local_date between person.first and person.last
            and currency = person.currency
          order by id
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
    const flags = numbers(row.flags);
    const transactions = dates(row.days).map((date, at) => {
      const flag = flags[at] ?? 0;
      return {
        id: String(at).padStart(9, "0"),
        accountId: "",
        at: new Date(Math.floor((micros[at] ?? 0) / 1000)),
        date,
        merchantName: merchants[at] ?? null,
        amountMinor: minorFromDecimal(amounts[at] ?? Number.NaN, currency),
        currency,
        category: categories[at] ?? null,
        subcategory: subcategories[at] ?? null,
        isDiscretionary: truth((flag >> 1) & 3),
        isRecurring: truth((flag >> 3) & 3),
        discretionaryProbability: thousandths((flag >> 5) & 1023),
        impulseProbability: thousandths((flag >> 15) & 1023),
        pending: false,
        timeKnown: (flag & 1) === 1,
        isByHand: ((flag >> 25) & 1) === 1,
      };
    });
    byUser.set(String(row.user_id), transactions);
  }
  return byUser;
}

async function loadAccounts(db: Database, wanted: readonly DaysWanted[]) {
  const { id, userId, provider, currency, syncedThrough } = accounts;
  const found = await db
    .select({ id, userId, provider, currency, syncedThrough, ...connectionColumns })
    .from(accounts)
    .leftJoin(connections, isConnectionOf)
    .where(
      and(
        inArray(
          userId,
          wanted.map((person) => person.userId),
        ),
        ne(accounts.provider, HAND_PROVIDER),
      ),
    );
  const byPerson = Map.groupBy(found, (account) => account.userId);
  return new Map([...byPerson].map(([person, rows]) => [person, stillCounting(rows)]));
}

/** The text of an array of numbers, as `{1,NULL,2.5}`. */
export function numbers(text: unknown): readonly (number | null)[] {
  const list: unknown = JSON.parse(`[${String(text).slice(1, -1).replaceAll("NULL", "null")}]`);
  return list as readonly (number | null)[];
}

/** The text of a list of lists of tags. */
function tagLists(text: unknown): readonly (readonly string[])[] {
  const lists: unknown = JSON.parse(String(text));
  return lists as readonly (readonly string[])[];
}

const QUOTED_OR_NOT = /"((?:[^"\\]|\\.)*)"|([^,]+)/gsu;

/** The text of an array of texts, as `{RENT,"Joe's \"Bar\"",NULL}`. */
function texts(array: unknown): readonly (string | null)[] {
  const list = String(array).slice(1, -1);
  if (!list.includes('"')) return list.split(",").map((text) => (text === "NULL" ? null : text));
  return Array.from(list.matchAll(QUOTED_OR_NOT), ([text, quoted]) => {
    if (quoted !== undefined) return quoted.includes("\\") ? quoted.replace(/\\(.)/gsu, "$1") : quoted;
    return text === "NULL" ? null : text;
  });
}

/** Days sent as numbers. */
function dates(array: unknown): readonly LocalDate[] {
  return numbers(array).map((day) => dateOfDayNumber(day ?? 0));
}

/** 0 for unknown, 1 for no, 2 for yes. */
function truth(bits: number): boolean | null {
  return bits === 0 ? null : bits === 2;
}

/** 0 for unknown, else one more than a probability's thousandths, which is all that is kept of one. */
function thousandths(bits: number): number | null {
  return bits === 0 ? null : (bits - 1) / 1000;
}

/** Days from the first to the last, both included. */
export function spanOfDays({ from, to }: Pick<DaysWanted, "from" | "to">): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

function kindOfHrv(text: string | null | undefined): "rmssd" | "sdnn" | null {
  return text === "rmssd" || text === "sdnn" ? text : null;
}
