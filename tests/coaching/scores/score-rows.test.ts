import { describe, expect, test } from "vitest";
import { addDays, eachDay, type LocalDate } from "../../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../../coaching/model/rows.ts";
import { generate } from "../../../coaching/sample/generate.ts";
import { defaultScoreContext } from "../../../coaching/scores/context.ts";
import {
  firstDayBehind,
  periodMoney,
  type ScoreRows,
  scorableDays,
  scoreRows,
} from "../../../coaching/scores/score-rows.ts";

const { persons } = generate({ seed: "score-rows", persons: 6, from: "2026-01-01", days: 260 });

function rowsOf(person: (typeof persons)[number]): ScoreRows {
  const { readings } = person;
  return {
    zone: person.timezone,
    currency: person.currency,
    // A second device for a while, so that sources are chosen between.
    readings: [
      ...readings,
      ...readings.slice(60, 140).map((reading) => ({ ...reading, source: "other", hrvMs: 41 })),
    ],
    moodEntries: person.moodEntries,
    transactions: person.transactions,
    accounts: person.accounts.map(({ id }) => ({ id, syncedThrough: addDays(person.to, -3) })),
  };
}

const contextOf = (currency: string) => () => ({
  ...defaultScoreContext(currency),
  accounts: "own_currency" as const,
});

/** The rows that may be looked at from a day, and no other. */
function rowsBehind(rows: ScoreRows, date: LocalDate): ScoreRows {
  const isBehind = (row: { readonly date: LocalDate }) =>
    row.date >= firstDayBehind(date) && row.date <= date;
  return {
    ...rows,
    readings: rows.readings.filter(isBehind),
    moodEntries: rows.moodEntries.filter(isBehind),
    transactions: rows.transactions.filter(isBehind),
  };
}

describe("given invented people with two devices, refunds and late accounts", () => {
  test.each(persons)("then many days at once come to what each comes to alone (%#)", (person) => {
    const rows = rowsOf(person);
    const dates = eachDay(person.from, person.to);
    const together = scoreRows(rows, dates, contextOf(person.currency));
    expect(together.map(({ date }) => date)).toEqual(dates);
    const some = dates.filter((_, place) => place % 4 === 0);
    const alone = some.map(
      (date) => scoreRows(rowsBehind(rows, date), [date], contextOf(person.currency))[0],
    );
    expect(together.filter((_, place) => place % 4 === 0)).toEqual(alone);
  });

  test("then some of them took purchases back on a later day", () => {
    const transactions = persons.flatMap((person) => person.transactions);
    expect(transactions.some((row) => row.amountMinor < 0 && row.category?.startsWith("GENERAL"))).toBe(true);
  });
});

test("given neighbouring days, then they look back 100 to 155 days and mostly to the same one", () => {
  const dates = eachDay("2026-01-01", "2026-12-31");
  for (const date of dates) {
    expect(firstDayBehind(date) <= addDays(date, -100)).toBe(true);
    expect(firstDayBehind(date) >= addDays(date, -155)).toBe(true);
  }
  expect(new Set(dates.map(firstDayBehind)).size).toBeLessThanOrEqual(8);
});

const paid = (id: string, date: LocalDate, amountMinor: number): TransactionRow => ({
  id,
  accountId: "card",
  at: new Date(`${date}T12:00:00Z`),
  date,
  merchantName: "Shoe House",
  amountMinor,
  currency: "USD",
  category: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
  subcategory: null,
  isDiscretionary: true,
  isRecurring: false,
  pending: false,
  timeKnown: true,
});

describe("given a purchase of Monday that is taken back on Thursday", () => {
  const rows: ScoreRows = {
    zone: "UTC",
    currency: "USD",
    readings: [],
    moodEntries: [],
    transactions: [
      paid("first", "2026-11-02", 500),
      paid("shoes", "2026-11-16", 9000),
      paid("back", "2026-11-19", -9000),
    ],
    accounts: [{ id: "card", syncedThrough: "2026-11-22" }],
  };

  test("then the days before Thursday know nothing of it, and the week as a whole does", () => {
    const days = scorableDays(rows, ["2026-11-16", "2026-11-18", "2026-11-19", "2026-11-22"]);
    expect(periodMoney(days, "2026-11-16", "2026-11-16")).toEqual({
      totalMinor: 9000,
      discretionaryMinor: 9000,
    });
    expect(periodMoney(days, "2026-11-16", "2026-11-18")?.totalMinor).toBe(9000);
    expect(periodMoney(days, "2026-11-16", "2026-11-19")?.totalMinor).toBe(0);
    expect(periodMoney(days, "2026-11-16", "2026-11-22")?.totalMinor).toBe(0);
  });

  test("then a week with a day that is not known in full has no total", () => {
    const days = scorableDays(rows, ["2026-11-05", "2026-11-23"]);
    expect(periodMoney(days, "2026-11-17", "2026-11-23")).toBeNull();
    expect(periodMoney(days, "2026-10-30", "2026-11-05")).toBeNull();
  });
});
