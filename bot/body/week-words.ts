import { hrvWeekSide, hrvWeekZ } from "../../coaching/features/hrv.ts";
import { stressTrend } from "../../coaching/features/stress-trend.ts";
import type { DayIndex } from "../../coaching/model/day-index.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { MeasureShape } from "../questions/measures.ts";
import { type Part, say } from "../reply.ts";

/** What the last seven days say beside a measure's newest value, where they say anything: never a number that nobody can read. */
export function weekWords({ id }: MeasureShape, index: DayIndex, today: LocalDate): readonly Part[] {
  if (id === "hrv") {
    const week = hrvWeekZ(index, today);
    return week.kind === "missing" ? [] : [say(`body/hrv-week-${hrvWeekSide(week)}`, { n: week.n })];
  }
  if (id !== "stress") return [];
  // A day's stress is known when it is over.
  const trend = stressTrend(index, addDays(today, -1));
  return trend.kind === "missing" ? [] : [say(`body/stress-${trend.value.direction}`, { n: trend.n })];
}
