import { sumBack } from "../features/spending-pace.ts";
import { type DayIndex, indexDays, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber } from "../model/local-date.ts";
import { minorDigits } from "../model/money.ts";
import { middleOf } from "../model/sorted.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Rule } from "./rule.ts";

/** A payday and the two days after it. */
const TAIL_DAYS = 3;
/** An income of at least this share of the largest one is a payday; less is a refund from a friend. */
const PAYDAY_SHARE = 0.5;
/** Paydays before this one whose three days are known in full. */
const LEAST_PAYDAYS = 3;
/** Stretches of three other days that a usual one is told from. */
const LEAST_OTHERS = 8;
/** So much more has to be spent after paydays, in the middle and after two of three of them. */
const AHEAD = 1.3;
const MOST_AGREE = 2 / 3;

/** Income has just come, and after the person's own paydays three days hold more spending by choice than three others. */
export const paydaySplurge: Rule = {
  id: "payday-splurge",
  type: "financial",
  riskLevel: "low",
  triggerSource: "payday_splurge",
  level: "nudge",
  slots: ["morning", "evening"],
  restDays: 10,
  notWith: ["spending-spike", "spending-ahead", "pace-over-budget"],
  evaluate({ today, days, currency }) {
    const index = indexDays(days);
    const day = dayNumber(today);
    const all = paydaysIn(index, day);
    const latest = all.at(-1);
    if (latest === undefined || day - latest >= TAIL_DAYS) return [];
    const sumFrom = (start: number) =>
      sumBack(index, "spentDiscretionaryMinor", start + TAIL_DAYS - 1, TAIL_DAYS);
    const after = all.filter((payday) => payday < latest).flatMap((payday) => sumFrom(payday) ?? []);
    if (after.length < LEAST_PAYDAYS) return [];
    const others = othersIn(index, all, latest).flatMap((start) => sumFrom(start) ?? []);
    if (others.length < LEAST_OTHERS) return [];
    const afterMinor = Math.round(middleOf(Float64Array.from(after).sort()));
    const usualMinor = Math.round(middleOf(Float64Array.from(others).sort()));
    const offset = SCORE_CONFIG.financial.paceOffsetUnits * 10 ** minorDigits(currency);
    const times = (afterMinor + offset) / (usualMinor + offset);
    const agreeing = after.filter((sum) => sum > usualMinor).length;
    if (times < AHEAD || agreeing < MOST_AGREE * after.length) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, times - 1),
        facts: {
          afterPaydayMinor: afterMinor,
          otherDaysMinor: usualMinor,
          paydays: after.length,
          incomeDay: dateOfDayNumber(latest),
        },
        basis: {
          from: dateOfDayNumber(all[0] ?? latest),
          to: today,
          days: TAIL_DAYS * (after.length + others.length),
        },
      },
    ];
  },
};

/** Days on which a larger income arrived, ascending; several in one tail are the first of them. */
function paydaysIn(index: DayIndex, to: number): readonly number[] {
  const incomes = valuesBetween(index, "incomeMinor", index.first, to).filter(({ value }) => value > 0);
  const largest = Math.max(0, ...incomes.map(({ value }) => value));
  const paydays: number[] = [];
  for (const { day, value } of incomes) {
    if (value < PAYDAY_SHARE * largest) continue;
    if (day - (paydays.at(-1) ?? Number.NEGATIVE_INFINITY) >= TAIL_DAYS) paydays.push(day);
  }
  return paydays;
}

/** First days of stretches that touch no payday's three days, one after another. */
function othersIn(index: DayIndex, paydays: readonly number[], end: number): readonly number[] {
  const starts: number[] = [];
  for (let start = index.first; start + TAIL_DAYS <= end; ) {
    const near = paydays.find((payday) => start < payday + TAIL_DAYS && payday < start + TAIL_DAYS);
    if (near === undefined) starts.push(start);
    start = near === undefined ? start + TAIL_DAYS : near + TAIL_DAYS;
  }
  return starts;
}
