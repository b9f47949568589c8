import { type Parser, parse } from "csv-parse";
import { type UnreadableCode, UnreadableFileError } from "./file-item.ts";

/** A record's cells, and the line it begins on. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** No transaction is this long: mostly a quote was opened and not closed. */
const LONGEST_RECORD = 200_000;

function openParser(delimiter: string): Parser {
  return parse({
    delimiter,
    record_delimiter: "\n",
    relax_column_count: true,
    relax_quotes: true,
    // Empty lines are records too, so that lines can be counted without asking the parser about each record.
    skip_empty_lines: false,
    max_record_size: LONGEST_RECORD,
  });
}

/** The records of a text's beginning; one that is cut off at the end is left out unless the text `isWhole`. */
export function sampleRecords(sample: string, delimiter: string, isWhole: boolean): readonly CsvRecord[] {
  const parser = openParser(delimiter);
  parser.on("error", () => {
    // A quote that is not closed shows again, with its line, when the file itself is read.
  });
  // The parser looks ahead by some characters, and holds back a record that ends within them.
  parser.write(isWhole ? `${sample}\n\n\n\n` : sample);
  const records: CsvRecord[] = [];
  let line = 1;
  for (;;) {
    const cells: readonly string[] | null = parser.read();
    if (cells === null) break;
    records.push({ line, cells });
    line += linesIn(cells);
  }
  parser.destroy();
  return records;
}

/**
 * All records, as they are asked for: the next piece is parsed when the records of the last one are taken.
 *
 * @throws UnreadableFileError `quote-not-closed` or `line-too-long`, with the line on which the record begins
 */
export async function* csvRecords(
  pieces: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  const parser = openParser(delimiter);
  let problem: UnreadableCode | null = null;
  parser.on("error", (error: Error & { readonly code?: string }) => {
    problem = error.code === "CSV_MAX_RECORD_SIZE" ? "line-too-long" : "quote-not-closed";
  });
  let line = 1;
  // What stands before a mistake is handed out too, so that the lines are counted up to it.
  function* parsed(): Generator<CsvRecord> {
    for (;;) {
      const cells: readonly string[] | null = parser.read();
      if (cells === null) break;
      yield { line, cells };
      line += linesIn(cells);
    }
  }
  try {
    for await (const piece of pieces) {
      // Settles once the records are read: until then the parser holds the answer back.
      const taken = settled((done) => parser.write(piece, done));
      yield* parsed();
      await taken;
      if (problem !== null) throw new UnreadableFileError(problem, line);
    }
    await settled((done) => {
      parser.once("error", done);
      parser.end(done);
    });
    yield* parsed();
    if (problem !== null) throw new UnreadableFileError(problem, line);
  } finally {
    parser.destroy();
  }
}

/** Waits for a callback, whether it brings an error or not. */
function settled(start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => start(() => resolve()));
}

function linesIn(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) lines++;
  }
  return lines;
}
