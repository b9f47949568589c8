import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { formatMoney } from "../../coaching/model/money.ts";
import { type HandMatch, matchHandRows } from "../../coaching/money/hand-merge.ts";
import {
  findMergeOffer,
  findMergeRows,
  keepApart,
  loadMergeRows,
  loadPastOffers,
  type MergeRow,
  recordMergeOffer,
} from "../../db/queries/hand-merge.ts";
import { mergeHandRow, mergeSnapshot, unmergeHandRow } from "../../db/queries/hand-merging.ts";
import type { MoneyChange } from "../../db/queries/money-changes.ts";
import type { StepContext } from "../conversation.ts";
import { isResting } from "../crisis.ts";
import { dayPhrase } from "../format.ts";
import { maySpeakUnasked } from "../may-speak.ts";
import { inline, say as part, type Reply, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { keepForUndo } from "./keep-for-undo.ts";

/** How far back a payment told by hand is looked for, and most offers at once. */
export const LOOK_BACK_DAYS = 30;
const MOST_OFFERS = 3;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Offers to make one of a payment told by hand and the bank's row of it, each pair once ever, a few at a time.
 *
 * Until it is answered both rows count, and the offer says so: to leave one out meanwhile would be a guess of ours, which
 * every sum, list and score would have to know of.
 *
 * @param options.only payments told by hand that are looked at; all of the last weeks when left out
 */
export async function offerMerges(
  turn: Turn,
  options: { readonly only?: ReadonlySet<string> } = {},
): Promise<void> {
  const { db, context, chat } = turn;
  const { person, today, now } = context;
  if (isResting(chat, now)) return;
  const found = await findMatches(turn, options);
  for (const { match, hand, bank } of found.slice(0, MOST_OFFERS)) {
    const id = await recordMergeOffer(db, person.userId, match, now);
    say(turn, [offerOf(id, { match, hand, bank }, today)]);
  }
}

/** Whether offers may be said unasked now: a bank is read in the night, too. What is not said is offered the next time. */
export function mayOfferMerges({ chat, context }: Turn): boolean {
  return maySpeakUnasked({ ...context.person, restsUntil: chat.crisisUntil }, context.now);
}

type Found = { readonly match: HandMatch; readonly hand: MergeRow; readonly bank: MergeRow };

async function findMatches(
  { db, context }: Turn,
  { only }: { readonly only?: ReadonlySet<string> },
): Promise<readonly Found[]> {
  const { userId } = context.person;
  const range = { from: addDays(context.today, -LOOK_BACK_DAYS), to: addDays(context.today, 1) };
  const { hand, bank } = await loadMergeRows(db, userId, range);
  if (hand.length === 0 || bank.length === 0) return [];
  const { pairs, openRows } = await loadPastOffers(db, userId);
  const isFree = ({ id }: MergeRow) => !openRows.has(id);
  const matches = matchHandRows(hand.filter(isFree), bank.filter(isFree), pairs);
  return matches.flatMap((match) => {
    const told = hand.find(({ id }) => id === match.handId);
    const shown = bank.find(({ id }) => id === match.bankId);
    if (told === undefined || shown === undefined || only?.has(told.id) === false) return [];
    return [{ match, hand: told, bank: shown }];
  });
}

function offerOf(id: string, { match, hand, bank }: Found, today: LocalDate): Reply {
  const prompt = match.isSameAmount ? "hand/merge-offer" : "hand/merge-offer-tip";
  const facts = {
    amount: amountOf(bank),
    merchant: bank.merchantName ?? inline("hand/no-name"),
    day: dayPhrase(bank.date, today),
    told: amountOf(hand),
    what: hand.words ?? "",
    toldDay: dayPhrase(hand.date, today),
  };
  return {
    parts: [part(prompt, facts)],
    choices: [
      { id: `merge:same:${id}`, label: "same", standing: true },
      { id: `merge:apart:${id}`, label: "apart", standing: true },
    ],
  };
}

/** A tap under an offer, `merge:same:<offer>` or `merge:apart:<offer>`. */
export async function answerMerge(turn: Turn, action: string): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const [, answer, id = ""] = action.split(":");
  const pair = UUID.test(id) ? await findMergeOffer(db, userId, id) : null;
  if (pair === null || (answer !== "same" && answer !== "apart"))
    return say(turn, [tell("errors/button-gone")]);
  const { bank } = await findMergeRows(db, userId, pair);
  if (answer === "apart") {
    await keepApart(db, userId, pair, context.now);
    return say(turn, [tell("hand/kept-apart")]);
  }
  const snapshot = await mergeHandRow(db, userId, pair, context.now);
  if (snapshot === null || bank === null) return say(turn, [tell("hand/merge-gone")]);
  turn.errands.push({ kind: "understand-money", userId, subject: null });
  const changeId = await keepForUndo(turn, { kind: "merge", before: snapshot, after: pair });
  const choices = [{ id: `money-undo:${changeId}`, label: "undo", standing: true }];
  say(turn, [{ parts: [part("hand/merged", rowFacts(bank, context))], choices }]);
}

/** Two purchases again. */
export async function undoMerge(turn: Turn, change: MoneyChange): Promise<readonly Reply[]> {
  const { db, context } = turn;
  const { person, now } = context;
  const snapshot = mergeSnapshot.parse(change.before);
  const isDone = await unmergeHandRow(db, person, inline("hand/account-name"), snapshot, now);
  turn.errands.push({ kind: "understand-money", userId: person.userId, subject: null });
  return [tell(isDone ? "hand/unmerged" : "hand/merge-gone")];
}

function rowFacts(row: MergeRow, { today }: StepContext) {
  return {
    amount: amountOf(row),
    merchant: row.merchantName ?? inline("hand/no-name"),
    day: dayPhrase(row.date, today),
  };
}

function amountOf({ amountMinor, currency }: MergeRow): string {
  return formatMoney({ minor: Math.abs(amountMinor), currency });
}
