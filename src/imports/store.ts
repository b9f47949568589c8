import { addDays, type LocalDate, localDateOf } from "../../coaching/model/local-date.ts";
import type { Database, OpenDatabase } from "../../db/client.ts";
import { lockPeople } from "../../db/queries/chat-rows.ts";
import { markDirty } from "../../db/queries/dirty-days.ts";
import { moveKnownThrough } from "../../db/queries/file-accounts.ts";
import {
  createStaging,
  dropStaging,
  type StagedRow,
  type Staging,
  settleRows,
  stageRows,
} from "../../db/queries/import-rows.ts";
import type { LayoutAnswers } from "../../db/queries/imports.ts";
import type { FileKind, FileQuestion, FileRow, OpenFile } from "../integrations/files/file-item.ts";
import { readFile } from "../integrations/files/read-file.ts";
import {
  type AccountChoice,
  accountKey,
  isChosen,
  keepTarget,
  MOST_ACCOUNTS,
  sourceOf,
  targetOf,
  targetsOf,
} from "./accounts.ts";
import { isStorable, rowMaker } from "./file-row.ts";
import { type LeftOut, leftOutList } from "./look.ts";

/** Rows that are handed to the database at once. */
const BATCH = 2000;

export type StoreRequest = {
  readonly userId: string;
  readonly importId: string;
  readonly fileName: string;
  readonly home: { readonly timezone: string; readonly currency: string };
  readonly answers: LayoutAnswers;
  readonly account: AccountChoice;
  readonly now: Date;
  /** Told now and then how many rows are read. */
  readonly onRows?: ((rows: number) => void) | undefined;
};

/** What an import came to. */
export type Stored = {
  readonly rows: number;
  readonly added: number;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate } | null;
  readonly leftOut: LeftOut;
  /** The accounts it is of, with the names they have now. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  /** See {@link sourceOf}; null for a file of several accounts. */
  readonly source: string | null;
};

/** A question came up that nobody has answered: nothing was stored. */
export class OpenQuestionError extends Error {
  readonly question: FileQuestion;

  constructor(question: FileQuestion) {
    super(`the file leaves open: ${question.about}`);
    this.name = "OpenQuestionError";
    this.question = question;
  }
}

/**
 * Stores the rows of a file, all in one transaction with what `conclude` writes: a process that dies leaves nothing. The
 * days it touches are marked to be scored anew. Memory does not grow with the file.
 *
 * The embedded database has one connection, which everybody waits for; there rows are gathered in small steps before the
 * transaction, in a table that goes with the process.
 *
 * @throws UnreadableFileError, OpenQuestionError; nothing is stored then
 */
export async function storeFile(
  { db, kind }: Pick<OpenDatabase, "db" | "kind">,
  open: OpenFile,
  request: StoreRequest,
  conclude: (tx: Database, stored: Stored) => Promise<void>,
): Promise<Stored> {
  const { importId } = request;
  const finish = async (tx: Database, staging: Staging, read: ReadRows) => {
    const stored = await settle(tx, staging, read, request);
    await conclude(tx, stored);
    return stored;
  };
  if (kind === "postgres") {
    return db.transaction(async (tx) => {
      const staging = await createStaging(tx, importId, true);
      return finish(tx, staging, await readRows(tx, staging, open, request));
    });
  }
  const staging = await createStaging(db, importId, false);
  try {
    const read = await readRows(db, staging, open, request);
    return await db.transaction((tx) => finish(tx, staging, read));
  } finally {
    await dropStaging(db, staging);
  }
}

type Account = {
  readonly name: string | null;
  readonly currency: string;
  to: LocalDate;
};

type ReadRows = {
  readonly kind: FileKind;
  readonly rows: number;
  readonly leftOut: LeftOut;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly period: Stored["period"];
};

