import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainDecimal, sumOfDecimals } from "../../coaching/model/decimal.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { applyUpdate, type BankUpdate, type RowSaid } from "../../db/queries/bank-sync.ts";
import type { SplitPart } from "../../db/schema/money-said.ts";
import {
  bankRow,
  bankUpdate,
  storeConnected,
  storeCorrection,
  storedCorrection,
  storedRows,
} from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const FIRST_DAY = "2026-03-02";

/** One thing that happens at the bank, to the person, or between the two. `at` picks among the rows there are. */
type Step =
  | { readonly kind: "buy"; readonly cents: number; readonly pending: boolean }
  | { readonly kind: "post"; readonly at: number; readonly tip: number }
  | { readonly kind: "change"; readonly at: number; readonly cents: number }
  | { readonly kind: "remove"; readonly at: number }
  | { readonly kind: "return"; readonly at: number }
  | { readonly kind: "say"; readonly at: number; readonly words: string }
  | { readonly kind: "split"; readonly at: number; readonly cents: number }
  | { readonly kind: "unsplit"; readonly at: number }
  | { readonly kind: "sync" }
  | { readonly kind: "sync-twice" }
  | { readonly kind: "restart" };

const at = fc.nat(30);
const cents = fc.integer({ min: -5000, max: 20_000 }).filter((some) => some !== 0);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("buy" as const), cents, pending: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("post" as const), at, tip: fc.constantFrom(0, 0, 150) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("change" as const), at, cents }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("return" as const), at }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("say" as const), at, words: fc.stringMatching(/^[a-z]{1,6}$/) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("split" as const),
      at,
      cents: fc.integer({ min: 1, max: 3000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("unsplit" as const), at }) },
  { weight: 5, arbitrary: fc.constant({ kind: "sync" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "sync-twice" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "restart" } as const) },
);

type BankRow = {
  /** Stays the same through every id that the bank gives it. */
  readonly purchase: number;
  readonly row: RowSaid;
  readonly changed: number;
};

/** What the person said last about a purchase, whatever the bank calls it. */
type Said = { notes?: string; splits?: readonly SplitPart[] };

const decimal = (some: number) => (some / 100).toFixed(2);

/**
 * A bank, a person and the tables, and what should be in them. The bank names the pending row that a row replaces, or
 * (`tellsAll`) tells everything each time and names nothing.
 */
