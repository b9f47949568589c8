import { lastSyncedDay } from "../features/spending-pace.ts";
import { indexDays, valueAt, valuesBetween } from "../model/day-index.ts";
import { dateOfDayNumber, dayNumber } from "../model/local-date.ts";
import { minorDigits } from "../model/money.ts";
import { middleOf } from "../model/sorted.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Rule } from "./rule.ts";

/** Days before that a day is held against, and how many of them have to be known. */
const WINDOW_DAYS = 28;
const LEAST_DAYS = 21;
/** So many times the usual day; both sides raised by a small sum, so that a coffee after quiet days is no spike. */
const TIMES = 2;

/** The last day that is known in full had more spending by choice than any in the four weeks before, and twice the usual day. */
export const spendingSpike: Rule = {
  id: "spending-spike",
  type: "financial",
  riskLevel: "low",
  triggerSource: "spending_spike",
  level: "nudge",
  slots: ["morning", "evening"],
  restDays: 7,
  notWith: ["spending-ahead", "pace-over-budget", "payday-splurge", "impulse-evening"],
  evaluate({ today, days, currency }) {
    const index = indexDays(days);
    const day = lastSyncedDay(index, dayNumber(today));
    const spentMinor = day === null ? null : valueAt(index, "spentDiscretionaryMinor", day);
    if (day === null || spentMinor === null) return [];
    const before = valuesBetween(index, "spentDiscretionaryMinor", day - WINDOW_DAYS, day - 1);
    if (before.length < LEAST_DAYS) return [];
    const amounts = Float64Array.from(before, ({ value }) => value).sort();
    const usualDayMinor = Math.round(middleOf(amounts));
    const mostMinor = amounts.at(-1) ?? 0;
    const offset = SCORE_CONFIG.financial.paceOffsetUnits * 10 ** minorDigits(currency);
    const times = (spentMinor + offset) / (usualDayMinor + offset);
    if (spentMinor <= mostMinor || times < TIMES) return [];
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: Math.min(1, 1 - 1 / times),
        facts: { spentMinor, usualDayMinor, comparedDays: before.length, spikeDay: dateOfDayNumber(day) },
        basis: {
          from: dateOfDayNumber(before[0]?.day ?? day),
          to: dateOfDayNumber(day),
          days: before.length + 1,
        },
      },
    ];
  },
};
