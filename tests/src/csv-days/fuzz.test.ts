import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../../../coaching/model/random.ts";
import { UnreadableFileError } from "../../../src/integrations/files/file-item.ts";
import type { DayItem } from "../../../src/integrations/wearables/csv-days/read-days.ts";
import { RefusedUploadError } from "../../../src/integrations/wearables/refused-upload.ts";
import { mutate } from "../../support/broken-files.ts";
import { readDays } from "../../support/csv-days.ts";
import { fixturesIn, readFixtureText } from "../../support/fixtures.ts";
import { daysSpokenOf, faultsOf, namesIn } from "../../support/sound-days.ts";

/** Fewer of them with `FUZZ_FILES=2000`. */
const MUTANTS = Number(process.env.FUZZ_FILES ?? 20_000);
const NAMES = namesIn();
const LIMIT = { timeout: 600_000 };

const lifesnaps = fixturesIn("lifesnaps")
  .filter((file) => file.startsWith("daily"))
  .map((file) => readFixtureText(`lifesnaps/${file}`).split("\n").slice(0, 6).join("\n"));
/** Days are written so that each can be found again in what is left of the file. */
const originals: readonly Uint8Array[] = [
  "Date,Sleep (h),Sleep score,Resting HR,HRV RMSSD (ms),Steps,Active kcal,Stress\n2026-11-09,7.5,81,54.5,42,10432,512,30\n2026-11-10,6.25,,n/a,-,0,,\n2026-11-11,8,0.9,51,40,9000,300,12\n",
  "My nights\n\nDay\tAsleep duration (min)\tSDNN\n2026-11-09\t450\t0.042\n2026-11-10\t7h 05m\t51 ms\n",
  'id;date;steps;"active energy (kJ)";schlaf\na;2026-11-09;"9.001";2092;7,5\nb;2026-11-09;100;418.4;8\na;2026-11-10;0;;06:15:30\nb;2026-11-10;5;5;5\n',
  ...lifesnaps,
].map((text) => Buffer.from(text));

function expectSound(items: readonly DayItem[], isSpokenOf: (date: string) => boolean, which: string): void {
  const found = items.flatMap((item): readonly string[] => {
    if (item.kind === "day") {
      const far = isSpokenOf(item.day.date) ? [] : [`a day of nobody's, ${item.day.date}`];
      return [...faultsOf(item.day), ...far];
    }
    return item.kind === "refused" && !NAMES.has(item.field) ? [`field ${item.field}`] : [];
  });
  const days = items.flatMap((item) => (item.kind === "day" ? [`${item.day.date} ${item.person}`] : []));
  if (new Set(days).size < days.length) found.push("two rows of one day");
  if (found.length > 0) expect.unreachable(`${which}: ${found.join(", ")}`);
}

test(
  `${MUTANTS} broken tables end in days a body can have, or in a refusal with its reason`,
  LIMIT,
  async () => {
    const random = seededRandom("broken tables of days");
    const outcomes = { read: 0, refused: 0 };
    for (let mutant = 0; mutant < MUTANTS; mutant++) {
      const original = originals[mutant % originals.length] ?? Buffer.alloc(0);
      const other = originals[Math.floor(random() * originals.length)] ?? original;
      const bytes = mutate(original, other, random);
      try {
        const items = await readDays(bytes, { hrvKind: mutant % 2 === 0 ? "rmssd" : undefined });
        expectSound(items, speakerOf(bytes), `mutant ${mutant}`);
        outcomes.read++;
      } catch (error) {
        if (!(error instanceof RefusedUploadError || error instanceof UnreadableFileError)) throw error;
        outcomes.refused++;
      }
    }
    expect(outcomes.read).toBeGreaterThan(MUTANTS / 4);
    expect(outcomes.refused).toBeGreaterThan(MUTANTS / 100);
  },
);

/** By the figures of a date, in whatever order and with whatever between them a broken file has them. */
function speakerOf(bytes: Uint8Array): (date: string) => boolean {
  // As the reader of text drops them.
  const text = Buffer.from(bytes).toString("latin1").replaceAll("\u0000", "");
  const isSpokenOf = daysSpokenOf(text, 0);
  const numbers = new Set((text.match(/\d+/g) ?? []).map(Number));
  return (date) => {
    if (isSpokenOf(date)) return true;
    const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
    return [month, day].every((part) => numbers.has(part)) && (numbers.has(year) || numbers.has(year % 100));
  };
}

test("given any cells, then nothing breaks, and every day is sound", LIMIT, async () => {
  const cell = fc.oneof(
    fc.constantFrom("7.5", "450", "7:30", "-1", "1e9", "NaN", "∞", "", "9,999,999", "٣", '"', "0x10"),
    fc.string({ maxLength: 12 }),
  );
  const row = fc.tuple(
    fc.oneof(fc.constantFrom("2026-11-09", "03/04/2026", "x"), fc.string()),
    cell,
    cell,
    cell,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      const lines = rows.map((cells) => cells.map((one) => one.replaceAll(/["\n\r]/g, "")).join(";"));
      const items = await readDays(`date;sleep;rmssd;steps\n${lines.join("\n")}`);
      expectSound(items, () => true, "cells");
    }),
    { numRuns: 500 },
  );
});
