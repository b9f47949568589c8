import type { CorrelationConfig } from "./config.ts";

/** The days that are looked at: how many, on which weekday they begin, and on which of them income arrived. */
export type Calendar = {
  readonly days: number;
  /** Weekday of the first day; 0 is Monday. */
  readonly firstWeekday: number;
  /** By day; null where nothing is known of income. */
  readonly isIncomeDay: readonly boolean[] | null;
};

/**
 * What moves a series whatever else is so, a column each by day: its level, its trend and slow waves, the weekday, and the days
 * around payday. They are taken out of both series before they are compared.
 *
 * @returns columns of `days` values: constant, line, cosines up to a period of about 60 days, Tuesday to Sunday against
 *   Monday, and payday with the two days after it where three paydays lie in the window
 */
export function nuisanceColumns(
  { days, firstWeekday, isIncomeDay }: Calendar,
  config: Pick<CorrelationConfig, "slowestDays" | "minIncomeDays" | "paydayTail">,
): readonly Float64Array[] {
  const column = (value: (day: number) => number) =>
    Float64Array.from({ length: days }, (_, day) => value(day));
  const waves = Math.max(1, Math.floor((2 * days) / config.slowestDays));
  const columns = [column(() => 1), column((day) => (day - (days - 1) / 2) / days)];
  for (let wave = 1; wave <= waves; wave++) {
    columns.push(column((day) => Math.cos((Math.PI * wave * (day + 0.5)) / days)));
  }
  for (let weekday = 1; weekday <= 6; weekday++) {
    columns.push(column((day) => ((firstWeekday + day) % 7 === weekday ? 1 : 0)));
  }
  const paydays = isIncomeDay?.filter(Boolean).length ?? 0;
  if (isIncomeDay !== null && paydays >= config.minIncomeDays) {
    const isNear = (day: number) => {
      for (let back = 0; back <= config.paydayTail; back++) if (isIncomeDay[day - back] === true) return true;
      return false;
    };
    columns.push(column((day) => (isNear(day) ? 1 : 0)));
  }
  return columns;
}
