import { expect, test } from "vitest";
import { undoDays } from "../../bot/money/import-undo.ts";
import { plainReply } from "../../bot/reply.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { countImportedDays, withDays } from "../../db/queries/import-days.ts";
import { createPerson } from "../../db/queries/people.ts";
import { dirtyDays } from "../../db/schema/delivery.ts";
import type { BodyFile } from "../../src/imports/body/body-file.ts";
import { NotStoringError } from "../../src/imports/body/store-days.ts";
import { exportOf, record } from "../support/apple-export.ts";
import { testDatabase } from "../support/database.ts";
import { beginStoring, exportFile, importOf, storedDays, storeExport } from "../support/stored-export.ts";

const { db } = await testDatabase();
const timezone = "America/Los_Angeles";
const FIRST = "2026-03-01";

/** Steps at noon of so many days in a row, as a phone would export them. */
function steps(
  days: number,
  from: LocalDate = FIRST,
  value = (day: number) => 1000 + day,
): Promise<BodyFile> {
  const records = Array.from({ length: days }, (_, day) => {
    const date = addDays(from, day);
    return record("StepCount", "Phone", `${date} 12:00:00`, `${date} 12:10:00`, String(value(day)));
  });
  return exportFile(exportOf(...records), timezone);
}

const someone = () => createPerson(db, { timezone, currency: "USD" });

test("given a process that dies at any step, then what is stored is whole days, and the next one comes to the same table", async () => {
  const file = await steps(250);
  const calm = await someone();
  let transactions = 0;
  await storeExport(db, file, { userId: calm, timezone, onBatch: () => void transactions++ });
  const expected = await storedDays(db, calm);
  expect(expected).toHaveLength(250);
  expect(transactions).toBe(4);

  const userId = await someone();
  const importId = await beginStoring(db, userId);
  const left: number[] = [];
  for (let dies = 1; dies <= transactions; dies++) {
    let step = 0;
    const onBatch = () => {
      if (++step === dies) throw new Error("killed");
    };
    await expect(storeExport(db, file, { userId, timezone, importId, onBatch })).rejects.toThrow("killed");
    const found = await storedDays(db, userId);
    expect(expected.slice(expected.length - found.length)).toEqual(found);
    left.push(found.length);
  }
  expect(left).toEqual([0, 100, 200, 250]);
  expect(await storeExport(db, file, { userId, timezone, importId })).toMatchObject({
    added: 250,
    changed: 0,
  });
  expect(await storedDays(db, userId)).toEqual(expected);
});

test("given the same file again, then it adds nothing and no day is scored again", async () => {
  const userId = await someone();
  const file = await steps(5);
  await storeExport(db, file, { userId, timezone });
  await db.delete(dirtyDays);
  expect(await storeExport(db, file, { userId, timezone })).toMatchObject({ added: 0, changed: 0 });
  expect(await db.$count(dirtyDays)).toBe(0);
});

test("given an import that is over, then nothing more of it is stored", async () => {
  const userId = await someone();
  const file = await steps(5);
  const { importId } = await storeExport(db, file, { userId, timezone });
  await expect(storeExport(db, await steps(9), { userId, timezone, importId })).rejects.toThrow(
    NotStoringError,
  );
  expect(await storedDays(db, userId)).toHaveLength(5);
});

test("given days that have not come yet, as by a wrong clock, then they stay out and are counted", async () => {
  const userId = await someone();
  const file = await steps(10, "2026-11-19");
  expect(await storeExport(db, file, { userId, timezone })).toMatchObject({ added: 6, ahead: 4 });
  // It may be tomorrow already where they are.
  expect((await storedDays(db, userId)).at(-1)).toMatchObject({ localDate: "2026-11-24" });
});

test("given an older file after a newer one, then the day that was not over in the older one stays as the newer one has it", async () => {
  const userId = await someone();
  const newer = await steps(8, FIRST, () => 9000);
  const older = await steps(3, FIRST, (day) => (day === 2 ? 400 : 9000));
  await storeExport(db, newer, { userId, timezone });
  expect(await storeExport(db, older, { userId, timezone })).toMatchObject({ added: 0, changed: 0 });
  expect((await storedDays(db, userId)).map((day) => day.steps)).toEqual(Array(8).fill(9000));
  // A newer file that counts more of that day says what it came to.
  const userId2 = await someone();
  await storeExport(db, older, { userId: userId2, timezone });
  await storeExport(db, newer, { userId: userId2, timezone });
  expect((await storedDays(db, userId2))[2]).toMatchObject({ steps: 9000 });
});

test("an import takes back what it added; what it changed, and what a later one changed, stays and is named", async () => {
  const userId = await someone();
  const at = (day: number) => new Date(`2026-11-2${day}T08:00:00Z`);
  await storeExport(db, await steps(4), { userId, timezone, now: at(0) });
  const second = await steps(10, FIRST, (day) => (day === 1 ? 5000 : 1000 + day));
  const { importId } = await storeExport(db, second, { userId, timezone, now: at(1) });
  const later = await steps(11, FIRST, (day) => (day === 1 ? 5000 : day === 6 ? 7000 : 1000 + day));
  await storeExport(db, later, { userId, timezone, now: at(2) });
  const row = await importOf(db, userId, importId);
  const parts = await db.transaction((tx) => undoDays(tx, userId, row, at(3)));
  expect(plainReply({ parts: parts ?? [] })).toBe(
    [
      "Taken back: 5 days from that file, out again.",
      "Changed by that file, and left as it has them, since what they said before is kept nowhere: 1 day.",
      "Changed by a later file, and so left in: 1 day.",
    ].join("\n"),
  );
  expect((await storedDays(db, userId)).map(({ steps: count }) => count)).toEqual([
    1000, 5000, 1002, 1003, 7000, 1010,
  ]);
  expect(await db.transaction((tx) => undoDays(tx, userId, row, at(3)))).toBeNull();
});

test("given another person's days, or another source's, then an undo leaves them alone", async () => {
  const [one, other] = [await someone(), await someone()];
  const { importId } = await storeExport(db, await steps(3), { userId: one, timezone });
  await storeExport(db, await steps(3), { userId: other, timezone });
  await storeExport(db, { ...(await steps(3)), source: "csv" }, { userId: one, timezone });
  const row = await importOf(db, one, importId);
  const days = { source: "apple_health", added: [["2026-03-01", "2026-03-03"]] } as const;
  expect(await countImportedDays(db, one, row, days)).toEqual({ own: 3, changedSince: 0 });
  await db.transaction((tx) => undoDays(tx, one, row, new Date()));
  expect(new Set((await storedDays(db, one)).map(({ source }) => source))).toEqual(new Set(["csv"]));
  expect(await storedDays(db, other)).toHaveLength(3);
});

test("days in a row are kept as ranges, whatever order they come in", () => {
  const one = withDays([], ["2026-03-03", "2026-03-01", "2026-03-02"]);
  expect(one).toEqual([["2026-03-01", "2026-03-03"]]);
  expect(withDays(one, ["2026-03-06", "2026-03-04", "2026-02-28"])).toEqual([
    ["2026-02-28", "2026-03-04"],
    ["2026-03-06", "2026-03-06"],
  ]);
  expect(withDays(one, [])).toEqual(one);
});
