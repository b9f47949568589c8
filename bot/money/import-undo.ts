import { countImported, takeBackImport } from "../../db/queries/import-undo.ts";
import { findImport } from "../../db/queries/imports.ts";
import { markImportUndone } from "../../db/queries/money-changes.ts";
import { counted, shorten } from "../format.ts";
import { readToken } from "../message.ts";
import { type Choice, say as part, type Reply, tell } from "../reply.ts";
import type { Turn } from "../turn.ts";

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
  const choices = [standing(`import:${importId}:undo-all`, "undo-all"), keep(importId)];
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
  const { name, added, corrected } = file;
  const loss = part("import/undo-loses", { corrected: counted(corrected, "row") });
  const out =
    corrected === 0
      ? standing(`money-undo:${changeId}`, "undo-all")
      : standing(`import:${importId}:undo-all`, "undo-all");
  return [
    {
      parts: [
        part("import/ask-undo-last", { file: name, rows: counted(added, "row") }),
        ...(corrected === 0 ? [] : [loss]),
        part("import/undo-choices"),
      ],
      choices: [out, keep(importId)],
    },
  ];
}

/** Takes out every row that an import added, with what was said about them. */
export async function takeFileOut(
  { db, context, errands }: Turn,
  importId: string,
): Promise<readonly Reply[]> {
  const { userId } = context.person;
  const removed = await takeBackImport(db, userId, importId, context.now);
  if (removed === null) return [tell("import/was-dropped")];
  await markImportUndone(db, userId, importId, context.now);
  errands.push({ kind: "understand-money", userId, subject: null });
  return [tell("import/undone", { removed: counted(removed, "row") })];
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
  return { name: shorten(row.fileName, LONGEST_NAME), ...(await countImported(db, userId, importId)) };
}

function keep(importId: string): Choice {
  return standing(`import:${importId}:keep`, "keep");
}

function standing(id: string, label: string): Choice {
  return { id, label, standing: true };
}
