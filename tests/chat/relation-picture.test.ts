import { expect, test } from "vitest";
import { ticksFor } from "../../bot/pictures/outcome-scale.ts";
import { relationPicture } from "../../bot/pictures/relation.ts";
import { type DayRecord, emptyDay } from "../../coaching/model/days.ts";
import { addDays } from "../../coaching/model/local-date.ts";
import { type InsightChanges, insightRow } from "../support/insight-rows.ts";

const LAST = "2026-11-22";
const USD = { person: { currency: "USD" } } as Parameters<typeof relationPicture>[2];

/** Days up to the last, in order: a night in minutes and what was spent by choice on the day after it, in minor units. */
function daysOf(pairs: readonly (readonly [number | null, number | null])[]): readonly DayRecord[] {
  return pairs.map(([sleepMinutes, spentDiscretionaryMinor], index) => ({
    ...emptyDay(addDays(LAST, index + 1 - pairs.length)),
    sleepMinutes,
    spentDiscretionaryMinor,
  }));
}

/** Nine short nights before $10 to $90, ten others before $0 to $9, and two days of which one end is not known. */
const DAYS = daysOf([
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((ten) => [300, ten * 1000] as const),
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((one) => [450, one * 100] as const),
  [null, 99_900],
  [300, null],
]);

const rowOf = (changes: InsightChanges = {}) => insightRow(changes);

test("a day behind a relation is a dot, in its own unit, on the side of its night", () => {
  const pictured = relationPicture(rowOf(), DAYS, USD);
  expect(pictured?.picture.chart).toEqual({
    kind: "relation",
    title: "On days after shorter nights you tended to spend more by choice",
    outcome: "Spent by choice that day",
    ticks: [0, 20, 40, 60, 80, 100].map((at) => ({ at, label: `$${at}` })),
    groups: [
      {
        name: "On the 9 days after under 6 h of sleep",
        values: [10, 20, 30, 40, 50, 60, 70, 80, 90],
        middle: { at: 50, label: "median $50" },
      },
      // The middle of ten is between the fifth and the sixth.
      {
        name: "On the other 10",
        values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        middle: { at: 4.5, label: "median $4.50" },
      },
    ],
  });
});

test("its words say what stands in the picture, and so does what is said to whoever does not see it", () => {
  const pictured = relationPicture(rowOf(), DAYS, USD);
  expect(pictured?.parts).toMatchObject([
    { prompt: "pictures/dots-median", facts: { days: 9, value: "$50", others: 10, otherValue: "$4.50" } },
  ]);
  expect(pictured?.picture.alt).toBe(
    "On days after shorter nights you tended to spend more by choice. Day by day, with nothing taken out: a median of $50 on these " +
      "9 days, $4.50 on the other 10.",
  );
});

test("given days after the newest test, then they are not among the dots", () => {
  const later = [...DAYS, { ...emptyDay("2026-11-23"), sleepMinutes: 300, spentDiscretionaryMinor: 500_000 }];
  expect(relationPicture(rowOf(), later, USD)).toEqual(relationPicture(rowOf(), DAYS, USD));
});

test("given another currency, then amounts are in its own unit", () => {
  const { picture } = relationPicture(rowOf(), DAYS, { person: { currency: "JPY" } } as typeof USD) ?? {};
  expect(picture?.chart).toMatchObject({ groups: [{ middle: { at: 5000, label: "median ¥5,000" } }, {}] });
});

test.each<[string, InsightChanges, readonly DayRecord[]]>([
  ["no effect", { data: { effect: null } }, DAYS],
  ["too few days on one side", {}, DAYS.slice(2)],
  ["no day", {}, []],
  [
    "days that are told apart by another rule than the one that was told",
    { data: { effect: { ...(insightRow().data.effect ?? never()), threshold: 420 } } },
    DAYS,
  ],
])("given %s, then there is no picture", (_, changes, days) => {
  expect(relationPicture(rowOf(changes), days, USD)).toBeNull();
});

test("given what is nothing on most days, then the average stands for a group and not the median", () => {
  const days = DAYS.map((day, index) => ({
    ...day,
    mood: index < 9 ? -3 : 3,
    impulseCount: index === 0 ? 2 : 0,
  }));
  const effect = { ...(insightRow().data.effect ?? never()), threshold: -2 };
  const row = rowOf({ signalType: "mood_to_impulse", data: { effect } });
  const chart = relationPicture(row, days, USD)?.picture.chart;
  // Two on one of nine days.
  expect(chart).toMatchObject({
    groups: [{ middle: { label: "average 0.22" } }, { middle: { label: "average 0" } }],
  });
});

function never(): never {
  throw new Error("an effect was expected");
}

const money = { ends: null, unit: 1 };
test.each<[readonly number[], Parameters<typeof ticksFor>[1], readonly number[]]>([
  [[0, 230], money, [0, 50, 100, 150, 200, 250]],
  [[3, 4.2], money, [0, 1, 2, 3, 4, 5]],
  [[0], money, [0, 1]],
  [[-12, 40], money, [-20, 0, 20, 40]],
  [[1_204_500], money, [0, 500_000, 1_000_000, 1_500_000]],
  [[3, 6], { ends: [1, 7], unit: 1 }, [1, 2, 3, 4, 5, 6, 7]],
  // Nights from 4 h 50 m to 8 h 10 m.
  [[290, 490], { ends: null, unit: 60 }, [240, 300, 360, 420, 480, 540]],
  [[400, 400], { ends: null, unit: 60 }, [300, 360, 420]],
])("an axis over %j has plain steps: %j %j", (values, scale, ticks) => {
  expect(ticksFor(values, scale)).toEqual(ticks);
});
