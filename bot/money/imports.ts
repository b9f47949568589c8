import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import {
  changeImport,
  findImport,
  type ImportRow,
  type LayoutAnswers,
  recordImport,
  saveLayoutAnswers,
} from "../../db/queries/imports.ts";
import type { InboundFile } from "../adapter.ts";
import { tooLargeReply } from "../body/apple.ts";
import { answerTable, namedAfter } from "../body/days-import.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { shorten } from "../format.ts";
import { tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { type ImportOptions, readImportOptions } from "./import-options.ts";
import { takeFileOut, undoImport } from "./import-undo.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LONGEST_NAME = 200;
const LONGEST_REFERENCE = 4096;

/** The one message of an import, which each step replaces where the platform can. */
export function inPlace(importId: string): { readonly key: string; readonly edits: string } {
  const key = `import:${importId}`;
  return { key, edits: key };
}

/** A file was sent: it is looked at outside the conversation, and nothing of it is stored before the person says so. */
export async function receiveFile(turn: Turn, file: InboundFile): Promise<void> {
  const { db, chat, context } = turn;
  if (context.person.sampleName !== null) return say(turn, [tell("import/in-sample")]);
  if (file.isTooLarge) return say(turn, [await tooLargeReply(turn)]);
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  if (file.reference === "" || file.reference.length > LONGEST_REFERENCE) {
    return say(turn, [tell("import/gone")]);
  }
  const id = randomUUID();
  await recordImport(
    db,
    chat.userId,
    {
      id,
      identityId: chat.identityId,
      reference: file.reference,
      fileName: shorten(file.name.replaceAll("\0", "").trim() || "file", LONGEST_NAME),
      bytes: file.bytes,
      state: "looking",
    },
    context.now,
  );
  turn.errands.push({ kind: "import-look", userId: chat.userId, subject: id });
  say(turn, [{ ...tell("import/looking"), key: inPlace(id).key }]);
}

/** `/import`: how it is done; in a terminal, the file at a path of the same machine. */
export async function importReport(turn: Turn, said: string): Promise<void> {
  const { isTerminal } = turn.context.person;
  if (said === "" || !isTerminal) {
    return say(turn, [tell(isTerminal ? "import/ways-terminal" : "import/ways")]);
  }
  const path = plainPath(said);
  await receiveFile(turn, { reference: path, name: basename(path), bytes: null, isTooLarge: false });
}

/** A path as it stands, without the quotes and backslashes that a window adds when a file is dropped on it. */
function plainPath(said: string): string {
  const path = said.trim();
  const quoted = /^(["'])(.+)\1$/.exec(path)?.[2];
  if (quoted !== undefined) return quoted;
  return path.includes("/") ? path.replace(/\\(?=[ ()'"&[\]])/g, "") : path;
}

/** A tap on a button of an import, `import:<id>:<word>`. */
export async function answerImport(turn: Turn, action: string): Promise<void> {
  const [, id = "", word = "", place = ""] = action.split(":");
  const row = UUID.test(id) ? await findImport(turn.db, turn.context.person.userId, id) : null;
  if (row === null) return say(turn, [tell("errors/button-gone")]);
  const options = readImportOptions(row.options);
  const answers = ANSWERS[word];
  if (answers !== undefined) return answerQuestion(turn, row, options, answers);
  const said = answerTable(options, word, place);
  if (said !== null) return lookAgain(turn, row, said);
  switch (word) {
    case "store":
      return store(turn, row, options);
    case "named":
      return store(turn, row, namedAfter(options, row.fileName));
    case "drop":
      return drop(turn, row);
    case "to":
      return choose(turn, row, options, options.offered[Number(place)]);
    case "new":
      return choose(turn, row, options, "new");
    case "undo":
      return say(turn, await undoImport(turn, id));
    case "undo-all":
      return say(turn, await takeFileOut(turn, id));
    case "keep":
      return say(turn, [tell("import/kept")]);
    default:
      return say(turn, [tell("errors/button-gone")]);
  }
}

const ANSWERS: Readonly<Record<string, LayoutAnswers>> = {
  "day-first": { dayFirst: true },
  "month-first": { dayFirst: false },
  spent: { positiveMeans: "spent" },
  received: { positiveMeans: "received" },
};

/** The answer holds for this file and for later ones of its layout; the rows are shown anew. */
async function answerQuestion(
  turn: Turn,
  row: ImportRow,
  options: ImportOptions,
  answer: LayoutAnswers,
): Promise<void> {
  const { asks } = options;
  const isAsked = asks?.about === (answer.dayFirst === undefined ? "sign" : "date-order");
  if (asks === null || !isAsked) return sayWhere(turn, row);
  await saveLayoutAnswers(turn.db, turn.context.person.userId, asks.layout, answer, turn.context.now);
  await lookAgain(turn, row, { ...options, asks: null, answers: { ...options.answers, ...answer } });
}

async function choose(
  turn: Turn,
  row: ImportRow,
  options: ImportOptions,
  account: string | undefined,
): Promise<void> {
  if (account === undefined) return sayWhere(turn, row);
  await lookAgain(turn, row, { ...options, account });
}

async function lookAgain(turn: Turn, row: ImportRow, options: ImportOptions): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const change = { state: "looking", options: { ...options, step: options.step + 1 } } as const;
  if (!(await changeImport(db, userId, row.id, ["asking"], change, context.now))) return sayWhere(turn, row);
  turn.errands.push({ kind: "import-look", userId, subject: row.id });
  say(turn, [{ ...tell("import/looking"), ...inPlace(row.id) }]);
}

async function store(turn: Turn, row: ImportRow, options: ImportOptions): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const change = { state: "storing", options } as const;
  const isOpen = options.asks === null;
  if (!isOpen || !(await changeImport(db, userId, row.id, ["asking"], change, context.now))) {
    return sayWhere(turn, row);
  }
  turn.errands.push({ kind: "import-store", userId, subject: row.id });
  say(turn, [{ ...tell("import/storing"), ...inPlace(row.id) }]);
}

async function drop(turn: Turn, row: ImportRow): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const change = { state: "dropped" } as const;
  if (!(await changeImport(db, userId, row.id, ["asking", "looking"], change, context.now))) {
    return sayWhere(turn, row);
  }
  say(turn, [{ ...tell("import/dropped"), ...inPlace(row.id) }]);
}

/** A tap that comes twice or too late: how far the import is. */
function sayWhere(turn: Turn, { state }: ImportRow): void {
  const where = {
    looking: "import/still-looking",
    asking: "errors/button-gone",
    storing: "import/still-storing",
    stored: "import/was-stored",
    dropped: "import/was-dropped",
    failed: "import/was-dropped",
  } as const;
  say(turn, [tell(where[state])]);
}
