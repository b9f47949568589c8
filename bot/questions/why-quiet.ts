import { isMessageKind } from "../../coaching/delivery/kinds.ts";
import { isQuietAt, type Preferences } from "../../coaching/delivery/preferences.ts";
import type { HoldReason } from "../../coaching/delivery/reasons.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Candidate } from "../../coaching/selection/choose.ts";
import type { Database } from "../../db/client.ts";
import { recentDecisions } from "../../db/queries/decisions.ts";
import { othersLookedAt } from "../choice-words.ts";
import type { StepContext } from "../conversation.ts";
import { clockAt, dayName, listed } from "../format.ts";
import { kindName, quietWords } from "../notifications.ts";
import type { Answer } from "../question.ts";
import { inline, type Part, say } from "../reply.ts";

/** What became of one scheduled message. */
export type DecisionLine = {
  readonly localDate: LocalDate;
  readonly kind: string;
  readonly outcome: "sent" | "held" | "waiting" | "unconfirmed" | "snoozed";
  /** Given for what was held. */
  readonly reason: HoldReason | null;
  /** Until when the person put it off, if they did. */
  readonly snoozedUntil: Date | null;
  readonly decidedAt: Date;
  /** What rules had to say at that time; nothing where they were not asked. */
  readonly candidates: readonly Candidate[];
};

/** Days looked back at, today included. */
const DAYS = 7;
/** Days of which it is told what else there was to say: those that are remembered. */
const DAYS_IN_FULL = 2;

/**
 * `/why_quiet`: what was said unasked and what was held, with the reason.
 *
 * @param ownerId whose chat it is: nothing is ever planned for a sample person
 * @param isResting coaching rests: what rules had to say is not spoken of then
 */
export async function answerWhyQuiet(
  db: Database,
  ownerId: string,
  context: StepContext,
  isResting: boolean,
): Promise<Answer> {
  const from = addDays(context.today, 1 - DAYS);
  const decisions = await recentDecisions(db, ownerId, from);
  return whyQuiet(isResting ? decisions.map((row) => ({ ...row, candidates: [] })) : decisions, context);
}

/** The last seven local days, the newest first; what one day held stands on one line, in the order it was decided. */
export function whyQuiet(decisions: readonly DecisionLine[], context: StepContext): Answer {
  const { today, person } = context;
  const from = addDays(today, 1 - DAYS);
  const lines = decisions.filter(({ localDate, kind }) => localDate >= from && isMessageKind(kind));
  if (lines.length === 0) {
    const isLookingAround = person.sampleName !== null;
    const unscheduled = person.reminderTime === null ? [say("settings/no-times")] : [];
    const hint = isLookingAround ? [say("questions/why-quiet/sample")] : unscheduled;
    return { replies: [{ parts: [say("questions/why-quiet/nothing"), ...hint] }] };
  }
  const days = [...new Set(lines.map(({ localDate }) => localDate))].sort().reverse();
  const parts = days.flatMap((date, index) => {
    const ofDay = lines.filter(({ localDate }) => localDate === date).toSorted(byTime);
    const others = index < DAYS_IN_FULL ? ofDay.flatMap((line) => othersPart(line, context)) : [];
    return [dayPart(date, ofDay, context), ...others];
  });
  const sent = lines.filter(({ outcome }) => outcome !== "held").length;
  const held = lines.length - sent;
  return {
    replies: [{ parts: [say("questions/why-quiet/heading"), ...parts] }],
    explanation: [
      say("questions/why-quiet/receipt", {
        from: dayName(from, today),
        to: dayName(today, today),
        sent,
        held,
      }),
    ],
  };
}

const byTime = (one: DecisionLine, other: DecisionLine) =>
  one.decidedAt.getTime() - other.decidedAt.getTime();

function dayPart(date: LocalDate, ofDay: readonly DecisionLine[], context: StepContext): Part {
  const told = ofDay.map((line) => lineWords(line, ofDay, context)).filter((words) => words !== null);
  return say("questions/why-quiet/day", { day: dayName(date, context.today), lines: told.join("; ") });
}

/** What else there was to say at the time of a message, on one line. */
function othersPart(line: DecisionLine, { today }: StepContext): readonly Part[] {
  const others = othersLookedAt(line.candidates, today);
  if (others === null) return [];
  const isOneSaid = line.candidates.some(({ state }) => state === "chosen");
  return [
    say(isOneSaid ? "questions/why-quiet/also" : "questions/why-quiet/looked-at", {
      kind: nameOf(line),
      others,
    }),
  ];
}

/** What became of a message; what was held for the same reason on the day is named with the first of it. */
function lineWords(line: DecisionLine, ofDay: readonly DecisionLine[], context: StepContext): string | null {
  const { preferences, timezone } = context.person;
  const { outcome, decidedAt } = line;
  if (outcome !== "held" || line.reason === null) {
    const isPutOff = outcome === "snoozed" && line.snoozedUntil !== null;
    const clock = clockAt(isPutOff ? line.snoozedUntil : decidedAt, timezone);
    const kind = isPutOff ? nameOf(line) : nameWithSnooze(line, timezone);
    return inline(`questions/why-quiet/${outcome}`, { kind, clock });
  }
  const why = (held: DecisionLine) =>
    held.reason === null ? "" : reasonWords(held.reason, held.decidedAt, preferences, timezone);
  const same = ofDay.filter((other) => other.outcome === "held" && why(other) === why(line));
  if (same[0] !== line) return null;
  return inline("questions/why-quiet/held", {
    kind: listed(same.map((held) => nameWithSnooze(held, timezone))),
    why: why(line),
  });
}

/** What was put off is told by what became of it when it came back. */
function nameWithSnooze(line: DecisionLine, zone: string): string {
  if (line.snoozedUntil === null) return nameOf(line);
  return inline("questions/why-quiet/put-off", {
    kind: nameOf(line),
    clock: clockAt(line.snoozedUntil, zone),
  });
}

const nameOf = ({ kind }: DecisionLine) => (isMessageKind(kind) ? kindName(kind) : kind);

/** Times and counts are quoted only where they still are what they were when it was decided. */
export function reasonWords(
  reason: HoldReason,
  decidedAt: Date,
  preferences: Preferences,
  zone: string,
): string {
  if (reason === "quiet_hours" && isQuietAt(preferences, decidedAt, zone)) {
    return inline("questions/why-quiet/reason-quiet-hours-now", { quiet: quietWords(preferences.quiet) });
  }
  const id = reason.replaceAll("_", "-");
  return inline(`questions/why-quiet/reason-${id}`);
}
