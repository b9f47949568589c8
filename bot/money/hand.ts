import { z } from "zod";
import { categoryFromWords } from "../../coaching/categories/words.ts";
import { decimalFromMinor, formatMoney, isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import type { Frame } from "../../coaching/understanding/frame.ts";
import {
  type HandEntry,
  type HandReading,
  isAbsurdAmount,
  isAhead,
  readFixedAmount,
  readHandEntries,
} from "../../coaching/understanding/hand-entries.ts";
import { readings, SURE, understand } from "../../coaching/understanding/understand.ts";
import { logEvent } from "../../db/queries/events.ts";
import {
  changeHandAmount,
  findHandEntries,
  type NewHandEntry,
  removeHandEntries,
  type StoredHandEntry,
  storeHandEntries,
} from "../../db/queries/hand.ts";
import { findMoneyChange, type MoneyChange } from "../../db/queries/money-changes.ts";
import type { StepContext } from "../conversation.ts";
import { isResting } from "../crisis.ts";
import { dayPhrase, sentenceCase, shorten } from "../format.ts";
import { inline, type Part, say as part, type Reply, tell } from "../reply.ts";
import { say, speakOf, type Turn } from "../turn.ts";
import { keepUndo } from "../undo-memory.ts";
import { keepForUndo } from "./keep-for-undo.ts";
import { offerMerges } from "./merge.ts";

const LONGEST_WHAT = 100;
const LEAVE_IT = /^(?:no|nope|skip|cancel|never ?mind|forget it|nothing|leave it)[.!]*$/i;

/** What a change of kind `hand-entry` holds: entries that were added, or the amount that one had and has. */
const added = z.object({ ids: z.array(z.uuid()).min(1) });
const changed = z.object({
  id: z.uuid(),
  amount: z.string(),
  /** The change that it went over, which is the last one again when this is taken back. */
  over: z.uuid().optional(),
});

/** "12 coffee": stored in the account kept by hand and read back, or asked what for. */
export async function tellByHand(turn: Turn, _: Frame, text: string): Promise<void> {
  if (isAhead(text)) return say(turn, [tell("hand/ahead")]);
  const reading = readHandEntries(text, contextOf(turn.context));
  const [first] = reading.entries;
  if (first === undefined) return say(turn, [tell("hand/usage")]);
  if (reading.entries.some((entry) => !isSound(entry, turn.context))) return say(turn, [tell("hand/absurd")]);
  if (first.what === null) {
    turn.memory = { ...turn.memory, unfinished: text };
    return say(turn, [tell("hand/ask-what", { amount: amountOf(first, turn.context) })]);
  }
  await store(turn, reading);
}

/** Whether a sentence that the parser is unsure of is plainly a payment told by hand. */
function isPlainlyByHand(text: string, frame: Frame, context: StepContext): boolean {
  if (frame.intent !== "add_transaction" || frame.confidence >= SURE) return false;
  if (readHandEntries(text, contextOf(context)).entries.length > 1) return true;
  // "20 running" may count anything; money without its what can be nothing else.
  if (frame.slots.what !== undefined) return false;
  return readings(text, contextOf(context)).every(
    (other) => other.intent === frame.intent || other.confidence < 0.5,
  );
}

/** A sentence nobody understands that names an amount no purchase has. */
export function isAbsurdPayment(text: string, frame: Frame): boolean {
  return frame.intent === "unclear" && isAbsurdAmount(text);
}

/**
 * What is plainly a payment though the parser is unsure of it, and what belongs to one that was just told: what it was for,
 * or "no, 13". Before an open question, as none of it answers one.
 *
 * @returns false for any other sentence
 */
export async function goOnByHand(turn: Turn, text: string, frame: Frame): Promise<boolean> {
  const { unfinished } = turn.memory;
  turn.memory = { ...turn.memory, unfinished: null };
  if (unfinished !== null) {
    if (LEAVE_IT.test(text)) {
      say(turn, [tell("hand/dropped")]);
      return true;
    }
    const whole = `${unfinished} on ${text}`;
    if (isWhat(text, frame) && understand(whole, contextOf(turn.context)).intent === "add_transaction") {
      await tellByHand(turn, frame, whole);
      return true;
    }
  }
  if (isPlainlyByHand(text, frame, turn.context)) {
    await tellByHand(turn, frame, text);
    return true;
  }
  const amount = readFixedAmount(text, contextOf(turn.context));
  return amount !== null && (await fixLast(turn, amount));
}

/** A few words without a number, which say nothing else. */
function isWhat(text: string, frame: Frame): boolean {
  const words = text.trim().split(/\s+/);
  return words.length <= 5 && !/[\d?/]/.test(text) && (frame.intent === "unclear" || frame.confidence < SURE);
}

async function store(turn: Turn, { entries, leftOut }: HandReading): Promise<void> {
  const { db, context } = turn;
  const { person, now } = context;
  const rows = entries.map((entry) => rowOf(entry, context));
  const ids = await storeHandEntries(db, person, inline("hand/account-name"), rows, now);
  for (const entryId of ids) {
    await logEvent(db, person.userId, "transaction_added", { source: "hand", transactionId: entryId }, now);
  }
  turn.errands.push({ kind: "understand-money", userId: person.userId, subject: null });
  const changeId = await keepForUndo(turn, { kind: "hand-entry", before: {}, after: { ids } });
  speakOf(turn, ids.toReversed());
  const undo = [{ id: `money-undo:${changeId}`, label: "undo", standing: true }];
  const [id, ...others] = ids;
  const fix = others.length > 0 ? [] : [{ id: `tx:category:${id}`, label: "category", standing: true }];
  // Numbers about money rest; what the person says is kept all the same.
  if (isResting(turn.chat, now)) return say(turn, [{ parts: [part("hand/kept")], choices: undo }]);
  const rest = leftOut ? [part("hand/first-only")] : [];
  say(turn, [{ parts: [...notedParts(rows, context), ...rest], choices: [...undo, ...fix] }]);
  await offerMerges(turn, { only: new Set(ids) });
}

function notedParts(rows: readonly NewHandEntry[], { today }: StepContext): readonly Part[] {
  const facts = rows.map((row) => ({
    what: row.what,
    amount: formatMoney({ minor: Math.abs(row.amountMinor), currency: row.currency }),
    day: dayPhrase(row.date, today),
    isIn: row.amountMinor < 0,
  }));
  const [only] = facts;
  if (facts.length === 1 && only !== undefined) {
    const { isIn, ...said } = only;
    return [part(isIn ? "hand/noted-in" : "hand/noted", said)];
  }
  return [
    part("hand/noted-several"),
    ...facts.map(({ isIn, ...said }) => part(isIn ? "hand/row-in" : "hand/row", said)),
  ];
}

function rowOf(entry: HandEntry, context: StepContext): NewHandEntry {
  const { today, person } = context;
  const currency = entry.currency ?? person.currency;
  const what = shorten((entry.what ?? "").trim(), LONGEST_WHAT);
  const found = entry.amount > 0 ? categoryFromWords(what) : null;
  const pair = found?.kind === "found" ? found.pair : { category: null, subcategory: null };
  return {
    amountMinor: minorFromDecimal(entry.amount, currency),
    currency,
    what,
    merchantName: sentenceCase(what),
    date: entry.date ?? today,
    isNow: entry.date === null,
    ...pair,
  };
}

/** Whether an amount is one of a purchase: the parser lets none through that is too large. */
function isSound({ amount, currency }: HandEntry, { person }: StepContext): boolean {
  const code = currency ?? person.currency;
  return Number.isFinite(amount) && isCurrency(code) && minorFromDecimal(amount, code) !== 0;
}

function amountOf({ amount, currency }: HandEntry, { person }: StepContext): string {
  const code = currency ?? person.currency;
  return formatMoney({ minor: Math.abs(minorFromDecimal(amount, code)), currency: code });
}

/** "No, 13": the last payment told by hand has another amount, if it was the last thing done. */
async function fixLast(turn: Turn, amount: number): Promise<boolean> {
  const { db, memory, context } = turn;
  const { userId } = context.person;
  if (memory.undo?.kind !== "money") return false;
  const change = await findMoneyChange(db, userId, memory.undo.changeId);
  if (change?.kind !== "hand-entry") return false;
  const id = added.safeParse(change.after).data?.ids.at(-1) ?? changed.safeParse(change.after).data?.id;
  const [entry] = await findHandEntries(db, userId, id === undefined ? [] : [id]);
  if (entry === undefined) return false;
  const minor = minorFromDecimal(amount, entry.currency) * (entry.amount.startsWith("-") ? -1 : 1);
  const now = { id: entry.id, amount: decimalFromMinor(minor, entry.currency) };
  if (minor === 0) {
    say(turn, [tell("hand/absurd")]);
    return true;
  }
  if (!(await changeHandAmount(db, userId, entry.id, now.amount, context.now))) return false;
  turn.errands.push({ kind: "understand-money", userId, subject: null });
  const before = { id: entry.id, amount: entry.amount, over: change.id };
  const changeId = await keepForUndo(turn, { kind: "hand-entry", before, after: now });
  const facts = factsOf({ ...entry, amount: now.amount }, context);
  const shown = isResting(turn.chat, context.now) ? part("hand/kept") : part("hand/changed", facts);
  say(turn, [{ parts: [shown], choices: [{ id: `money-undo:${changeId}`, label: "undo", standing: true }] }]);
  return true;
}

/** Takes back payments that were added, or the amount that one was given. */
export async function undoHandEntry(turn: Turn, change: MoneyChange): Promise<readonly Reply[]> {
  const { db, context, chat } = turn;
  const { userId } = context.person;
  const rests = isResting(chat, context.now);
  turn.errands.push({ kind: "understand-money", userId, subject: null });
  const before = changed.safeParse(change.before).data;
  if (before !== undefined) {
    const [entry] = await findHandEntries(db, userId, [before.id]);
    const done = await changeHandAmount(db, userId, before.id, before.amount, context.now);
    if (entry === undefined || !done) return [tell("hand/undo-gone")];
    if (before.over !== undefined && turn.memory.undo === null) {
      keepUndo(turn, { kind: "money", changeId: before.over, revision: turn.revision });
    }
    return [
      rests
        ? tell("hand/undone-kept")
        : tell("hand/undone-amount", factsOf({ ...entry, ...before }, context)),
    ];
  }
  const { ids } = added.parse(change.after);
  const entries = await findHandEntries(db, userId, ids);
  const count = await removeHandEntries(db, userId, ids, context.now);
  const [entry] = entries;
  if (count === 0 || entry === undefined) return [tell("hand/undo-gone")];
  if (rests) return [tell("hand/undone-kept")];
  return [
    count === 1 ? tell("hand/undone", factsOf(entry, context)) : tell("hand/undone-several", { count }),
  ];
}

function factsOf({ what, amount, currency, date }: StoredHandEntry, { today }: StepContext) {
  return {
    what: what ?? "",
    amount: formatMoney({ minor: Math.abs(minorFromDecimal(amount, currency)), currency }),
    day: dayPhrase(date, today),
  };
}

function contextOf({ person, today }: StepContext) {
  return { today, timezone: person.timezone, currency: person.currency };
}
