import { DateTime } from "luxon";
import {
  asOf,
  daysApart,
  eachKeeps,
  isNudge,
  isSameWeek,
  type PersonPromise,
  type Seen,
  saidAtAll,
  saidFirst,
  wallTime,
} from "./log-reading.ts";
import type { SlotLog } from "./year-log.ts";

const HOUR_MS = 3_600_000;
/** From one daily message's turn to the next, also across the date line. */
const LONGEST_WAIT_HOURS = 50;
const REST_HOURS = 72;
const OWN_TIME_MINUTES = 30;
/** Whoever is asked later than this is told with that, and has no evening of their own. */
const LATEST_ASKED_MINUTE = 17 * 60 + 30;

/** Promises about when and how often anything is said unasked. */
export const messagePromises: readonly PersonPromise[] = [
  { promise: "every slot one decision", check: oneDecisionEach },
  { promise: "no slot is left out", check: noneLeftOut },
  { promise: "a day's cap", check: (year) => caps(year, "day") },
  { promise: "a week's cap, from Monday", check: (year) => caps(year, "week") },
  { promise: "quiet hours", check: quietHours },
  {
    promise: "nothing in a pause",
    check: (year) =>
      eachKeeps(saidAtAll(year), ({ at }) => {
        const { pausedUntil } = asOf(year.settings, at).preferences;
        return pausedUntil !== null && at < pausedUntil ? "said in a pause" : null;
      }),
  },
  {
    promise: "nothing of a kind that is switched off",
    check: (year) =>
      eachKeeps(saidAtAll(year), ({ at, kind }) =>
        asOf(year.settings, at).preferences.off.includes(kind) ? `${kind} is off` : null,
      ),
  },
  { promise: "72 hours of rest after a crisis", check: restsAfterCrisis },
  {
    promise: "nothing while they look at a sample",
    check: (year) =>
      eachKeeps(saidAtAll(year), ({ at }) =>
        year.inSample.findLast(({ from }) => from <= at)?.looks === true ? "said into a sample" : null,
      ),
  },
  { promise: "no nudge on the day of a move", check: noneOnMoves },
  { promise: "ever fewer to whoever is silent, then one goodbye", check: backsOff },
];

function oneDecisionEach({ slots }: Seen) {
  const first = new Map<string, SlotLog>();
  const again = new Set<string>();
  return eachKeeps(slots, (slot) => {
    const key = `${slot.kind} ${slot.localDate}`;
    const before = first.get(key);
    if (!slot.isAgain) {
      first.set(key, slot);
      return before === undefined ? null : `${key} was decided twice`;
    }
    if (before?.reason !== null || again.has(key)) return `${key} came back without being put off once`;
    again.add(key);
    return null;
  });
}

/** Daily ones follow each other in time, Mondays and firsts on the calendar. */
function noneLeftOut({ slots, reminders }: Seen) {
  const last = new Map<string, SlotLog>();
  return eachKeeps(
    slots.filter(({ isAgain }) => !isAgain),
    (slot) => {
      const before = last.get(slot.kind);
      last.set(slot.kind, slot);
      if (before === undefined) return null;
      const days = daysApart(before.localDate, slot.localDate);
      const isKept =
        slot.kind === "weekly_summary"
          ? days === 7
          : slot.kind === "monthly_summary"
            ? days >= 28 && days <= 31 && slot.localDate.endsWith("-01")
            : days >= 1 &&
              (slot.dueAt.getTime() - before.dueAt.getTime() <= LONGEST_WAIT_HOURS * HOUR_MS ||
                (slot.kind === "evening_nudge" && wasAskedLate(reminders, before.dueAt, slot.dueAt)));
      return isKept ? null : `${slot.kind} ${slot.localDate} after ${before.localDate}`;
    },
  );
}

function wasAskedLate(reminders: Seen["reminders"], from: Date, to: Date): boolean {
  return reminders.some(
    (one, index) =>
      one.minute > LATEST_ASKED_MINUTE &&
      one.from <= to &&
      (reminders[index + 1] === undefined || (reminders[index + 1]?.from ?? to) > from),
  );
}

