import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { seededRandom } from "../../coaching/model/random.ts";
import { createPerson, erasePerson } from "../../db/queries/people.ts";
import { accounts, transactions } from "../../db/schema/money.ts";
import { OpenQuestionError, type Stored } from "../../src/imports/store.ts";
import { UnreadableFileError } from "../../src/integrations/files/file-item.ts";
import { mutate, originals } from "../support/broken-files.ts";
import { testDatabase } from "../support/database.ts";
import { storeText } from "../support/stored-file.ts";

const database = await testDatabase();
const { db, kind } = database;
/** More of them with `FUZZ_STORED=20000`. */
const MUTANTS = Number(process.env.FUZZ_STORED ?? (kind === "embedded" ? 250 : 750));
const ANSWERS = { dayFirst: true, positiveMeans: "received" } as const;

test(`${MUTANTS} broken files are stored as far as they can be read, or not at all`, {
  timeout: 1_800_000,
}, async () => {
  const files = originals();
  const random = seededRandom(`broken files in the table ${kind}`);
  const outcomes = { stored: 0, refused: 0, asked: 0 };
  for (let mutant = 0; mutant < MUTANTS; mutant++) {
    const file = files[mutant % files.length] ?? Buffer.alloc(0);
    const bytes = mutate(file, files[Math.floor(random() * files.length)] ?? file, random);
    const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
    const own = () => db.$count(transactions, eq(transactions.userId, userId));
    const attempt = async (answers: object): Promise<Stored | Error> => {
      try {
        return await storeText(database, userId, bytes, { answers, fileName: "broken" });
      } catch (error) {
        const isKnown = error instanceof UnreadableFileError || error instanceof OpenQuestionError;
        if (!isKnown) throw new Error(`mutant ${mutant}`, { cause: error });
        return error;
      }
    };
    let outcome = await attempt({});
    if (outcome instanceof OpenQuestionError) {
      outcomes.asked++;
      expect(await own(), `mutant ${mutant}`).toBe(0);
      outcome = await attempt(ANSWERS);
    }
    if (outcome instanceof Error) {
      outcomes.refused++;
      expect(outcome, `mutant ${mutant}`).toBeInstanceOf(UnreadableFileError);
      expect(await own(), `mutant ${mutant}`).toBe(0);
      expect(await db.$count(accounts, and(eq(accounts.userId, userId)))).toBe(0);
    } else {
      outcomes.stored++;
      expect([outcome.added, await own()], `mutant ${mutant}`).toEqual([outcome.rows, outcome.rows]);
      if (mutant % 5 === 0)
        expect(await attempt(ANSWERS), `mutant ${mutant}`).toMatchObject({ rows: expect.any(Number) });
    }
    await erasePerson(db, userId);
  }
  console.log(`${kind}: ${MUTANTS} broken files: ${JSON.stringify(outcomes)}`);
  expect(outcomes.stored).toBeGreaterThan(MUTANTS / 3);
  expect(outcomes.refused).toBeGreaterThan(0);
});
