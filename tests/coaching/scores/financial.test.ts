import { expect, test } from "vitest";
import type { DayRecord } from "../../../coaching/model/days.ts";
import type { ScoreContext } from "../../../coaching/scores/context.ts";
import { scoreDay } from "../../../coaching/scores/day-scores.ts";
import { dateAt, daysOf, withDay } from "../model/day-help.ts";
import { CONTEXT, contributorOf, missingOf, scored, unscored } from "./score-help.ts";

const financialOf = (days: readonly DayRecord[], offset: number, context: ScoreContext = CONTEXT) =>
  scoreDay(days, dateAt(offset), context).financial;

/** $50 of needs a day, wishes as told, $1,400 every second Thursday. */
const money = (wishes: number, offset: number, impulseCount = 0): Partial<DayRecord> => ({
  spentDiscretionaryMinor: wishes,
  spentTotalMinor: wishes + 5000,
  impulseCount,
  incomeMinor: offset % 14 === 0 ? 140_000 : 0,
});
/** Nine weeks of $100 of wishes each, spent on the first day of seven counted back from day 69. */
const EVEN = daysOf(70, (offset) => money(offset % 7 === 6 ? 10_000 : 0, offset));

test("given a week like the usual one, then pace stands at 60", () => {
  const pace = contributorOf(financialOf(EVEN, 69), "pace");
  expect(pace).toMatchObject({ value: 10_000, unit: "minor", usual: 10_000, goal: null });
  expect(pace.level).toBeCloseTo(60, 4);
});

test.each([
  // (150 + 10)/(100 + 10) = 1.4545…; computed from the formula written out once more in Python.
  [15_000, 45.16405161631544],
  [0, 98.58263754302111],
])("given a week of %i cents of wishes after usual weeks of $100, then pace stands at %d", (spent, level) => {
  const days = withDay(EVEN, dateAt(69), money(spent, 69));
  expect(contributorOf(financialOf(days, 69), "pace").level).toBeCloseTo(level, 9);
});

test("given a weekly budget, then pace is judged by it and the usual week is told beside it", () => {
  const pace = contributorOf(financialOf(EVEN, 69, { ...CONTEXT, weeklyBudgetMinor: 1000 }), "pace");
  expect(pace).toMatchObject({ usual: 10_000, goal: 1000 });
  // c0 = $5: (100 + 5)/(10 + 5) = 7 → 100/(1 + e^(−.405465 + 1.6·ln 7)) = 6.252…
  expect(pace.level).toBeCloseTo(100 / (1 + Math.exp(-0.405465) * 7 ** 1.6), 9);
});

test("given groceries and rent, then they never lower the pace", () => {
  const rent = withDay(EVEN, dateAt(68), { ...money(0, 68), spentTotalMinor: 200_000 });
  expect(contributorOf(financialOf(rent, 69), "pace").level).toBe(
    contributorOf(financialOf(EVEN, 69), "pace").level,
  );
});

test("given one possible impulse today and two three days ago, then older ones weigh less", () => {
  const days = withDay(withDay(EVEN, dateAt(69), money(10_000, 69, 1)), dateAt(66), money(0, 66, 2));
  const impulse = contributorOf(financialOf(days, 69), "impulse");
  // 100·e^(−.35·(1 + 2·.85³)), by Python
  expect(impulse.level).toBeCloseTo(45.84575848824547, 9);
  expect(impulse).toMatchObject({ value: 3, unit: "count" });
});

test("given $3,000 at hand and needs of $50 a day, then the cushion is sixty days", () => {
  const cushion = contributorOf(financialOf(EVEN, 69), "cushion");
  expect(cushion.value).toBeCloseTo(60, 9);
  // 100·(1 − e^−2)
  expect(cushion.level).toBeCloseTo(86.46647167633873, 9);
});

test.each([
  ["no balance is known", null, { reason: "not_linked", have: 0, need: 1 }],
  ["the balance is no number", Number.NaN, { reason: "not_linked", have: 0, need: 1 }],
])("given %s, then there is no cushion", (_, liquidBalanceMinor, missing) => {
  const result = financialOf(EVEN, 69, { ...CONTEXT, liquidBalanceMinor });
  expect(missingOf(result, "cushion")).toEqual(missing);
  expect(scored(result).coverage).toBeCloseTo(0.8, 12);
});

test("given an overdrawn account, then the cushion is none, not negative", () => {
  const cushion = contributorOf(financialOf(EVEN, 69, { ...CONTEXT, liquidBalanceMinor: -5000 }), "cushion");
  expect(cushion).toMatchObject({ value: 0, level: 0 });
});

test("given no needs at all in ninety days, then the cushion cannot be told", () => {
  const days = EVEN.map((day) => ({ ...day, spentTotalMinor: day.spentDiscretionaryMinor }));
  expect(missingOf(financialOf(days, 69), "cushion")?.reason).toBe("constant");
});

