import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { addDays, eachDay, localDateOf } from "../../../coaching/model/local-date.ts";
import type { TransactionRow } from "../../../coaching/model/rows.ts";
import { buildDays, buildSeries, type SeriesInput } from "../../../coaching/model/series.ts";
import { defaultScoreContext } from "../../../coaching/scores/context.ts";
import { scoreDay } from "../../../coaching/scores/day-scores.ts";
import { row } from "../money/row-help.ts";
import { build, dayOf, entry, FROM, NOTHING, reading, TO } from "./series-help.ts";

vi.setConfig({ testTimeout: 60_000 });

test("given nothing at all, then every day stands there and knows nothing", () => {
  const days = build({});
  expect(days.map((day) => day.date)).toEqual(eachDay(FROM, TO));
  expect(days).toHaveLength(61);
  const { date, tags, baselineReset, ...signals } = dayOf(days, "2026-05-17");
  expect(new Set(Object.values(signals))).toEqual(new Set([null]));
  expect({ date, tags, baselineReset }).toEqual({ date: "2026-05-17", tags: [], baselineReset: false });
  expect(build({ from: TO, to: FROM })).toEqual([]);
});

describe("check-ins", () => {
  test("given several on a day, then the day holds their means and every context once", () => {
    const moodEntries = [
      entry(FROM, { mood: -2, energySelf: 25, contextTags: ["work", "sick"] }),
      entry(FROM, { mood: 5, contextTags: ["work"] }),
      entry(FROM, { energySelf: 50, emotionTags: ["tired"] }),
    ];
    expect(dayOf(build({ moodEntries }), FROM)).toMatchObject({
      mood: 1.5,
      energySelf: 37.5,
      tags: ["sick", "work"],
    });
  });

  test("given answers off their scale, then they count as none", () => {
    const moodEntries = [
      entry(FROM, { mood: 6, energySelf: 101 }),
      entry("2026-05-02", { mood: Number.NaN, energySelf: Number.POSITIVE_INFINITY }),
    ];
    const days = build({ moodEntries });
    expect([days[0], days[1]].map((day) => [day?.mood, day?.energySelf])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test("given an answer after midnight about the day before, then it counts for the day it is about", () => {
    const late = entry("2026-05-03", { at: new Date("2026-05-04T00:20:00Z"), mood: 2 });
    const days = build({ moodEntries: [late] });
    expect([dayOf(days, "2026-05-03").mood, dayOf(days, "2026-05-04").mood]).toEqual([2, null]);
  });
});

describe("money", () => {
  const transactions = [row("2026-05-10"), row("2026-05-12", { amountMinor: 2000 })];
  const spent = (input: Partial<SeriesInput>) =>
    build({ transactions, ...input }).map((day) => day.spentTotalMinor);

  test("given a synced account, then days without rows are 0 from its first row to the last synced day", () => {
    const days = spent({ to: "2026-05-16", accounts: [{ id: "checking", syncedThrough: "2026-05-14" }] });
    expect(days.slice(8)).toEqual([null, 1000, 0, 2000, 0, 0, null, null]);
  });

  test("given a day that is not synced, then its rows are not half a day's spending", () => {
    const days = spent({ to: "2026-05-12", accounts: [{ id: "checking", syncedThrough: "2026-05-11" }] });
    expect(days.at(-1)).toBeNull();
  });

  test("given two accounts, then the slower one decides", () => {
    const accounts = [
      { id: "checking", syncedThrough: "2026-05-14" },
      { id: "card", syncedThrough: "2026-05-11" },
    ];
    expect(spent({ to: "2026-05-13", accounts }).slice(9)).toEqual([1000, 0, null, null]);
  });

  test("given an account by files, then a day waits some weeks for the next one, and one that never comes holds up no other", () => {
    const from = (end: string) => [
      { id: "checking", provider: "plaid", syncedThrough: "2026-05-14" },
      { id: "card", provider: "file", syncedThrough: end },
    ];
    expect(spent({ to: "2026-05-13", accounts: from("2026-05-11") }).slice(9)).toEqual([1000, 0, null, null]);
    expect(spent({ to: "2026-05-13", accounts: from("2026-03-27") }).slice(9)).toEqual([null, null, 2000, 0]);
    expect(spent({ to: "2026-05-13", accounts: from("2024-12-31") }).slice(9)).toEqual([1000, 0, 2000, 0]);
    const alone = [{ id: "card", provider: "file", syncedThrough: "2024-12-31" }];
    expect(new Set(spent({ to: "2026-05-13", accounts: alone }))).toEqual(new Set([null]));
  });

  test("given an account that says where its history begins, then that is the first known day", () => {
    const accounts = [{ id: "checking", syncedThrough: "2026-05-14", syncedFrom: "2026-05-08" }];
    expect(spent({ to: "2026-05-11", accounts }).slice(6)).toEqual([null, 0, 0, 1000, 0]);
    const empty = [{ id: "checking", syncedThrough: "2026-05-14", syncedFrom: "2026-05-08" }];
    expect(spent({ to: "2026-05-09", accounts: empty, transactions: [] }).slice(7)).toEqual([0, 0]);
  });

  test.each([
    ["no account", []],
    ["an account that was never synced", [{ id: "checking", syncedThrough: null }]],
  ])("given %s, then no day's money is known", (_, accounts) => {
    expect(new Set(spent({ accounts }))).toEqual(new Set([null]));
  });

  test("given a synced account without any row or known start, then nothing is known", () => {
    const accounts = [{ id: "checking", syncedThrough: TO }];
    expect(new Set(spent({ accounts, transactions: [] }))).toEqual(new Set([null]));
  });

  test("given salary, a purchase and euros, then income and spending stand apart and the euros are counted", () => {
    const series = buildSeries({
      ...NOTHING,
      accounts: [{ id: "checking", syncedThrough: TO }],
      transactions: [
        ...transactions,
        row("2026-05-12", { category: "INCOME_SALARY", subcategory: null, amountMinor: -200_000 }),
        row("2026-05-12", { currency: "EUR", amountMinor: 99_900 }),
        row("2026-05-12", { amountMinor: Number.NaN }),
      ],
    });
    expect(series).toMatchObject({ otherCurrency: 1, unusable: 1 });
    expect(dayOf(series.days, "2026-05-12")).toMatchObject({
      spentTotalMinor: 2000,
      spentDiscretionaryMinor: 1800,
      incomeMinor: 200_000,
      impulseCount: 0,
    });
  });
});

/** Rows as they may come: two devices, check-ins, purchases and refunds over sixty days. */
const arbitraryRows = fc.record({
  readings: fc.array(
    fc.record({
      source: fc.constantFrom("ring", "band", "phone"),
      offset: fc.nat(60),
      sleepMinutes: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }),
      hrvMs: fc.option(fc.double({ min: -5, max: 320 }), { nil: null }),
      steps: fc.option(fc.integer({ min: -10, max: 30_000 }), { nil: null }),
    }),
    { maxLength: 60 },
  ),
  entries: fc.array(fc.record({ offset: fc.nat(60), mood: fc.double({ min: -6, max: 6 }) }), {
    maxLength: 30,
  }),
  rows: fc.array(
    fc.record({
      id: fc.nat(40),
      offset: fc.nat(60),
      amountMinor: fc.oneof(fc.integer({ min: -9000, max: 9000 }), fc.constantFrom(4000, -4000, Number.NaN)),
      merchantName: fc.constantFrom("Shop", "Cafe", null),
      category: fc.constantFrom("FOOD_AND_DRINK", "INCOME", "TRANSFER_OUT", "GENERAL_MERCHANDISE", null),
      currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
      pending: fc.boolean(),
    }),
    { maxLength: 60 },
  ),
});
type DrawnRows = typeof arbitraryRows extends fc.Arbitrary<infer Rows> ? Rows : never;

function inputOf({ readings, entries, rows }: DrawnRows, zone: string, first: string): SeriesInput {
  const noonOf = (offset: number) => new Date(Date.UTC(2026, 0, 1, 12) + offset * 86_400_000);
  const dateOf = (offset: number) => addDays(first, offset);
  return {
    ...NOTHING,
    zone,
    from: first,
    to: addDays(first, 60),
    readings: readings.map(({ offset, ...values }) => reading(dateOf(offset), values)),
    moodEntries: entries.map(({ offset, mood }) => entry(dateOf(offset), { mood })),
    transactions: rows.map(({ id, offset, ...values }) =>
      row(dateOf(offset), { id: `row-${id}`, at: noonOf(offset), subcategory: null, ...values }),
    ),
    accounts: [{ id: "checking", syncedThrough: addDays(first, 58) }],
  };
}

test("7. given rows and sources in another order, then the days are the same", () => {
  fc.assert(
    fc.property(arbitraryRows, fc.integer(), (drawn, seed) => {
      const input = inputOf(drawn, "UTC", "2026-01-01");
      const mixed = {
        ...input,
        readings: shuffle(input.readings, seed),
        moodEntries: shuffle(input.moodEntries, seed),
        transactions: shuffle(input.transactions, seed),
      };
      expect(buildSeries(mixed)).toEqual(buildSeries(input));
    }),
    { numRuns: 500 },
  );
});

test("6. when rows of later days are added, then the series up to a day stays as it was", () => {
  fc.assert(
    fc.property(arbitraryRows, fc.nat(60), (drawn, cut) => {
      const input = inputOf(drawn, "UTC", "2026-01-01");
      const to = addDays(input.from, cut);
      const known = <Row extends { readonly date: string }>(rows: readonly Row[]) =>
        rows.filter((known) => known.date <= to);
      // Of one id the later row may stand for the earlier: the store has replaced it, so no such rows here.
      const transactions = [...new Map(input.transactions.map((known) => [known.id, known])).values()];
      const later = { ...input, transactions, to };
      const earlier = {
        ...later,
        readings: known(input.readings),
        moodEntries: known(input.moodEntries),
        transactions: known(transactions),
      };
      expect(buildDays(later)).toEqual(buildDays(earlier));
    }),
    { numRuns: 500 },
  );
});

test("given any rows, then no value of any day is anything but a sound number or missing", () => {
  fc.assert(
    fc.property(arbitraryRows, (drawn) => {
      for (const day of buildDays(inputOf(drawn, "UTC", "2026-01-01"))) {
        const { date, tags, baselineReset, resetSignals, mood, ...rest } = day;
        for (const value of [...Object.values(rest), mood === null ? null : mood + 5]) {
          if (value !== null) expect(value).toBeGreaterThanOrEqual(0);
        }
        for (const minor of [day.spentTotalMinor, day.spentDiscretionaryMinor, day.incomeMinor]) {
          if (minor !== null) expect(Number.isSafeInteger(minor)).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("9. given the same rows across either clock change or none, then the scores are the same", () => {
  const starts: readonly (readonly [zone: string, first: string])[] = [
    ["UTC", "2026-06-01"],
    // Sixty days around 8 March and 1 November, 5 April and 27 September 2026.
    ["America/New_York", "2026-02-05"],
    ["America/New_York", "2026-10-01"],
    ["Pacific/Auckland", "2026-03-05"],
    ["Pacific/Auckland", "2026-09-01"],
  ];
  fc.assert(
    fc.property(arbitraryRows, (drawn) => {
      const told = starts.map(([zone, first]) => {
        const days = buildDays(inputOf(drawn, zone, first));
        const scores = scoreDay(days, addDays(first, 60), defaultScoreContext("USD"));
        return [scores.energy, scores.mood, scores.financial].map((result) =>
          result.kind === "scored" ? result.exact : result.reason,
        );
      });
      for (const other of told) expect(other).toEqual(told[0]);
    }),
    { numRuns: 500 },
  );
});

test("given an hourly life across both clock changes, then each local day gets every hour of its own", () => {
  // One row per hour of 7 to 9 March and 31 October to 2 November 2026: days of 24, 23, 24 and 24, 25, 24 hours.
  for (const [first, hours] of [
    ["2026-03-07", [24, 23, 24]],
    ["2026-10-31", [24, 25, 24]],
  ] as const) {
    const start = new Date(`${first}T${first < "2026-06" ? "05" : "04"}:00:00Z`).getTime();
    const rows: TransactionRow[] = [];
    for (let hour = 0; hour < 96; hour++) {
      const at = new Date(start + hour * 3_600_000);
      rows.push(row(localDateOf(at, "America/New_York"), { at, timeKnown: true, amountMinor: 100 }));
    }
    const to = addDays(first, 2);
    const days = build({
      transactions: rows,
      zone: "America/New_York",
      from: first,
      to,
      accounts: [{ id: "checking", syncedThrough: to }],
    });
    expect(days.map((day) => day.spentTotalMinor)).toEqual(hours.map((count) => count * 100));
  }
});

/** Another order of the same rows, by a fixed mix of the seed. */
function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const keyOf = (index: number) => Math.imul(index + 1, 2_654_435_761 ^ seed) >>> 0;
  return items
    .map((item, index) => ({ item, key: keyOf(index) }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}
