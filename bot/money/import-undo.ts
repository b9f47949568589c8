import type { Database } from "../../db/client.ts";
import { countImportedDays, takeBackDays } from "../../db/queries/import-days.ts";
import { countImported, takeBackImport } from "../../db/queries/import-undo.ts";
import { findImport, type ImportRow } from "../../db/queries/imports.ts";
import { markImportUndone } from "../../db/queries/money-changes.ts";
import { counted, shorten } from "../format.ts";
import { readToken } from "../message.ts";
import { type Choice, type Part, say as part, type Reply, tell } from "../reply.ts";
import type { Turn } from "../turn.ts";
import { readImportOptions } from "./import-options.ts";

const LONGEST_NAME = 60;

/** Takes back what an import added; where the person has said things about it since, they are asked first. */
export async function undoImport(turn: Turn, importId: string): Promise<readonly Reply[]> {
  return (await askBeforeLoss(turn, importId)) ?? takeFileOut(turn, importId);
}

/** What is asked where a file that goes would take words of the person's with it; null where nothing would be lost. */
export async function askBeforeLoss(turn: Turn, importId: string): Promise<readonly Reply[] | null> {
  const file = await findFile(turn, importId);
  if (file === null || file.corrected === 0) return null;
  const facts = { file: file.name, corrected: counted(file.corrected, "row") };
  const choices = [takeOut(`import:${importId}:undo-all`), keep(importId)];
  return [{ ...tell("import/ask-undo", facts), choices }];
}

/** A plain "undo" does not say that a whole file is meant, so it is named with its rows before it goes. */
export async function askUndoImport(
  turn: Turn,
  changeId: string,
  importId: string,
): Promise<readonly Reply[]> {
  const file = await findFile(turn, importId);
  if (file === null) return [tell("undo/money-before")];
  const { name, what, added, corrected } = file;
  const loss = part("import/undo-loses", { corrected: counted(corrected, "row") });
  const out = corrected === 0 ? `money-undo:${changeId}` : `import:${importId}:undo-all`;
  return [
    {
      parts: [
        part("import/ask-undo-last", { file: name, rows: counted(added, what) }),
        ...(corrected === 0 ? [] : [loss]),
        part("import/undo-choices"),
      ],
      choices: [takeOut(out), keep(importId)],
    },
  ];
}

/** Takes out every row that an import added, with what was said about them. */
export async function takeFileOut(
  { db, context, errands }: Turn,
  importId: string,
): Promise<readonly Reply[]> {
  const { userId } = context.person;
  const row = await findImport(db, userId, importId);
  if (row?.kind === "body") return takeDaysOut({ db, context, errands }, row);
  const removed = await takeBackImport(db, userId, importId, context.now);
  if (removed === null) return [tell("import/was-dropped")];
  await markImportUndone(db, userId, importId, context.now);
  errands.push({ kind: "understand-money", userId, subject: null });
  return [tell("import/undone", { removed: counted(removed, "row") })];
}

/** The same for a file of days: what they said before it is known nowhere any more. */
async function takeDaysOut(
  { db, context, errands }: Pick<Turn, "db" | "context" | "errands">,
  row: ImportRow,
): Promise<readonly Reply[]> {
  const { userId } = context.person;
  const undone = await undoDays(db, userId, row, context.now);
  if (undone === null) return [tell("import/was-dropped")];
  await markImportUndone(db, userId, row.id, context.now);
  errands.push({ kind: "night-check", userId, subject: null });
  return [{ parts: undone }];
}

/** Takes back the days that an import added. @returns what is said of it; null when the import is not stored */
export async function undoDays(
  db: Database,
  userId: string,
  row: ImportRow,
  now: Date,
): Promise<readonly Part[] | null> {
  const { days } = readImportOptions(row.options);
  const about = days ?? { source: "", added: [], changed: 0 };
  const { changedSince } = await countImportedDays(db, userId, row, about);
  const removed = await takeBackDays(db, userId, row, about, now);
  if (removed === null) return null;
  return [
    part("body-import/undone", { days: counted(removed, "day") }),
    ...(about.changed === 0
      ? []
      : [part("body-import/undone-changed", { days: counted(about.changed, "day") })]),
    ...(changedSince === 0 ? [] : [part("body-import/undone-since", { days: counted(changedSince, "day") })]),
  ];
}

/** Whether a button takes a file out: typed, its "undo" is a plain one. */
export function isFileUndo(token: string): boolean {
  const read = readToken(token);
  return read.kind === "standing" && /^import:[^:]*:undo$/.test(read.action);
}

/** A file whose rows are there; null for any other. */
async function findFile({ db, context }: Turn, importId: string) {
  const { userId } = context.person;
  const row = await findImport(db, userId, importId);
  if (row === null || row.state !== "stored") return null;
  const name = shorten(row.fileName, LONGEST_NAME);
  const { days } = readImportOptions(row.options);
  if (row.kind !== "body" || days === null) {
    return { name, what: "row", ...(await countImported(db, userId, importId)) };
  }
  const { own } = await countImportedDays(db, userId, row, days);
  return { name, what: "day", added: own, corrected: 0 };
}

function takeOut(id: string): Choice {
  return { id, label: "undo-all", standing: true, means: "yes" };
}

function keep(importId: string): Choice {
  return { id: `import:${importId}:keep`, label: "keep", standing: true, means: "no" };
}
