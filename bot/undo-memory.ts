import type { Memory } from "./memory.ts";
import type { Turn } from "./turn.ts";

/** Something done that "undo" takes back. */
export type Undoable = NonNullable<Memory["undo"]>;

/** One "undo" after another goes back so far; an older change has its button. */
export const BACK_MS = 3_600_000;
/** As many as anybody takes back one after another. */
const MOST_KEPT = 8;

type Remembering = Pick<Turn, "memory" | "revision" | "context">;

/** The last thing the person did, for "undo"; what they did before it comes after it. */
export function keepUndo(turn: Remembering, done: Undoable): void {
  const { undo, undoBefore } = turn.memory;
  const before = [undo, ...undoBefore].filter((one) => one !== null && !isSame(one, done));
  turn.memory = {
    ...turn.memory,
    undo: { ...done, at: turn.context.now.toISOString() },
    undoBefore: before.flatMap((one) => one ?? []).slice(0, MOST_KEPT),
    doneSince: null,
  };
}

/** It is taken back, by "undo" or by its own button: what was done before it, if not long ago, is what "undo" means now. */
export function dropUndo(turn: Remembering, isTakenBack: (one: Undoable) => boolean): void {
  const { undo, undoBefore } = turn.memory;
  const before = undoBefore.filter((one) => !isTakenBack(one));
  if (undo === null || !isTakenBack(undo)) {
    turn.memory = { ...turn.memory, undoBefore: before };
    return;
  }
  const since = new Date(turn.context.now.getTime() - BACK_MS).toISOString();
  const [next = null, ...others] = before.filter(({ at }) => at !== undefined && at >= since);
  turn.memory = { ...turn.memory, undo: next, undoBefore: others, doneSince: null };
}

/** The person did something that "undo" does not take back, so that it must not be taken for what came before. */
export function doneWithoutUndo(turn: Remembering): void {
  turn.memory = { ...turn.memory, doneSince: turn.revision };
}

/** Two fixes of one check-in are one thing, of which the newest is taken back first. */
function isSame(one: Undoable, other: Undoable): boolean {
  if (one.kind === "entry" && other.kind === "entry") return one.entryId === other.entryId;
  if (one.kind === "money" && other.kind === "money") return one.changeId === other.changeId;
  if (one.kind === "button" && other.kind === "button") return one.action === other.action;
  return false;
}
