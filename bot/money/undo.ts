import { z } from "zod";
import {
  findMoneyChange,
  latestMoneyChange,
  type MoneyChange,
  markMoneyChangeUndone,
} from "../../db/queries/money-changes.ts";
import { type Reply, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { BACK_MS, dropUndo, keepUndo } from "../undo-memory.ts";
import { undoBudget } from "./budget.ts";
import { undoHandEntry } from "./hand.ts";
import { askBeforeLoss, askUndoImport, takeFileOut } from "./import-undo.ts";
import { unruleMerchant } from "./merchant-change.ts";
import { undoMerge } from "./merge.ts";
import { unsaySo } from "./purchase-change.ts";
import { unsayRecurring } from "./recurring-change.ts";
import { unsplit } from "./split.ts";

/** How each kind of change is taken back: what was `before` is there again. @returns what is said of it */
const undoers: Partial<
  Readonly<Record<MoneyChange["kind"], (turn: Turn, change: MoneyChange) => Promise<readonly Reply[]>>>
> = {
  budget: undoBudget,
  "hand-entry": undoHandEntry,
  merge: undoMerge,
  correct: unsaySo,
  note: unsaySo,
  split: unsplit,
  recurring: unsayRecurring,
  "merchant-rule": unruleMerchant,
  import: (turn, change) => takeFileOut(turn, importIdOf(change)),
};
const importIn = z.object({ importId: z.uuid() });

function importIdOf({ after }: MoneyChange): string {
  return importIn.parse(after).importId;
}

/** A plain "undo", which means the last change; of a whole file it asks first. */
export async function undoLastMoney(turn: Turn, changeId: string): Promise<void> {
  const change = await findMoneyChange(turn.db, turn.context.person.userId, changeId);
  if (change?.kind !== "import" || change.undoneAt !== null) return undoMoney(turn, changeId);
  say(turn, await askUndoImport(turn, changeId, importIdOf(change)));
}

/** Takes a change back, once; a second tap is told so. */
export async function undoMoney(turn: Turn, changeId: string): Promise<void> {
  const { userId } = turn.context.person;
  const isId = z.uuid().safeParse(changeId).success;
  const change = isId ? await findMoneyChange(turn.db, userId, changeId) : null;
  if (change === null) return say(turn, [tell("errors/button-gone")]);
  const question = change.kind === "import" ? await askBeforeLoss(turn, importIdOf(change)) : null;
  if (question !== null) return say(turn, question);
  const { undo } = turn.memory;
  const isLast = undo?.kind === "money" && undo.changeId === changeId;
  dropUndo(turn, (one) => one.kind === "money" && one.changeId === changeId);
  if (!(await markMoneyChangeUndone(turn.db, userId, changeId, turn.context.now))) {
    return say(turn, [tell("undo/money-before")]);
  }
  const undoer = undoers[change.kind];
  if (undoer === undefined) throw new Error(`nobody takes back a change of kind "${change.kind}"`);
  say(turn, await undoer(turn, change));
  if (!isLast || turn.memory.undo !== null) return;
  const since = new Date(turn.context.now.getTime() - BACK_MS);
  const before = await latestMoneyChange(turn.db, userId, since);
  if (before !== null) keepUndo(turn, { kind: "money", changeId: before });
}
