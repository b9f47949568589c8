import { randomUUID } from "node:crypto";
import { z } from "zod";
import {
  findMoneyChange,
  type MoneyChange,
  markMoneyChangeUndone,
  recordMoneyChange,
} from "../../db/queries/money-changes.ts";
import { type Reply, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { undoImport } from "./imports.ts";

/** How each kind of change is taken back: what was `before` is there again. @returns what is said of it */
const undoers: Partial<
  Readonly<Record<MoneyChange["kind"], (turn: Turn, change: MoneyChange) => Promise<readonly Reply[]>>>
> = {
  import: (turn, { after }) => undoImport(turn, importIn.parse(after).importId),
};
const importIn = z.object({ importId: z.uuid() });

/**
 * Notes a change of the person's, so that `/undo` and its own button, `money-undo:<id>`, take it back.
 *
 * @returns the change's id, for that button
 */
export async function keepForUndo(
  turn: Turn,
  change: Pick<MoneyChange, "kind" | "before" | "after">,
): Promise<string> {
  const id = randomUUID();
  await recordMoneyChange(turn.db, turn.context.person.userId, { id, ...change }, turn.context.now);
  turn.memory = { ...turn.memory, undo: { kind: "money", changeId: id } };
  return id;
}

/** Takes a change back, once; a second tap is told so. */
export async function undoMoney(turn: Turn, changeId: string): Promise<void> {
  const { userId } = turn.context.person;
  const change = await findMoneyChange(turn.db, userId, changeId);
  if (change === null) return say(turn, [tell("errors/button-gone")]);
  const { undo } = turn.memory;
  if (undo?.kind === "money" && undo.changeId === changeId) turn.memory = { ...turn.memory, undo: null };
  if (!(await markMoneyChangeUndone(turn.db, userId, changeId, turn.context.now))) {
    return say(turn, [tell("undo/money-before")]);
  }
  const undoer = undoers[change.kind];
  if (undoer === undefined) throw new Error(`nobody takes back a change of kind "${change.kind}"`);
  say(turn, await undoer(turn, change));
}
