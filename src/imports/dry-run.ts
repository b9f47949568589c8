import { OperatorError } from "../../db/errors.ts";
import {
  type FileItem,
  type FileQuestion,
  type OpenFile,
  type ReadOptions,
  UnreadableFileError,
} from "../integrations/files/file-item.ts";
import { readFile } from "../integrations/files/read-file.ts";
import { problemWords, reasonWords } from "./messages.ts";

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
    throw unreadable(options.name, error);
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
      return { skipped: true, line: item.line, reason: reasonWords(item.reason) };
    case "question": {
      const { kind: _, ...asked } = item;
      return { question: assuming(item), ...asked };
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
      return `line ${item.line} left out: ${reasonWords(item.reason)}`;
    case "question":
      return [assuming(item), ...item.examples.map(({ line, text }) => `  line ${line}: ${text}`)].join("\n");
  }
}

/** Why a file cannot be read, as one sentence for whoever runs the command. */
export function unreadable(name: string, error: UnreadableFileError): OperatorError {
  const where = error.line === null ? "" : ` at line ${error.line}`;
  return new OperatorError(`${name} cannot be read${where}: ${problemWords(error)}.`, error);
}

/** What only the person can tell, with the readings there are. */
export function sentence({ about, examples }: FileQuestion): string {
  const readings = examples.map((example) => `${example.assumed} or ${example.otherwise}`).join(", ");
  return about === "date-order"
    ? `Which comes first in the dates of this file, the day or the month (${readings})?`
    : `Were the amounts without a minus spent or received (${readings})?`;
}

/** The flags that answer a question. */
export function flagsOf({ about }: FileQuestion): string {
  return about === "date-order"
    ? "Say --day-first or --month-first."
    : "Say --positive-means=spent or --positive-means=received.";
}

/** A question as a dry run puts it, which goes on with one reading. */
const assuming = (question: FileQuestion) =>
  `${sentence(question)} Taken as ${question.assumed} here. ${flagsOf(question)}`;
