import { expect, test } from "vitest";
import { addDays, daysBetween, weekdayOf } from "../../../coaching/model/local-date.ts";
import { peopleWithTruth } from "./sample-help.ts";

const pairs = peopleWithTruth();

test("pending rows are the latest ones and get another id when they post", () => {
  for (const { person } of pairs) {
    const removed = new Set(
      person.deliveries.flatMap((delivery) =>
        delivery.kind === "transaction-removed" ? [delivery.providerTransactionId] : [],
      ),
    );
    const pending = person.transactions.filter((row) => row.pending);
    const posted = person.transactions.filter((row) => !row.pending);

    expect(pending.filter(({ postedDate }) => postedDate !== null)).toEqual([]);
    expect(pending.filter(({ date }) => daysBetween(date, person.to) > 5)).toEqual([]);
    expect(pending.filter(({ id }) => !removed.has(id))).toEqual([]);
    expect(posted.filter(({ date, postedDate }) => postedDate === null || postedDate < date)).toEqual([]);
    expect(posted.filter(({ id }) => removed.has(id))).toEqual([]);
  }
  const cards = pairs.flatMap(({ person }) => person.transactions.filter(({ timeKnown }) => timeKnown));
  const moved = cards.filter(({ date, postedDate }) => postedDate !== date);
  expect(moved.length / cards.length).toBeGreaterThan(0.27);
  expect(moved.length / cards.length).toBeLessThan(0.33);
});

test("one category in ten is wrong, and then nobody is said to be sure", () => {
  const spending = pairs.flatMap(({ person, truth }) =>
    person.transactions.flatMap((row) => {
      const real = truth.transactions.get(row.id);
      return real && real.discretionary !== null ? [{ row, real }] : [];
    }),
  );
  const wrong = spending.filter(({ row, real }) => row.category !== real.category);

  expect(wrong.length / spending.length).toBeGreaterThan(0.08);
  expect(wrong.length / spending.length).toBeLessThan(0.12);
  expect(wrong.every(({ row }) => row.isDiscretionary === null && row.isRecurring === null)).toBe(true);
  const mistaken = spending.filter(
    ({ row, real }) =>
      (row.isDiscretionary !== null && row.isDiscretionary !== real.discretionary) ||
      (row.isRecurring !== null && row.isRecurring !== (real.origin === "recurring")),
  );
  expect(mistaken).toEqual([]);
});

test("a person has six to twelve recurring streams with calendar rhythm, posted late but never early", () => {
  for (const { person, truth } of pairs) {
    expect(truth.streams.length).toBeGreaterThanOrEqual(6);
    expect(truth.streams.length).toBeLessThanOrEqual(12);
    const dateOf = new Map(person.transactions.map(({ id, date }) => [id, date]));
    for (const { cadence, transactionIds } of truth.streams) {
      const dates = transactionIds.map((id) => dateOf.get(id) ?? "");
      const gaps = dates.slice(1).map((date, index) => daysBetween(dates[index] ?? "", date));
      if (cadence !== "monthly" || person.unlinked.length > 0) continue;
      // A month, or several when one was missed; postings move by at most 3 days and a weekend.
      for (const gap of gaps) expect(Math.abs(gap / Math.round(gap / 30.44) - 30.44)).toBeLessThan(8);
    }
  }
  expect(pairs.some(({ truth }) => truth.streams.some(({ priceChangedOn }) => priceChangedOn !== null))).toBe(
    true,
  );
  expect(pairs.some(({ truth }) => truth.streams.some(({ endedOn }) => endedOn !== null))).toBe(true);
});

test("transfers between own accounts add up to nothing, but for the one still on its way", () => {
  for (const { person, truth } of pairs) {
    if (person.unlinked.length > 0) continue;
    const transfers = person.transactions.filter(
      ({ id }) => truth.transactions.get(id)?.origin === "transfer",
    );
    const arrived = transfers.filter(({ date }) => date < addDays(person.to, -1));
    const sums = Map.groupBy(arrived, ({ amountMinor }) => Math.abs(amountMinor));
    for (const rows of sums.values())
      expect(rows.reduce((sum, row) => sum + Math.sign(row.amountMinor), 0)).toBe(0);
  }
});

test("given a broken bank link, then that account has no row on those days and other accounts do", () => {
  const broken = pairs.filter(({ person }) => person.unlinked.length > 0);
  expect(broken.length).toBeGreaterThan(2);
  for (const { person } of broken) {
    for (const { accountId, from, to } of person.unlinked) {
      const during = person.transactions.filter(({ date }) => from <= date && date <= to);
      expect(during.filter((row) => row.accountId === accountId)).toEqual([]);
      expect(daysBetween(from, to) + 1).toBeGreaterThanOrEqual(5);
      expect(daysBetween(from, to) + 1).toBeLessThanOrEqual(20);
    }
  }
});

test("income comes on weekdays by the person's pattern", () => {
  for (const { person, truth } of pairs) {
    const paid = person.transactions.filter(({ category }) => category === "INCOME_SALARY");
    expect(paid.every(({ amountMinor }) => amountMinor < 0)).toBe(true);
    if (truth.payPattern === "irregular" || person.unlinked.length > 0) continue;
    expect(paid.every(({ date }) => weekdayOf(date) < 5)).toBe(true);
    // 200 days from 5 January 2026: 28 or 29 weeks, and the ends of January to June.
    const expected = { biweekly: [14, 15], semimonthly: [13, 13], monthly: [6, 6] }[truth.payPattern];
    expect(expected).toContain(paid.length);
  }
});
