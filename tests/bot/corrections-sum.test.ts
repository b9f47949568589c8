import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { categoryToken } from "../../bot/money/purchase.ts";
import { understandPerson } from "../../db/queries/understand.ts";
import { transactions } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import { testDatabase } from "../support/database.ts";
import { COFFEE, GROCERIES, type PayingChat, payingChat, undoTokens } from "../support/payments.ts";

const { db } = await testDatabase();

type Change =
  | { readonly kind: "tap"; readonly what: "need" | "choice" | "repeats" | "once"; readonly at: number }
  | { readonly kind: "category"; readonly id: string; readonly at: number }
  | { readonly kind: "say"; readonly words: string; readonly at: number }
  | { readonly kind: "always" }
  /** What follows from the changes is worked out meanwhile. */
  | { readonly kind: "understand" };

const at = fc.nat({ max: 4 });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("tap" as const),
    what: fc.constantFrom("need" as const, "choice" as const, "repeats" as const, "once" as const),
    at,
  }),
  fc.record({
    kind: fc.constant("category" as const),
    id: fc.constantFrom("FOOD_AND_DRINK_COFFEE", "FOOD_AND_DRINK_GROCERIES", "ENTERTAINMENT_VIDEO_GAMES"),
    at,
  }),
  fc.record({
    kind: fc.constant("say" as const),
    words: fc.oneof(
      fc.integer({ min: 1, max: 9999 }).map((cents) => `split ${(cents / 100).toFixed(2)} groceries`),
      fc.constantFrom(
        "split it in half",
        "note on it: for the trip",
        "add a note: with Anna",
        "that was an impulse",
        "call it Corner Place",
      ),
    ),
    at,
  }),
  fc.constant({ kind: "always" } as const),
  fc.constant({ kind: "understand" } as const),
);

async function withPayments(): Promise<{ readonly chat: PayingChat; readonly ids: readonly string[] }> {
  await db.delete(users);
  const chat = await payingChat(db, { sender: crypto.randomUUID() });
  const ids = [
    await chat.paid("2026-11-19", "Uniqlo", "89.90"),
    await chat.paid("2026-11-20", "Daily Basket", "48.13", { sourceCategory: GROCERIES.subcategory }),
    await chat.paid("2026-11-21", "Tall Pine", "4.55", { sourceCategory: COFFEE.subcategory }),
    await chat.paid("2026-10-21", "Tall Pine", "4.55", { sourceCategory: COFFEE.subcategory }),
    await chat.paid("2026-11-22", "Uniqlo", "-20.00"),
  ];
  await understandPerson(db, chat.userId, chat.clock.now);
  return { chat, ids };
}

async function make(chat: PayingChat, ids: readonly string[], one: Change): Promise<void> {
  if (one.kind === "understand") {
    await understandPerson(db, chat.userId, chat.clock.now);
  } else if (one.kind === "always") {
    const tokens = chat.sent.flatMap(({ buttons }) => buttons.map(({ token }) => token));
    const last = tokens.findLast((token) => token.startsWith("s1:tx:always:"));
    if (last !== undefined) await chat.tapToken(last);
  } else {
    const id = ids[one.at] ?? "";
    if (one.kind === "tap") await chat.tapToken(`s1:tx:${one.what}:${id}`);
    if (one.kind === "category") await chat.tapToken(`s1:tx:cat:${id}:${categoryToken(one.id)}`);
    if (one.kind === "say") {
      await chat.tapToken(`s1:tx:open:${id}`);
      await chat.say(one.words);
    }
  }
}

async function sumOf(chat: PayingChat): Promise<string> {
  const [found] = await db
    .select({ sum: sql<string>`sum(${transactions.amount})::text` })
    .from(transactions)
    .where(eq(transactions.userId, chat.userId));
  return Number(found?.sum).toFixed(2);
}

test("given any changes, taken back in any order, then the sum never moves and everything ends where it began", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(), async (changes, seed) => {
      const { chat, ids } = await withPayments();
      const before = await chat.everything();
      const sum = await sumOf(chat);
      for (const one of changes) {
        await make(chat, ids, one);
        expect(await sumOf(chat)).toBe(sum);
      }
      // Any order: that of their random ids, turned by the seed.
      const order = undoTokens(chat).toSorted();
      const turn = order.length === 0 ? 0 : seed % order.length;
      for (const token of [...order.slice(turn), ...order.slice(0, turn)]) {
        await chat.tapToken(token);
        expect(await sumOf(chat)).toBe(sum);
      }
      await understandPerson(db, chat.userId, chat.clock.now);
      expect(await chat.everything()).toEqual(before);
      expect(chat.log.filter(({ level }) => level === "error")).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 120_000);