test("given $2,800 of income and $1,900 spent in thirty days, then saving stands where its formula says", () => {
  // Days 40..69: income on 42 and 56; wishes on 41, 48, 55, 62, 69 = $500; needs 30·$50 = $1,500; so $2,000 spent.
  const saving = contributorOf(financialOf(EVEN, 69), "saving");
  expect(saving.value).toBeCloseTo(800 / 2800, 12);
  // 50 + 150·(2/7)
  expect(saving.level).toBeCloseTo(92.85714285714286, 9);
});

test("given a monthly salary that came 31 days ago, then the month from that salary on is looked at", () => {
  const monthly = daysOf(70, (offset) => ({
    ...money(0, offset),
    incomeMinor: offset === 8 || offset === 38 ? 300_000 : 0,
  }));
  const onPayday = contributorOf(financialOf(monthly, 67), "saving");
  const dayAfter = contributorOf(financialOf(monthly, 69), "saving");
  expect(onPayday.date).toBe(dateAt(67));
  expect(dayAfter.date).toBe(dateAt(67));
  // (3000 − 30·50)/3000 = .5 → 125, kept at 100
  expect(dayAfter).toMatchObject({ value: 0.5, level: 100 });
});

test("given no income in 45 days, then saving cannot be told", () => {
  const days = EVEN.map((day) => ({ ...day, incomeMinor: day.date === dateAt(24) ? 100_000 : 0 }));
  expect(missingOf(financialOf(days, 69), "saving")?.reason).toBe("no_income");
  const known = EVEN.map((day) => ({ ...day, incomeMinor: day.date === dateAt(25) ? 100_000 : 0 }));
  expect(missingOf(financialOf(known, 69), "saving")).toBeNull();
});

test("given spending far beyond income, then saving stands at 0 and no lower", () => {
  const days = withDay(EVEN, dateAt(68), { ...money(0, 68), spentTotalMinor: 2_000_000 });
  expect(contributorOf(financialOf(days, 69), "saving").level).toBe(0);
});

test("given a day that is not over, then the windows end on the last synced one", () => {
  const morning = [...EVEN, ...daysOf(72, () => ({})).slice(70)];
  for (const offset of [70, 71]) {
    expect(financialOf(morning, offset)).toEqual(financialOf(EVEN, 69));
  }
  expect(scored(financialOf(morning, 71)).to).toBe(dateAt(69));
});

test("given accounts not synced for three days, then there is no score and the reason says so", () => {
  const stale = [...EVEN, ...daysOf(73, () => ({})).slice(70)];
  expect(unscored(financialOf(stale, 72))).toMatchObject({ reason: "not_synced" });
});

test("given no account, then the reason is that nothing is linked", () => {
  const days = daysOf(60, () => ({ sleepMinutes: 420, mood: 1 }));
  expect(unscored(financialOf(days, 59))).toMatchObject({ reason: "not_linked" });
});

test("given four synced weeks and no budget, then there are not enough earlier weeks for a pace", () => {
  const month = daysOf(28, (offset) => money(1000, offset));
  const result = financialOf(month, 27);
  expect(missingOf(result, "pace")).toEqual({ reason: "not_enough_days", have: 28, need: 35 });
  // Impulse and cushion are .40 of the weight: just enough.
  expect(scored(result).coverage).toBeCloseTo(0.4, 12);
  const longer = daysOf(35, (offset) => money(1000, offset));
  expect(missingOf(financialOf(longer, 34), "pace")).toBeNull();
});

test("given three synced days, then each part says how far it is", () => {
  const result = unscored(
    financialOf(
      daysOf(3, (offset) => money(1000, offset)),
      2,
    ),
  );
  expect(result).toMatchObject({ reason: "low_coverage", have: 0, need: 0.4 });
  expect(missingOf(result, "pace")).toEqual({ reason: "not_enough_days", have: 3, need: 7 });
  expect(missingOf(result, "impulse")).toEqual({ reason: "not_enough_days", have: 3, need: 7 });
  expect(missingOf(result, "cushion")).toEqual({ reason: "not_enough_days", have: 3, need: 28 });
});

test("given yen, then the offset is 5 yen and not 500", () => {
  const yen = { ...CONTEXT, currency: "JPY", weeklyBudgetMinor: 10 };
  // (10000 + 5)/(10 + 5) = 667
  const level = contributorOf(financialOf(EVEN, 69, yen), "pace").level;
  expect(level).toBeCloseTo(100 / (1 + Math.exp(-0.405465) * 667 ** 1.6), 9);
});

test("given ten even weeks, then the whole score is the weighted mean of its parts", () => {
  // .4·60 + .2·100 + .2·86.4665 + .2·92.8571 with 60 as 59.9999974
  const result = scored(financialOf(EVEN, 69));
  const expected = 0.4 * 59.99999740540403 + 0.2 * 100 + 0.2 * 86.46647167633873 + 0.2 * 92.85714285714286;
  expect(result.exact).toBeCloseTo(expected, 9);
  expect(result).toMatchObject({ score: 80, n: 28, coverage: 1, confidence: 1, from: dateAt(0) });
});
