import { CORRELATION_CONFIG } from "../../coaching/correlations/config.ts";
import type { Look } from "../../coaching/insights/look.ts";
import { waitsForWithdrawal } from "../../coaching/insights/overview.ts";
import { windowOf } from "../../coaching/insights/series.ts";
import type { DayRecord } from "../../coaching/model/days.ts";
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
  readonly accounts: PersonDays["accounts"];
  readonly choices: PersonDays["choices"];
};

export async function loadInsightView(
  db: Database,
  { person, today }: Pick<StepContext, "person" | "today">,
): Promise<InsightView> {
  const date = addDays(today, -1);
  const from = addDays(date, 1 - CORRELATION_CONFIG.windowDays);
  const rows = await loadInsights(db, person.userId);
  const looks = await loadLooks(db, person.userId, rows.some(waitsForWithdrawal) ? undefined : 1);
  const { days, accounts, choices } = await loadDays(db, person, { from, to: date });
  return { rows, looks, days: windowOf(days, date), date, accounts, choices };
}
