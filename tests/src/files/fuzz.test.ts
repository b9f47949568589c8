import { expect, test } from "vitest";
import { dayNumber } from "../../../coaching/model/local-date.ts";
import { isCurrency } from "../../../coaching/model/money.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { type FileItem, UnreadableFileError } from "../../../src/integrations/files/file-item.ts";
import { fileOf, readAll } from "../../support/bank-file.ts";
import { mutate, originals } from "../../support/broken-files.ts";

/** Fewer of them with `FUZZ_FILES=2000`. */
const MUTANTS = Number(process.env.FUZZ_FILES ?? 20_000);
/** No file takes a hundredth of it, on any machine: one that does hangs. */
const HANGS_MS = 10_000;

/** What no file may bring about; the empty list where all is well. */
function faults(items: readonly FileItem[], lines: number): readonly string[] {
  return items.flatMap((item) => {
    const found: string[] = [];
    if (item.kind !== "question" && !(Number.isInteger(item.line) && item.line >= 1 && item.line <= lines)) {
      found.push(`line ${item.line} of ${lines}`);
    }
    if (item.kind === "skipped" && item.reason.length === 0) found.push("no reason");
    if (item.kind === "question" && item.examples.some(({ assumed, otherwise }) => assumed === otherwise)) {
      found.push("a question without a difference");
    }
    if (item.kind !== "row") return found;
    if (!/^(0|-?[1-9]\d*|-?0(?=\.0*[1-9]))\.\d{2,}$/.test(item.amount)) found.push(`amount ${item.amount}`);
    if (item.currency !== null && !isCurrency(item.currency)) found.push(`currency ${item.currency}`);
    try {
      dayNumber(item.date);
    } catch {
      found.push(`date ${item.date}`);
    }
    for (const text of [item.name, item.memo, item.account, item.id]) {
      if (text === "" || text?.includes("\n")) found.push("an empty or broken text");
    }
    return found;
  });
}

test(`${MUTANTS} broken files end in rows, in rows left out, or in a refusal with its reason`, {
  timeout: 1_800_000,
}, async () => {
  const files = originals();
  const random = seededRandom("broken bank files");
  let slowest = 0;
  const outcomes = { read: 0, refused: 0, rows: 0, skipped: 0 };
  for (let mutant = 0; mutant < MUTANTS; mutant++) {
    const file = files[mutant % files.length] ?? Buffer.alloc(0);
    const other = files[Math.floor(random() * files.length)] ?? file;
    const bytes = mutate(file, other, random);
    const began = performance.now();
    const lines = bytes.filter((byte) => byte === 10 || byte === 13).length + 1;
    try {
      const { items, rows, skipped } = await readAll(bytes);
      expect(faults(items, lines), `mutant ${mutant}`).toEqual([]);
      outcomes.read++;
      outcomes.rows += rows.length;
      outcomes.skipped += skipped.length;
      if (mutant % 50 === 0) expect((await readAll(fileOf(bytes, 7))).items).toEqual(items);
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw new Error(`mutant ${mutant}`, { cause: error });
      expect(error.message).toContain(error.code);
      outcomes.refused++;
    }
    slowest = Math.max(slowest, performance.now() - began);
    expect(slowest, `mutant ${mutant} hangs`).toBeLessThan(HANGS_MS);
  }
  console.log(
    `${MUTANTS} broken files: ${JSON.stringify(outcomes)}, the slowest in ${Math.round(slowest)} ms`,
  );
  // The mutants are to be broken in many ways, and most of each is still to be read.
  expect(outcomes.read).toBeGreaterThan(MUTANTS * 0.5);
  expect(outcomes.refused).toBeGreaterThan(0);
  expect(outcomes.rows).toBeGreaterThan(outcomes.skipped);
  expect(outcomes.skipped).toBeGreaterThan(0);
});
