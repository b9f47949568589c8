import { categoryFromWords } from "../../coaching/categories/words.ts";
import { findCategory } from "../../coaching/questions/names.ts";
import { correctionNote } from "../../coaching/understanding/correction-note.ts";
import type {
  CorrectTransactionSlots,
  Frame,
  TransactionChange,
} from "../../coaching/understanding/frame.ts";
import { loadSaid } from "../../db/queries/corrections.ts";
import { findTransaction, type MoneyRow } from "../../db/queries/transactions.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { listed, shorten } from "../format.ts";
import { type Choice, type Part, say as part, type Reply, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { categoryName } from "./category-name.ts";
import { type SaidNow, saySo, saysMore } from "./purchase-change.ts";
import { sayRecurring } from "./recurring-change.ts";
import { renameBySentence, renameMerchantOf } from "./rename.ts";
import { splitOff } from "./split.ts";
import { findTarget, type Target } from "./target.ts";
import { amountWords, daySaid, merchantWords, purchaseWords } from "./transaction-words.ts";

/** Longest note that is kept, in characters. */
const LONGEST_NOTE = 1000;
const LONGEST_LABEL = 24;

/** "That uniqlo thing wasn't discretionary, winter coat" and its like. */
export async function correctBySentence(turn: Turn, frame: Frame, text: string): Promise<void> {
  if (frame.intent !== "correct_transaction") throw new Error(`a ${frame.intent} is no correction`);
  if (isResting(turn.chat, turn.context.now)) return takeAnswer(turn, restingAnswer(turn.context));
  const { change, target } = frame.slots;
  if (change === undefined) return say(turn, [tell("correct/what")]);
  if (change.merchant !== undefined) return say(turn, await renameBySentence(turn, target, change.merchant));
  // A part's amount does not tell which purchase it is a part of.
  const found = await findTarget(turn, target, change.split === undefined ? text : "");
  const row = chosenOf(found, change);
  if (row === null) return say(turn, [askWhich(turn, found, frame.slots, text)]);
  say(turn, await makeChange(turn, row, change, text));
}

/** `tx:pick:<asked>:<index>`: which of several transactions the last correction was about. */
export async function settlePick(turn: Turn, asked: string, index: string): Promise<readonly Reply[]> {
  const { pick } = turn.memory;
  if (pick === null || pick.asked !== asked) return [tell("errors/stale-button")];
  const id = pick.ids[Number(index)];
  const row = id === undefined ? null : await findTransaction(turn.db, turn.context.person.userId, id);
  if (row === null) return [tell("errors/button-gone")];
  turn.memory = { ...turn.memory, pick: null };
  return makeChange(turn, row, pick.change, pick.text);
}

/** The one that is meant; null where it has to be asked. Of payments that come back any one stands for all. */
function chosenOf(found: Target, { is_recurring }: TransactionChange): MoneyRow | null {
  if (found.kind === "one") return found.row;
  if (found.kind !== "several" || is_recurring === undefined) return null;
  const [first, ...others] = found.rows;
  const isOne = others.every(({ merchantName }) => merchantName === first?.merchantName);
  return isOne ? (first ?? null) : null;
}

function askWhich(turn: Turn, found: Target, slots: CorrectTransactionSlots, text: string): Reply {
  const { today, now } = turn.context;
  if (found.kind === "nothing-spoken-of") return tell("correct/which-one");
  if (found.kind === "none") {
    const said = shorten(slots.target ?? "");
    if (found.near.length > 0) return tell("correct/not-found-near", { said, near: listed(found.near) });
    if (found.often.length > 0) return tell("correct/not-found-often", { said, often: listed(found.often) });
    return tell("correct/not-found", { said });
  }
  const rows = found.kind === "several" ? found.rows : [];
  const asked = String(now.getTime());
  turn.memory = {
    ...turn.memory,
    pick: { asked, text, change: slots.change ?? {}, ids: rows.map(({ id }) => id) },
  };
  return {
    parts: [part("correct/ask-which")],
    choices: rows.map((row, index) => ({
      id: `tx:pick:${asked}:${index}`,
      label: "pick",
      facts: {
        merchant: shorten(merchantWords(row), LONGEST_LABEL),
        amount: amountWords(row),
        day: daySaid(row.date, today),
      },
      standing: true,
    })),
  };
}

/** Makes the change a sentence asks for. @returns what is read back */
async function makeChange(
  turn: Turn,
  row: MoneyRow,
  change: TransactionChange,
  text: string,
): Promise<readonly Reply[]> {
  const { person, today } = turn.context;
  const { split, category, note, is_recurring, is_discretionary } = change;
  if (split !== undefined) return splitBySentence(turn, row, split);
  if (note !== undefined) return correct(turn, row, { notes: shorten(note, LONGEST_NOTE) });
  const added = correctionNote(text, { ...person, today });
  const notes = added === null ? {} : { notes: shorten(added, LONGEST_NOTE) };
  if (is_recurring !== undefined) return recur(turn, row, is_recurring);
  if (category !== undefined) return correctCategory(turn, row, category, text, notes);
  if (is_discretionary === undefined) return [tell("correct/what")];
  if (!/\bimpuls/iu.test(text)) return correct(turn, row, { isDiscretionary: is_discretionary, ...notes });
  // What was no impulse may still have been a choice.
  return correct(turn, row, {
    ...(is_discretionary ? { isDiscretionary: true, isImpulse: true } : { isImpulse: false }),
    ...notes,
  });
}

/** "Call it Blue Bar": several words that all begin as names do, of which one may be a kind of spending. */
const NAMED = /^(?:[Pp]lease )?(?:[Cc]all|[Nn]ame) (?:it|that|this) (\p{Lu}\S*(?: \p{Lu}\S*)+)$/u;

async function correctCategory(
  turn: Turn,
  row: MoneyRow,
  said: string,
  text: string,
  notes: SaidNow,
): Promise<readonly Reply[]> {
  const name = NAMED.exec(text)?.[1];
  if (name !== undefined && categoryFromWords(name).kind !== "found")
    return renameMerchantOf(turn, row, name);
  const category = categoryFromWords(said);
  if (category.kind === "found") return correct(turn, row, { ...category.pair, ...notes });
  const judged = findCategory(said);
  if (judged.kind === "found" && judged.category.rule.kind !== "under") {
    return correct(turn, row, { isDiscretionary: judged.category.rule.kind !== "needs", ...notes });
  }
  // "Call it Amazon" gives it a name.
  if (/^(?:(?:please|ok|no) )*(?:call|name)\b/iu.test(text)) return renameMerchantOf(turn, row, said);
  const quoted = shorten(said);
  const near = category.near.length === 0 ? null : listed(category.near);
  return [
    near === null
      ? tell("correct/unknown-category", { said: quoted })
      : tell("correct/unknown-category-near", { said: quoted, near }),
  ];
}

async function splitBySentence(
  turn: Turn,
  row: MoneyRow,
  { amount, is_half, category }: NonNullable<TransactionChange["split"]>,
): Promise<readonly Reply[]> {
  if (amount === undefined && is_half === undefined) return [askSplit(turn, row)];
  const found = category === undefined ? null : categoryFromWords(category);
  if (found !== null && found.kind !== "found") {
    return [tell("correct/unknown-category", { said: shorten(category ?? "") })];
  }
  return splitOff(turn, row, { amount: amount ?? null, category: found?.pair ?? null });
}

export function askSplit(turn: Turn, row: MoneyRow): Reply {
  return tell("correct/ask-split", { purchase: purchaseWords(row, turn.context.today) });
}

export async function recur(turn: Turn, row: MoneyRow, isRecurring: boolean): Promise<readonly Reply[]> {
  const { changeId, count } = await sayRecurring(turn, row, isRecurring);
  const facts = {
    purchase: purchaseWords(row, turn.context.today),
    merchant: merchantWords(row),
    others: count - 1,
  };
  const prompt = isRecurring ? "comes-back-now" : "once-now";
  const parts = [
    part(`correct/${prompt}`, facts),
    ...(count === 2 ? [part("correct/taught-one")] : []),
    ...(count > 2 ? [part("correct/taught", facts)] : []),
    part("correct/undo-alone"),
  ];
  return [{ parts, choices: [undoChoice(changeId)] }];
}

/** Keeps what is said of one transaction and reads it back. */
export async function correct(turn: Turn, row: MoneyRow, now: SaidNow): Promise<readonly Reply[]> {
  const purchase = purchaseWords(row, turn.context.today);
  const said = await loadSaid(turn.db, turn.context.person.userId, row);
  if (!saysMore(said, now)) return [tell("correct/already", { purchase })];
  const changeId = await saySo(turn, row, now);
  const verdict = verdictPart(now, purchase);
  const note = now.notes ?? null;
  const noted =
    note === null
      ? []
      : [part(verdict === null ? "correct/noted" : "correct/noted-with", { purchase, note })];
  const lines = [...(verdict === null ? [] : [verdict]), ...noted];
  const isForAll =
    now.category !== undefined || (now.isDiscretionary !== undefined && now.isImpulse === undefined);
  if (!isForAll || row.merchantName === null) {
    return [{ parts: [...lines, part("correct/undo-alone")], choices: [undoChoice(changeId)] }];
  }
  const merchant = shorten(merchantWords(row), LONGEST_LABEL);
  const choices: readonly Choice[] = [
    { id: `tx:only:${changeId}`, label: "only", standing: true },
    { id: `tx:always:${changeId}`, label: "always", facts: { merchant }, standing: true },
    undoChoice(changeId),
  ];
  return [{ parts: [...lines, part("correct/ask-only")], choices }];
}

function undoChoice(changeId: string): Choice {
  return { id: `money-undo:${changeId}`, label: "undo", standing: true };
}

function verdictPart(now: SaidNow, purchase: string): Part | null {
  if (now.category !== undefined) {
    const category = categoryName({ category: now.category, subcategory: now.subcategory ?? null }) ?? "";
    return part("correct/now-category", { purchase, category });
  }
  if (now.isImpulse === true) return part("correct/now-impulse", { purchase });
  if (now.isImpulse === false) return part("correct/now-no-impulse", { purchase });
  if (now.isDiscretionary === undefined) return null;
  return part(now.isDiscretionary === true ? "correct/now-choice" : "correct/now-need", { purchase });
}
