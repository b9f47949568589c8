import { judgeNight } from "../features/short-night.ts";
import { indexDays } from "../model/day-index.ts";
import type { BaselineSignal } from "../model/days.ts";
import { dateOfDayNumber, dayNumber } from "../model/local-date.ts";
import { judgeDay } from "../scores/baseline.ts";
import { SCORE_CONFIG } from "../scores/config.ts";
import type { Rule } from "./rule.ts";

/** What a night tells beside its length. */
const OF_NIGHT = ["hrvMs", "restingHeartRateBpm", "sleepScore"] as const satisfies readonly BaselineSignal[];
/** So many spreads to the worse side a reading is outside the usual. */
const APART_Z = -1;
const SHORT_BY_MINUTES = 60;
const LEAST_APART = 2;
const LEAST_CHECKED = 3;

/**
 * Several of last night's readings outside the person's own usual, all to the side that rest is missing on.
 *
 * It says how many, and nothing of the day that comes of it.
 */
export const lowEnergyDayAhead: Rule = {
  id: "low-energy-day-ahead",
  type: "energy",
  riskLevel: "medium",
  triggerSource: "low_energy_day_ahead",
  level: "sensitive",
  slots: ["morning"],
  restDays: 5,
  notWith: ["low-sleep", "sleep-debt", "hrv-drop", "high-stress"],
  evaluate({ today, days, needMinutes }) {
    const index = indexDays(days);
    const { personalDays } = SCORE_CONFIG.baseline;
    const night = judgeNight(index, today, needMinutes);
    const shortBy =
      night.kind !== "measured" || night.value.usualMinutes === null
        ? null
        : night.value.usualMinutes - night.value.sleepMinutes;
    const judged = OF_NIGHT.flatMap((signal) => {
      const one = judgeDay(index, signal, dayNumber(today), SCORE_CONFIG.baseline);
      return one === null || one.baseline.n < personalDays ? [] : [one];
    });
    const checked = judged.length + (shortBy === null ? 0 : 1);
    const apart =
      judged.filter(({ z }) => z <= APART_Z).length +
      (shortBy !== null && shortBy >= SHORT_BY_MINUTES ? 1 : 0);
    if (checked < LEAST_CHECKED || apart < LEAST_APART) return [];
    // The reading that the most nights stand behind.
    const [longest] = judged.toSorted((left, right) => right.baseline.n - left.baseline.n);
    const nights = longest?.baseline.n ?? 0;
    return [
      {
        ruleId: this.id,
        subject: "",
        strength: apart / checked,
        facts: { apart, checked, nights },
        basis: { from: dateOfDayNumber(longest?.from ?? dayNumber(today)), to: today, days: nights + 1 },
      },
    ];
  },
};
