import type { Database } from "../../db/client.ts";
import type { StoredRecommendation } from "../../db/queries/recommendations.ts";
import { standingRestOf } from "../../db/queries/rule-rests.ts";

/** What had been said to a message, and when. */
export type EarlierAnswer = {
  readonly said: "helpful" | "not-helpful" | "not-now" | "normal";
  readonly at: Date;
};

/** One letter each: a button holds 64 characters on Telegram, of which a message's id and an instant leave no more. */
const LETTERS = { helpful: "h", "not-helpful": "u", "not-now": "l", normal: "n" } as const;
const WRITTEN = /^(?<letter>[huln])(?<at>[0-9a-z]{1,8})$/;
const RADIX = 36;

/** What holds of the answers to a message by now; null for none, and for what was brought back since. */
export async function answerTo(
  db: Database,
  { id, userId, userFeedback, feedbackAt }: StoredRecommendation,
): Promise<EarlierAnswer | null> {
  if (userFeedback !== null && feedbackAt !== null) {
    return { said: userFeedback === "helpful" ? "helpful" : "not-helpful", at: feedbackAt };
  }
  const rest = await standingRestOf(db, userId, id);
  if (rest === null) return null;
  return { said: rest.reason === "normal" ? "normal" : "not-now", at: rest.since };
}

/** As the end of the button that brings it back. */
export function writeEarlier({ said, at }: EarlierAnswer): string {
  return `${LETTERS[said]}${at.getTime().toString(RADIX)}`;
}

/** @returns null for what was not written so, or lies ahead: a button can be forged */
export function readEarlier(written: string, now: Date): EarlierAnswer | null {
  const { letter, at: instant = "" } = WRITTEN.exec(written)?.groups ?? {};
  const at = new Date(Number.parseInt(instant, RADIX));
  const said = ANSWERS.find((answer) => LETTERS[answer] === letter);
  return said === undefined || !(at <= now) ? null : { said, at };
}

const ANSWERS = ["helpful", "not-helpful", "not-now", "normal"] as const;

/** Whether two are one: the same word at the same instant. */
export function isSameAnswer(one: EarlierAnswer | null, other: EarlierAnswer | null): boolean {
  return one?.said === other?.said && one?.at.getTime() === other?.at.getTime();
}
