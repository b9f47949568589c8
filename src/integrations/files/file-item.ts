import type { LocalDate } from "../../../coaching/model/local-date.ts";

/** One transaction as the file states it. Nothing is cleaned or guessed here but white space and the sign. */
export interface FileRow {
  readonly kind: "row";
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  /** The day the file names, as written: never moved by a zone that stands beside it. */
  readonly date: LocalDate;
  /** Exact decimal text with at least two decimals, `"12.50"`; positive = money spent, negative = money received. */
  readonly amount: string;
  /** ISO 4217, or null where the file names none. */
  readonly currency: string | null;
  /** Who was paid or paid, or what the bank calls the booking; null where the file has a memo only. */
  readonly name: string | null;
  readonly memo: string | null;
  /** The account or card it is on, as the file names it. */
  readonly account: string | null;
  /** The bank's own id of the transaction. Some banks use one twice. */
  readonly id: string | null;
}

/** Why a row of the file is left out. */
export type SkipReason =
  | "pending"
  | "balance"
  | "not-a-transaction"
  | "bad-date"
  | "no-amount"
  | "bad-amount"
  | "sign-unknown"
  | "investment"
  | "cut-off"
  | "bank-error";

/** A row that is left out; all others are read all the same. */
export interface SkippedRow {
  readonly kind: "skipped";
  readonly line: number;
  readonly reason: SkipReason;
}

/** One way to read what can be read in two ways. */
export interface Example {
  readonly line: number;
  /** What stands in the file. */
  readonly text: string;
  /** What it is taken for: a day, or an amount in the sense of {@link FileRow.amount}. */
  readonly assumed: string;
  /** What else it could be. */
  readonly otherwise: string;
}

/**
 * Something that only the person can tell.
 *
 * Rows go on as `assumed` says, so that they can be shown. Whoever stores them must have the answer first, or undo
 * all of this file: a question can come after rows, where a later line contradicts the earlier ones.
 */
export type FileQuestion = {
  readonly kind: "question";
  /** What the answer can be remembered by: files of the same layout have the same. */
  readonly layout: string;
  /** One or two; two where the file has them. */
  readonly examples: readonly Example[];
} & (
  | { readonly about: "date-order"; readonly assumed: "day-first" | "month-first" }
  | { readonly about: "sign"; readonly assumed: "spent" | "received" }
);

export type FileItem = FileRow | SkippedRow | FileQuestion;

/** What is known beforehand: answers of the person to earlier questions, and their currency. */
export interface ReadOptions {
  /** Whether 03/04 is the 3rd of April. Overrules what the file looks like. */
  readonly dayFirst?: boolean | undefined;
  /** What an amount without a minus means where one column holds both. */
  readonly positiveMeans?: "spent" | "received" | undefined;
  /** ISO 4217, for rows whose currency the file does not say. */
  readonly currency?: string | undefined;
  /** Told now and then how much of the file is read. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Told before the first item what kind of file it is. */
  readonly onKind?: ((kind: FileKind) => void) | undefined;
}

/** What a file is; `layout` is the same for all files that one bank writes in one way. */
export interface FileKind {
  readonly format: "csv" | "ofx" | "qif" | "mt940";
  readonly layout: string;
}

/**
 * A file's bytes from the beginning, each time it is called.
 *
 * It is called a second time where the beginning of a long file leaves a question open that the rest may answer.
 */
export type OpenFile = () => AsyncIterable<Uint8Array>;

/** Why a file cannot be read at all. */
export type UnreadableCode =
  | "not-opened"
  | "empty"
  | "not-text"
  | "no-transactions"
  | "quote-not-closed"
  | "line-too-long";

/** The file as a whole cannot be read; nothing of it may be kept. Holds no content of the file. */
export class UnreadableFileError extends Error {
  readonly code: UnreadableCode;
  /** Where, counted from 1; null where it is the whole file. */
  readonly line: number | null;

  constructor(code: UnreadableCode, line: number | null = null, cause?: unknown) {
    super(`file cannot be read: ${code}${line === null ? "" : ` at line ${line}`}`, { cause });
    this.name = "UnreadableFileError";
    this.code = code;
    this.line = line;
  }
}
