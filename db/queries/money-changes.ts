import { and, desc, eq, gte, isNull, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { type MONEY_CHANGES, moneyChanges } from "../schema/money-said.ts";

/** One thing a person changed about their money, as it is needed to take it back. */
export type MoneyChange = {
  readonly id: string;
  readonly kind: (typeof MONEY_CHANGES)[number];
  readonly before: unknown;
  readonly after: unknown;
  readonly undoneAt: Date | null;
};

/**
 * Notes a change with what it needs to be taken back. Of two at one instant the second is the newer, so that one undo after
 * another goes back in their order.
 */
export async function recordMoneyChange(
  db: Database,
  userId: string,
  change: Omit<MoneyChange, "undoneAt">,
  now: Date,
): Promise<void> {
  const latest = sql`(select max(${moneyChanges.madeAt}) from ${moneyChanges} where ${moneyChanges.userId} = ${userId}::uuid)`;
  const madeAt = sql`greatest(${now.toISOString()}::timestamptz, ${latest} + interval '1 millisecond')`;
  await db.insert(moneyChanges).values({ ...change, userId, madeAt });
}

export async function findMoneyChange(db: Database, userId: string, id: string): Promise<MoneyChange | null> {
  const [found] = await db
    .select({
      id: moneyChanges.id,
      kind: moneyChanges.kind,
      before: moneyChanges.before,
      after: moneyChanges.after,
      undoneAt: moneyChanges.undoneAt,
    })
    .from(moneyChanges)
    .where(and(eq(moneyChanges.userId, userId), eq(moneyChanges.id, id)));
  return found ?? null;
}

/** The id of the newest change since then that stands; null for none. */
export async function latestMoneyChange(db: Database, userId: string, since: Date): Promise<string | null> {
  const [found] = await db
    .select({ id: moneyChanges.id })
    .from(moneyChanges)
    .where(
      and(eq(moneyChanges.userId, userId), isNull(moneyChanges.undoneAt), gte(moneyChanges.madeAt, since)),
    )
    .orderBy(desc(moneyChanges.madeAt))
    .limit(1);
  return found?.id ?? null;
}

/** @returns false when it was taken back before */
export async function markMoneyChangeUndone(
  db: Database,
  userId: string,
  id: string,
  now: Date,
): Promise<boolean> {
  const marked = await db
    .update(moneyChanges)
    .set({ undoneAt: now })
    .where(and(eq(moneyChanges.userId, userId), eq(moneyChanges.id, id), isNull(moneyChanges.undoneAt)))
    .returning({ id: moneyChanges.id });
  return marked.length > 0;
}

/** A file's rows are out, whatever button was tapped for it: there is nothing left of it to take back. */
export async function markImportUndone(
  db: Database,
  userId: string,
  importId: string,
  now: Date,
): Promise<void> {
  await db
    .update(moneyChanges)
    .set({ undoneAt: now })
    .where(
      and(
        eq(moneyChanges.userId, userId),
        eq(moneyChanges.kind, "import"),
        isNull(moneyChanges.undoneAt),
        sql`${moneyChanges.after} ->> 'importId' = ${importId}`,
      ),
    );
}