/** What counts to a cap: nudges, and what rules say under a check-in. */
function caps(year: Seen, of: "day" | "week") {
  const isWithin = (one: string, other: string) =>
    of === "day" ? one === other : isSameWeek(one, other) && one <= other;
  const heard = [
    ...saidFirst(year).filter(isNudge),
    ...year.rules.filter(({ isInCheckIn, isWithheld }) => isInCheckIn && !isWithheld),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  return eachKeeps(heard, (one) => {
    const { nudgesPerDay, nudgesPerWeek } = asOf(year.settings, one.at).preferences;
    const most = of === "day" ? nudgesPerDay : nudgesPerWeek;
    const before = heard.filter(({ at, localDate }) => at < one.at && isWithin(localDate, one.localDate));
    return before.length < most || maySurpass(year, one, of) ? null : `${before.length + 1} of ${most}`;
  });
}

/** Money that is due may pass a week's cap; to whoever is there anyway also what they asked for and help for who is low. */
function maySurpass(
  { rules, rulesById }: Seen,
  one: SlotLog | Seen["rules"][number],
  of: "day" | "week",
): boolean {
  if ("ruleId" in one) {
    const rule = rulesById.get(one.ruleId);
    return one.isDue || rule?.riskLevel === "high" || rule?.isAskedFor === true;
  }
  return of === "week" && rules.some(({ at, isDue }) => at.getTime() === one.at.getTime() && isDue);
}

function quietHours(year: Seen) {
  const isQuiet = (at: Date) => {
    const { from, until } = asOf(year.settings, at).preferences.quiet;
    const { hour, minute } = wallTime(year, at);
    const sinceStart = (60 * hour + minute - from + 1440) % 1440;
    return sinceStart < (until - from + 1440) % 1440;
  };
  return eachKeeps(saidAtAll(year), ({ at, dueAt, kind }) => {
    if (!isQuiet(at)) return null;
    const { choseQuiet } = asOf(year.settings, at).preferences;
    const lateMs = at.getTime() - dueAt.getTime();
    const isOwnTime =
      kind === "checkin_reminder" && !choseQuiet && lateMs <= OWN_TIME_MINUTES * 60_000 && isQuiet(dueAt);
    return isOwnTime ? null : `${kind} at ${wallTime(year, at).toFormat("HH:mm")}`;
  });
}

function restsAfterCrisis(year: Seen) {
  const spoken = [...saidAtAll(year), ...year.rules.filter(({ isWithheld }) => !isWithheld)];
  return eachKeeps(spoken, ({ at }) => {
    const since = year.crises.findLast((crisis) => crisis <= at);
    const isResting = since !== undefined && at.getTime() - since.getTime() < REST_HOURS * HOUR_MS;
    return isResting ? "said while coaching rests" : null;
  });
}

function noneOnMoves(year: Seen) {
  return eachKeeps(saidAtAll(year).filter(isNudge), ({ at, localDate }) => {
    const moved = year.zones.slice(1).findLast(({ from }) => from <= at);
    if (moved === undefined) return null;
    return wallTime(year, moved.from).toISODate() === localDate ? "said on the day of a move" : null;
  });
}

function backsOff(year: Seen) {
  const said = saidFirst(year);
  return eachKeeps(said, (one) => {
    const { at, localDate, isGoodbye } = one;
    const heard = year.heard.findLast((when) => when <= at) ?? year.from;
    const before = said.slice(0, said.indexOf(one));
    const unanswered = before.filter((other) => other.at > heard);
    if (unanswered.some((other) => other.isGoodbye)) return "said after the goodbye";
    const silentDays = daysApart(silentSince(year, heard, at), localDate);
    const isOver = unanswered.length >= 3 && silentDays >= 60;
    if (isOver !== isGoodbye) return isOver ? "no goodbye" : "a goodbye too early";
    const last = before.at(-1);
    const gap = last === undefined ? Number.POSITIVE_INFINITY : daysApart(last.localDate, localDate);
    const least = isOver ? 1 : leastGap(unanswered.length, silentDays);
    return gap < least ? `${gap} days after the last, silent for ${silentDays}` : null;
  });
}

/** The local day, where they are now, on which they were last heard, or a pause or rest of theirs ended. */
function silentSince(year: Seen, heard: Date, at: Date): string {
  const { pausedUntil } = asOf(year.settings, at).preferences;
  const rests = year.crises.map((crisis) => new Date(crisis.getTime() + REST_HOURS * HOUR_MS));
  const ends = [pausedUntil, ...rests].filter((end) => end !== null && end <= at);
  const since = Math.max(heard.getTime(), ...ends.map((end) => end?.getTime() ?? 0));
  return DateTime.fromMillis(since, { zone: asOf(year.zones, at).zone }).toISODate() ?? "";
}

/** Whoever answers has no rhythm: after a move west their next slot may even bear the day before the last one's. */
function leastGap(unanswered: number, silentDays: number): number {
  if (unanswered === 0) return Number.NEGATIVE_INFINITY;
  if (silentDays >= 30) return 14;
  if (silentDays >= 10) return 7;
  return unanswered >= 3 ? 2 : Number.NEGATIVE_INFINITY;
}
