import { correctionsOf } from "../../bot/body/corrections.ts";
import { personOf } from "../../bot/chat.ts";
import { maySpeakUnasked } from "../../bot/may-speak.ts";
import { speak } from "../../bot/speak.ts";
import { takeAnswer } from "../../bot/turn.ts";
import { addDays, localDateOf } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { lockUnasked } from "../../db/queries/chat-rows.ts";
import { loadDays } from "../../db/queries/days.ts";
import { quotedNightsSince } from "../../db/queries/quoted-nights.ts";
import { sayAwaitedMorning } from "./awaited-morning.ts";
import type { JobContext } from "./talk.ts";

/** Quotes are looked at from this many days back: their local days are known only with their person. */
const LOOKED_AT_DAYS = 3;

/**
 * What the nights that came in lead to: the morning message that waited for one is said, and what was told of others is put right.
 */
export async function checkNights(
  { userId }: { readonly userId: string },
  { db, clock, log }: JobContext,
): Promise<void> {
  const now = clock();
  if (await db.transaction((tx) => sayAwaitedMorning(tx, userId, now))) {
    log.info({ userId }, "morning message said that waited for the night");
  }
  const since = addDays(now.toISOString().slice(0, 10), -LOOKED_AT_DAYS);
  if ((await quotedNightsSince(db, userId, since)).length === 0) return;
  const said = await db.transaction((tx) => correctNights(tx, userId, now));
  if (said > 0) log.info({ userId, said }, "nights put right");
}

/**
 * Puts right what was said unasked of a night that has turned out otherwise since, on the day that it was said.
 *
 * What may not be said now, in quiet hours, a pause or a rest, waits: the next change of a night leads here again, and on the
 * next two mornings the morning message says it first. After that it is dropped, since nobody thinks of that night any more.
 * A night of an earlier day is left to the morning message altogether, as the day's check-in may still be open, and how
 * somebody feels is asked before they are told a number.
 */
async function correctNights(db: Database, userId: string, now: Date): Promise<number> {
  const found = await lockUnasked(db, userId);
  const chat = found?.chat ?? null;
  if (chat === null) return 0;
  const person = personOf(chat);
  const { timezone } = person;
  if (!maySpeakUnasked({ ...person, restsUntil: chat.crisisUntil }, now)) return 0;
  const today = localDateOf(now, timezone);
  const quoted = await quotedNightsSince(db, userId, addDays(today, -LOOKED_AT_DAYS));
  const ofToday = quoted.filter(({ saidAt }) => localDateOf(saidAt, timezone) === today);
  const [first] = ofToday;
  if (first === undefined) return 0;
  const { days } = await loadDays(db, person, { from: first.date, to: today });
  const corrections = correctionsOf(ofToday, days, { today });
  for (const { date, part, effect } of corrections) {
    // Once for a night and what it turned out to be, however often that comes and goes.
    const turnedOut = effect.kind === "quote-night" ? effect.minutes : "gone";
    const eventKey = `night/${date}/${turnedOut}`;
    const to = { userId, identityId: null, eventKey, now, unasked: "night_correction" } as const;
    await speak(db, to, (turn) => takeAnswer(turn, { replies: [{ parts: [part] }], effects: [effect] }));
  }
  return corrections.length;
}
