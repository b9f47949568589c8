import { eq, sql } from "drizzle-orm";
import { type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import { UNDERSTOOD_BY, type Understood, understandMoney } from "../../coaching/money/understand.ts";
import type { Database } from "../client.ts";
import { rows as rowsOf } from "../results.ts";
import { users } from "../schema/people.ts";
import { markDirty } from "./dirty-days.ts";
import { loadMoneyInputs, type StoredMovement } from "./understand-load.ts";

/** Rows that one statement writes. */
const BATCH = 2000;

/**
 * Understands everything of one person's money anew and writes what came out different, in one transaction; the days of what
 * changed are scored again.
 *
 * Two at once do it one after the other, so that the later one has the last word. A row that somebody changed meanwhile is
 * left as they made it: whoever changes something queues an understanding of their own.
 *
 * @returns how many rows were written
 */
export async function understandPerson(db: Database, userId: string, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const [person] = await tx
      .select({ zone: users.timezone })
      .from(users)
      .where(eq(users.id, userId))
      .for("no key update");
    if (person === undefined) return 0;
    const inputs = await loadMoneyInputs(tx, userId);
    const understood = understandMoney(inputs.rows, inputs.said, {
      asOf: localDateOf(now, person.zone),
      zone: person.zone,
      accountTypes: inputs.accountTypes,
    });
    const changes = changesOf(inputs.rows, understood);
    const written: (LocalDate | null)[] = [];
    for (let from = 0; from < changes.length; from += BATCH) {
      written.push(...(await writeChanges(tx, userId, changes.slice(from, from + BATCH), now)));
    }
    await markDirty(
      tx,
      userId,
      written.filter((date) => date !== null),
      now,
    );
    return written.length;
  });
}

/** A row as it is written. */
type Change = Understood & {
  readonly version: string;
  readonly sourceMerchant: string | null;
  readonly sourceCategory: string | null;
  /** Something that scores or answers look at is different. */
  readonly isSeen: boolean;
};

function changesOf(rows: readonly StoredMovement[], understood: readonly Understood[]): readonly Change[] {
  const now = new Map(understood.map((one) => [one.id, one] as const));
  return rows.flatMap((row) => {
    const one = now.get(row.id);
    if (one === undefined) return [];
    const isSeen = SEEN.some((column) => one[column] !== row.stored[column]);
    const isOther =
      isSeen ||
      row.understoodBy !== UNDERSTOOD_BY ||
      one.recurringProbability !== row.stored.recurringProbability ||
      canonical(one.discretionaryReason) !== canonical(row.stored.discretionaryReason) ||
      canonical(one.impulseReasons) !== canonical(row.stored.impulseReasons);
    if (!isOther) return [];
    const { version, sourceMerchant, sourceCategory } = row;
    return [{ ...one, version, sourceMerchant, sourceCategory, isSeen }];
  });
}

const SEEN = [
  "merchantName",
  "category",
  "subcategory",
  "isDiscretionary",
  "discretionaryProbability",
  "isRecurring",
  "impulseProbability",
] as const;

/** Equal for equal data, in whatever order the database keeps its keys. */
function canonical(value: object | null): string {
  return value === null
    ? ""
    : JSON.stringify(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** @returns for each row written its local day; null where the change is not seen */
async function writeChanges(
  db: Database,
  userId: string,
  changes: readonly Change[],
  now: Date,
): Promise<readonly (LocalDate | null)[]> {
  const written = rowsOf(
    await db.execute(sql`
      update transactions t set
        merchant_name = r."merchantName", category = r.category, subcategory = r.subcategory,
        source_merchant = r."sourceMerchant", source_category = r."sourceCategory",
        is_discretionary = r."isDiscretionary", discretionary_probability = r."discretionaryProbability",
        discretionary_reason = r."discretionaryReason", is_recurring = r."isRecurring",
        recurring_probability = r."recurringProbability", impulse_probability = r."impulseProbability",
        impulse_reasons = r."impulseReasons", understood_by = ${UNDERSTOOD_BY}, updated_at = ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb) as r (
        id uuid, version text, "merchantName" text, category text, subcategory text, "sourceMerchant" text,
        "sourceCategory" text, "isDiscretionary" boolean, "discretionaryProbability" real,
        "discretionaryReason" jsonb, "isRecurring" boolean, "recurringProbability" real, "impulseProbability" real,
        "impulseReasons" jsonb, "isSeen" boolean
      )
      where t.user_id = ${userId}::uuid and t.id = r.id and t.xmin::text = r.version
      returning case when r."isSeen" then t.local_date::text end as date`),
  );
  return written.map(({ date }) => (typeof date === "string" ? date : null));
}

/**
 * People whose newest transaction was never understood, or by an older configuration than this release's.
 *
 * What comes in queues its own understanding, and samples are understood as they are made; this finds what was there before.
 *
 * @param after the last person of the call before
 * @returns the people, and the last one looked at; null when nobody is left
 */
export async function findNotUnderstood(
  db: Database,
  { after = NOBODY, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly people: readonly string[]; readonly upTo: string | null }> {
  const found = rowsOf(
    await db.execute(sql`
      select u.id::text as id, newest.understood_by is distinct from ${UNDERSTOOD_BY} and newest.is_there as is_open
      from (
        select id from users where id > ${after}::uuid and sample_of is null order by id limit ${limit}
      ) as u
      left join lateral (
        select understood_by, true as is_there from transactions
        where user_id = u.id order by local_date desc limit 1
      ) as newest on true
      order by u.id`),
  );
  const people = found.filter((row) => row.is_open === true).map((row) => String(row.id));
  return { people, upTo: found.length < limit ? null : String(found.at(-1)?.id) };
}

/** Lower than any person's id. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
