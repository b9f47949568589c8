import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createPerson } from "../../db/queries/people.ts";
import { rows } from "../../db/results.ts";
import { transactions } from "../../db/schema/money.ts";
import { testDatabase } from "../support/database.ts";
import { movementsOf, storeText, tableOf } from "../support/stored-file.ts";

const database = await testDatabase();
const { db } = database;
const RUNS = database.kind === "embedded" ? 10 : 25;
const person = () => createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });

/** A short CSV may not say it itself. */
const SIGNED = { answers: { positiveMeans: "received" } } as const;

type Row = { readonly day: number; readonly cents: number; readonly name: string };

// Few days, amounts and names, so that rows are equal often.
const row: fc.Arbitrary<Row> = fc.record({
  day: fc.integer({ min: 1, max: 6 }),
  cents: fc.constantFrom(-320, -320, -500, 250_000),
  name: fc.constantFrom("Blue Cup", "Bakery", "Inn"),
});
const dateOf = ({ day }: Row) => `2026-03-0${day}`;
const amountOf = ({ cents }: Row) => (cents / 100).toFixed(2);

const csv = (list: readonly Row[]) =>
  `Date,Payee,Amount\n2026-03-01,Opening balance,0.00\n${list.map((one) => `${dateOf(one)},${one.name},${amountOf(one)}\n`).join("")}`;
const qif = (list: readonly Row[]) =>
  `!Type:Bank\n${list.map((one) => `D03/${20 + one.day}'26\nT${amountOf(one)}\nP${one.name}\n^\n`).join("")}`;
/** Each row has the bank's id; equal rows share one, as some banks do it. */
const ofx = (list: readonly Row[]) =>
  `<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>${list
    .map(
      (one) =>
        `<STMTTRN><DTPOSTED>202603${20 + one.day}<TRNAMT>${amountOf(one)}<FITID>${one.name}<NAME>${one.name}</STMTTRN>`,
    )
    .join("")}</BANKTRANLIST></STMTRS></OFX>`;
/** A CSV whose days begin at the 20th, as in the other formats. */
const late = (list: readonly Row[]) =>
  `Date,Payee,Amount\n${list.map((one) => `2026-03-${20 + one.day},${one.name},${amountOf(one)}\n`).join("")}`;

/** Files as a bank gives them: each of some whole days, overlapping as it comes, the rows of a day in any order. */
const files = fc.array(row, { minLength: 1, maxLength: 14 }).chain((all) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 5 })), { maxLength: 4 })
    .chain((spans) =>
      fc
        .tuple(
          ...[[1, 5] as const, ...spans].map(([from, length]) =>
            fc.shuffledSubarray(
              all.filter(({ day }) => day >= from && day <= from + length),
              { minLength: all.filter(({ day }) => day >= from && day <= from + length).length },
            ),
          ),
        )
        .chain((parts) => fc.shuffledSubarray([...parts, ...parts], { minLength: 2 * parts.length }))
        .map((parts) => ({ all, parts: parts.filter(({ length }) => length > 0) })),
    ),
);

const total = async (userId: string) => {
  const [found] = rows(
    await db.execute(
      sql`select coalesce(sum(amount), 0)::text as sum from transactions where user_id = ${userId}::uuid`,
    ),
  );
  return Number(found?.sum);
};
const spent = (all: readonly Row[]) => -all.reduce((sum, { cents }) => sum + cents, 0) / 100;

test.each([
  ["CSV", csv],
  ["QIF", qif],
  ["OFX", ofx],
] as const)(
  "any order, repetition and overlap of a bank's %s files gives the same table",
  { timeout: 120_000 },
  async (_, write) => {
    await fc.assert(
      fc.asyncProperty(files, async ({ all, parts }) => {
        const [one, other] = [await person(), await person()];
        await storeText(database, one, write(all), SIGNED);
        for (const part of parts) await storeText(database, other, write(part), SIGNED);
        expect(await tableOf(db, other)).toEqual(await tableOf(db, one));
        expect(await db.$count(transactions, sql`user_id = ${one}::uuid`)).toBe(all.length);
        expect(await total(one)).toBeCloseTo(spent(all), 6);
      }),
      { numRuns: RUNS, seed: 5 },
    );
  },
);

test("any order of the files of one account in several formats gives the same movements, each once", {
  timeout: 120_000,
}, async () => {
  const formats = [qif, ofx, late] as const;
  await fc.assert(
    fc.asyncProperty(
      files,
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 12, maxLength: 12 }),
      async ({ all, parts }, picks) => {
        const userId = await person();
        const account = { name: "Giro" };
        for (const [at, part] of parts.entries()) {
          const write = formats[picks[at % picks.length] ?? 0] ?? late;
          await storeText(database, userId, write(part), { account, ...SIGNED });
        }
        const expected = all.map(
          (one) => `Giro 2026-03-${20 + one.day} ${(-one.cents / 100).toFixed(2)} EUR`,
        );
        expect(await movementsOf(db, userId)).toEqual(expected.sort());
        expect(await total(userId)).toBeCloseTo(spent(all), 6);
      },
    ),
    { numRuns: RUNS, seed: 5 },
  );
});
