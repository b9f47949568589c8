import { weekdayOf } from "../../../coaching/model/local-date.ts";
import { buildDays } from "../../../coaching/model/series.ts";
import { generate } from "../../../coaching/sample/generate.ts";
import type { SamplePerson } from "../../../coaching/sample/types.ts";

/** Everything in a value as text, maps included, to compare byte by byte. */
export function bytesOf(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part instanceof Map ? [...part] : part));
}

/** 40 people of 200 days from 5 January 2026, each with what is so about them. */
export function peopleWithTruth() {
  const { persons, truth } = generate({ seed: "tests", persons: 40, from: "2026-01-05", days: 200 });
  return persons.map((person, index) => {
    const own = truth[index];
    if (!own) throw new Error("a person without truth");
    return { person, truth: own };
  });
}

export function zoneOn(person: SamplePerson, date: string): string {
  return person.stays.find((stay) => stay.from <= date && date <= stay.to)?.timezone ?? person.timezone;
}

/** The days the engines see, every account taken as synced through the last one. */
export function daysOf(person: SamplePerson) {
  return buildDays({
    from: person.from,
    to: person.to,
    zone: person.timezone,
    currency: person.currency,
    readings: person.readings,
    moodEntries: person.moodEntries,
    transactions: person.transactions,
    accounts: person.accounts.map(({ id }) => ({ id, syncedThrough: person.to })),
  });
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function sdOf(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** Lag-1 autocorrelation over neighbouring days that both have a value. */
export function autocorrelation(values: readonly (number | null)[]): number {
  const present = values.filter((value) => value !== null);
  const centre = mean(present);
  const products = values.slice(1).flatMap((value, index) => {
    const before = values[index];
    return value === null || before === null || before === undefined
      ? []
      : [(value - centre) * (before - centre)];
  });
  return mean(products) / mean(present.map((value) => (value - centre) ** 2));
}

/** Pearson's r of two series after each weekday's own mean is taken off both: the partial correlation given the weekday. */
export function weekdayPartialR(rows: readonly { date: string; x: number; y: number }[]): {
  r: number;
  n: number;
} {
  const byWeekday = Map.groupBy(rows, ({ date }) => weekdayOf(date));
  const residuals = [...byWeekday.values()].flatMap((group) => {
    const [x, y] = [mean(group.map((row) => row.x)), mean(group.map((row) => row.y))];
    return group.map((row) => ({ x: row.x - x, y: row.y - y }));
  });
  const sum = (of: (row: { x: number; y: number }) => number) =>
    residuals.reduce((total, row) => total + of(row), 0);
  return {
    r: sum(({ x, y }) => x * y) / Math.sqrt(sum(({ x }) => x * x) * sum(({ y }) => y * y)),
    n: rows.length,
  };
}
