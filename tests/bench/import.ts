import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { addDays } from "../../coaching/model/local-date.ts";
import { seededRandom } from "../../coaching/model/random.ts";
import type { ServerDatabase } from "../../db/client.ts";
import { atLeast, count, met, type Row, time } from "./measure.ts";

const ROWS = 1_000_000;
const DAYS = 3650;
const FIRST_DAY = "2016-01-01";
const WORDS = "Market Bakery Cafe Books Station Garden Shoes Cinema Pharmacy Kiosk Bar Florist".split(" ");

type ImportCost = {
  readonly rows: number;
  readonly importMs: number;
  readonly copyMs: number;
  /** The import's pace as a part of the bare COPY's. */
  readonly ratio: number;
  /** Of the importing process. */
  readonly peakMb: number;
};

/** The pace and the memory of an import. */
export async function importRows(
  imported: ServerDatabase,
  bare: ServerDatabase,
  folder: string,
): Promise<Row[]> {
  const { rows, importMs, copyMs, ratio, peakMb } = await measureImport(imported, bare, folder);
  return [
    [
      `import of a CSV of ${count(rows)} rows (${time(importMs)}; bare COPY of the same rows into the same table ${time(copyMs)})`,
      `${ratio.toFixed(2)} times the pace of COPY`,
      "at least a quarter",
      atLeast(ratio, 0.25),
    ],
    [
      "resident memory of the importing process, at most",
      `${peakMb.toFixed(0)} MB`,
      "under 300 MB",
      met(peakMb < 300),
    ],
  ];
}

/**
 * Storing a file of a million rows, beside a bare COPY of the rows that it made, by the same driver, into the same table
 * with its indexes and keys. Each begins with an empty database.
 */
async function measureImport(
  imported: ServerDatabase,
  bare: ServerDatabase,
  folder: string,
): Promise<ImportCost> {
  const file = join(folder, "million.csv");
  await writeRows(file);
  const program = join(import.meta.dirname, "import-file.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [program, imported.url, file]);
  const { took, added, peakMb } = JSON.parse(stdout) as { took: number; added: number; peakMb: number };
  if (added !== ROWS) throw new Error(`${added} rows were added`);
  for (const table of ["users", "accounts"]) await copyOver(imported, bare, table, folder);
  const copyMs = await copyOver(imported, bare, "transactions", folder);
  return { rows: ROWS, importMs: took, copyMs, ratio: copyMs / took, peakMb };
}

/** Copies a table by way of a file. @returns how long the second half took, in milliseconds */
async function copyOver(
  from: ServerDatabase,
  to: ServerDatabase,
  table: string,
  folder: string,
): Promise<number> {
  const path = join(folder, `${table}.copy`);
  await pipeline(await from.client`copy ${from.client(table)} to stdout`.readable(), createWriteStream(path));
  const began = performance.now();
  await pipeline(createReadStream(path), await to.client`copy ${to.client(table)} from stdin`.writable());
  return performance.now() - began;
}

async function writeRows(path: string): Promise<void> {
  const random = seededRandom("a million rows");
  const whole = (below: number) => Math.floor(random() * below);
  const file = await open(path, "w");
  try {
    await file.write("Date,Description,Amount\n");
    for (let at = 0; at < ROWS; at += 10_000) {
      const rows = Array.from({ length: 10_000 }, (_, index) => {
        const day = addDays(FIRST_DAY, Math.floor(((at + index) / ROWS) * DAYS));
        const who = `${WORDS[whole(WORDS.length)]} ${WORDS[whole(WORDS.length)]} ${whole(5000)}`;
        return `${day},${who},${random() < 0.05 ? "" : "-"}${whole(200)}.${10 + whole(90)}\n`;
      });
      await file.write(rows.join(""));
    }
  } finally {
    await file.close();
  }
}