function world(tx: Database, mine: { readonly userId: string; readonly id: string }, tellsAll: boolean) {
  const rows = new Map<string, BankRow>();
  const taken: BankRow[] = [];
  let removed: { readonly id: string; readonly changed: number }[] = [];
  const said = new Map<number, Said>();
  let change = 0;
  let cursor: string | null = null;
  let next = 0;
  let day = 0;
  /** Purchases whose row the tables have held, under its last id there. */
  const seen = new Map<number, string>();

  const pick = <T>(some: readonly T[], place: number) =>
    some.length === 0 ? undefined : some[place % some.length];
  const put = (purchase: number, row: RowSaid) => {
    change += 1;
    rows.set(row.externalId, { purchase, row, changed: change });
  };
  const take = (one: BankRow) => {
    change += 1;
    rows.delete(one.row.externalId);
    removed.push({ id: one.row.externalId, changed: change });
  };

  function update(from: string | null): BankUpdate {
    const since = tellsAll ? 0 : Number(from ?? 0);
    return bankUpdate({
      upserts: [...rows.values()].filter((one) => one.changed > since).map(({ row }) => row),
      // From the first cursor a bank tells what there is, and nothing of what was.
      removed:
        from === null || tellsAll ? [] : removed.filter((one) => one.changed > since).map(({ id }) => id),
      isPendingComplete: tellsAll,
      cursor: String(change),
    });
  }

  async function sync(from: string | null): Promise<void> {
    const now = new Date(`${addDays(FIRST_DAY, day)}T20:00:00Z`);
    await applyUpdate(tx, mine, update(from), cursor, now);
    cursor = String(change);
    for (const { purchase, row } of rows.values()) seen.set(purchase, row.externalId);
  }

  async function say(purchase: number, what: Said): Promise<void> {
    const stored = (await storedRows(tx, mine.userId)).find((row) => row.externalId === seen.get(purchase));
    if (stored === undefined) return;
    const all = { ...said.get(purchase), ...what };
    said.set(purchase, all);
    await storeCorrection(tx, mine.userId, stored, {
      notes: all.notes ?? null,
      splits: all.splits ?? [],
    });
    // As the chat does, which changes the row at once: here by having it told anew.
    await tx.execute(sql`update transactions set raw_name = 'said' where id = ${stored.id}::uuid`);
    const one = [...rows.values()].find(({ row }) => row.externalId === stored.externalId);
    if (one !== undefined) put(one.purchase, one.row);
  }

  return {
    said,
    rows,
    async take(one: Step): Promise<void> {
      const all = [...rows.values()];
      switch (one.kind) {
        case "buy":
          next += 1;
          // Different to the cent, so that rows without names for each other can be told apart.
          return put(
            next,
            bankRow(`p${next}`, {
              amount: decimal(one.cents * 100 + next),
              date: addDays(FIRST_DAY, day),
              pending: one.pending,
              pendingExternalId: null,
            }),
          );
        case "post": {
          const old = pick(
            all.filter(({ row }) => row.pending),
            one.at,
          );
          if (old === undefined) return;
          take(old);
          const tip = tellsAll ? 0 : one.tip;
          const amount = sumOfDecimals([old.row.amount, decimal(tip)]);
          const { externalId } = old.row;
          return put(old.purchase, {
            ...old.row,
            externalId: `t${externalId}`,
            pendingExternalId: tellsAll ? null : externalId,
            pending: false,
            amount,
          });
        }
        case "change": {
          // A bank that changes an amount as it posts a row, and names neither, cannot be followed by anybody.
          const old = pick(
            all.filter(
              ({ purchase, row }) => !row.pending && (!tellsAll || seen.get(purchase) === row.externalId),
            ),
            one.at,
          );
          if (old !== undefined)
            put(old.purchase, { ...old.row, amount: decimal(one.cents * 100 + old.purchase) });
          return;
        }
        case "remove": {
          const old = pick(
            all.filter(({ row }) => !row.pending),
            one.at,
          );
          if (old === undefined || tellsAll) return;
          take(old);
          taken.push(old);
          return;
        }
        case "return": {
          const old = pick(taken, one.at);
          if (old === undefined) return;
          taken.splice(taken.indexOf(old), 1);
          removed = removed.filter(({ id }) => id !== old.row.externalId);
          return put(old.purchase, old.row);
        }
        case "say":
        case "split":
        case "unsplit": {
          const about = pick(
            all.filter(({ purchase }) => seen.has(purchase)),
            one.at,
          );
          if (about === undefined) return;
          if (one.kind === "say") return say(about.purchase, { notes: one.words });
          if (one.kind === "unsplit") return say(about.purchase, { splits: [] });
          const sign = about.row.amount.startsWith("-") ? -1 : 1;
          const part = {
            id: crypto.randomUUID(),
            amount: decimal(sign * one.cents),
            category: "TRAVEL",
            notes: null,
          };
          return say(about.purchase, {
            splits: [...(said.get(about.purchase)?.splits ?? []), part].slice(-3),
          });
        }
        case "sync":
          day += 1;
          return sync(cursor);
        case "sync-twice":
          await sync(cursor);
          return sync(cursor);
        case "restart":
          // What was removed before is not told of from the first cursor on, so it is told first.
          await sync(cursor);
          return sync(null);
      }
    },
    sync: () => sync(cursor),
  };
}

test.each([
  ["names what posts as what", false],
  ["tells all it has and names nothing", true],
])(
  "given any history at a bank that %s, then no word of the person's is lost and every sum is kept",
  async (_name, tellsAll) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await db.execute(sql`delete from users`);
        const mine = await storeConnected(db);
        await db.transaction(async (tx) => {
          const bank = world(tx, mine, tellsAll);
          for (const one of steps) await bank.take(one);
          await bank.sync();
          const stored = await storedRows(tx, mine.userId);
          const sum = sumOfDecimals(stored.map(({ amount }) => amount));
          const expected = sumOfDecimals([...bank.rows.values()].map(({ row }) => row.amount));
          expect(plainDecimal(sum)).toBe(plainDecimal(expected));
          for (const { purchase, row } of bank.rows.values()) {
            const own = stored.find(({ externalId }) => externalId === row.externalId);
            expect(own, row.externalId).toBeDefined();
            expect(own?.notes ?? null).toBe(bank.said.get(purchase)?.notes ?? null);
            if (bank.said.has(purchase)) {
              const held = await storedCorrection(tx, mine.userId, row.externalId);
              expect(held?.notes ?? null).toBe(bank.said.get(purchase)?.notes ?? null);
            }
            const parts = stored.filter(({ splitOf }) => splitOf === own?.id);
            const wanted = bank.said.get(purchase)?.splits ?? [];
            // All of them or, where they do not fit into the amount any more, none.
            if (parts.length > 0) expect(parts).toHaveLength(wanted.length);
            expect(
              plainDecimal(sumOfDecimals([own?.amount ?? "0", ...parts.map(({ amount }) => amount)])),
            ).toBe(plainDecimal(row.amount));
          }
        });
      }),
      { numRuns: 25 },
    );
  },
  120_000,
);
