const DAY_MS = 86_400_000;

/** Months since January of the year 0, so that months can be counted. */
export type MonthNumber = number;

/** Where a day lies in its month. */
type MonthDay = { readonly month: MonthNumber; readonly dayOfMonth: number };

/** Which month a day number lies in, and the day of that month. */
export function monthOfDay(day: number): MonthDay {
  const known = monthDays.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MS);
  const found = { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), dayOfMonth: date.getUTCDate() };
  if (monthDays.size >= MOST_DAYS) monthDays.clear();
  monthDays.set(day, found);
  return found;
}

// Every chain asks for the same few thousand days, and a Date costs more than all that is done with the answer.
const monthDays = new Map<number, MonthDay>();
const MOST_DAYS = 20_000;

/** The day number of a day of a month, the 31st being the last day of shorter months. */
export function dayInMonth(month: MonthNumber, dayOfMonth: number): number {
  const first = firstDayOf(month);
  return first + Math.min(dayOfMonth, firstDayOf(month + 1) - first) - 1;
}

/** The month whose day `anchor` lies nearest: 2 March is February's for who pays on the 28th. */
export function nearestMonth(day: number, anchor: number): MonthNumber {
  const { month } = monthOfDay(day);
  const distance = day - dayInMonth(month, anchor);
  const neighbour = distance > 0 ? month + 1 : month - 1;
  return Math.abs(dayInMonth(neighbour, anchor) - day) < Math.abs(distance) ? neighbour : month;
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
