/** Constants of budgets and what is left of them; judgements. */
export const BUDGET_CONFIG = {
  /** Months that a usual month is made of, the latest ones. */
  mostMonths: 12,
  /** So many months' worth of a straight line are mixed in: few months of one's own say little. */
  lineMonths: 2,
  /** Share of the budget by which spending may lie beside its usual place and still be there. */
  slack: 0.05,
  /** Accounts known through this many days ago are fresh enough to say what is left for today. */
  freshDays: 2,
  /** A recurring payment is expected from these odds on. */
  expectedFrom: 0.5,
  /** Section 8 of the algorithms: full weeks that a forecast needs, and looks back on. */
  forecast: { fewestWeeks: 8, shortWeeks: 8, longWeeks: 26, sizeRate: 0.15, chanceRate: 0.1, weeks: 4 },
} as const;
