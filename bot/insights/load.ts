import { daysOfLook } from "../../coaching/insights/days-of-look.ts";
import type { Look } from "../../coaching/insights/look.ts";
import { isFound, waitsForWithdrawal } from "../../coaching/insights/overview.ts";
import { windowOf } from "../../coaching/insights/series.ts";
import { windowStart } from "../../coaching/insights/sundays.ts";
import { type DayRecord, emptyDay } from "../../coaching/model/days.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { loadDays, type PersonDays } from "../../db/queries/days.ts";
import { type InsightRow, loadInsights, loadLooks } from "../../db/queries/insights.ts";
import type { StepContext } from "../conversation.ts";

/** What answers about relations may look at. */
export type InsightView = {
  readonly rows: readonly InsightRow[];
  /** Oldest first: the newest alone, or all of them where something is to be taken back. */
  readonly looks: readonly Look[];
  /** The days that a look would see now: those that have ended, in order. */
  readonly days: readonly DayRecord[];
  /** The last of them. */
  readonly date: LocalDate;
  /** The day that has not ended, as far as it is known: no look sees it, and what was noted on it was noted. */
  readonly today: DayRecord;
  /** The days that the look of a relation that is found saw: what is told of it was worked out from these, and no later ones. */
  readonly daysBehind: (row: InsightRow) => readonly DayRecord[];
  readonly accounts: PersonDays["accounts"];
  readonly choices: PersonDays["choices"];
};

export async function loadInsightView(
  db: Database,
  { person, today }: Pick<StepContext, "person" | "today">,
): Promise<InsightView> {
  const date = addDays(today, -1);
  const rows = await loadInsights(db, person.userId);
  const [from = date] = [date, ...rows.filter(isFound).map(({ data }) => data.to)].map(windowStart).sort();
  const looks = await loadLooks(db, person.userId, rows.some(waitsForWithdrawal) ? undefined : 1);
  const { days, rows: dayRows, accounts, choices } = await loadDays(db, person, { from, to: today });
  const daysBehind = ({ data }: InsightRow) => daysOfLook(dayRows, data.to);
  const ongoing = days.find((day) => day.date === today) ?? emptyDay(today);
  return { rows, looks, days: windowOf(days, date), date, today: ongoing, daysBehind, accounts, choices };
}
