import { randomUUID } from "node:crypto";
import { type MoneyChange, recordMoneyChange } from "../../db/queries/money-changes.ts";
import type { Turn } from "../turn.ts";
import { keepUndo } from "../undo-memory.ts";

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
  keepUndo(turn, { kind: "money", changeId: id, revision: turn.revision });
  return id;
}
