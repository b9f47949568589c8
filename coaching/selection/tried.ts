import { addDays, type LocalDate } from "../model/local-date.ts";
import type { Rule } from "../rules/rule.ts";
import type { TriedDays } from "./effect.ts";

/** What is compared, of the day after. */
export const TRIED_OUTCOMES = ["mood", "spending"] as const;
export type TriedOutcome = (typeof TRIED_OUTCOMES)[number];

/** One day's outcomes; null where it is not known, which is no zero. */
export type DayOutcomes = {
  /** −5 to +5. */
  readonly mood: number | null;
  /** Spent by choice, minor units. */
  readonly spending: number | null;
};

/** Whether a rule's messages may be left out at random: what is of more risk, and bills and prices, never are. */
export function isTried({
  riskLevel,
  level,
  isAskedFor = false,
}: Pick<Rule, "riskLevel" | "level" | "isAskedFor">): boolean {
  return riskLevel === "low" && level === "nudge" && !isAskedFor;
}

/**
 * An outcome after the days on which chance decided whether a rule's message was said. A day after of which it is not known
 * is left out.
 *
 * What was to be said and did not arrive counts as said: chance decided that it would be, and what kept it back may go with
 * how the day was.
 *
 * @param days those that have ended
 */
export function triedDaysOf(
  chosen: readonly { readonly date: LocalDate; readonly isWithheld: boolean }[],
  days: ReadonlyMap<LocalDate, DayOutcomes>,
  outcome: TriedOutcome,
): TriedDays {
  const said: number[] = [];
  const withheld: number[] = [];
  for (const { date, isWithheld } of chosen) {
    const value = days.get(addDays(date, 1))?.[outcome] ?? null;
    if (value !== null) (isWithheld ? withheld : said).push(value);
  }
  return { isMoreBetter: outcome === "mood", said, withheld };
}
