import { randomUUID } from "node:crypto";
import { addDays, localDateOf } from "../../coaching/model/local-date.ts";
import { decimalFromMinor, isCurrency, minorFromDecimal } from "../../coaching/model/money.ts";
import { DAYS_WITHOUT_NIGHTS } from "../../coaching/plans/wish-due.ts";
import type { Frame } from "../../coaching/understanding/frame.ts";
import { understand } from "../../coaching/understanding/understand.ts";
import { readWish, type SaidWish } from "../../coaching/understanding/wish.ts";
import { loadDays } from "../../db/queries/days.ts";
import { logEvent } from "../../db/queries/events.ts";
import { openWishes, parkWish, type Wish } from "../../db/queries/wishes.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { dayPhrase, shorten } from "../format.ts";
import { type Choice, say as part, type Reply, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { doneWithoutUndo, keepUndo } from "../undo-memory.ts";
import { wishWords } from "./wish-words.ts";

const LONGEST_WHAT = 100;
/** A device that told no night for so long is not waited for. */
const NIGHTS_DAYS = 14;
/** As many as fit under one message; the others are counted. */
const MOST_LISTED = 8;

/** "Park headphones 180": kept, and read back with when it is asked about; what names nothing is asked what it is. */
export async function parkBySentence(turn: Turn, frame: Frame, text: string): Promise<void> {
  const { db, context, chat } = turn;
  const { person, now } = context;
  const said =
    frame.intent === "park"
      ? readWish(text, frame, { today: context.today, timezone: person.timezone, currency: person.currency })
      : null;
  if (said === null) return say(turn, [tell("park/usage")]);
  const wish = wishOf(said, turn);
  const known = (await openWishes(db, person.userId)).find((one) => isSameWish(one, wish));
  if (known !== undefined) return say(turn, [alreadyParked(turn, known)]);
  await parkWish(db, person.userId, wish);
  await logEvent(db, person.userId, "wish_parked", { wishId: wish.id }, now);
  const choices = [undoChoice(turn, `park:undo:${wish.id}`)];
  if (isResting(chat, now)) return say(turn, [{ parts: [part("park/kept")], choices }]);
  const prompt = (await hasNights(turn)) ? "park/parked" : "park/parked-days";
  say(turn, [{ parts: [part(prompt, { wish: wishWords(wish), days: DAYS_WITHOUT_NIGHTS })], choices }]);
}

/** Said once more, it is the same wish: a second one would stay when the first is taken back, bought or dropped. */
function isSameWish(one: Pick<Wish, "what" | "amount" | "currency">, other: typeof one): boolean {
  const isOneThing = one.what.toLowerCase() === other.what.toLowerCase();
  return isOneThing && one.amount === other.amount && one.currency === other.currency;
}

function alreadyParked(turn: Turn, wish: Wish): Reply {
  const { memory, chat, context } = turn;
  const isLast = memory.undo?.kind === "button" && memory.undo.action === `park:undo:${wish.id}`;
  // "Undo" after this means the wish; of anything else it is asked first.
  if (!isLast) doneWithoutUndo(turn);
  if (isResting(chat, context.now)) return tell("park/kept");
  const day = dayPhrase(wish.localDate, context.today);
  return { parts: [part("park/already", { wish: wishWords(wish), day })], choices: outcomeChoices(wish.id) };
}

/** `/park headphones 180`. */
export async function runPark(turn: Turn, said: string): Promise<void> {
  const { today, person } = turn.context;
  const text = `park ${said}`;
  const { timezone, currency } = person;
  await parkBySentence(turn, understand(text, { today, timezone, currency }), text);
}

/** `/parked`: what is parked still, each with a button that opens it. */
export async function showParked(turn: Turn): Promise<void> {
  const { db, context, chat } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const wishes = await openWishes(db, context.person.userId);
  if (wishes.length === 0) return say(turn, [tell("park/none")]);
  const listed = wishes.slice(0, MOST_LISTED);
  const more = wishes.length - listed.length;
  say(turn, [
    {
      parts: [
        part("park/list"),
        ...listed.map((wish) =>
          part("park/row", { wish: wishWords(wish), day: dayPhrase(wish.localDate, context.today) }),
        ),
        ...(more > 0 ? [part("park/more", { count: more })] : []),
        part("park/list-how"),
      ],
      choices: listed.map(openChoice),
    },
  ]);
}

function openChoice({ id, what }: Wish): Choice {
  return { id: `park:open:${id}`, label: "open", facts: { what: shorten(what, 30) }, standing: true };
}

/** What became of a wish is asked with these. */
export function outcomeChoices(wishId: string): readonly Choice[] {
  return ["bought", "dropped", "keep"].map(
    (label): Choice => ({ id: `park:${label}:${wishId}`, label, standing: true }),
  );
}

/** One wish with what can be said of it. */
export function wishReply(wish: Wish, { context }: Pick<Turn, "context">): Reply {
  const facts = { wish: wishWords(wish), day: dayPhrase(wish.localDate, context.today) };
  return { parts: [part("park/one", facts)], choices: outcomeChoices(wish.id) };
}

/** A button that takes back what was just done, and so does `/undo`. */
export function undoChoice(turn: Turn, action: string): Choice {
  keepUndo(turn, { kind: "button", action, revision: turn.revision });
  return { id: action, label: "undo", standing: true };
}

function wishOf({ what, amount, currency }: SaidWish, { context }: Turn) {
  const { person, now } = context;
  const code = currency !== null && isCurrency(currency) ? currency : person.currency;
  const minor = amount === null ? 0 : minorFromDecimal(amount, code);
  return {
    id: randomUUID(),
    what: shorten(what, LONGEST_WHAT),
    amount: minor > 0 ? decimalFromMinor(minor, code) : null,
    currency: code,
    parkedAt: now,
    localDate: localDateOf(now, person.timezone),
  };
}

/** Whether nights are told of by which it can be seen that one was normal. */
async function hasNights({ db, context }: Turn): Promise<boolean> {
  const { person, today } = context;
  const since = addDays(today, -NIGHTS_DAYS);
  const { days } = await loadDays(db, person, { from: today, to: today });
  return days.some(({ date, sleepMinutes }) => date >= since && sleepMinutes !== null);
}
