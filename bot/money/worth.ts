import { z } from "zod";
import { isPausedAt } from "../../coaching/delivery/preferences.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { chooseWorth, WORTH } from "../../coaching/money/worth.ts";
import { loadSaid } from "../../db/queries/corrections.ts";
import { eventsSince, logEvent } from "../../db/queries/events.ts";
import { findTransaction, findTransactions, findUnsaidPurchases } from "../../db/queries/transactions.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { type Choice, say as part, tell } from "../reply.ts";
import { say, speakOf, type Turn, takeAnswer } from "../turn.ts";
import { type SaidNow, saySo, saysMore } from "./purchase-change.ts";
import { daySaid, flow, minorOf, movementWords, purchaseWords } from "./transaction-words.ts";

/** Noted when a purchase is asked about, with its id and the local day: never twice about the same. */
const ASKED_EVENT = "worth_asked";
const ANSWERED_EVENT = "worth_answered";
const DAY_MS = 86_400_000;
/** A purchase is asked about within days, so older questions are of no matter. */
const ASKED_BEFORE_DAYS = 14;
/** Days and purchases behind what is usual. */
const USUAL_DAYS = 60;
const USUAL_PURCHASES = 500;

/** An impulse is answered by yes and no alike: of one kind of answer alone everything would come to look like one. */
const ANSWERS: Readonly<Record<string, SaidNow>> = {
  need: { isDiscretionary: false },
  worth: { isDiscretionary: true, isImpulse: false },
  not: { isDiscretionary: true, isImpulse: true },
};

/**
 * After a check-in, one question about one purchase of the last days, where the answer teaches most; at most twice a local
 * day, never about the same purchase again, and free to be ignored.
 */
export async function askWorth(turn: Turn): Promise<void> {
  const { db, context } = turn;
  const { person, today, now } = context;
  const { userId, preferences } = person;
  if (person.sampleName !== null || !preferences.asksWorth || isPausedAt(preferences, now)) return;
  if (isResting(turn.chat, now)) return;
  const asked = await eventsSince(
    db,
    userId,
    ASKED_EVENT,
    new Date(now.getTime() - ASKED_BEFORE_DAYS * DAY_MS),
  );
  if (asked.filter(({ date }) => date === today).length >= WORTH.mostPerDay) return;
  const before = new Set(asked.map(({ transactionId }) => transactionId));
  const days = { from: addDays(today, 1 - WORTH.days), to: today };
  const unsaid = (await findUnsaidPurchases(db, userId, days, WORTH)).filter(
    (row) => !before.has(row.id) && flow(row) === "spending",
  );
  if (unsaid.length === 0) return;
  const recent = { from: addDays(today, -USUAL_DAYS), to: today };
  const { rows } = await findTransactions(db, userId, recent, { limit: USUAL_PURCHASES, offset: 0 });
  const usual = Map.groupBy(
    rows.filter((row) => flow(row) === "spending" && minorOf(row) > 0),
    ({ currency }) => currency,
  );
  const chosen = chooseWorth(
    unsaid.map((row) => ({
      ...row,
      amountMinor: minorOf(row),
      probability: row.discretionaryProbability ?? 0,
    })),
    new Map([...usual].map(([currency, some]) => [currency, some.map(minorOf)])),
  );
  const row = unsaid.find(({ id }) => id === chosen?.id);
  if (row === undefined) return;
  await logEvent(db, userId, ASKED_EVENT, { transactionId: row.id, date: today }, now);
  const choices = [...Object.keys(ANSWERS), "off"].map(
    (label): Choice => ({ id: `worth:${label}:${row.id}`, label, standing: true }),
  );
  say(turn, [
    { parts: [part("worth/ask", { movement: movementWords(row, daySaid(row.date, today)) })], choices },
  ]);
}

/** `worth:<answer>:<id>`: the purchase and whatever the answer teaches about others. */
export async function answerWorth(turn: Turn, action: string): Promise<void> {
  const { db, context } = turn;
  const { person, today, now } = context;
  const [, answer = "", id = ""] = action.split(":");
  if (answer === "off") {
    if (person.sampleName !== null) return say(turn, [tell("sample/no-settings")]);
    const preferences = { ...person.preferences, asksWorth: false };
    return takeAnswer(turn, {
      replies: [tell("worth/off")],
      effects: [{ kind: "save-notifications", preferences }],
    });
  }
  const said = Object.hasOwn(ANSWERS, answer) ? ANSWERS[answer] : undefined;
  const row = z.uuid().safeParse(id).success ? await findTransaction(db, person.userId, id) : null;
  if (said === undefined || row === null) return say(turn, [tell("errors/button-gone")]);
  if (isResting(turn.chat, now)) return takeAnswer(turn, restingAnswer(turn.context));
  speakOf(turn, [row.id]);
  const purchase = purchaseWords(row, today);
  if (!saysMore(await loadSaid(db, person.userId, row), said)) {
    return say(turn, [tell("correct/already", { purchase })]);
  }
  const changeId = await saySo(turn, row, said);
  await logEvent(db, person.userId, ANSWERED_EVENT, { transactionId: row.id }, now);
  const undo: Choice = { id: `money-undo:${changeId}`, label: "undo", standing: true };
  say(turn, [{ parts: [part(`worth/${answer}`, { purchase }), part("worth/teaches")], choices: [undo] }]);
}
