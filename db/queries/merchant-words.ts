import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { merchantRules, recurringWords } from "../schema/money-said.ts";

/** What is said of everything at one merchant. */
export type MerchantRule = Pick<
  typeof merchantRules.$inferSelect,
  "displayName" | "category" | "subcategory" | "isDiscretionary"
>;

const NO_RULE: MerchantRule = { displayName: null, category: null, subcategory: null, isDiscretionary: null };

export async function loadMerchantRule(
  db: Database,
  userId: string,
  merchantKey: string,
): Promise<MerchantRule> {
  const [found] = await db
    .select({
      displayName: merchantRules.displayName,
      category: merchantRules.category,
      subcategory: merchantRules.subcategory,
      isDiscretionary: merchantRules.isDiscretionary,
    })
    .from(merchantRules)
    .where(and(eq(merchantRules.userId, userId), eq(merchantRules.merchantKey, merchantKey)));
  return found ?? NO_RULE;
}

export async function hasMerchantRules(db: Database, userId: string): Promise<boolean> {
  const found = await db
    .select({ key: merchantRules.merchantKey })
    .from(merchantRules)
    .where(eq(merchantRules.userId, userId))
    .limit(1);
  return found.length > 0;
}

const isNothing = (value: unknown) => value === null;

/** Keeps a rule; one that says nothing leaves no row. */
export async function saveMerchantRule(
  db: Database,
  userId: string,
  merchantKey: string,
  rule: MerchantRule,
  now: Date,
): Promise<void> {
  if (Object.values(rule).every(isNothing)) {
    await db
      .delete(merchantRules)
      .where(and(eq(merchantRules.userId, userId), eq(merchantRules.merchantKey, merchantKey)));
    return;
  }
  await db
    .insert(merchantRules)
    .values({ userId, merchantKey, ...rule, saidAt: now })
    .onConflictDoUpdate({
      target: [merchantRules.userId, merchantRules.merchantKey],
      set: { ...rule, saidAt: now },
    });
}

export type RecurringWordRow = Omit<typeof recurringWords.$inferInsert, "userId" | "saidAt"> & {
  readonly id: string;
};

export async function addRecurringWord(
  db: Database,
  userId: string,
  word: RecurringWordRow,
  now: Date,
): Promise<void> {
  await db.insert(recurringWords).values({ ...word, userId, saidAt: now });
}

export async function removeRecurringWord(db: Database, userId: string, id: string): Promise<void> {
  await db.delete(recurringWords).where(and(eq(recurringWords.userId, userId), eq(recurringWords.id, id)));
}
