import { TextDecoder } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fileOf, readAll } from "../../support/bank-file.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** How one day is written; of the slashed ones the file may not tell which is the month. */
const DATE_STYLES: Readonly<Record<string, (y: string, m: string, d: string) => string>> = {
  iso: (y, m, d) => `${y}-${m}-${d}`,
  solid: (y, m, d) => `${y}${m}${d}`,
  dotted: (y, m, d) => `${d}.${m}.${y}`,
  hungarian: (y, m, d) => `${y}.${m}.${d}.`,
  shortYear: (y, m, d) => `${d}.${m}.${y.slice(2)}`,
  named: (y, m, d) => `${d}-${MONTHS[Number(m) - 1]}-${y}`,
  american: (y, m, d) => `${MONTHS[Number(m) - 1]} ${Number(d)}, ${y}`,
  timestamp: (y, m, d) => `${y}-${m}-${d} 23:59:59 +0000`,
  dayFirst: (y, m, d) => `${d}/${m}/${y}`,
  monthFirst: (y, m, d) => `${Number(m)}/${Number(d)}/${y}`,
};

const THOUSANDS: Readonly<Record<string, readonly [string, string]>> = {
  plainPoint: ["", "."],
  plainComma: ["", ","],
  english: [",", "."],
  german: [".", ","],
  swiss: ["'", "."],
  french: [" ", ","],
  narrow: ["\u00a0", ","],
};

/** Names of one language, with enough of its letters to tell its encoding. */
const NAMES = {
  ascii: ["Corner Shop", "Blue Door", "Green, Grey; Red", 'The "Old" Inn', "Tab\there", "Two\nlines"],
  german: ["Bäckerei Müller", "Große Straße", "Käse; Öl", "Übergröße", 'Café "Zum Löwen"', "Schöne Grüße"],
  french: ["Boulangerie Étoile", "Hôtel à côté", "Garçon, crème brûlée", "Été où naître", "L'œuvre", "Noël"],
  polish: ["Żabka Gdańsk", "Łódź świąteczna", "Pięć zł, cześć", "Źdźbło", "Śnieżka", "Ćma ołówek"],
  czech: ["Příliš žluťoučký", "Kůň úpěl", "Ďábelské ódy, ť", "Město Říčany", "Šťastný čtvrtek", "Ňadra věž"],
  hungarian: ["Őrült bűvész", "Fűrész, őz", "Nagyűr és társa", "Tűző nap", "Kőműves", "Hűsítő"],
} as const;
type Language = keyof typeof NAMES;

const ENCODINGS: Readonly<Record<string, readonly Language[]>> = {
  "utf-8": ["ascii", "german", "french", "polish", "czech", "hungarian"],
  "utf-8 with a mark": ["ascii", "german", "polish", "hungarian"],
  "utf-16le with a mark": ["ascii", "german", "french", "czech"],
  "utf-16be with a mark": ["ascii", "french", "polish"],
  "utf-16le": ["ascii", "german"],
  "windows-1252": ["ascii", "german", "french"],
  "windows-1250": ["polish", "czech", "hungarian"],
  "iso-8859-2": ["polish", "czech"],
};

function encode(text: string, encoding: string): Uint8Array {
  if (encoding.startsWith("utf-8")) return Buffer.from(encoding === "utf-8" ? text : `\ufeff${text}`);
  if (encoding.startsWith("utf-16")) {
    const bytes = Buffer.from(encoding.endsWith("mark") ? `\ufeff${text}` : text, "utf16le");
    return encoding.startsWith("utf-16be") ? bytes.swap16() : bytes;
  }
  const decoder = new TextDecoder(encoding);
  const byCharacter = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  );
  return Uint8Array.from([...text], (character) => {
    const byte = byCharacter.get(character);
    if (byte === undefined) throw new Error(`${encoding} has no such letter`);
    return byte;
  });
}

interface Table {
  readonly rows: readonly { readonly date: string; readonly cents: number; readonly name: string }[];
  readonly delimiter: string;
  readonly encoding: string;
  readonly lineEnd: string;
  readonly dateStyle: string;
  readonly decimals: string;
  readonly signs: "minus" | "minus behind" | "two columns" | "flag" | "brackets";
  readonly preamble: boolean;
}

