import { daysBetween, type LocalDate } from "../model/local-date.ts";

/** How long a person has not answered what the coach said unasked. */
export type Silence = {
  /** When they last wrote or tapped anything; for whoever never did, when they came. */
  readonly lastHeardAt: Date;
  /** Messages sent unasked since then. */
  readonly unansweredInARow: number;
  /** The local day of the last message sent unasked, null when there is none. */
  readonly lastSentDate: LocalDate | null;
  /** Whether the goodbye was said since they were last heard. */
  readonly goodbyeSaid: boolean;
};

/** After so many unanswered messages the coach speaks less; without them nobody is said goodbye to. */
const UNANSWERED = 3;
const GOODBYE_AFTER_DAYS = 60;

/** Days between two messages after so many silent days, the longest silence first. */
const RHYTHM = [
  { silentDays: 30, everyDays: 14 },
  { silentDays: 10, everyDays: 7 },
] as const;

/**
 * Whether someone who does not answer is written to today: after three unanswered messages every second day, after
 * ten silent days weekly, after thirty fortnightly, after sixty one goodbye, then nothing until they write.
 *
 * In any of these rhythms a day has one message. Whoever was hardly written to has not fallen silent, so the goodbye
 * also needs three unanswered messages: the coach may have been down for those sixty days.
 *
 * @param lastHeardOn the local day they were last heard on
 */
export function backOff(
  { unansweredInARow, lastSentDate, goodbyeSaid }: Omit<Silence, "lastHeardAt">,
  lastHeardOn: LocalDate,
  today: LocalDate,
): "speak" | "wait" | "goodbye" {
  if (goodbyeSaid) return "wait";
  const silentDays = daysBetween(lastHeardOn, today);
  const daysSinceSent = lastSentDate === null ? Number.POSITIVE_INFINITY : daysBetween(lastSentDate, today);
  if (unansweredInARow >= UNANSWERED && silentDays >= GOODBYE_AFTER_DAYS) {
    return daysSinceSent >= 1 ? "goodbye" : "wait";
  }
  return daysSinceSent >= everyDays(unansweredInARow, silentDays) ? "speak" : "wait";
}

/** Days that must lie between two messages; none for whoever answers. */
function everyDays(unansweredInARow: number, silentDays: number): number {
  if (unansweredInARow === 0) return Number.NEGATIVE_INFINITY;
  const rhythm = RHYTHM.find((step) => silentDays >= step.silentDays);
  if (rhythm !== undefined) return rhythm.everyDays;
  return unansweredInARow >= UNANSWERED ? 2 : Number.NEGATIVE_INFINITY;
}
