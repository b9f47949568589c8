import { expect, test, vi } from "vitest";
import { anomaliesOn } from "../../../coaching/anomalies/anomalies.ts";
import { shiftsIn } from "../../../coaching/anomalies/shifts.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import type { Reading, TransactionRow } from "../../../coaching/model/rows.ts";
import { type ScoreRows, scorableDays, scoreRows } from "../../../coaching/scores/score-rows.ts";
import { entry, reading } from "../model/series-help.ts";
import { CONTEXT } from "./score-help.ts";

// Ten years of everything are seconds where the cores are shared.
vi.setConfig({ testTimeout: 60_000 });

const TODAY = "2026-11-22";
const NOTHING: ScoreRows = {
  zone: "Europe/Berlin",
  currency: "USD",
  readings: [],
  moodEntries: [],
  transactions: [],
  accounts: [],
};

/** Days up to today, each with what every signal has then. */
function rowsOf(days: number, value: (at: number) => number, change: Partial<ScoreRows> = {}): ScoreRows {
  const dates = eachDay(addDays(TODAY, 1 - days), TODAY);
  return {
    ...NOTHING,
    readings: dates.map((date, at) => readingOf(date, value(at))),
    moodEntries: dates.map((date, at) => entry(date, { mood: value(at) % 5, energySelf: value(at) })),
    transactions: dates.map((date, at) => paid(date, value(at))),
    accounts: [{ id: "card", syncedThrough: TODAY, syncedFrom: dates[0] ?? TODAY }],
    ...change,
  };
}

function readingOf(date: string, value: number): Reading {
  const told = { sleepScore: value, sleepMinutes: value, restingHeartRateBpm: value, hrvMs: value };
  return reading(date, { ...told, steps: value, activityKcal: value, stressLevel: value });
}

function paid(date: string, amountMinor: number): TransactionRow {
  return {
    id: date,
    accountId: "card",
    at: new Date(`${date}T12:00:00Z`),
    date,
    merchantName: "Shop",
    amountMinor,
    currency: "USD",
    category: "GENERAL_MERCHANDISE",
    subcategory: null,
    isDiscretionary: true,
    isRecurring: false,
    pending: false,
    timeKnown: true,
  };
}

const CASES: Readonly<Record<string, ScoreRows>> = {
  "no data": NOTHING,
  "one day": rowsOf(1, () => 70),
  "constant series": rowsOf(120, () => 70),
  "all zeros": rowsOf(120, () => 0),
  "all zeros but one": rowsOf(120, (at) => (at === 100 ? 90 : 0)),
  "ties everywhere": rowsOf(120, (at) => 60 + (at % 2)),
  "ten years": rowsOf(3652, (at) => 60 + ((at * 37) % 11)),
  "negative spend": rowsOf(120, (at) => 60 + (at % 5), {
    transactions: eachDay(addDays(TODAY, -119), TODAY).map((date, at) => paid(date, -5000 - (at % 7))),
  }),
  "no number from a source": rowsOf(120, (at) => (at % 3 === 0 ? Number.NaN : 60 + (at % 5))),
  "nothing but no numbers": rowsOf(120, () => Number.NaN),
  "without end": rowsOf(120, (at) => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 60][at % 3] ?? 60),
  "beyond every number": rowsOf(120, (at) => (at % 2 === 0 ? 1e308 : -1e308)),
  "a clock a year ahead": rowsOf(120, (at) => 60 + (at % 5), {
    readings: eachDay(addDays(TODAY, 246), addDays(TODAY, 365)).map((date, at) =>
      readingOf(date, 60 + (at % 5)),
    ),
  }),
  "a clock a year behind": rowsOf(120, (at) => 60 + (at % 5), {
    readings: eachDay(addDays(TODAY, -485), addDays(TODAY, -365)).map((date, at) =>
      readingOf(date, 60 + (at % 5)),
    ),
  }),
};

test.each(Object.keys(CASES))(
  "given %s, then every score is sound or says why there is none, and nothing of it is no number",
  (name) => {
    const rows = CASES[name] ?? NOTHING;
    const dates = eachDay(addDays(TODAY, name === "ten years" ? -3651 : -40), TODAY);
    const scored = scoreRows(rows, dates, () => CONTEXT);
    expect(scored).toHaveLength(dates.length);
    const days = scorableDays(rows, dates);
    const found = dates.slice(-41).map((date) => {
      const known = { index: days.asOf(date), currency: "USD", choices: days.choicesOf(date) };
      const period = { from: addDays(date, -6), to: date };
      return [anomaliesOn(known, date, { isOver: true }), shiftsIn(known, period, { isOver: true })];
    });
    for (const number of numbersIn([scored, found])) expect(Number.isFinite(number)).toBe(true);
    for (const day of scored) {
      for (const result of [day.energy, day.mood, day.financial, day.balance]) {
        if (result.kind === "unscored") expect(result.reason).toMatch(/^[a-z_]+$/);
        else expect(result.score >= 0 && result.score <= 100).toBe(true);
      }
    }
    if (/constant|zeros$|no data|one day/.test(name)) expect(found.flat(2)).toEqual([]);
  },
);

test("given a clock that was wrong by a year, then days that it names stand there, and today is not made of them", () => {
  for (const name of ["a clock a year ahead", "a clock a year behind"]) {
    const [today] = scoreRows(CASES[name] ?? NOTHING, [TODAY], () => CONTEXT);
    expect(today?.energy).toMatchObject({ kind: "unscored", reason: "not_linked" });
    expect(today?.mood.kind).toBe("scored");
  }
});

/** Every number anywhere in it. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}
