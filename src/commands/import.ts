import { once } from "node:events";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { isCurrency } from "../../coaching/model/money.ts";
import { OperatorError } from "../../db/errors.ts";
import {
  type FileItem,
  type FileQuestion,
  type OpenFile,
  type ReadOptions,
  type SkipReason,
  type UnreadableCode,
  UnreadableFileError,
} from "../integrations/files/file-item.ts";
import { readFile } from "../integrations/files/read-file.ts";
import { runCommand } from "./command.ts";

const USAGE =
  'Run "npm run import -- FILE --dry-run" to see how a bank\'s file is understood; with --json as JSON, one line each. --day-first or --month-first says what 03/04 means, --positive-means=spent or =received what an amount without a minus means, --currency=EUR what it is in where the file does not say.';
const KINDS = "a bank's CSV, OFX or QFX, QIF or MT940 file";

const REASONS: Readonly<Record<SkipReason, string>> = {
  pending: "not booked yet, or called off",
  balance: "a balance or a total, not a transaction",
  "not-a-transaction": "no date and no amount",
  "bad-date": "no date that can be read where one is expected",
  "no-amount": "no amount",
  "bad-amount": "no amount that can be read where one is expected",
  "sign-unknown": "nothing says whether it was spent or received",
  investment: "a movement of an investment account, which is not read",
  "cut-off": "the file breaks off in the midst of it",
  "bank-error": "the file holds an error of the bank's instead of a statement",
};

const PROBLEMS: Readonly<Record<UnreadableCode, string>> = {
  empty: `it is empty: expected ${KINDS}`,
  "not-text": `it is not text: expected ${KINDS}; a PDF or a workbook has to be saved as CSV first`,
  "no-transactions": `no transactions were found in it: expected ${KINDS}, with a date and an amount for each`,
  "quote-not-closed": "a quotation mark is opened and not closed again: nothing of the file is taken",
  "line-too-long":
    "a row is longer than any bank writes, mostly because a quotation mark is opened and not closed: nothing of the file is taken",
};

/**
 * Writes what a file says, one line for each thing, and stores nothing.
 *
 * @param write is waited for, so that a slow reader slows the reading down
 * @throws OperatorError in one sentence that names the line and nothing that stands there
 */
export async function dryRun(
  open: OpenFile,
  options: ReadOptions & { readonly name: string; readonly json: boolean },
  write: (line: string) => Promise<void> | void,
): Promise<void> {
  const counts = { row: 0, skipped: 0, question: 0 };
  try {
    for await (const item of readFile(open, options)) {
      counts[item.kind]++;
      await write(`${options.json ? JSON.stringify(asJson(item)) : asText(item)}\n`);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    const where = error.line === null ? "" : ` at line ${error.line}`;
    throw new OperatorError(`${options.name} cannot be read${where}: ${PROBLEMS[error.code]}.`, error);
  }
  if (options.json) return;
  await write(
    `Rows: ${counts.row}, left out: ${counts.skipped}, to be asked: ${counts.question}. Nothing was stored.\n`,
  );
}

function asJson(item: FileItem): Readonly<Record<string, unknown>> {
  switch (item.kind) {
    case "row": {
      const { kind: _, id, ...row } = item;
      return id === null ? row : { ...row, id };
    }
    case "skipped":
      return { skipped: true, line: item.line, reason: REASONS[item.reason] };
    case "question": {
      const { kind: _, ...asked } = item;
      return { question: sentence(item), ...asked };
    }
  }
}

function asText(item: FileItem): string {
  switch (item.kind) {
    case "row": {
      const { date, amount, currency, name, memo } = item;
      return [date, amount.padStart(12), currency ?? "   ", name ?? memo ?? ""].join("  ");
    }
    case "skipped":
      return `line ${item.line} left out: ${REASONS[item.reason]}`;
    case "question":
      return [sentence(item), ...item.examples.map(({ line, text }) => `  line ${line}: ${text}`)].join("\n");
  }
}

function sentence({ about, examples, assumed }: FileQuestion): string {
  const readings = examples.map((example) => `${example.assumed} or ${example.otherwise}`).join(", ");
  return about === "date-order"
    ? `Which comes first in the dates of this file, the day or the month (${readings})? Taken as ${assumed} here; say --day-first or --month-first.`
    : `Were the amounts without a minus spent or received (${readings})? Taken as ${assumed} here; say --positive-means=spent or --positive-means=received.`;
}

interface Asked extends ReadOptions {
  readonly path: string;
  readonly isDryRun: boolean;
  readonly json: boolean;
}

/** @throws OperatorError with how it is used */
export function readArguments(given: readonly string[]): Asked {
  const { positionals, values } = parsed(given);
  const [path, ...more] = positionals;
  const means = values["positive-means"];
  const currency = values.currency?.toUpperCase();
  const isBoth = values["day-first"] === true && values["month-first"] === true;
  if (path === undefined || more.length > 0 || isBoth) throw new OperatorError(USAGE);
  if (means !== undefined && means !== "spent" && means !== "received") throw new OperatorError(USAGE);
  if (currency !== undefined && !isCurrency(currency)) {
    throw new OperatorError(`unknown currency "${currency}": expected an ISO 4217 code, as --currency=EUR`);
  }
  const dayFirst = values["day-first"] === true ? true : values["month-first"] === true ? false : undefined;
  return {
    path,
    isDryRun: values["dry-run"] === true,
    json: values.json === true,
    dayFirst,
    positiveMeans: means,
    currency,
  };
}

function parsed(given: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        "dry-run": flag,
        json: flag,
        "day-first": flag,
        "month-first": flag,
        "positive-means": text,
        currency: text,
      },
    });
  } catch (error) {
    throw new OperatorError(USAGE, error);
  }
}

/** @throws OperatorError when there is no such file, or it may not be read */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw new OperatorError(`${path} cannot be read: expected the path of ${KINDS}.`, error);
  });
  if (!found.isFile()) throw new OperatorError(`${path} is no file: expected the path of ${KINDS}.`);
  return found.size;
}

/** "2 300 of about 18 000", on a terminal only: anywhere else it would end up among what is kept. */
function progressOn(stream: NodeJS.WriteStream, size: number) {
  const shown = (count: number) => Math.round(count).toLocaleString("en-US").replaceAll(",", " ");
  let rows = 0;
  let isShown = false;
  return {
    row() {
      rows++;
    },
    bytes(done: number) {
      if (!stream.isTTY || rows === 0 || done >= size) return;
      isShown = true;
      stream.write(`\r${shown(rows)} of about ${shown((rows * size) / done)}\u001b[K`);
    },
    end() {
      if (isShown) stream.write("\r\u001b[K");
    },
  };
}

if (import.meta.main) {
  // Whoever reads the output may have seen enough, as `head` does.
  process.stdout.on("error", () => process.exit());
  await runCommand(async () => {
    const { path, isDryRun, ...options } = readArguments(process.argv.slice(2));
    if (!isDryRun) {
      throw new OperatorError(
        "Storing what a file says is still to come: add --dry-run to see how it is understood.",
      );
    }
    const progress = progressOn(process.stderr, await sizeOf(path));
    const write = async (line: string) => {
      progress.row();
      if (!process.stdout.write(line)) await once(process.stdout, "drain");
    };
    try {
      const name = basename(path);
      await dryRun(
        () => createReadStream(path),
        { ...options, name, onProgress: (done) => progress.bytes(done) },
        write,
      );
    } finally {
      progress.end();
    }
  });
}
