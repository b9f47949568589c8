import { addDays, type LocalDate } from "../../../coaching/model/local-date.ts";

/** Days, both included. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** Nights end a little off the day that was asked for, and both ends of a journey lie in other zones. */
const OVERLAP_DAYS = 1;

/** What to ask for to know all of a period. What is told twice thereby counts once. */
export function withOverlap({ from, to }: Period): Period {
  return { from: addDays(from, -OVERLAP_DAYS), to: addDays(to, OVERLAP_DAYS) };
}
