import { createHash } from "node:crypto";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { LayoutAnswers } from "../../db/queries/imports.ts";
import type {
  FileKind,
  FileQuestion,
  FileRow,
  OpenFile,
  SkippedRow,
} from "../integrations/files/file-item.ts";
import { readFile } from "../integrations/files/read-file.ts";
import { accountKey, MOST_ACCOUNTS } from "./accounts.ts";
import { isStorable } from "./file-row.ts";

/** How many rows, and how many left out, are shown. */
const SHOWN = 5;

/** Rows that are left out: the first few, and how many in all. */
export type LeftOut = { readonly count: number; readonly first: readonly SkippedRow[] };

/** What a file says, without storing anything. */
export type Look = {
  readonly kind: FileKind;
  readonly rows: number;
  readonly first: readonly FileRow[];
  readonly period: { readonly from: LocalDate; readonly to: LocalDate } | null;
  readonly leftOut: LeftOut;
  /** Names of the accounts in it, by their keys; one with an empty key where it names none. */
  readonly accounts: ReadonlyMap<string, string | null>;
  /** What only the person can say, and the rows that its examples stand in. */
  readonly question: (FileQuestion & { readonly rows: readonly FileRow[] }) | null;
  /** What was answered, now or for an earlier file of the layout. */
  readonly answers: LayoutAnswers;
  readonly sha256: string;
};

export type LookOptions = {
  readonly answers: LayoutAnswers;
  /** ISO 4217, for rows whose currency the file does not say. */
  readonly currency: string;
  /** What was answered for earlier files of a layout. */
  readonly remembered: (layout: string) => Promise<LayoutAnswers>;
};

/**
 * Reads a whole file to show what is in it.
 *
 * @throws UnreadableFileError
 */
export async function lookAt(open: OpenFile, options: LookOptions): Promise<Look> {
  const { currency, remembered } = options;
  let { answers } = options;
  for (;;) {
    const look = await readThrough(open, answers, currency);
    const { question } = look;
    if (question === null) return { ...look, sha256: await sha256Of(open) };
    const known = answerTo(question, await remembered(question.layout));
    if (known === null) return { ...look, sha256: await sha256Of(open) };
    answers = { ...answers, ...known };
  }
}

/** The part of some answers that answers a question; null when none does. */
export function answerTo({ about }: FileQuestion, answers: LayoutAnswers): LayoutAnswers | null {
  const { dayFirst, positiveMeans } = answers;
  if (about === "date-order") return dayFirst === undefined ? null : { dayFirst };
  return positiveMeans === undefined ? null : { positiveMeans };
}

async function readThrough(
  open: OpenFile,
  answers: LayoutAnswers,
  currency: string,
): Promise<Omit<Look, "sha256">> {
  let kind: FileKind | null = null;
  let question: FileQuestion | null = null;
  const inExamples: FileRow[] = [];
  const first: FileRow[] = [];
  const accounts = new Map<string, string | null>();
  const leftOut = leftOutList();
  let rows = 0;
  let from: LocalDate | null = null;
  let to: LocalDate | null = null;
  const onKind = (found: FileKind) => {
    kind = found;
  };
  for await (const item of readFile(open, { ...answers, currency, onKind })) {
    if (item.kind === "question") question ??= item;
    else if (item.kind === "skipped") leftOut.add(item);
    else if (!isStorable(item)) leftOut.add({ kind: "skipped", line: item.line, reason: "bad-amount" });
    else {
      rows++;
      if (first.length < SHOWN) first.push(item);
      if (question?.examples.some(({ line }) => line === item.line)) inExamples.push(item);
      const key = accountKey(item.account);
      if (accounts.size <= MOST_ACCOUNTS && !accounts.has(key)) accounts.set(key, item.account);
      if (from === null || item.date < from) from = item.date;
      if (to === null || item.date > to) to = item.date;
    }
  }
  if (kind === null) throw new Error("a file was read that has no kind");
  return {
    kind,
    rows,
    first,
    period: from === null || to === null ? null : { from, to },
    leftOut: leftOut.list(),
    accounts: accounts.size > MOST_ACCOUNTS ? new Map([["", null]]) : accounts,
    question: question === null ? null : { ...question, rows: inExamples },
    answers,
  };
}

export function leftOutList() {
  const first: SkippedRow[] = [];
  let count = 0;
  return {
    add(row: SkippedRow) {
      count++;
      if (first.length < SHOWN) first.push(row);
    },
    list: (): LeftOut => ({ count, first: [...first] }),
  };
}

export async function sha256Of(open: OpenFile): Promise<string> {
  const sum = createHash("sha256");
  for await (const chunk of open()) sum.update(chunk);
  return sum.digest("hex");
}