const table: fc.Arbitrary<Table> = fc
  .constantFrom(
    ...Object.entries(ENCODINGS).flatMap(([encoding, all]) => all.map((one) => [encoding, one] as const)),
  )
  .chain(([encoding, language]) =>
    fc.record({
      encoding: fc.constant(encoding),
      rows: fc
        .array(
          fc.record({
            day: fc.integer({ min: 0, max: 4000 }),
            cents: fc.integer({ min: -9_999_999, max: 9_999_999 }),
          }),
          { minLength: 6, maxLength: 20 },
        )
        .map((rows) =>
          rows.map(({ day, cents }, at) => ({
            date: new Date(Date.UTC(2015, 0, 1 + day)).toISOString().slice(0, 10),
            cents,
            name: NAMES[language][at % NAMES[language].length] ?? "",
          })),
        ),
      delimiter: fc.constantFrom(",", ";", "\t", "|", "^", "~"),
      lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
      dateStyle: fc.constantFrom(...Object.keys(DATE_STYLES)),
      decimals: fc.constantFrom(...Object.keys(THOUSANDS)),
      signs: fc.constantFrom("minus", "minus behind", "two columns", "flag", "brackets"),
      preamble: fc.boolean(),
    }),
  )
  // A no-break space is not in every encoding's plain text.
  .filter(({ decimals, encoding }) => decimals !== "narrow" || encoding.startsWith("utf"));

function written(cents: number, decimals: string): string {
  const [thousands, mark] = THOUSANDS[decimals] ?? ["", "."];
  const digits = String(Math.abs(cents)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${whole}${mark}${digits.slice(-2)}`;
}

/** The file as a bank would export it: what was spent carries the minus. */
function write({ rows, delimiter, lineEnd, dateStyle, decimals, signs, preamble }: Table): string {
  const moneyCells = (cents: number): readonly string[] => {
    const plain = written(cents, decimals);
    const isSpent = cents > 0;
    if (signs === "two columns") return isSpent ? [plain, ""] : ["", plain];
    if (signs === "flag") return [plain, isSpent ? "D" : "C"];
    if (!isSpent) return [plain];
    return [signs === "brackets" ? `(${plain})` : signs === "minus" ? `-${plain}` : `${plain}-`];
  };
  const heads = {
    "two columns": ["Debit", "Credit"],
    flag: ["Amount", "Debit/Credit"],
    minus: ["Amount"],
    "minus behind": ["Amount"],
    brackets: ["Amount"],
  }[signs];
  const quoted = (cell: string) =>
    cell.includes(delimiter) || /["\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [
    ...(preamble ? [["Account", "Everyday"], ["Statement of the year"], [""]] : []),
    ["Date", "Payee", ...heads],
    ...rows.map(({ date, cents, name }) => {
      const [y = "", m = "", d = ""] = date.split("-");
      return [DATE_STYLES[dateStyle]?.(y, m, d) ?? "", name, ...moneyCells(cents)];
    }),
  ];
  return lines.map((cells) => cells.map(quoted).join(delimiter)).join(lineEnd) + lineEnd;
}

function truth({ rows }: Table) {
  return rows.map(({ date, cents, name }) => ({
    date,
    amount: `${cents < 0 ? "-" : ""}${written(cents, "plainPoint")}`,
    name: name.replace(/\s+/g, " "),
  }));
}

describe("any table, however it is written", () => {
  test("reads back the same, or asks; and with the answer reads back the same", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(table, async (made) => {
        const bytes = encode(write(made), made.encoding);
        const first = await readAll(bytes);
        const answered =
          first.questions.length === 0
            ? first
            : await readAll(bytes, {
                dayFirst: made.dateStyle !== "monthFirst",
                positiveMeans: "received",
              });
        for (const { about } of first.questions) {
          // What is written plainly is not asked.
          if (about === "date-order") expect(made.dateStyle).toMatch(/^(dayFirst|monthFirst)$/);
          else expect(made.signs).toMatch(/^(minus|minus behind|brackets)$/);
        }
        expect(answered.questions).toEqual([]);
        expect(answered.rows.map(({ date, amount, name }) => ({ date, amount, name }))).toEqual(truth(made));
      }),
      { numRuns: 400 },
    );
  });

  test("however its bytes are cut into chunks, the same comes out", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), async (made, chunkBytes) => {
        const bytes = encode(write(made), made.encoding);
        const whole = await readAll(bytes);
        const cut = await readAll(fileOf(bytes, chunkBytes));
        expect(cut.items).toEqual(whole.items);
      }),
      { numRuns: 60 },
    );
  });
});
