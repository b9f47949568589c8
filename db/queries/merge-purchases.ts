import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { pgArray, rows } from "../results.ts";
import { transactions } from "../schema/money.ts";
import { transactionCorrections } from "../schema/money-said.ts";
import { isSaidOfRow } from "./corrections.ts";
import { layOver } from "./lay-over.ts";
import type { TwoPeople } from "./merge-copies.ts";

/**
 * Puts purchases that both have, since one bank or file told both of them, together again on either side before one row
 * of each stays: parts that were taken out of the row which goes would count beside the whole of the one that stays.
 *
 * @returns the keeper's rows of these purchases
 */
export async function putTogether(
  db: Database,
  { keeperId, otherId }: TwoPeople,
): Promise<readonly string[]> {
  const shared = rows(
    await db.execute(sql`
      select mine.id::text as mine, theirs.id::text as theirs
      from transactions theirs
      join accounts there on there.user_id = theirs.user_id and there.id = theirs.account_id
      join accounts here on here.user_id = ${keeperId}::uuid and here.provider = there.provider
        and here.external_account_id = there.external_account_id
      join transactions mine on mine.user_id = here.user_id and mine.account_id = here.id
        and mine.external_id = theirs.external_id
      where theirs.user_id = ${otherId}::uuid and theirs.source <> 'split'`),
  );
  if (shared.length === 0) return [];
  const mine = shared.map((row) => String(row.mine));
  const sides = [
    { userId: keeperId, ids: mine },
    { userId: otherId, ids: shared.map(({ theirs }) => String(theirs)) },
  ];
  for (const { userId, ids } of sides) {
    await db.execute(sql`
      with parts as (
        delete from transactions
        where user_id = ${userId}::uuid and source = 'split' and split_of = any(${pgArray(ids)}::text::uuid[])
        returning split_of, amount
      ), taken as (select split_of, sum(amount) as amount from parts group by split_of)
      update transactions set amount = transactions.amount + taken.amount
      from taken where transactions.user_id = ${userId}::uuid and transactions.id = taken.split_of`);
  }
  return mine;
}

/** Lays what is said of such purchases, by whichever of the two, over the rows that stayed, parts included. */
export async function layWordsOver(
  db: Database,
  userId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  const found = await db
    .select({ row: transactions, said: transactionCorrections })
    .from(transactions)
    .innerJoin(transactionCorrections, isSaidOfRow)
    .where(
      and(eq(transactions.userId, userId), sql`${transactions.id} = any(${pgArray(ids)}::text::uuid[])`),
    );
  for (const { row, said } of found) {
    const { merchantName, category, subcategory, isDiscretionary, isImpulse, notes, splits } = said;
    const words = { merchantName, category, subcategory, isDiscretionary, isImpulse, notes, splits };
    await layOver(db, userId, row, words, now);
  }
}
