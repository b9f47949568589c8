import { and, asc, between, desc, eq, gte, isNull, lt, or, sql } from "drizzle-orm";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../client.ts";
import { parkedWishes } from "../schema/judgement.ts";

export type Wish = {
  readonly id: string;
  readonly what: string;
  /** Major units as stored; null where no price was said. */
  readonly amount: string | null;
  readonly currency: string;
  readonly parkedAt: Date;
  readonly localDate: LocalDate;
  readonly askedAt: Date | null;
  readonly outcome: "bought" | "dropped" | null;
  readonly closedAt: Date | null;
};

const COLUMNS = {
  id: parkedWishes.id,
  what: parkedWishes.what,
  amount: parkedWishes.amount,
  currency: parkedWishes.currency,
  parkedAt: parkedWishes.parkedAt,
  localDate: parkedWishes.localDate,
  askedAt: parkedWishes.askedAt,
  outcome: parkedWishes.outcome,
  closedAt: parkedWishes.closedAt,
};

export async function parkWish(
  db: Database,
  userId: string,
  wish: Pick<Wish, "id" | "what" | "amount" | "currency" | "parkedAt" | "localDate">,
): Promise<void> {
  await db.insert(parkedWishes).values({ ...wish, userId });
}

export async function findWish(db: Database, userId: string, id: string): Promise<Wish | null> {
  const [found] = await db
    .select(COLUMNS)
    .from(parkedWishes)
    .where(and(eq(parkedWishes.userId, userId), eq(parkedWishes.id, id)));
  return found ?? null;
}

/** What is parked still, the newest first. */
export async function openWishes(db: Database, userId: string): Promise<readonly Wish[]> {
  return db
    .select(COLUMNS)
    .from(parkedWishes)
    .where(and(eq(parkedWishes.userId, userId), isNull(parkedWishes.outcome)))
    .orderBy(desc(parkedWishes.parkedAt), asc(parkedWishes.id));
}

/** What is parked and was never asked about, the oldest first. */
export async function unaskedWishes(db: Database, userId: string): Promise<readonly Wish[]> {
  const wishes = await openWishes(db, userId);
  return wishes.filter(({ askedAt }) => askedAt === null).toReversed();
}

/** Notes that a wish was asked about, which happens once. */
export async function markWishAsked(db: Database, userId: string, id: string, now: Date): Promise<void> {
  await db
    .update(parkedWishes)
    .set({ askedAt: now })
    .where(and(eq(parkedWishes.userId, userId), eq(parkedWishes.id, id), isNull(parkedWishes.askedAt)));
}

/** @returns false when it has an outcome already */
export async function closeWish(
  db: Database,
  userId: string,
  id: string,
  outcome: NonNullable<Wish["outcome"]>,
  now: Date,
): Promise<boolean> {
  const closed = await db
    .update(parkedWishes)
    .set({ outcome, closedAt: now })
    .where(and(eq(parkedWishes.userId, userId), eq(parkedWishes.id, id), isNull(parkedWishes.outcome)))
    .returning({ id: parkedWishes.id });
  return closed.length > 0;
}

/** Parked again, as before its outcome was said. @returns false when it was parked all along */
export async function reopenWish(db: Database, userId: string, id: string): Promise<boolean> {
  const opened = await db
    .update(parkedWishes)
    .set({ outcome: null, closedAt: null })
    .where(
      and(eq(parkedWishes.userId, userId), eq(parkedWishes.id, id), sql`${parkedWishes.outcome} is not null`),
    )
    .returning({ id: parkedWishes.id });
  return opened.length > 0;
}

/** As if it had never been parked. @returns false when it was not there */
export async function removeWish(db: Database, userId: string, id: string): Promise<boolean> {
  const removed = await db
    .delete(parkedWishes)
    .where(and(eq(parkedWishes.userId, userId), eq(parkedWishes.id, id)))
    .returning({ id: parkedWishes.id });
  return removed.length > 0;
}

/** Wishes parked on these local days, or whose outcome was said between these instants, the oldest first. */
export async function wishesOf(
  db: Database,
  userId: string,
  days: { readonly from: LocalDate; readonly to: LocalDate },
  instants: { readonly from: Date; readonly until: Date },
): Promise<readonly Wish[]> {
  return db
    .select(COLUMNS)
    .from(parkedWishes)
    .where(
      and(
        eq(parkedWishes.userId, userId),
        or(
          between(parkedWishes.localDate, days.from, days.to),
          and(gte(parkedWishes.closedAt, instants.from), lt(parkedWishes.closedAt, instants.until)),
        ),
      ),
    )
    .orderBy(asc(parkedWishes.parkedAt), asc(parkedWishes.id));
}
