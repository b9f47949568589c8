import { findMoneyChange } from "../db/queries/money-changes.ts";
import { findEntry } from "../db/queries/mood-entries.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import { familyOf } from "./families.ts";
import { standingToken } from "./message.ts";
import { undoLastMoney } from "./money/undo.ts";
import { inline, say as part, tell } from "./reply.ts";
import { removeEntry, restoreEntry } from "./standing.ts";
import { closeFlow, say, type Turn, takeAnswer } from "./turn.ts";
import { dropUndo, keepUndo, type Undoable } from "./undo-memory.ts";

/**
 * Takes back the last thing the person did, or a check-in that was just asked for and not answered. Where something came after it
 * that has no undo, it says what it would take back instead.
 */
export async function undo(turn: Turn): Promise<void> {
  const { undo: last, doneSince } = turn.memory;
  if (doneSince === turn.revision) return offerBefore(turn);
  // A payment or a wish noted beside an open question is later than the question.
  if (last !== null && last.kind !== "entry" && last.revision === turn.revision) return undoSaid(turn, last);
  const open = openCheckIn(turn);
  if (open !== null && open.mood === null && open.energy === null && !open.words) {
    closeFlow(turn);
    return say(turn, [tell("undo/question-dropped")]);
  }
  // A fix ends with its first answer, so an open one has changed nothing yet.
  if (open?.before !== undefined) {
    closeFlow(turn);
    return say(turn, [tell("undo/fix-dropped")]);
  }
  if (doneSince !== null) return offerBefore(turn);
  if (last === null) return say(turn, [tell("undo/nothing")]);
  await undoLast(turn, last);
}

function undoLast(turn: Turn, last: Undoable): Promise<void> {
  return last.kind === "entry" ? takeBack(turn, last.entryId) : undoSaid(turn, last);
}

/** What was done last has no undo: what was done before it goes only if the person says so. */
async function offerBefore(turn: Turn): Promise<void> {
  const { undo: last } = turn.memory;
  if (last === null) return say(turn, [tell("undo/not-that")]);
  // "Take it back" to that very question.
  const token = standingToken(actionOf(last));
  if (turn.memory.offers.items.some((item) => item.token === token)) return undoLast(turn, last);
  const kind = await kindOf(turn, last);
  // Of a whole file it is asked anyway, with its name and rows.
  if (kind === "file" && last.kind === "money") return undoLastMoney(turn, last.changeId);
  say(turn, [
    {
      parts: [part("undo/before", { what: inline(`undo/what-${kind}`) })],
      choices: [{ id: actionOf(last), label: "undo-that", standing: true, means: "yes" }],
    },
  ]);
}

/** Its own button, which goes on working. */
function actionOf(last: Undoable): string {
  if (last.kind === "entry") return `undo:${last.entryId}`;
  return last.kind === "money" ? `money-undo:${last.changeId}` : last.action;
}

/** What it is, without a word of what is in it. */
async function kindOf({ db, context }: Turn, last: Undoable): Promise<string> {
  if (last.kind === "entry") return last.before === undefined ? "check-in" : "fix";
  if (last.kind === "button") {
    const [family = ""] = last.action.split(":");
    const names: Readonly<Record<string, string>> = {
      plan: "plan",
      park: "wish",
      "feedback-undo": "answer",
      "wake-undo": "woken",
    };
    return names[family] ?? "change";
  }
  const change = await findMoneyChange(db, context.person.userId, last.changeId);
  if (change?.kind === "hand-entry") return "payment";
  if (change?.kind === "budget") return "budget";
  return change?.kind === "import" ? "file" : "correction";
}

/** Takes back what was said beside check-ins. */
async function undoSaid(turn: Turn, last: Exclude<Undoable, { kind: "entry" }>): Promise<void> {
  if (last.kind === "money") return undoLastMoney(turn, last.changeId);
  const family = familyOf(last.action);
  await (family === null ? say(turn, [tell("undo/nothing")]) : family(turn, last.action));
  // After the family, which looks at what was done since; nothing is left of it either where its row is gone.
  dropUndo(turn, (one) => one.kind === "button" && one.action === last.action);
}

/**
 * Takes the last fix of a check-in back, or else the check-in, and closes it if it is the open one, so that its next
 * answer does not bring it back.
 */
export async function takeBack(turn: Turn, entryId: string): Promise<void> {
  if (openCheckIn(turn)?.entryId === entryId) closeFlow(turn);
  const { undo: last, undoBefore } = turn.memory;
  const isIt = (one: Undoable) => one.kind === "entry" && one.entryId === entryId;
  const kept = [last, ...undoBefore].find((one) => one !== null && isIt(one));
  dropUndo(turn, isIt);
  const entry = await findEntry(turn.db, turn.context.person.userId, entryId);
  if (entry === null) return say(turn, [tell("undo/nothing")]);
  if (kept?.kind !== "entry" || kept.before === undefined) return takeAnswer(turn, removeEntry(entryId));
  await takeAnswer(turn, restoreEntry(entryId, kept.before));
  keepUndo(turn, { kind: "entry", entryId });
}
