import { judgeNight } from "../features/short-night.ts";
import type { DayRecord } from "../model/days.ts";
import { addDays, type LocalDate, weekdayOf, weekStartOf } from "../model/local-date.ts";
import { moodFromFace } from "../model/mood.ts";
import type { TransactionRow } from "../model/rows.ts";
import { flowOf } from "../money/flow.ts";
import type { FiringPlan } from "../rules/rule.ts";
import type { Plan, PlanTest } from "./condition.ts";

/** What a plan's condition is held against: a moment of one local day. */
export type PlanMoment = {
  readonly today: LocalDate;
  /** Minutes since local midnight, on the person's wall clock. */
  readonly minute: number;
  /** Up to today, one per local day, in order. */
  readonly days: readonly DayRecord[];
  /** Of any currency. */
  readonly payments: readonly TransactionRow[];
  readonly needMinutes: number;
};

const DAY_MINUTES = 24 * 60;
/** From here on a time of day is one of the evening. */
const EVENING_MINUTE = 17 * 60;

/**
 * The plans whose condition is so at a moment, each at most once a local day.
 *
 * What is not known is not so. A time of day that is still to come today counts: a plan for the evening is offered
 * before it, since in quiet hours nothing is sent.
 */
export function plansThatFire(plans: readonly Plan[], moment: PlanMoment): readonly FiringPlan[] {
  return plans
    .filter(
      ({ condition, lastFiredOn }) =>
        lastFiredOn !== moment.today &&
        condition.all.length > 0 &&
        condition.all.every((test) => holds(test, moment)),
    )
    .map(({ id, words, offer, condition }) => ({
      planId: id,
      words,
      offer,
      isAboutNight: condition.all.some(({ kind }) => kind === "sleep" || kind === "short-night"),
      isForEvening: condition.all.some((test) => test.kind === "time" && (test.from ?? 0) >= EVENING_MINUTE),
    }));
}

function holds(test: PlanTest, { today, minute, days, payments, needMinutes }: PlanMoment): boolean {
  const on = (date: LocalDate) => days.find((day) => day.date === date);
  const isUnder = (value: number | null | undefined, limit: number) => value != null && value < limit;
  switch (test.kind) {
    case "sleep":
      return isUnder(on(today)?.sleepMinutes, test.underMinutes);
    case "short-night": {
      const night = judgeNight(days, today, needMinutes);
      return night.kind === "measured" && night.value.isShort;
    }
    case "mood":
      return isUnder(on(today)?.mood, moodFromFace(test.underFace));
    case "energy":
      return isUnder(on(today)?.energySelf, test.under);
    case "stress": {
      const level = on(today)?.stressLevel ?? on(addDays(today, -1))?.stressLevel ?? null;
      return level !== null && level > test.over;
    }
    case "spent": {
      const from = test.during === "week" ? weekStartOf(today) : today;
      const counted = payments.filter(
        (row) => row.currency === test.currency && row.date >= from && row.date <= today && isSpending(row),
      );
      return counted.reduce((sum, row) => sum + row.amountMinor, 0) > test.overMinor;
    }
    case "weekday":
      return test.days.includes(weekdayOf(today));
    case "payday":
      return payments.some((row) => row.date === today && row.amountMinor < 0 && flowOf(row) === "income");
    case "time":
      return minute < endOf(test);
  }
}

const isSpending = (row: TransactionRow) => ["spending", "refund"].includes(flowOf(row));

/** One that crosses midnight lasts to the end of the day it begins on. */
function endOf({ from, until }: Extract<PlanTest, { kind: "time" }>): number {
  return until === null || (from !== null && until < from) ? DAY_MINUTES : until;
}
