import { z } from "zod";
import { formatMoney, minorFromDecimal } from "../../coaching/model/money.ts";
import { matchWish } from "../../coaching/plans/wish-match.ts";
import { logEvent } from "../../db/queries/events.ts";
import { findTransactions } from "../../db/queries/transactions.ts";
import { closeWish, findWish, removeWish, reopenWish, type Wish } from "../../db/queries/wishes.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { daySaid, flow, minorOf, movementWords } from "../money/transaction-words.ts";
import { type Choice, say as part, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { doneWithoutUndo, dropUndo } from "../undo-memory.ts";
import { undoChoice, wishReply } from "./park.ts";
import { wishWords } from "./wish-words.ts";

/** Payments looked through, and offered, as the purchase of a wish. */
const LOOKED_AT = 50;
const MOST_OFFERED = 3;

/** A button holds 64 characters on Telegram: of the payment's id there is room for so many. */
const ROW_DIGITS = 8;

const isId = (id: string) => z.uuid().safeParse(id).success;

/** `park:<what>:<wish>`, with the beginning of a payment's id for `park:row`: of the person's own wishes only. */
export async function tapWish(turn: Turn, action: string): Promise<void> {
  const { db, context, chat } = turn;
  const { userId } = context.person;
  const [, name = "", id = "", row = ""] = action.split(":");
  const wish = isId(id) ? await findWish(db, userId, id) : null;
  if (wish === null) return say(turn, [tell(name === "undo" ? "undo/money-before" : "errors/button-gone")]);
  dropUndo(turn, (one) => one.kind === "button" && one.action === action);
  if (name === "undo") return unpark(turn, wish);
  if (name === "reopen") return reopen(turn, wish);
  if (name === "bought" || name === "dropped") return close(turn, wish, name);
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  if (name === "keep") return say(turn, [tell("park/still-parked", { wish: wishWords(wish) })]);
  if (name === "open") {
    return say(turn, [
      wish.outcome === null ? wishReply(wish, turn) : tell("park/closed-before", { wish: wishWords(wish) }),
    ]);
  }
  if (name === "other") return say(turn, [tell("park/not-linked")]);
  if (name === "row" && row.length === ROW_DIGITS) return link(turn, wish, row);
  say(turn, [tell("errors/button-gone")]);
}

async function unpark(turn: Turn, wish: Wish): Promise<void> {
  const { db, context, chat } = turn;
  const { userId } = context.person;
  await removeWish(db, userId, wish.id);
  await logEvent(db, userId, "wish_unparked", { wishId: wish.id }, context.now);
  const rests = isResting(chat, context.now);
  say(turn, [rests ? tell("park/undone-kept") : tell("park/undone", { wish: wishWords(wish) })]);
}

async function reopen(turn: Turn, wish: Wish): Promise<void> {
  const { db, context, chat } = turn;
  const { userId } = context.person;
  if (!(await reopenWish(db, userId, wish.id))) return say(turn, [tell("undo/money-before")]);
  await logEvent(db, userId, "wish_reopened", { wishId: wish.id }, context.now);
  const rests = isResting(chat, context.now);
  say(turn, [rests ? tell("park/undone-kept") : tell("park/reopened", { wish: wishWords(wish) })]);
}

/** What became of it; a purchase that a bank shows is offered as the one, and never taken for it. */
async function close(turn: Turn, wish: Wish, outcome: "bought" | "dropped"): Promise<void> {
  const { db, context, chat } = turn;
  const { userId } = context.person;
  if (!(await closeWish(db, userId, wish.id, outcome, context.now))) {
    return say(turn, [tell("park/closed-before", { wish: wishWords(wish) })]);
  }
  await logEvent(db, userId, `wish_${outcome}`, { wishId: wish.id }, context.now);
  const undo = undoChoice(turn, `park:reopen:${wish.id}`);
  if (isResting(chat, context.now)) return say(turn, [{ parts: [part("park/kept")], choices: [undo] }]);
  const said = part(`park/${outcome}`, { wish: wishWords(wish) });
  const rows = outcome === "bought" ? await rowsThatMatch(turn, wish) : [];
  if (rows.length === 0) return say(turn, [{ parts: [said], choices: [undo] }]);
  const offered = rows.map(
    (row): Choice => ({
      id: `park:row:${wish.id}:${row.id.slice(0, ROW_DIGITS)}`,
      label: "row",
      facts: { movement: movementWords(row, daySaid(row.date, context.today)) },
      standing: true,
    }),
  );
  const other: Choice = { id: `park:other:${wish.id}`, label: "other", standing: true };
  say(turn, [{ parts: [said, part("park/which-row")], choices: [...offered, other, undo] }]);
}

async function rowsThatMatch({ db, context }: Turn, wish: Wish) {
  if (wish.amount === null) return [];
  const { amount, currency, what, localDate } = wish;
  const filter = { from: localDate, to: context.today, currency };
  const page = { limit: LOOKED_AT, offset: 0 };
  const { rows } = await findTransactions(db, context.person.userId, filter, page);
  const spent = rows
    .filter((row) => flow(row) === "spending")
    .map((row) => ({ ...row, amountMinor: minorOf(row), name: row.merchantName }));
  return matchWish({ what, currency, amountMinor: minorFromDecimal(amount, currency) }, spent).slice(
    0,
    MOST_OFFERED,
  );
}

/** The person says which payment it was. */
async function link(turn: Turn, wish: Wish, start: string): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const row = (await rowsThatMatch(turn, wish)).find(({ id }) => id.startsWith(start));
  if (row === undefined || wish.outcome !== "bought") return say(turn, [tell("errors/button-gone")]);
  await logEvent(db, userId, "wish_linked", { wishId: wish.id, transactionId: row.id }, context.now);
  doneWithoutUndo(turn);
  const paid = formatMoney({ minor: minorOf(row), currency: row.currency });
  say(turn, [tell("park/linked", { wish: wishWords(wish), paid })]);
}
