import { maySpeakAfterCrisis } from "../../bot/crisis.ts";
import { tell } from "../../bot/reply.ts";
import { speak } from "../../bot/speak.ts";
import { takeAnswer } from "../../bot/turn.ts";
import { readPreferences } from "../../coaching/delivery/preferences.ts";
import { isTimeZone } from "../../coaching/model/local-date.ts";
import { chatOfCrisis, endFollowUp, type FollowUp, findFollowUps } from "../../db/queries/rest.ts";
import { errandJob } from "../../db/queue.ts";
import type { JobContext } from "./talk.ts";
import type { TickOptions } from "./tick.ts";

/** Later than this it is not asked any more: it would come out of nowhere. */
const LATEST_MS = 48 * 3_600_000;

/** A day and the longest wait after it: what was heard longer ago is not asked about. */
const HEARD_WITHIN_MS = LATEST_MS + 24 * 3_600_000;

/**
 * Asks somebody once, the day after a message that sounded like a crisis, how they are: in the chat where they said it, as they chose
 * that one to say it in; where they cannot be met there, wherever they are.
 */
export async function followUp(
  { userId }: { readonly userId: string },
  { db, clock }: Pick<JobContext, "db" | "clock">,
): Promise<void> {
  const now = clock();
  await db.transaction(async (tx) => {
    const eventKey = `crisis-follow-up/${now.getTime()}`;
    const identityId = await chatOfCrisis(tx, userId, new Date(now.getTime() - HEARD_WITHIN_MS));
    const to = { userId, identityId, eventKey, now, unasked: "crisis_follow_up" } as const;
    await speak(tx, to, async (turn) => {
      if (!maySpeakAfterCrisis(turn.context.person, now)) return;
      if (!(await endFollowUp(tx, userId, now))) return;
      await takeAnswer(turn, {
        replies: [tell("crisis/follow-up")],
        effects: [{ kind: "log", event: "crisis_followed_up" }],
      });
    });
  });
}

/**
 * Queues that for everybody who may be asked now; who is in quiet hours is found again by a later tick. Where it has become
 * too late, as after a time that the coach was down, or in a pause, it is left alone.
 *
 * @returns how many jobs were queued
 */
export async function queueFollowUps({
  db,
  clock,
  enqueue,
  batch,
}: Pick<TickOptions, "db" | "clock" | "enqueue" | "batch">): Promise<number> {
  const now = clock();
  const due = await findFollowUps(db, now, batch);
  for (const { userId, followUpAt } of due) {
    if (now.getTime() - followUpAt.getTime() > LATEST_MS) await endFollowUp(db, userId, now);
  }
  const asked = due.filter((person) => mayBeAsked(person, now));
  await enqueue(
    db,
    "errands",
    asked.map(({ userId }) => errandJob({ kind: "crisis-follow-up", userId, subject: null }, now)),
  );
  return asked.length;
}

function mayBeAsked({ preferences, timezone, followUpAt }: FollowUp, now: Date): boolean {
  if (now.getTime() - followUpAt.getTime() > LATEST_MS || !isTimeZone(timezone)) return false;
  return maySpeakAfterCrisis({ preferences: readPreferences(preferences), timezone }, now);
}