async function readRows(
  db: Database,
  staging: Staging,
  open: OpenFile,
  { answers, home, onRows }: StoreRequest,
): Promise<ReadRows> {
  let kind: FileKind | null = null;
  const onKind = (found: FileKind) => {
    kind = found;
  };
  const make = rowMaker(home);
  const leftOut = leftOutList();
  const accounts = new Map<string, Account>();
  let from: LocalDate | null = null;
  let to: LocalDate | null = null;
  let rows = 0;
  let batch: StagedRow[] = [];
  const add = (row: FileRow) => {
    const named = accountKey(row.account);
    const key = accounts.has(named) || accounts.size < MOST_ACCOUNTS ? named : "";
    const staged = make(row, key);
    const account = accounts.get(key);
    if (account === undefined) {
      accounts.set(key, { name: row.account, currency: staged.currency, to: row.date });
    } else if (account.to < row.date) account.to = row.date;
    if (from === null || row.date < from) from = row.date;
    if (to === null || row.date > to) to = row.date;
    rows++;
    batch.push(staged);
  };
  // While the database takes a batch, the next one is read.
  let staged: Promise<void> = Promise.resolve();
  const stage = async () => {
    await staged;
    staged = stageRows(db, staging, batch);
    // Whoever waits for it hears of a failure; until then nobody does.
    staged.catch(() => {});
    batch = [];
  };
  for await (const item of readFile(open, { ...answers, currency: home.currency, onKind })) {
    if (item.kind === "question") throw new OpenQuestionError(item);
    if (item.kind === "skipped") leftOut.add(item);
    else if (isStorable(item)) add(item);
    else leftOut.add({ kind: "skipped", line: item.line, reason: "bad-amount" });
    if (batch.length < BATCH) continue;
    await stage();
    onRows?.(rows);
  }
  await stage();
  await staged;
  if (kind === null) throw new Error("a file was read that has no kind");
  const period = from === null || to === null ? null : { from, to };
  return { kind, rows, leftOut: leftOut.list(), accounts, period };
}

async function settle(
  tx: Database,
  staging: Staging,
  { kind, rows, leftOut, accounts, period }: ReadRows,
  { userId, importId, fileName, account: choice, home, now }: StoreRequest,
): Promise<Stored> {
  const { layout } = kind;
  if (period === null) return { rows, added: 0, period, leftOut, accounts: [], source: null };
  // What a person says and taps meanwhile waits, and another file of theirs.
  await lockPeople(tx, [userId]);
  const named = [...accounts].map(([key, { name, currency }]) => ({ key, name, currency }));
  const isMany = named.length > 1 && named.length <= MOST_ACCOUNTS && !isChosen(choice);
  const one = named.length === 1 ? named[0] : undefined;
  const about = { choice, named: one ?? { key: "", name: null }, layout, fileName, importId };
  const targets = isMany
    ? await targetsOf(tx, userId, named, fileName)
    : await targetOf(tx, userId, about).then((target) => new Map(named.map(({ key }) => [key, target])));
  const ids = new Map<string, string>();
  const kept = new Map<string, string>();
  // Today is not over, so it is not known in full.
  const yesterday = addDays(localDateOf(now, home.timezone), -1);
  for (const { key, currency } of named) {
    const target = targets.get(key);
    if (target === undefined) throw new Error("an account of the file has no place");
    const id = await keepTarget(tx, userId, target, currency, now);
    const last = accounts.get(key)?.to ?? yesterday;
    const isOver = last <= yesterday;
    await moveKnownThrough(tx, userId, id, isOver ? last : yesterday, now);
    ids.set(key, id);
    kept.set(id, target.name);
  }
  const settlement = { userId, importId, layout, accounts: ids, period, now };
  const { added, days } = await settleRows(tx, staging, settlement);
  await markDirty(tx, userId, days, now);
  return {
    rows,
    added,
    period,
    leftOut,
    accounts: [...kept].map(([id, name]) => ({ id, name })),
    source: isMany ? null : sourceOf(layout, about.named.key),
  };
}
