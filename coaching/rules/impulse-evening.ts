import { lastSyncedDay, sumBack } from "../features/spending-pace.ts";
import { indexDays } from "../model/day-index.ts";
import { addDays, dateOfDayNumber, dayNumber, localMinuteOf } from "../model/local-date.ts";
import { middleOf } from "../model/sorted.ts";
import { MONEY_CONFIG } from "../money/config.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Evidence, Rule } from "./rule.ts";

/** The third in a week is worth a word. */
const THIRD = 3;
/** Evening begins at 17:00 and lasts until 05:00. */
const EVENING_FROM = 17 * 60;
const EVENING_TO = 5 * 60;
/** Impulses with a known hour that tell when they happen, over these days. */
const LEAST_TIMED = 6;
const TIMED_DAYS = 56;

/**
 * Three or more possible impulses in seven days and more than in the person's own usual week, said before an evening.
 *
 * Where the hours of their impulses are known and lie mostly outside evenings, an evening is no time to speak of them.
 */
export const impulseEvening: Rule = {
  id: "impulse-evening",
  type: "financial",
  riskLevel: "low",
  triggerSource: "impulse_evening",
  level: "nudge",
  slots: ["evening"],
  restDays: 7,
  notWith: ["spending-spike", "short-night-impulses"],
  evaluate(evidence) {
    const index = indexDays(evidence.days);
    const end = lastSyncedDay(index, dayNumber(evidence.today));
    if (end === null) return [];
    const { weekDays, earlierWeeks, minEarlierWeeks } = SCORE_CONFIG.financial;
    const impulses = sumBack(index, "impulseCount", end, weekDays);
    const weeks = Array.from({ length: earlierWeeks }, (_, week) => end - (week + 1) * weekDays).flatMap(
      (last) => {
        const sum = sumBack(index, "impulseCount", last, weekDays);
        return sum === null ? [] : [{ last, sum }];
      },
    );
    if (impulses === null || impulses < THIRD || weeks.length < minEarlierWeeks) return [];
    const usualImpulses = Math.round(middleOf(Float64Array.from(weeks, ({ sum }) => sum).sort()));
    if (impulses <= usualImpulses || isOtherwise(evidence)) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, (impulses - usualImpulses) / 5),
        facts: { impulses, usualImpulses, weeks: weeks.length, lastDay: dateOfDayNumber(end) },
        basis: {
          from: dateOfDayNumber((weeks.at(-1)?.last ?? end) - weekDays + 1),
          to: dateOfDayNumber(end),
          days: (weeks.length + 1) * weekDays,
        },
      },
    ];
  },
};

/** Whether the person's impulses are known to happen at other times than evenings. */
function isOtherwise({ payments, today, zone, currency }: Evidence): boolean {
  const since = addDays(today, -TIMED_DAYS);
  const minutes = payments
    .filter(
      (row) =>
        row.timeKnown &&
        row.date >= since &&
        row.date <= today &&
        row.currency === currency &&
        (row.impulseProbability ?? 0) >= MONEY_CONFIG.impulse.threshold &&
        Number.isFinite(row.at.getTime()),
    )
    .map((row) => localMinuteOf(row.at, zone));
  const evenings = minutes.filter((minute) => minute >= EVENING_FROM || minute < EVENING_TO);
  return minutes.length >= LEAST_TIMED && evenings.length < minutes.length / 2;
}
