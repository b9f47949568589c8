import type { Finding } from "../../coaching/rules/rule.ts";

/** What a finding tells, as far as its words are made of it. */
export type RuleExample = Pick<Finding, "facts" | "basis">;

/** A Monday. */
export const EXAMPLE_DAY = "2026-11-23";
const RELATION = { from: "2026-08-03", to: "2026-11-22", days: 83 };
const SHORT_NIGHT = {
  sleepMinutes: 340,
  usualMinutes: 425,
  shortBy: 85,
  sinceDate: "2026-08-03",
  othersChecked: 17,
  othersFound: 0,
  cutMinutes: 360,
  shortNights: 14,
  pairedDays: 83,
};
const WEEK = { from: "2026-11-17", to: EXAMPLE_DAY, days: 6 };

/** The facts that a finding lacks which is said alone, by its rule. */
export const LACKED_ALONE: Readonly<Record<string, readonly string[]>> = {
  "bill-due-low-balance-pace": ["goesMinor", "paceDays"],
};

/** One finding of each rule, made by hand, of somebody who counts in dollars. */
export const RULE_EXAMPLES: Readonly<Record<string, RuleExample>> = {
  "low-mood-run": {
    facts: { lowDays: 4 },
    basis: { from: "2026-11-20", to: EXAMPLE_DAY, days: 4 },
  },
  "mood-volatile": {
    facts: { moodDays: 12, lowestFace: 2, highestFace: 6 },
    basis: { from: "2026-11-10", to: EXAMPLE_DAY, days: 12 },
  },
  "activity-helps-mood": {
    facts: {
      yesterdaySteps: 3120,
      usualSteps: 7450,
      fewSteps: 4000,
      fewDays: 21,
      pairedDays: 80,
      stepsDay: "2026-11-22",
    },
    basis: { ...RELATION, days: 80 },
  },
  "low-sleep": {
    facts: { sleepMinutes: 340, usualMinutes: 425, shortByMinutes: 85, nights: 58 },
    basis: { from: "2026-09-24", to: EXAMPLE_DAY, days: 59 },
  },
  "sleep-debt": {
    facts: { averageMinutes: 378, usualMinutes: 432, nights: 13, nightsBefore: 57 },
    basis: { from: "2026-09-11", to: EXAMPLE_DAY, days: 70 },
  },
  "hrv-drop": { facts: { weekHrv: 36, usualHrv: 48, nights: 6 }, basis: WEEK },
  "high-stress": {
    facts: { latestStress: 61, usualStress: 38, stressDays: 6, latestDay: "2026-11-22" },
    basis: WEEK,
  },
  "low-energy-day-ahead": {
    facts: { apart: 3, checked: 4, nights: 58 },
    basis: { from: "2026-09-24", to: EXAMPLE_DAY, days: 59 },
  },
  "good-streak-without-praise": {
    facts: { nights: 5, usualMinutes: 425, nightsBefore: 58 },
    basis: { from: "2026-09-20", to: EXAMPLE_DAY, days: 63 },
  },
  "short-night-usually-costs": {
    facts: {
      ...SHORT_NIGHT,
      moreSpendMinor: 3100,
      lowMinor: 900,
      highMinor: 5500,
    },
    basis: RELATION,
  },
  "short-night-impulses": {
    facts: SHORT_NIGHT,
    basis: RELATION,
  },
  "short-night-spending-day": {
    facts: {
      sleepMinutes: 340,
      usualMinutes: 425,
      shortByMinutes: 85,
      weekday: 0,
      weekdays: 8,
      usualSpendMinor: 6200,
      anyDaySpendMinor: 2100,
    },
    basis: { from: "2026-09-28", to: EXAMPLE_DAY, days: 8 },
  },
  "spending-spike": {
    facts: { spentMinor: 21_400, usualDayMinor: 2600, comparedDays: 28, spikeDay: "2026-11-22" },
    basis: { from: "2026-10-25", to: "2026-11-22", days: 29 },
  },
  "spending-ahead": {
    facts: { spentMinor: 16_400, usualWeekMinor: 9700, weeks: 8, lastDay: "2026-11-22" },
    basis: { from: "2026-09-21", to: "2026-11-22", days: 63 },
  },
  "pace-over-budget": {
    facts: {
      budget: "EATING_OUT",
      spentMinor: 14_200,
      limitMinor: 16_000,
      expectedMinor: 10_500,
      months: 3,
      daysLeft: 8,
    },
    basis: { from: "2026-11-01", to: EXAMPLE_DAY, days: 23 },
  },
  "impulse-evening": {
    facts: { impulses: 4, usualImpulses: 1, weeks: 8, lastDay: "2026-11-22" },
    basis: { from: "2026-09-21", to: "2026-11-22", days: 63 },
  },
  "payday-splurge": {
    facts: { afterPaydayMinor: 21_000, otherDaysMinor: 9800, paydays: 4, incomeDay: "2026-11-22" },
    basis: { from: "2026-07-31", to: EXAMPLE_DAY, days: 96 },
  },
  "bill-due-low-balance-pace": {
    facts: {
      name: "City Phone",
      billMinor: 5000,
      dueDay: "2026-11-25",
      balanceMinor: 8900,
      goesMinor: 4100,
      paceDays: 27,
    },
    basis: { from: "2026-10-26", to: EXAMPLE_DAY, days: 27 },
  },
  "renewal-soon": {
    facts: {
      name: "Atlas Maps",
      priceMinor: 4999,
      dueDay: "2026-11-26",
      lastDay: "2025-11-26",
      renewals: 2,
    },
    basis: { from: "2024-11-26", to: "2025-11-26", days: 2 },
  },
  "subscription-price-rise": {
    facts: {
      name: "Netflix",
      oldPriceMinor: 1549,
      newPriceMinor: 1799,
      yearMoreMinor: 3000,
      riseDay: "2026-10-18",
    },
    basis: { from: "2025-03-18", to: "2026-11-18", days: 21 },
  },
  "unused-or-duplicate-subscription": {
    facts: {
      name: "Spotify",
      otherName: "Tidal",
      ownPriceMinor: 1199,
      otherPriceMinor: 1099,
      yearMinor: 13_188,
    },
    basis: { from: "2026-02-03", to: "2026-11-14", days: 18 },
  },
  "plan-fires": {
    facts: { plan: "if I slept under 6 h and it's after 21:00, ask me to park it", offer: "park it" },
    basis: { from: EXAMPLE_DAY, to: EXAMPLE_DAY, days: 1 },
  },
  "plan-after-short-night": {
    facts: {
      ...SHORT_NIGHT,
      moreSpendMinor: 3100,
      lowMinor: 900,
      highMinor: 5500,
      plan: "if I slept under 6 h and it's after 21:00, ask me to park it",
      offer: "park it",
      suchTime: "evening",
      thisTime: "evening",
    },
    basis: RELATION,
  },
};
