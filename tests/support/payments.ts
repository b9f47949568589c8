import { asc, eq } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { transactions } from "../../db/schema/money.ts";
import { merchantRules, recurringWords, transactionCorrections } from "../../db/schema/money-said.ts";
import type { FakeChat, FakeChatOptions } from "../fakes/chat.ts";
import { type MoneyChat, moneyChat } from "./money-chat.ts";

/** Monday 23 November 2026, in the evening in London. */
const EVENING = new Date("2026-11-23T18:00:00Z");

type Paid = Partial<typeof transactions.$inferInsert>;

/** Somebody past the first questions, with one account that a bank has told of. */
export type PayingChat = MoneyChat & {
  /** @returns the row's id */
  paid(date: string, merchantName: string | null, amount: string, more?: Paid): Promise<string>;
  /** The row as it stands. */
  row(id: string): Promise<typeof transactions.$inferSelect>;
  /** Everything that says what was spent on what, in one order, to be compared. */
  everything(): Promise<unknown>;
};

export async function payingChat(db: Database, options: Partial<FakeChatOptions> = {}): Promise<PayingChat> {
  const chat = await moneyChat(db, { ...options, now: EVENING });
  const account = await chat.bank("2026-11-22", { accountName: "Amex", accountType: "credit_card" });
  return {
    ...chat,
    paid: (date, merchantName, amount, more = {}) =>
      chat.shows(account, date, merchantName, amount, null, { sourceMerchant: merchantName, ...more }),
    async row(id) {
      const [found] = await db.select().from(transactions).where(eq(transactions.id, id));
      if (found === undefined) throw new Error("expected the row");
      return found;
    },
    async everything() {
      const rows = await db.select().from(transactions).orderBy(asc(transactions.externalId));
      const said = await db
        .select()
        .from(transactionCorrections)
        .orderBy(asc(transactionCorrections.externalId));
      return {
        rows: rows.map(({ updatedAt: _, ...row }) => row),
        said: said.map(({ saidAt: _, ...one }) => one),
        rules: (await db.select().from(merchantRules).orderBy(asc(merchantRules.merchantKey))).map(
          ({ saidAt: _, ...rule }) => rule,
        ),
        words: await db.select().from(recurringWords).orderBy(asc(recurringWords.id)),
      };
    },
  };
}

/** Pairs as rows hold them. */
export const CLOTHES = {
  category: "GENERAL_MERCHANDISE",
  subcategory: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
};
export const GROCERIES = { category: "FOOD_AND_DRINK", subcategory: "FOOD_AND_DRINK_GROCERIES" };
export const COFFEE = { category: "FOOD_AND_DRINK", subcategory: "FOOD_AND_DRINK_COFFEE" };

/** Somebody with one purchase at Uniqlo, a choice, as in the product's own day. */
export async function atUniqlo(db: Database): Promise<{ readonly chat: PayingChat; readonly id: string }> {
  const chat = await payingChat(db);
  const choice = { isDiscretionary: true, discretionaryProbability: 0.9 };
  return { chat, id: await chat.paid("2026-11-19", "Uniqlo", "89.90", { ...CLOTHES, ...choice }) };
}

/** Tokens of every undo button so far, the oldest first. */
export function undoTokens(chat: FakeChat): readonly string[] {
  const tokens = chat.sent.flatMap(({ buttons }) => buttons.map(({ token }) => token));
  return [...new Set(tokens.filter((token) => token.startsWith("s1:money-undo:")))];
}
