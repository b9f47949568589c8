const DAY_MS = 86_400_000;

/** Months since January of the year 0, so that months can be counted. */
export type MonthNumber = number;

/** Which month a day number lies in, and the day of that month. */
export function monthOfDay(day: number): { readonly month: MonthNumber; readonly dayOfMonth: number } {
  const date = new Date(day * DAY_MS);
  return { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), dayOfMonth: date.getUTCDate() };
}

/** The day number of a day of a month, the 31st being the last day of shorter months. */
export function dayInMonth(month: MonthNumber, dayOfMonth: number): number {
  const first = firstDayOf(month);
  return first + Math.min(dayOfMonth, firstDayOf(month + 1) - first) - 1;
}

/** The month whose day `anchor` lies nearest: 2 March is February's for who pays on the 28th. */
export function nearestMonth(day: number, anchor: number): MonthNumber {
  const { month } = monthOfDay(day);
  let nearest = month;
  for (const other of [month - 1, month + 1]) {
    const isNearer = Math.abs(dayInMonth(other, anchor) - day) < Math.abs(dayInMonth(nearest, anchor) - day);
    if (isNearer) nearest = other;
  }
  return nearest;
}

/** First days of months that were asked for: some hundred, each many times. */
const firstDays = new Map<MonthNumber, number>();
const MOST_MONTHS = 5000;

function firstDayOf(month: MonthNumber): number {
  const known = firstDays.get(month);
  if (known !== undefined) return known;
  const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
  if (firstDays.size >= MOST_MONTHS) firstDays.clear();
  firstDays.set(month, day);
  return day;
}
